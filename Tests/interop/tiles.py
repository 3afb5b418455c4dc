#!/usr/bin/env python3
"""A published ledger, read and written by another implementation of C2SP tlog-tiles: PyPI's aics-tlog.

    ENTENTE=.build/debug/entente python3 Tests/interop/tiles.py

ENTENTE_TEST_LEVEL=full publishes beyond 65,536 events. aics-tlog needs Python 3.12 or newer and PyPI, or a folder of wheels in PIP_FIND_LINKS.
"""

import glob
import json
import os
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from interop import Failed, Ledger, Missing, expect, main, must, run, sizes  # noqa: E402

VERSION = "0.2.1"


def python():
    """A Python that aics-tlog runs on."""
    versions = [f"python3.{minor}" for minor in range(12, 20)]
    found = [sys.executable, *filter(None, map(shutil.which, versions))]
    found += sorted(glob.glob(os.path.expanduser("~/.pyenv/versions/3.*/bin/python3")))
    for path in found:
        if run(path, "-c", "import sys, venv; sys.exit(sys.version_info < (3, 12))")[0] == 0:
            return path
    raise Missing("aics-tlog needs Python 3.12 or newer, and there is none")


def install(folder):
    """Installs aics-tlog into the folder; its Python."""
    interpreter = python()
    must(interpreter, "-m", "venv", folder / "venv")
    made = folder / "venv" / "bin" / "python"
    status, _, errors = run(made, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", f"aics-tlog=={VERSION}")
    if status != 0:
        raise Missing(f"pip cannot install aics-tlog {VERSION}: {errors.strip()[-300:]}")
    return made


class Tlog:
    """The program aics-tlog, asked about one published folder."""

    def __init__(self, python, ledger):
        self.words = [python, "-m", "aics_tlog"]
        self.key = ["--log-key", ledger.key]
        self.ledger = ledger

    def ask(self, command, *words):
        status, output, errors = run(*self.words, command, "--tiles", self.ledger.published, *self.key, *words)
        return status == 0 and json.loads(output)["ok"], output + errors

    def accept(self, command, *words):
        accepted, said = self.ask(command, *words)
        if not accepted:
            raise Failed(f"aics-tlog {command} {words} refuses what we published: {said[-500:]}")
        return json.loads(said)


def ours_by_them(folder):
    """aics-tlog verifies checkpoint, inclusion and consistency in what we publish, at every size."""
    ledger = Ledger(folder)
    tlog = Tlog(install(folder), ledger)
    saved = []
    for size in sizes():
        ledger.grow(size)
        ledger.publish()
        expect("size of the checkpoint", tlog.accept("verify-checkpoint")["size"], size)
        for index in sorted({0, size // 2, max(0, size - 2), size - 1}):
            leaf = folder / "leaf"
            leaf.write_bytes(ledger.call("show", index, "--raw").encode().rstrip(b"\n"))
            tlog.accept("verify-inclusion", "--index", index, "--leaf", leaf)
            tlog.accept("verify-inclusion", "--index", index)
        for older in saved:
            tlog.accept("verify-consistency", "--old-checkpoint", older)
        saved.append(folder / f"checkpoint-{size}")
        shutil.copy(ledger.published / "checkpoint", saved[-1])
    return f"({len(saved)} sizes up to {sizes()[-1]:,})"


def ours_corrupted(folder):
    """aics-tlog and we refuse every file of ours with one bit changed."""
    ledger = Ledger(folder)
    ledger.grow(600)
    ledger.publish()
    tlog = Tlog(install(folder), ledger)
    count = 0
    for path in sorted(ledger.published.rglob("*")):
        name = str(path.relative_to(ledger.published))
        if path.is_dir() or name == "key":
            continue
        whole = path.read_bytes()
        path.write_bytes(whole[:-40] + bytes([whole[-40] ^ 1]) + whole[-39:])
        index = 300 if "001" in name else 599 if "002" in name else 0
        if tlog.ask("verify-inclusion", "--index", index)[0]:
            raise Failed(f"aics-tlog accepts {name} with a bit changed")
        follow = ["follow", ledger.published, "--ledger", folder / "mirror", "--key", ledger.key]
        status, _, said = run(ledger.entente, *follow)
        expect(f"{name} with a bit changed: {said}", status, 65)
        path.write_bytes(whole)
        count += 1
        shutil.rmtree(folder / "mirror", ignore_errors=True)
    return f"({count} files)"


def theirs_by_us(folder):
    """Tiles that aics-tlog makes of our leaves are ours byte for byte, and are followed."""
    ledger = Ledger(folder)
    interpreter = install(folder)
    theirs = folder / "theirs"
    done = 0
    for size in sizes()[:7]:
        ledger.grow(size)
        ledger.publish()
        leaves = folder / "leaves"
        leaves.write_bytes(b"\n".join(ledger.leaves()[done:size]) + b"\n")
        must(interpreter, "-m", "aics_tlog", "append-tiles", "--out", theirs, "--size", done, "--leaves", leaves)
        done = size
        files = [path for path in theirs.rglob("*") if path.is_file() and path.name != "checkpoint"]
        for path in files:
            name = path.relative_to(theirs)
            expect(f"bytes of {name}", (ledger.published / name).read_bytes(), path.read_bytes())
        shutil.copy(ledger.published / "checkpoint", theirs / "checkpoint")
        must(ledger.entente, "follow", theirs, "--ledger", folder / "mirror", "--key", ledger.key)
        must(ledger.entente, "audit", "--ledger", folder / "mirror")
    return f"({done} events)"


STRANGER = """
import sys
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from aics_tlog.checkpoint import Checkpoint, sign_checkpoint
from aics_tlog.note import format_vkey, vkey_from_ed25519
from aics_tlog.writer import DirectoryTileStore, IncrementalTileWriter
store = DirectoryTileStore(sys.argv[1])
writer = IncrementalTileWriter(store)
writer.append([b"entry %d" % number for number in range(300)])
key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
name = "stranger.example/log"
note = sign_checkpoint(Checkpoint(name, writer.size, writer.root()), key, name)
store.write_checkpoint(note.to_bytes())
print(format_vkey(vkey_from_ed25519(name, key.public_key())))
"""


def stranger_by_us(folder):
    """A log that is no ledger, signed and written by aics-tlog, is verified by us and then refused."""
    ledger = Ledger(folder)
    interpreter = install(folder)
    log = folder / "log"
    key = must(interpreter, "-c", STRANGER, log).strip()
    follow = [ledger.entente, "follow", log, "--ledger", folder / "mirror", "--key", key]
    status, _, said = run(*follow)
    expect("exit code", status, 65)
    if "is a log, but not of a ledger" not in said:
        raise Failed(f"it is refused for another reason: {said}")
    bundle = log / "tile" / "entries" / "000"
    bundle.write_bytes(bundle.read_bytes().replace(b"entry 0", b"entry X", 1))
    status, _, said = run(*follow)
    expect("exit code", status, 65)
    if "entry 0 in tile/entries/000 is not the one" not in said:
        raise Failed(f"a changed entry is not named: {said}")


if __name__ == "__main__":
    main([ours_by_them, ours_corrupted, theirs_by_us, stranger_by_us])
