"""What the scripts of this folder share: running programs, and a ledger that is published.

Standard library only. ENTENTE names the program; what else a script needs it installs into a temporary folder of its own, which is removed at
the end. A part whose tool cannot be had is not run, and said so; with ENTENTE_INTEROP=required that fails.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


class Failed(Exception):
    """Two programs do not agree."""


class Missing(Exception):
    """A tool that a part needs is not here."""


def run(*words, input_text=None, folder=None, environment=None):
    """Runs a program; its exit code, what it prints and what it says."""
    done = subprocess.run(
        [str(word) for word in words], input=input_text, capture_output=True, text=True, cwd=folder,
        env={**os.environ, **(environment or {})},
    )
    return done.returncode, done.stdout, done.stderr


def must(*words, **named):
    """Runs a program that has to succeed; what it prints."""
    status, output, errors = run(*words, **named)
    if status != 0:
        raise Failed(f"{' '.join(str(word) for word in words)[:200]} ended with {status}: {output[-800:]} {errors[-800:]}")
    return output


def expect(what, found, wanted):
    if found != wanted:
        raise Failed(f"{what}: {found!r:.300} in place of {wanted!r:.300}")


def program():
    path = os.environ.get("ENTENTE")
    if not path or not os.access(path, os.X_OK):
        sys.exit("interop: name the program in ENTENTE, for example ENTENTE=.build/debug/entente")
    return str(Path(path).resolve())


class Ledger:
    """A ledger of parties in a folder, and the folder that it is published in."""

    def __init__(self, folder, name="ledger"):
        self.entente = program()
        self.folder = Path(folder)
        self.path = self.folder / name
        self.published = self.folder / f"{name}-published"
        self.count = 0
        if not self.path.exists():
            must(self.entente, "init", self.path, "--origin", "ledger.example.org/interop")

    def call(self, *words, **named):
        return must(self.entente, *words, "--ledger", self.path, **named)

    @property
    def size(self):
        lines = self.call("log", "--limit", "1", "--json", "--with-head").splitlines()
        return json.loads(lines[-1])["head"]["size"]

    @property
    def key(self):
        return json.loads(self.call("show", "0", "--raw"))["data"]["key"]

    def grow(self, size, prefix="p"):
        lines = []
        for _ in range(size - self.size):
            self.count += 1
            party = {"party": f"party:{prefix}{self.count}", "kind": "cluster", "names": [{"text": "Žižkov", "lang": "cs"}]}
            lines.append(json.dumps({"type": "party.registered", "occurred": "2020-01-10", "by": "script:interop", "data": party}))
        if lines:
            self.call("append", "--batch", "10000", input_text="\n".join(lines))
        expect("size", self.size, size)

    def publish(self):
        self.call("publish", self.published)

    def leaves(self):
        """The leaves, byte for byte, in order."""
        return self.call("log", "--reverse", "--json").encode().splitlines()


def sizes():
    """The sizes to publish at, one after the other: around full tiles of two levels."""
    small = [1, 255, 256, 257, 511, 512, 600]
    quick = os.environ.get("ENTENTE_TEST_LEVEL", "quick") == "quick"
    return small if quick else small + [65_535, 65_536, 65_537, 66_100]


def main(parts):
    """Runs the parts, each with a folder of its own, and says what became of each."""
    required = os.environ.get("ENTENTE_INTEROP") == "required"
    status = 0
    for part in parts:
        folder = tempfile.mkdtemp(prefix="entente-interop-")
        try:
            print(f"ok: {part.__doc__.splitlines()[0]} {part(Path(folder)) or ''}".rstrip(), flush=True)
        except Missing as missing:
            print(f"NOT RUN: {part.__doc__.splitlines()[0]} {missing}", flush=True)
            status = status or (1 if required else 0)
        except Failed as failure:
            print(f"FAILED: {part.__doc__.splitlines()[0]} {failure}", flush=True)
            status = 1
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    sys.exit(status)
