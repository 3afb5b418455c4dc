"""Hostile input of every kind: whatever is done to the bytes, the verifier answers with findings and never falls over.

The seed is random and printed when a round fails; ENTENTE_TEST_SEED=N runs it again, ENTENTE_TEST_LEVEL=full runs more.
"""

import contextlib
import io
import json
import os
import random
import re
import shutil
import sys
import tempfile
import unittest
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2] / "Tools" / "verify"), str(Path(__file__).parent)]
import entente_verify  # noqa: E402
from dossier_writer import LATER, Case  # noqa: E402
from ledger_writer import b64, build, consistency, cosigned, export, inclusion, policy, sha, tiles, tree, write  # noqa: E402

SNIPPETS = [b"\n", b'"', b"{", b"}", b"null", b"-1", b"1e9", b"[" * 300, b"\x00", b"\xff\xfe", b"9" * 400, b"true", b",", b"=", b"+",
            b"\\u0000", b"\\ud800", "\u2014".encode()]
VALUES = [b"null", b"[]", b"{}", b'"x"', b"[1]", b"true", b"1.5", b"-3", b'{"a":[]}', b"99999999999", b'""', b'"agreement:mou-17"']


def mutated(data, choose):
    for _ in range(choose.choice([1, 1, 1, 2, 5])):
        place, kind = choose.randrange(len(data) + 1), choose.randrange(5)
        if kind == 0:
            data = data[:place] + bytes([choose.randrange(256)]) + data[place + 1:]
        elif kind == 1:
            data = data[:place] + data[place + choose.randrange(1, 40):]
        elif kind == 2:
            data = data[:place] + choose.choice(SNIPPETS) + data[place:]
        elif kind == 3:
            lines = data.split(b"\n")
            choose.shuffle(lines) if choose.random() < 0.3 else lines.pop(choose.randrange(len(lines)))
            data = b"\n".join(lines)
        else:  # another value of a member
            members = list(re.finditer(rb'"[a-zA-Z]+": ?("[^"]*"|[0-9]+|\{|\[|true|false|null)', data))
            if members:
                start, end = choose.choice(members).span(1)
                data = data[:start] + choose.choice(VALUES) + data[end:]
    return data


class Hostile(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        leaves, case = build(), Case()
        (self.folder / "exported").mkdir()
        export(self.folder / "exported", leaves)
        exported = {path.relative_to(self.folder / "exported").as_posix(): path.read_bytes()
                    for path in (self.folder / "exported").rglob("*") if path.is_file()}
        note = cosigned(11, tree(leaves), LATER)
        proof = ["c2sp.org/tlog-proof@v1", "extra " + b64(leaves[3]), "index 3", *map(b64, inclusion(3, leaves)), "", note]
        grown = ["old 5", *map(b64, consistency(5, leaves)), "", note]
        self.kinds = [case.files(), exported, tiles(leaves) | {"checkpoint": note}, {"file": note}, {"file": "\n".join(proof)},
                      {"file": "\n".join(grown)}]
        write(self.folder, {"policy": policy("2"), "known": cosigned(5, tree(leaves[:5]), LATER)})

    def test_never_falls_over(self):
        seed = int(os.environ.get("ENTENTE_TEST_SEED") or random.randrange(1 << 32))
        choose = random.Random(seed)
        for number in range(200 if os.environ.get("ENTENTE_TEST_LEVEL", "quick") == "quick" else 4000):
            with self.subTest(f"ENTENTE_TEST_SEED={seed}, round {number}"):
                self.round(dict(choose.choice(self.kinds)), choose)

    def round(self, files, choose):
        name = choose.choice(sorted(files))
        files[name] = mutated(files[name].encode() if isinstance(files[name], str) else files[name], choose)
        if "manifest.json" in files and name != "manifest.json":  # an honest manifest over the changed file
            manifest = json.loads(files["manifest.json"])
            files["manifest.json"] = json.dumps(manifest | {"files": manifest["files"] | {name: sha(files[name])}})
        shutil.rmtree(self.folder / "input", ignore_errors=True)
        write(self.folder / "input", files)
        path = self.folder / "input" / ("file" if len(files) == 1 else "")
        with contextlib.redirect_stdout(io.StringIO()) as output:
            status = entente_verify.main([str(path), "--json", "--policy", str(self.folder / "policy"),
                                          "--known", str(self.folder / "known")])
        said = json.loads(output.getvalue())
        self.assertEqual(status, 0 if said["ok"] else 1)
        self.assertFalse([each for each in said["findings"] if "cannot be verified" in each["message"]], name)


if __name__ == "__main__":
    unittest.main()
