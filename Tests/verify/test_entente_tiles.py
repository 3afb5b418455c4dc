"""Tests of the verifier on published ledgers (C2SP tlog-tiles) and on files of one checkpoint or proof."""

import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TOOL = Path(__file__).resolve().parents[2] / "Tools" / "verify" / "entente_verify.py"
sys.path[:0] = [str(TOOL.parent), str(Path(__file__).parent)]
import entente_log as log  # noqa: E402
import entente_tiles  # noqa: E402
import entente_verify  # noqa: E402
from ledger_writer import (A, DOSSIER, ORIGIN, OTHER_KEY, b64, build, consistency, cosigned, history, inclusion,  # noqa: E402
                           note, policy, schema_files, tiles, tree, vkey, write)


PROGRAM = os.environ.get("ENTENTE")  # where it is given, both verifiers must agree


class Case(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name) / "log"
        self.folder.mkdir()

    def tool(self, path, *arguments, policy_text=None, known=(), stricter=False):
        """(exit status, JSON) of the verifier; if ENTENTE is the program, it must say the same unless this is stricter."""
        extra = []
        for place, text in enumerate(known):
            (self.folder.parent / f"known-{place}").write_text(text)
            extra += ["--known", str(self.folder.parent / f"known-{place}")]
        if policy_text is not None:
            (self.folder.parent / "policy").write_text(policy_text)
            extra += ["--policy", str(self.folder.parent / "policy")]
        with contextlib.redirect_stdout(io.StringIO()) as output:
            status = entente_verify.main([str(path), "--json", *extra, *map(str, arguments)])
        said = json.loads(output.getvalue())
        if PROGRAM and said["kind"] not in ("export", "tiles") and "--tsa" not in arguments and not stricter:
            run = subprocess.run([PROGRAM, "verify", str(path), "--json", *extra, *map(str, arguments)], capture_output=True, text=True)
            self.assertEqual(run.returncode == 0, status == 0, f"{said['findings'][:3]} but the program: {run.stdout[-500:]} {run.stderr}")
            for name in ("agreement", "present", "complete", "bounds", "withheld", "erased", "documents") if status == 0 else ():
                if said["kind"] == "dossier":
                    self.assertEqual(json.loads(run.stdout).get(name), said[name])
        return status, said

    def assert_said(self, run, *expected):
        """Exactly these findings, or none."""
        status, said = run
        lines = [f"{each['file']}:{each['line']}: {each['message']}" for each in said["findings"]]
        self.assertFalse([line for line in lines if "cannot be verified" in line], "\n".join(lines[:20])[:4000])
        self.assertEqual((status, said["ok"], len(lines)), (int(bool(expected)), not expected, len(expected)), "\n".join(lines[:20])[:4000])
        for text in expected:
            self.assertTrue(any(text in line for line in lines), f"{text!r} not in:\n" + "\n".join(lines[:20])[:4000])


def ledger(size):
    """So many leaves of a ledger, which go on from the small one."""
    events = history(schema_files())
    events += [{"id": f"more-{n}", "type": "agreement.signed", "version": 1, "occurred": "2021", "by": "script:s",
                "data": {"agreement": A}, "tags": [A]} for n in range(size - len(events))]
    leaves = build(events=events[:11])
    past = [leaf for leaf in leaves if A in json.loads(leaf).get("tags", [])]
    peaks = Peaks(past)
    for position in range(11, size):
        leaf = events[position] | {"origin": ORIGIN, "position": position, "recorded": f"2024-03-02T09:{position // 60:02}:"
                                   f"{position % 60:02}.000001Z", "dossiers": {A: {"size": peaks.size, "root": peaks.root().hex()}}}
        leaves.append(json.dumps(leaf, sort_keys=True, separators=(",", ":")).encode())
        peaks.add(leaves[-1])
    return leaves[:size]


class Peaks:
    """An agreement's tree that grows: the recursive definition takes too long for hundreds of heads."""

    def __init__(self, leaves):
        self.leaves, self.size, self.known = [], 0, {}
        for leaf in leaves:
            self.add(leaf)

    def add(self, leaf):
        self.leaves.append(leaf)
        self.size += 1

    def root(self, start=0, end=None):
        end = self.size if end is None else end
        if (start, end) not in self.known:
            half = 1 << (end - start - 1).bit_length() - 1 if end - start > 1 else 0
            self.known[start, end] = tree(self.leaves[start:end]) if end - start < 2 else log.sha256(
                b"\x01" + self.root(start, start + half) + self.root(start + half, end))
        return self.known[start, end]


LEAVES = ledger(600)


class Published(Case):
    def publish(self, size=600, change=None, checkpoint=None, older=()):
        files = {}
        for each in (*older, size):
            files |= tiles(LEAVES[:each])
        files["checkpoint"] = checkpoint or note(size, tree(LEAVES[:size]))
        if change:
            change(files)
        write(self.folder, files)

    def verify(self, *arguments, **options):
        return self.tool(self.folder, *arguments, **options)

    def test_paths(self):
        for index, path in ((0, "000"), (999, "999"), (1000, "x001/000"), (1234067, "x001/x234/067")):
            self.assertEqual(entente_tiles.tile_path(0, index), "tile/0/" + path)
            for level, name in (0, "0"), (63, "63"), (entente_tiles.ENTRIES, "entries"):
                for width, suffix in (256, ""), (1, ".p/1"), (255, ".p/255"):
                    self.assertEqual(entente_tiles.read_tile_path(f"tile/{name}/{path}{suffix}"), (level, index, width))
        for path in ("00", "0000", "x000/001", "x1/000", "1000", "x001/x000", "000.p/0", "000.p/256", "000.p/01", "000/", "000.p"):
            self.assertIsNone(entente_tiles.read_tile_path("tile/0/" + path), path)
        for level in "00", "64", "-1", "data", "entries/":
            self.assertIsNone(entente_tiles.read_tile_path(f"tile/{level}/000"))

    def test_every_kind_of_size(self):
        for size in 1, 255, 256, 257, 511, 512, 600:
            with self.subTest(size):
                self.publish(size)  # over the smaller ones: stale partial tiles stay
                status, said = self.verify()
                self.assertEqual((status, said["kind"], said["size"], said["findings"]), (0, "tiles", size, []))
                self.assertIn("the key is not known from elsewhere", said["notes"])
        self.assertEqual(self.verify("--key", vkey())[0], 0)

    def test_empty_log(self):
        self.publish(0)
        self.assert_said(self.verify("--key", vkey()))
        self.publish(0, checkpoint=note(0, tree([]), key=OTHER_KEY))
        self.assert_said(self.verify("--key", vkey()), "checkpoint:None: no signature by a key")

    def test_partial_tiles_may_be_gone_once_full_ones_are_there(self):
        def change(files):
            for path in [path for path in files if ".p/" in path and not path.startswith("tile/1/")]:
                del files[path]
            files |= {path: data for path, data in tiles(LEAVES[:512]).items() if not path.startswith("tile/1/")}
        self.publish(500, change)
        status, said = self.verify()
        self.assertEqual((status, said["size"]), (0, 500), said)

    def test_files_beyond_the_checkpoint(self):
        self.publish(300, older=[600])
        status, said = self.verify()
        self.assertEqual((status, said["notes"][0]), (0, "2 files of tiles beyond the checkpoint not verified"), said)
        self.folder.joinpath("index.html").write_text("x")
        self.assertIn("1 other files not looked at", self.verify()[1]["notes"])

    def change(self, path, function, *expected, **options):
        self.publish(change=lambda files: files.update({path: function(files[path])}), **options)
        self.assert_said(self.verify("--key", vkey()), *expected)

    def test_entry_changed(self):
        flip = lambda data: data.replace(b'"more-20"', b'"mere-20"')
        self.change("tile/entries/000", flip, "tile/entries/000:32: its hash is", "tile/entries/000:33: dossiers")
        self.publish(change=lambda files: files.update({"tile/entries/001": files["tile/entries/001"].replace(b"2021", b"2022")}))
        status, said = self.verify()
        self.assertEqual(status, 1)
        self.assertEqual(sum("by the tile of level 0" in each["message"] for each in said["findings"]), 256)

    def test_leaf_wrong_but_published_honestly(self):
        leaves = [*LEAVES[:-1], LEAVES[-1].replace(b'"occurred":"2021"', b'"occurred":""')]
        write(self.folder, tiles(leaves) | {"checkpoint": note(600, tree(leaves))})
        self.assert_said(self.verify(), "tile/entries/002:88: occurred is empty")

    def test_tiles_changed(self):
        flip = lambda data: data[:40] + bytes([data[40] ^ 1]) + data[41:]
        self.change("tile/0/001", flip, "tile/entries/001:2: its hash is", "tile/1/000.p/2:2: its hash is", "checkpoint:None: its root")
        self.setUp()
        self.change("tile/0/002.p/88", flip, "tile/entries/002.p/88:2: its hash is", "checkpoint:None: its root is")
        self.setUp()
        self.change("tile/1/000.p/2", flip, "tile/1/000.p/2:2: its hash is")

    def test_stale_partial_tiles_must_agree(self):
        flip = lambda data: bytes([data[0] ^ 1]) + data[1:]
        self.change("tile/0/000.p/20", flip, "tile/0/000.p/20:1: its hash is", older=[20])
        self.setUp()
        self.change("tile/1/000.p/1", flip, "tile/1/000.p/1:1: its hash is", older=[256])
        self.setUp()
        self.change("tile/entries/000.p/20", lambda data: data.replace(b'"by"', b'"bY"', 1), "tile/entries/000.p/20:1: its", older=[20])

    def test_another_history_with_the_right_checkpoint(self):
        leaves = [*LEAVES[:-1], LEAVES[-1].replace(b"more-588", b"more-999")]
        write(self.folder, tiles(leaves) | {"checkpoint": note(600, tree(LEAVES))})
        self.assert_said(self.verify(), "checkpoint:None: its root is")

    def test_missing(self):
        for path, *expected in (("tile/0/001", "tile/0/001:None: missing"), ("tile/entries/001", "tile/entries/001:None: missing"),
                                ("tile/1/000.p/2", "tile/1/000:None: missing: neither this file nor tile/1/000.p/2"),
                                ("tile/0/002.p/88", "tile/0/002:None: missing: neither"), ("checkpoint", "checkpoint:None: malformed")):
            with self.subTest(path):
                self.setUp()
                self.publish(change=lambda files: files.pop(path))
                self.assert_said(self.verify(), *expected)
        self.setUp()
        self.publish(change=lambda files: [files.pop(path) for path in list(files) if "/001" in path or "/002" in path])
        self.assert_said(self.verify(), "tile/0/001:None: missing, and so is all after it; the checkpoint is of size 600")
        self.setUp()
        self.publish(change=lambda files: [files.pop(path) for path in list(files) if "/001" in path])
        self.assert_said(self.verify(), "tile/0/001:None: missing", "tile/entries/001:None: missing", "without it nothing after")

    def test_checkpoint_of_an_impossible_size(self):
        self.publish(checkpoint=note(2**62, tree(LEAVES)))
        self.assert_said(self.verify(), "tile/0/002:None: missing", "tile/entries/002:None: missing", "without it nothing")

    def test_malformed(self):
        for path, data, *expected in (
                ("tile/0/000.p/0", b"", "no tile has this name"), ("tile/0/000.p/256", b"", "no tile has this name"),
                ("tile/00/000", b"", "no tile has this name"), ("tile/x", b"", "no tile has this name"),
                ("tile/0/000.p/3", b"x" * 95, "tile/0/000.p/3:None: malformed: 95 bytes are not 3 hashes"),
                ("tile/1/000", b"x" * 32, "tile/1/000:None: malformed: 32 bytes are not 256 hashes"),
                ("tile/entries/000.p/1", b"", "malformed: 0 bytes are not 1 entries"),
                ("tile/entries/000.p/1", b"\0", "malformed: 1 bytes are not 1 entries"),
                ("tile/entries/000.p/1", b"\xff\xffx", "malformed: 3 bytes are not 1 entries")):
            with self.subTest(path):
                self.setUp()
                self.publish(change=lambda files: files.update({path: data}))
                self.assert_said(self.verify(), *expected)
        self.folder.joinpath("tile/0/003").symlink_to("/etc/passwd")
        self.assertEqual(self.verify()[0], 1)

    def test_keys(self):
        self.publish(checkpoint=note(600, tree(LEAVES), key=OTHER_KEY))
        self.assert_said(self.verify(), "checkpoint:None: not signed by the key in force")
        self.assert_said(self.verify("--key", vkey()), "not signed by the key in force", "no signature by a key that the policy")

    def test_policy_and_time(self):
        self.publish(checkpoint=cosigned(600, tree(LEAVES), {"w1.example": 1700000000, "w2.example": 1700000100}))
        status, said = self.verify(policy_text=policy("2"))
        self.assertEqual((status, said["complete"]["asOf"]), (0, "2023-11-14T22:13:20Z"), said)
        self.assert_said(self.verify(policy_text=policy("all")), "w1.example, w2.example are no quorum")
        self.assert_said(self.verify("--not-before", "2023-11-14T22:13:20Z", policy_text=policy("2")))
        self.assert_said(self.verify("--not-before", "2023-11-14T23:13:21+01:00", policy_text=policy("2")), "as of 2023-11-14T22:13:20Z, not")

    def test_known_checkpoints(self):
        self.publish()
        own = [leaf for leaf in LEAVES if A in json.loads(leaf).get("tags", [])]
        good = [note(300, tree(LEAVES[:300])), note(599, tree(LEAVES[:599])), note(50, tree(own[:50]), DOSSIER)]
        self.assert_said(self.verify("--key", vkey(), known=good))
        self.assert_said(self.verify("--key", vkey(), known=[note(300, tree(LEAVES[:299]))]), "tile/entries/001:44: the known checkpoint")
        self.assert_said(self.verify("--key", vkey(), known=[note(601, tree(LEAVES))]), "has more leaves than there are here")


class Files(Case):
    def file(self, text, name="file"):
        (self.folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return self.folder / name

    def check(self, text, *expected, arguments=("--key", vkey()), **options):
        run = self.tool(self.file(text), *arguments if "policy_text" not in options else (), **options)
        self.assert_said(run, *expected)
        return run[1]

    def test_checkpoint(self):
        root = tree(LEAVES)
        said = self.check(cosigned(600, root, {"w3.example": 1700000000}), policy_text=policy("1"))
        self.assertEqual((said["kind"], said["size"], said["complete"]["according"]),
                         ("checkpoint", 600, [{"name": "w3.example", "time": "2023-11-14T22:13:20Z"}]))
        self.check(note(600, root), "cosignatures by nobody are no quorum", policy_text=policy("1"))
        self.check(note(600, root, key=OTHER_KEY), "no signature by a key that the policy names")
        self.check(note(600, root, DOSSIER))
        self.check("", "malformed note")
        self.check(b"\xff" * 100, "utf-8")
        self.check(b"x" * 3_000_000, "more than 2000000 bytes")

    def test_two_checkpoints(self):
        mine, other = note(600, tree(LEAVES)), note(600, tree(LEAVES[:5]))
        self.check(mine, known=[mine])
        identifier = vkey().split("+")[1]
        self.check(mine, f"split view, both signed by {ORIGIN}+{identifier}", known=[other])
        self.check(mine, "is larger than this one of size 600", known=[note(601, tree(LEAVES))])
        self.check(mine, "cannot be compared without a consistency proof", known=[note(599, tree(LEAVES[:599]))])
        self.check(mine, "is of another log", known=[note(600, tree(LEAVES), DOSSIER)])
        self.check(mine, "known checkpoint: no signature", known=[note(600, tree(LEAVES[:5]), key=OTHER_KEY)])
        witnessed = cosigned(600, tree(LEAVES[:5]), {"w1.example": 5})
        said = self.check(cosigned(600, tree(LEAVES), {"w1.example": 9}), "split view", policy_text=policy("1"), known=[witnessed])
        self.assertIn("+", said["findings"][0]["message"].split("both signed by ")[1].split(",")[1])

    def test_inclusion(self):
        leaves, index = LEAVES[:20], 13
        def proof(index=index, size=20, path=None, extra=leaves[index], signed=None, leaves=leaves):
            lines = ["c2sp.org/tlog-proof@v1", *([f"extra {b64(extra)}"] if extra is not None else []), f"index {index}"]
            lines += [b64(each) for each in (inclusion(index, leaves[:size]) if path is None else path)]
            return "\n".join(lines) + "\n\n" + (signed or note(size, tree(leaves[:size])))
        said = self.check(proof())
        self.assertEqual((said["kind"], said["index"], said["size"]), ("inclusion", 13, 20))
        self.check(proof(1, 2, extra=leaves[1]))
        self.check(proof(0, 1, extra=leaves[0]))
        self.check(proof(extra=None), "give it with --leaf")
        self.folder.joinpath("leaf").write_bytes(leaves[index])
        self.check(proof(extra=None), arguments=("--key", vkey(), "--leaf", self.folder / "leaf"))
        self.check(proof(extra=b"x"), arguments=("--key", vkey(), "--leaf", self.folder / "leaf"))
        self.check(proof(extra=leaves[12]), "does not lead to the root")
        self.check(proof(path=inclusion(index, leaves)[:-1]), "too few hashes")
        self.check(proof(path=inclusion(index, leaves) + [bytes(32)]), "too many hashes")
        self.check(proof(signed=note(20, tree(leaves), key=OTHER_KEY)), "no signature by a key")
        moved = [*leaves[:13], leaves[14], leaves[13], *leaves[15:]]
        self.check(proof(13, extra=moved[13], leaves=moved), "says that it stands at 14, not at 13")
        foreign = [leaf.replace(ORIGIN.encode(), b"elsewhere.example") for leaf in leaves]
        self.check(proof(extra=foreign[13], leaves=foreign), "the leaf's origin is")
        self.check(proof(leaves=[*leaves[:13], b"x", *leaves[14:]], extra=b"x"), "Expecting value")

    def test_inclusion_in_the_agreements_own_tree(self):
        own = [leaf for leaf in LEAVES[:20] if A in json.loads(leaf).get("tags", [])]
        def proof(index, leaves):
            lines = ["c2sp.org/tlog-proof@v1", f"extra {b64(leaves[index])}", f"index {index}", *map(b64, inclusion(index, leaves))]
            return "\n".join(lines) + "\n\n" + note(len(leaves), tree(leaves), DOSSIER)
        self.check(proof(5, own))
        self.check(proof(4, own[:2] + own[3:]), "says that it stands at 5, not at 4")

    def test_consistency(self):
        def proof(old=300, size=600, path=None, signed=None):
            path = consistency(old, LEAVES[:size]) if path is None else path
            return f"old {old}\n" + "".join(b64(each) + "\n" for each in path) + "\n" + (signed or note(size, tree(LEAVES[:size])))
        known = [note(300, tree(LEAVES[:300]))]
        self.assertEqual(self.check(proof(), known=known)["kind"], "consistency")
        self.check(proof(0), stricter=True)  # the program asks for a known checkpoint of size 0
        self.check(proof(600), known=[note(600, tree(LEAVES))])
        self.check(proof(), "the checkpoint of size 300 is needed")
        self.check(proof(path=consistency(300, LEAVES)[:-1]), "too few hashes", known=known)
        self.check(proof(path=consistency(301, LEAVES)), "no proof that it goes on from", known=known)
        self.check(proof(), "does not lead to the old root", known=[note(300, tree(LEAVES[:299]))])
        self.check(proof(), "split view", known=known + [note(600, tree(LEAVES[:5]))])
        self.check(proof(signed=note(600, tree(LEAVES), key=OTHER_KEY)), "no signature by a key", known=known)
        self.check(proof(601, path=[]), "no proof of 0 hashes leads from size 601", known=known)

    def test_usage(self):
        file = self.file(note(1, tree(LEAVES[:1])))
        for arguments in ([], ["--policy", self.folder / "none"], ["--policy", file], ["--key", "x"], ["--key", vkey(), "--leaf", file],
                          ["--key", vkey(), "--not-before", "yesterday"], ["--key", vkey(), "--not-before", "2024-01-01T00:00:00"],
                          ["--key", vkey(), "--tsa", self.folder / "none"], ["--key", vkey(), "--policy", file]):
            run = subprocess.run([sys.executable, str(TOOL), str(file), *map(str, arguments)], capture_output=True, text=True)
            self.assertEqual((run.returncode, run.stdout), (2, ""), arguments)

    def test_lines(self):
        run = subprocess.run([sys.executable, str(TOOL), str(self.file(note(1, tree(LEAVES[:1])))), "--key", vkey()], capture_output=True, text=True)
        self.assertEqual(run.stdout, "complete according to the log alone\n"
                         f"ok: checkpoint of {ORIGIN}, size 1, root {tree(LEAVES[:1]).hex()}\n")


if __name__ == "__main__":
    unittest.main()
