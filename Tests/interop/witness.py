#!/usr/bin/env python3
"""entente and another implementation of C2SP tlog-witness, the PyPI package aics-witness.

    ENTENTE=/path/to/entente python3 Tests/interop/witness.py

Both ways: its witness cosigns our ledger, and our witness cosigns for its log. Everything listens
on loopback. The package needs Python 3.12; where there is none, or no registry, the script says so
and ends with 0. With ENTENTE_INTEROP=required it ends with 69 then.
"""

import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

PINNED = ["aics-witness==0.1.0", "aics-tlog==0.2.1", "cryptography==50.0.2"]
LEAST = (3, 12)
ORIGIN = "ledger.example.org/interop"


def not_run(why):
    print(f"not run: {why}", file=sys.stderr)
    print("0 passed, 0 failed, 1 skipped")
    sys.exit(69 if (os.environ.get("ENTENTE_INTEROP") == "required") else 0)


def interpreters():
    yield sys.executable
    for name in ("python3.14", "python3.13", "python3.12", "python3"):
        if found := shutil.which(name):
            yield found
    for path in sorted(Path.home().glob(".pyenv/versions/*/bin/python3"), reverse=True):
        yield str(path)


def version(python):
    asked = "import sys; print(*sys.version_info[:2])"
    run = subprocess.run([python, "-c", asked], capture_output=True, text=True)
    return tuple(map(int, run.stdout.split())) if run.returncode == 0 else (0, 0)


def start_again(folder):
    """Runs this script in an environment that has the package."""
    python = next((path for path in interpreters() if version(path) >= LEAST), None)
    if python is None:
        not_run("aics-witness needs Python 3.12, and there is none")
    made = subprocess.run([python, "-m", "venv", folder / "venv"], capture_output=True, text=True)
    if made.returncode != 0:
        not_run(f"no virtual environment could be made: {made.stderr.strip()[-200:]}")
    inside = folder / "venv/bin/python3"
    pip = [inside, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PINNED]
    installed = subprocess.run(pip, capture_output=True, text=True)
    if installed.returncode != 0:
        not_run(f"{PINNED[0]} could not be installed: {installed.stderr.strip()[-300:]}")
    environment = os.environ | {"INTEROP_FOLDER": str(folder)}
    return subprocess.run([inside, __file__], env=environment).returncode


class Checks:
    """What was expected, counted."""

    def __init__(self):
        self.passed = self.failed = 0

    def expect(self, what, holds, seen=""):
        self.passed += bool(holds)
        self.failed += not holds
        print(f"{'ok' if holds else 'FAILED'}: {what}" + ("" if holds else f": {seen}"))


class Server:
    """A process that answers, ended with the block."""

    def __init__(self, words):
        self.process = subprocess.Popen(
            words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.status = self.process.wait(timeout=20)


def entente(*words, status=0, **options):
    command = [os.environ["ENTENTE"], *map(str, words)]
    run = subprocess.run(command, capture_output=True, text=True, **options)
    if status is not None and run.returncode != status:
        raise SystemExit(f"entente {words}: {run.returncode}\n{run.stdout}{run.stderr}")
    return run


def append(ledger, *names):
    events = [
        {
            "type": "party.registered",
            "occurred": "2020-01-01",
            "by": "script:interop",
            "data": {
                "party": f"party:{name}",
                "kind": "cluster",
                "names": [{"lang": "en", "text": name}],
            },
        }
        for name in names
    ]
    lines = "".join(json.dumps(event) + "\n" for event in events)
    entente("append", "--ledger", ledger, input=lines)


def ask(ledger):
    run = entente("checkpoint", "--json", "--ledger", ledger, status=None)
    witnesses = json.loads(run.stdout)["witnesses"] if run.stdout else []
    return run.returncode, (witnesses or [{}])[0], run.stderr


def free_port():
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return opened.getsockname()[1]


def fetch(url):
    for _ in range(200):
        try:
            return urllib.request.urlopen(url, timeout=5).read()
        except urllib.error.HTTPError:
            raise
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"nothing answers at {url}")


def shown(url, origin):
    return fetch(f"{url}/{hashlib.sha256(origin.encode()).hexdigest()}/checkpoint")


def cosigned_by_theirs(checks, folder):
    """Our ledger, their witness."""
    from aics_tlog import parse_note

    ledger, config = folder / "ledger", folder / "witness.json"
    key = entente("init", ledger, "--origin", ORIGIN).stdout.strip()
    aics = [sys.executable, "-m", "aics_witness"]
    listen = f"127.0.0.1:{free_port()}"
    url = f"http://{listen}"
    name = ["--name", "witness.example/w1", "--listen", listen]
    made = subprocess.run(
        [*aics, "init", "--config", config, *name], capture_output=True, text=True, check=True
    )
    entente("witness", "add", made.stdout.split()[-1], url, "--ledger", ledger)
    append(ledger, "a", "b")

    with Server([*aics, "serve", "--config", config]):
        fetch(f"{url}/healthz")
        status, outcome, _ = ask(ledger)
        said = outcome.get("message", "")
        checks.expect("404 becomes words", status == 1 and "does not know" in said, outcome)
    trust = ["add-log", "--config", config, "--origin", ORIGIN, "--vkey", key]
    subprocess.run([*aics, *trust], capture_output=True, check=True)

    with Server([*aics, "serve", "--config", config]):
        fetch(f"{url}/healthz")
        status, outcome, said = ask(ledger)
        checks.expect("their witness cosigns our checkpoint", status == 0, (outcome, said))
        shutil.copytree(ledger, folder / "older")
        shutil.copytree(ledger, folder / "fork")
        for round in range(4):
            append(ledger, *(f"c{round}-{number}" for number in range(5)))
            status, outcome, said = ask(ledger)
            checks.expect(f"and after {5 * round + 5} more events", status == 0, (outcome, said))

        append(ledger, "d")
        for path in (ledger / "checkpoints/ledger").iterdir():
            path.unlink()
        status, outcome, said = ask(ledger)
        checks.expect("after a 409 it is asked from the size named", status == 0, (outcome, said))

        newest = max((ledger / "checkpoints/ledger").iterdir(), key=lambda path: int(path.name))
        note = parse_note(newest.read_bytes())
        names = [line.name for line in note.signatures]
        checks.expect("both signatures are kept", names == [ORIGIN, "witness.example/w1"], names)
        checks.expect("it shows that checkpoint", parse_note(shown(url, ORIGIN)).text == note.text)

        status, _, said = ask(folder / "older")
        checks.expect("an older copy signs nothing", status == 78 and "is shorter" in said, said)
        kept = list((folder / "older/evidence").iterdir())
        checks.expect("and keeps the evidence", len(kept) == 1, kept)
        append(folder / "fork", *(f"f{number}" for number in range(30)))
        status, _, said = ask(folder / "fork")
        checks.expect("a fork signs nothing", status == 78 and "other events" in said, said)

    status, outcome, _ = ask(ledger)
    gone = outcome.get("result") == "unreachable"
    checks.expect("a witness that is away is said to be", status == 69 and gone, outcome)


def cosigns_for_theirs(checks, folder):
    """Our witness, their log."""
    from aics_tlog import Checkpoint, MerkleTree, format_vkey, parse_note, parse_vkey
    from aics_tlog import sign_checkpoint, verify_cosignature, vkey_from_ed25519
    from aics_witness.feeder import WitnessAhead, WitnessClient, WitnessRejected
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    origin, state = "log.example/aics", folder / "own-witness"
    own, other = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    key = format_vkey(vkey_from_ed25519(origin, own.public_key()))
    init = entente("witness", "init", "--name", "witness.example/w2", "--state", state)
    witness = init.stdout.strip()
    serve = [os.environ["ENTENTE"], "witness", "serve", "--state", str(state)]
    serve += ["--listen", "127.0.0.1:0"]

    tree, fork = MerkleTree(), MerkleTree()
    for number in range(300):
        tree.append(b"leaf %d" % number)
        fork.append(b"leaf %d" % (number if number < 100 else -number))

    def note(tree, size, private=own):
        checkpoint = Checkpoint(origin, size, tree.root(size))
        return sign_checkpoint(checkpoint, private, origin).to_bytes()

    def refused(signed, proof, status):
        try:
            with WitnessClient(url, witness) as client:
                client.submit(signed, proof)
        except WitnessRejected as error:
            return error.status == status
        return False

    with Server(serve) as server:
        url = server.process.stdout.readline().strip()
        proof = tree.consistency_proof
        checks.expect("404 before it is trusted", refused(note(tree, 1), proof, 404))
        entente("witness", "trust", key, "--state", state)
        with WitnessClient(url, witness, state_path=folder / "client.json") as client:
            for size in (1, 2, 7, 64, 100, 257):
                lines = client.submit(note(tree, size), proof)
                right = lines.startswith("\u2014 witness.example/w2 ")
                checks.expect(f"our witness cosigns their {size} leaves", right, lines)
        with WitnessClient(url, witness) as client:
            lines = client.submit(note(tree, 300), proof)
            checks.expect("a client that knows nothing learns the size", lines)
            try:
                client.submit(note(tree, 257), proof)
                checks.expect("a smaller tree is refused", False)
            except WitnessAhead as error:
                checks.expect("a smaller tree is refused", error.known_size == 300, error)
        again = (300, [])
        checks.expect("another root is refused", refused(note(fork, 300), again, 422))
        checks.expect("another key is refused", refused(note(tree, 300, other), again, 403))
        kept = sorted(path.suffix for path in (state / "evidence").iterdir())
        checks.expect("the evidence is kept", kept == [".cosigned", ".request"], kept)

        held = parse_note(shown(url, origin))
        mine = parse_vkey(witness)
        line = next(line for line in held.signatures if line.name == mine.name)
        about = (origin, 300, tree.root(300), ())
        verified = verify_cosignature(line.signature, mine.name, mine.public_key, *about)
        checks.expect("it shows the cosigned checkpoint", verified, held)
    checks.expect("it ends cleanly", server.status == 0, server.status)

    with Server(serve) as server:
        server.process.stdout.readline()
        server.process.kill()
    with Server(serve) as server:
        url = server.process.stdout.readline().strip()
        remembered = b"\n300\n" in shown(url, origin)
        checks.expect("and remembers after it was killed", remembered)


def main():
    if "ENTENTE" not in os.environ:
        not_run("ENTENTE does not name the program")
    if "INTEROP_FOLDER" not in os.environ:
        with tempfile.TemporaryDirectory(prefix="entente-interop-") as folder:
            return start_again(Path(folder))
    checks = Checks()
    folder = Path(os.environ["INTEROP_FOLDER"])
    cosigned_by_theirs(checks, folder)
    cosigns_for_theirs(checks, folder)
    print(f"{checks.passed} passed, {checks.failed} failed, 0 skipped")
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main())
