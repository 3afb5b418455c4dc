#!/usr/bin/env python3
"""Notes, trees and proofs of ours, checked by Go's golang.org/x/mod/sumdb and by openssl; and theirs by us.

    ENTENTE=.build/debug/entente python3 Tests/interop/notes.py

Go's packages are Debian's golang-go and golang-golang-x-mod-dev, below GOPATH=/usr/share/gocode; nothing is downloaded.
"""

import base64
import hashlib
import json
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from interop import Failed, Ledger, Missing, expect, main, must, run, sizes  # noqa: E402

GOPATH = "/usr/share/gocode"

# A checkpoint of RFC 6962's eight leaves, signed and cosigned by test seeds (00…1f and 20…3f).
COSIGNED = """\
ledger.example.org/entente-test
8
XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=

\u2014 ledger.example.org/entente-test gfAKCSLkM/Myg6LwSZu3eUVTh+P/Q89nQs1OkjxsI7cGwH7AJ+2rUj9ZfBxtmGzlGJvPxWCNGHC5GlPCT/kE0/musw8=
\u2014 witness.partner.example/w1 JwC6yQAAAABlU/EATiVUSWbJQkaI/HYQU7Bo5mYDqemLXPorycptHacuFU8pKqdoK9NX1N4o1g/0WTlq89Z73wDGwHSUCTWDq8EiCg==
"""
COSIGNED_KEYS = (
    "ledger.example.org/entente-test+81f00a09+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
    "witness.partner.example/w1+2700bac9+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X",
)


class Go:
    """The program notes.go, built in a folder."""

    def __init__(self, folder):
        if not shutil.which("go"):
            raise Missing("go is not installed (Debian: golang-go)")
        if not Path(GOPATH, "src/golang.org/x/mod/sumdb/tlog").is_dir():
            raise Missing("golang.org/x/mod is not installed (Debian: golang-golang-x-mod-dev)")
        self.path = folder / "notes"
        settings = {"GO111MODULE": "off", "GOPATH": GOPATH, "GOCACHE": str(folder / "cache"), "GOFLAGS": ""}
        must("go", "build", "-o", self.path, Path(__file__).with_name("notes.go"), environment=settings)

    def __call__(self, *words):
        return must(self.path, *words)


def text_of(note):
    """The text of a note, without the empty line and the signatures."""
    return note[: note.rindex("\n\n") + 1]


def ours_by_go(folder):
    """sumdb opens our notes, gets our roots from our leaves, and proves them from our tiles."""
    go, ledger = Go(folder), Ledger(folder)
    roots = {}
    for size in sizes():
        ledger.grow(size)
        ledger.publish()
        opened = go("open", ledger.published / "checkpoint", ledger.key).splitlines()
        expect("text of the note", opened[:2], ["ledger.example.org/interop", str(size)])
        roots[size] = opened[2]
    leaves = folder / "leaves"
    leaves.write_bytes(b"\n".join(ledger.leaves()) + b"\n")
    expect("roots", go("tree", leaves, *roots).split(), list(roots.values()))
    count = go("proofs", leaves, ledger.published, max(roots)).strip()
    return f"({len(roots)} notes, {count} proofs)"


def changed_notes(folder):
    """sumdb refuses our notes with a bit changed."""
    go, ledger = Go(folder), Ledger(folder)
    ledger.publish()
    note = (ledger.published / "checkpoint").read_bytes()
    for place in (0, note.index(b"\n") + 1, len(note) - 20):
        changed = folder / "changed"
        changed.write_bytes(note[:place] + bytes([note[place] ^ 1]) + note[place + 1 :])
        if run(go.path, "open", changed, ledger.key)[0] == 0:
            raise Failed(f"byte {place} may be changed")


def evidence_by_go(folder):
    """sumdb follows the consistency proof that we keep as evidence of a fork."""
    go, ledger = Go(folder), Ledger(folder)
    ledger.grow(300)
    ledger.call("backup", folder / "backup")
    ledger.call("keys", "export", folder / "keys.json")
    must(ledger.entente, "restore", folder / "backup", "--ledger", folder / "fork")
    must(ledger.entente, "keys", "import", folder / "keys.json", "--ledger", folder / "fork")
    fork = Ledger(folder, "fork")
    fork.grow(700, prefix="f")
    fork.publish()
    ledger.grow(350)
    ledger.publish()
    mirror = ["--ledger", folder / "mirror", "--key", ledger.key, "--json"]
    must(ledger.entente, "follow", ledger.published, *mirror)
    status, answer, _ = run(ledger.entente, "follow", fork.published, *mirror)
    expect("exit code", status, 1)
    found = json.loads(answer)
    expect("divergence", found["divergence"], "contradiction")
    kept = Path(found["evidence"])
    for name in ("seen", "shown"):
        go("open", kept / name, ledger.key)
    large = text_of((kept / "shown").read_text()).splitlines()[2]
    small = text_of((kept / "seen").read_text()).splitlines()[2]
    leaves = folder / "leaves"
    leaves.write_bytes(b"\n".join(fork.leaves()) + b"\n")
    prefix = go("tree", leaves, "350").strip()
    if prefix not in (kept / "statement.txt").read_text():
        raise Failed("the statement does not name the root of the fork's first 350 events")
    go("evidence", kept / "proof", prefix, large, 350, 700)
    if run(go.path, "evidence", kept / "proof", small, large, 350, 700)[0] == 0:
        raise Failed("the proof also leads from the root that was seen")


def proofs_by_go(folder):
    """sumdb accepts our proofs of inclusion and consistency, and we accept its."""
    go, ledger = Go(folder), Ledger(folder)
    size, count = 300, 0
    ledger.grow(size)
    ledger.publish()
    checkpoint = (ledger.published / "checkpoint").read_text()
    leaves = folder / "leaves"
    leaves.write_bytes(b"\n".join(ledger.leaves()) + b"\n")
    leaf, proof = folder / "leaf", folder / "event.tlog-proof"
    for index in (0, 1, 127, 255, 256, 298, 299):
        leaf.write_bytes(ledger.leaves()[index])
        proof.write_text(ledger.call("prove", str(index)))
        go("inclusion", proof, leaf, ledger.key)
        path = go("prove", leaves, size, index)
        proof.write_text(f"c2sp.org/tlog-proof@v1\nindex {index}\n{path}\n{checkpoint}")
        verify = [ledger.entente, "verify", proof, "--key", ledger.key, "--leaf", leaf]
        must(*verify)
        leaf.write_bytes(leaf.read_bytes() + b" ")
        expect("exit code for another leaf", run(*verify)[0], 1)
        if run(go.path, "inclusion", proof, leaf, ledger.key)[0] == 0:
            raise Failed("another leaf is accepted")
        count += 2
    for earlier in (1, 2, 3, 64, 255, 256, 299):
        proof = folder / f"from-{earlier}"
        proof.write_text(ledger.call("prove", "--consistency", str(earlier)))
        root = go("tree", leaves, earlier).strip()
        go("growth", proof, root, ledger.key)
        other = go("tree", leaves, earlier + 1).strip()
        if run(go.path, "growth", proof, other, ledger.key)[0] == 0:
            raise Failed("another earlier root is accepted")
        count += 1
    return f"({count} proofs)"


def theirs_by_us(folder):
    """We follow a log whose checkpoint sumdb has signed."""
    go, ledger = Go(folder), Ledger(folder)
    ledger.grow(300)
    ledger.publish()
    ledger.call("keys", "export", folder / "keys.json")
    seed = json.loads((folder / "keys.json").read_text())["log"]
    path = ledger.published / "checkpoint"
    text = text_of(path.read_text())
    path.write_text(go("sign", ledger.key, seed, text))
    follow = ["follow", ledger.published, "--ledger", folder / "mirror", "--key", ledger.key]
    must(ledger.entente, *follow)
    must(ledger.entente, "audit", "--ledger", folder / "mirror")
    path.write_text(go("sign", ledger.key, seed, text.replace("300", "299", 1)))
    expect("exit code for a note over another size", run(ledger.entente, *follow)[0], 1)


class OpenSSL:
    """Verifies lines of notes with nothing but `openssl pkeyutl`."""

    def __init__(self, folder):
        if not shutil.which("openssl"):
            raise Missing("openssl is not installed")
        self.folder = folder

    def verifies(self, note, key):
        """Whether the note bears a good signature by a key, of type 1 or 4."""
        name, digits, encoded = key.split("+", 2)
        kind, public = base64.b64decode(encoded)[0], base64.b64decode(encoded)[1:]
        number = hashlib.sha256(name.encode() + b"\n" + bytes([kind]) + public).digest()[:4]
        expect("number of the key", number.hex(), digits)
        for line in note[note.rindex("\n\n") + 2 :].splitlines():
            dash, signer, blob = line.split(" ")
            bytes_ = base64.b64decode(blob)
            if signer != name or bytes_[:4] != number:
                continue
            message, signature = text_of(note).encode(), bytes_[4:]
            if kind == 4:
                seconds, signature = int.from_bytes(bytes_[4:12], "big"), bytes_[12:]
                message = f"cosignature/v1\ntime {seconds}\n".encode() + message
            return self.check(public, message, signature)
        return False

    def check(self, public, message, signature):
        files = {"key": bytes.fromhex("302a300506032b6570032100") + public, "message": message, "signature": signature}
        for name, content in files.items():
            (self.folder / name).write_bytes(content)
        words = ["-verify", "-pubin", "-keyform", "DER", "-inkey", "key", "-rawin", "-in", "message", "-sigfile", "signature"]
        return run("openssl", "pkeyutl", *words, folder=self.folder)[0] == 0


def ours_by_openssl(folder):
    """openssl verifies our notes, and cosignatures of the published vector."""
    openssl, ledger = OpenSSL(folder), Ledger(folder)
    for size in (1, 2, 20):
        ledger.grow(size)
        ledger.publish()
        note = (ledger.published / "checkpoint").read_text()
        if not openssl.verifies(note, ledger.key):
            raise Failed(f"the note of {size} events is refused")
        if openssl.verifies(note.replace(f"\n{size}\n", f"\n{size + 1}\n"), ledger.key):
            raise Failed("a note over another size is accepted")
    for key in COSIGNED_KEYS:
        if not openssl.verifies(COSIGNED, key):
            raise Failed(f"the signature by {key} is refused")
        if openssl.verifies(COSIGNED.replace("\n8\n", "\n9\n"), key):
            raise Failed(f"the signature by {key} covers another size")


if __name__ == "__main__":
    main([ours_by_go, changed_notes, evidence_by_go, proofs_by_go, theirs_by_us, ours_by_openssl])
