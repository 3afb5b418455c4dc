"""Tests of the verifier on dossiers: a sound one, its statements, and for each check a mutation that it alone finds.

Mutations are honest: whatever else follows from the changed part is written and signed again over it. With the program in
ENTENTE, its `verify` must agree on each of them, but where this verifier looks at more of a leaf or folder (`stricter`).
"""

import datetime
import json
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2] / "Tools" / "verify"), str(Path(__file__).parent)]
from dossier_writer import LATER, PAGE, TIMES, Authority, Case, events, utc  # noqa: E402
from ledger_writer import (A, DOSSIER, KEY, ORIGIN, OTHER_KEY, b64, cosign, cosigned, note, policy,  # noqa: E402
                           sha, sign, tree, vkey, write)
from entente_log import latest  # noqa: E402
from test_entente_tiles import TOOL  # noqa: E402
import test_entente_tiles as tiles_tests  # noqa: E402

POLICY = policy("2")


class DossierCase(tiles_tests.Case):
    def verify(self, case, *arguments, policy_text=POLICY, **options):
        shutil.rmtree(self.folder)
        self.folder.mkdir()
        write(self.folder, case.files())
        return self.tool(self.folder, *arguments, policy_text=policy_text, **options)

    def found(self, change, *expected, arguments=(), **options):
        """A dossier that was changed shows exactly these findings."""
        case = Case(**options.pop("case", {}))
        change(case)
        run = self.verify(case, *arguments, **options)
        self.assert_said(run, *expected)
        return run[1]

    def manifest_found(self, change, *expected):
        def edit(manifest):
            change(manifest)
            return manifest
        self.found(lambda case: case.change.update(manifest=edit), *expected)


class Sound(DossierCase):
    def test_statements(self):
        status, said = self.verify(Case())
        self.assertEqual((status, said["findings"], said["kind"], said["agreement"]), (0, [], "dossier", A))
        self.assertEqual(said["present"], {"events": 8, "of": 8})
        self.assertEqual(said["complete"], {"quorum": True, "asOf": utc(LATER["w1.example"]), "according": [
            {"name": name, "time": utc(time)} for name, time in LATER.items()]})
        self.assertEqual((said["withheld"], said["erased"], said["documents"]), (4, 1, {"included": 1, "cited": 4}))
        by, since = ({"time": utc(times["w1.example"]), "who": "w1.example"} for times in (LATER, LATER))
        after = {"time": utc(TIMES["w2.example"]), "who": "w2.example"}
        positions = [bound["position"] for bound in said["bounds"]]
        self.assertEqual(positions, [2, 4, 5, 6, 9, 10, 11, 13])
        self.assertEqual(said["bounds"][-1], {"position": 13, "by": by, "notBefore": after})

    def test_lines(self):
        write(self.folder, Case().files())
        self.folder.parent.joinpath("policy").write_text(POLICY)
        run = subprocess.run([sys.executable, str(TOOL), str(self.folder), "--policy", str(self.folder.parent / "policy")],
                             capture_output=True, text=True)
        said = run.stdout.splitlines()
        self.assertEqual((run.returncode, len(said)), (0, 14), run.stdout)
        self.assertEqual(said[0], "present: 8 of 8 events")
        self.assertEqual(said[1], "complete as of 2024-03-01T09:46:40Z according to w1.example at 2024-03-01T09:46:40Z, "
                                  "w2.example at 2024-03-01T09:48:20Z")
        self.assertEqual(said[10], "position 13: not before 2024-03-01T09:30:07Z (w2.example), by 2024-03-01T09:46:40Z (w1.example)")
        self.assertEqual(said[11:], ["personal values: 1 shown, 4 withheld, 1 erased", "documents: 1 of 4 cited ones are here",
                                     f"ok: 8 events of {A}"])

    def test_key_alone(self):
        status, said = self.verify(Case(), "--key", vkey(), policy_text=None)
        self.assertEqual((status, said["complete"]), (0, {"quorum": True, "according": []}), said)

    def test_quorum_none_tells_the_cosigners(self):
        status, said = self.verify(Case(), policy_text=policy("none"))
        self.assertEqual((status, "asOf" in said["complete"], len(said["complete"]["according"])), (0, False, 2))

    def test_nothing_that_may_be_absent(self):
        case = Case(given=events()[:2] + events()[9:11])
        case.related, case.disclosed, case.earlier, case.earlier_own, case.documents, case.page = [], [], {}, {}, {}, b"x"
        case.change["manifest"] = lambda manifest: manifest | {"documents": []}
        status, said = self.verify(case)
        self.assertEqual((status, said["present"]["of"]), (0, 2), said)


class Manifest(DossierCase):
    def test_files(self):
        self.found(lambda case: case.change.update(manifest=lambda m: m | {"files": {**m["files"], "index.html": "0" * 64}}),
                   "index.html:None: SHA-256 is")
        self.found(lambda case: case.change.update(manifest=lambda m: m | {"files": {
            path: digest for path, digest in m["files"].items() if path != "index.html"}}), "index.html:None: not listed")
        self.found(lambda case: case.extra.update({"notes.txt": b"x"}), "notes.txt:None: a dossier has no such file", stricter=True)
        self.found(lambda case: case.change.update(manifest=lambda m: m | {"files": m["files"] | {"x": "0" * 64}}), "x:None: missing")

    def test_members(self):
        self.manifest_found(lambda manifest: manifest.update(more=1), 'manifest.json:None: unknown member "more"')
        for name in "entente", "key", "counts", "documents":
            self.manifest_found(lambda manifest: manifest.pop(name), f"manifest.json:None: {name} is missing")
        cases = {"entente": ("dossier/2", None), "key": (1,), "documents": ({}, [1], [{"sha256": "x", "included": True}],
                 [{"sha256": "a" * 64, "included": 1}]), "counts": ({}, {"events": 8}), "files": ([],)}
        for name, values in cases.items():
            for value in values:
                if name != "files":
                    self.manifest_found(lambda manifest: manifest.update({name: value}), f"{name} must be")
        for name, values in {"agreement": ("party:x", 1), "origin": ("a b", 1), "size": (-1, "8"), "root": ("x", None),
                             "ledger": ({}, {"size": 1, "root": "x"}), "hidden": ([{}], [{"position": 2, "pointer": "/data/name", "why": "lost"}],
                             [{"position": 2, "pointer": "/data/name", "why": "erased"}])}.items():
            for value in values:
                case = Case()
                case.change["manifest"] = lambda manifest: manifest | {name: value}
                status, said = self.verify(case)
                self.assertTrue(any(each["message"].startswith(f"{name} must be") for each in said["findings"]), said)

    def test_empty(self):
        for path in "times.jsonl", "related.jsonl", "disclosures.jsonl":
            case = Case()
            case.extra[path] = b""
            status, said = self.verify(case)
            self.assertEqual((status, said["findings"][0]["file"], said["findings"][0]["message"][:5]), (1, path, "empty"))

    def test_malformed(self):
        for text in b"", b"{", b"[]", b'{"size":1,"size":1}', b"[" * 100_000, b"\xff":
            write(self.folder, Case().files() | {"manifest.json": text})
            status, said = self.tool(self.folder, policy_text=POLICY)
            self.assertEqual((status, said["findings"][0]["file"]), (1, "manifest.json"))

    def test_values(self):
        self.manifest_found(lambda manifest: manifest.update(size=9), "dossier-checkpoint:None: size is 8, the manifest says 9")
        self.manifest_found(lambda manifest: manifest.update(root="0" * 64), "dossier-checkpoint:None: root is")
        self.manifest_found(lambda manifest: manifest["ledger"].update(size=9), "checkpoint:None: size is 14, the manifest says 9")
        self.manifest_found(lambda manifest: manifest["ledger"].update(root="0" * 64), "checkpoint:None: root is")
        for count in "events", "related", "disclosed", "withheld", "erased", "documents":
            self.manifest_found(lambda manifest: manifest["counts"].update({count: 99}), "manifest.json:None: counts are")

    def test_folder(self):
        write(self.folder, Case().files())
        (self.folder / "link").symlink_to("/etc/passwd")
        self.assert_said(self.tool(self.folder, policy_text=POLICY), "link:None: neither a file nor a folder")


class Checkpoints(DossierCase):
    def swap(self, path, text):
        return lambda case: case.change.update(files=lambda files: files | {path: text.encode() if isinstance(text, str) else text})

    def test_signed_by_the_log(self):
        def change(case):
            case.key, case.earlier, case.earlier_own = OTHER_KEY, {}, {}
        status, said = self.verify((case := Case(), change(case))[0])
        self.assertEqual([each["file"] for each in said["findings"] if "no signature by a key that the policy" in each["message"]],
                         ["checkpoint", "dossier-checkpoint"])
        self.found(change, policy_text=policy("2", [KEY, OTHER_KEY]))

    def test_the_dossiers_key_has_its_own_name(self):
        leaves = Case()
        own = [leaves.leaves[n] for n in leaves.positions]
        text = f"{DOSSIER}\n8\n{b64(tree(own))}\n"
        self.found(self.swap("dossier-checkpoint", text + "\n" + sign(text, KEY, ORIGIN)), "dossier-checkpoint:None: no signature by a key")

    def test_of_this_agreement_and_ledger(self):
        case = Case()
        own = [case.leaves[n] for n in case.positions]
        self.found(self.swap("dossier-checkpoint", cosigned(8, tree(own), LATER, ORIGIN + "/agreement/mou-18")),
                   'dossier-checkpoint:None: origin is "ledger.example.org/skc/agreement/mou-18"')
        self.found(self.swap("checkpoint", cosigned(14, tree(case.leaves), LATER, DOSSIER)), f'checkpoint:None: origin is "{DOSSIER}"')

    def test_malformed(self):
        for path in "checkpoint", "dossier-checkpoint":
            for text in "", "x", b"\xff", "a\nb\nc\n\n":
                case = Case()
                self.swap(path, text)(case)
                status, said = self.verify(case)
                self.assertIn(path, [each["file"] for each in said["findings"]])

    def test_forged_cosignature(self):
        def change(files):
            return files | {"dossier-checkpoint": files["dossier-checkpoint"].replace(
                cosign(text := files["dossier-checkpoint"].decode().split("\n\n")[0] + "\n", "w2.example", LATER["w2.example"]).encode(),
                cosign(text.replace("8", "7"), "w2.example", LATER["w2.example"]).encode())}
        status, said = self.verify((case := Case(), case.change.update(files=change))[0])
        self.assertIn('the signature of "w2.example" does not verify', said["findings"][0]["message"])

    def test_quorum(self):
        one = {"w1.example": LATER["w1.example"]}
        self.found(lambda case: setattr(case, "own_times", one), "dossier-checkpoint:None: cosignatures by w1.example are no quorum")
        said = self.found(lambda case: setattr(case, "times", one))
        self.assertEqual((said["ledger"]["quorum"], said["complete"]["quorum"]), (False, True))

    def test_not_before(self):
        self.found(lambda case: None, arguments=["--not-before", utc(LATER["w1.example"])])
        self.found(lambda case: None, "cosigned by a quorum as of 2024-03-01T09:46:40Z, not since", arguments=["--not-before", utc(LATER["w2.example"])])
        self.found(lambda case: None, "as of no time", arguments=["--not-before", "2024-01-01T00:00:00Z"], policy_text=policy("none"))

    def test_old_state_replayed(self):
        """The whole dossier as it was before the last event, with the cosignatures of then."""
        case = Case(given=events()[:-1])
        case.own_times = case.times = {name: time - 3000 for name, time in LATER.items()}
        case.earlier, case.earlier_own = {}, {}
        status, said = self.verify(case, "--not-before", utc(LATER["w1.example"]))
        self.assertEqual([each["file"] for each in said["findings"] if "cosigned by a quorum as of" in each["message"]], ["dossier-checkpoint"])
        newer = Case()
        known = [note(14, tree(newer.leaves)), note(8, tree([newer.leaves[n] for n in newer.positions]), DOSSIER)]
        case.times = case.own_times = LATER
        self.assert_said(self.verify(case, known=known), "checkpoint:None: the known checkpoint", "dossier-checkpoint:None: the known")


class Events(DossierCase):
    def edit(self, id, change, *expected, **options):
        self.found(lambda case: None, *expected, case={"edit": lambda each, leaf: change(leaf) if each == id else None}, **options)

    def test_event_dropped_from_the_middle(self):
        self.found(lambda case: case.positions.remove(5), "events.jsonl:3: dossiers: the tree before")

    def test_last_event_dropped(self):
        case = Case()
        case.positions.pop()
        self.assertEqual(self.verify(case)[0], 0)  # the log itself signed so, and it was then all there was: hence the checks of time
        whole = Case()
        known = [note(8, tree([whole.leaves[n] for n in whole.positions]), DOSSIER)]
        case = Case()
        case.positions.pop()
        self.assert_said(self.verify(case, known=known), "is larger than this one of size 7: what came after it is kept back")
        case = Case()
        case.change["files"] = lambda files: files | {"events.jsonl": b"\n".join(files["events.jsonl"].split(b"\n")[:-2]) + b"\n"}
        status, said = self.verify(case)
        self.assertIn("7 events with the root", said["findings"][0]["message"])

    def test_leaves(self):
        self.edit("last", lambda leaf: leaf["dossiers"][A].update(size=6), "events.jsonl:8: dossiers: the tree before this event")
        self.edit("last", lambda leaf: leaf["dossiers"][A].update(root="0" * 64), "events.jsonl:8: dossiers: the tree before this event")
        self.edit("last", lambda leaf: leaf.update(id="cites"), 'events.jsonl:8: id "cites" is used twice')
        self.edit("last", lambda leaf: leaf.update(origin="elsewhere.example"), "events.jsonl:8: origin is")
        self.edit("last", lambda leaf: leaf.update(more=1), 'events.jsonl:8: unknown member "more"', stricter=True)
        self.edit("last", lambda leaf: leaf.update(recorded="2024-03-01T09:30:01.000000Z"), "events.jsonl:8: recorded 2024",
                  stricter=True)
        self.edit("last", lambda leaf: json.dumps(leaf).encode(), "events.jsonl:8: not in canonical form")

    def test_tagged(self):
        def change(case):
            case.positions = sorted(case.positions + [3])
        status, said = self.verify((case := Case(), change(case))[0])
        self.assertIn(f'not tagged with "{A}"', [each["message"] for each in said["findings"]])

    def test_lines(self):
        for text in b"x\n", b"\n", b"{}\n", b"[]\n", b"x" * 70_000, b"x" * 70_000 + b"\n", b"[" * 65_000 + b"\n", b"\xff\n":
            case = Case()
            case.change["files"] = lambda files: files | {"events.jsonl": files["events.jsonl"] + text}
            status, said = self.verify(case)
            self.assertEqual(status, 1)
            self.assertIn(9, [each["line"] for each in said["findings"] if each["file"] == "events.jsonl"])
            self.assertFalse([each for each in said["findings"] if "cannot be verified" in each["message"]])

    def test_order_of_positions(self):
        def swap(own):
            return own[:-2] + [own[-1], own[-2]]
        status, said = self.verify((case := Case(), case.change.update(own=swap))[0])
        self.assertIn("position 11 does not come after 13", [each["message"] for each in said["findings"]])

    def test_related(self):
        self.found(lambda case: case.related.insert(0, 8))  # any leaf of the ledger may be beside the agreement's
        status, said = self.verify((case := Case(), case.related.insert(0, 9))[0])
        self.assertIn(f'tagged with "{A}", so it belongs to events.jsonl', [each["message"] for each in said["findings"]])
        self.assertIn("position 9 stands in events.jsonl too", [each["message"] for each in said["findings"]])
        self.found(lambda case: None, 'related.jsonl:1: unknown member "x"', stricter=True,
                   case={"edit": lambda id, leaf: leaf.update(x=1) if id == "erase" else None})


class Proofs(DossierCase):
    def test_each_leaf_has_one(self):
        def edit(change):
            return lambda case: case.change.update(proofs=lambda proofs: change(proofs) or proofs)
        flip = lambda proofs: proofs[3]["path"].__setitem__(0, b64(bytes(32)))
        self.found(edit(flip), "proofs.jsonl:4: position 6: the inclusion proof does not lead to the root")
        self.found(edit(lambda proofs: proofs.pop(3) and None), "proofs.jsonl:None: no proof for position 6")
        self.found(edit(lambda proofs: proofs[3]["path"].pop() and None), "proofs.jsonl:4: position 6: the inclusion proof has too few")
        self.found(edit(lambda proofs: proofs[3]["path"].append(b64(bytes(32)))), "position 6: the inclusion proof has too many")
        self.found(edit(lambda proofs: proofs.append({"path": [], "position": 99})), "proofs.jsonl:10: there is no leaf with position 99")
        self.found(edit(lambda proofs: proofs.insert(4, proofs[3])), "position 6 does not come after 6", "there is no leaf with position 6, or")
        self.found(edit(lambda proofs: proofs.reverse()), *["does not come after"] * 8)
        self.found(edit(lambda proofs: proofs[3].update(x=1)), 'unknown member "x"', "no proof for position 6")
        self.found(edit(lambda proofs: proofs[3].update(path=["x"])), "proofs.jsonl:4: position 6: ")
        self.found(edit(lambda proofs: proofs[3].update(path=[1])), "path must be", "no proof for position 6")

    def test_a_leaf_that_never_stood_in_the_ledger(self):
        """The agreement's own tree signed over an event that the ledger does not hold."""
        def change(case):
            case.change["own"] = lambda own: own[:-1] + [(13, own[-1][1].replace(b"2020-09-18", b"2020-09-19"))]
        self.found(change, "position 13: the inclusion proof does not lead to the root")

    def test_the_ledger_does_not_reach_so_far(self):
        def change(case):
            case.change["files"] = lambda files: files | {"checkpoint": cosigned(13, tree(case.leaves[:13]), LATER).encode()}
            case.change["manifest"] = lambda m: m | {"ledger": {"size": 13, "root": tree(case.leaves[:13]).hex()}}
            case.earlier = {}
        status, said = self.verify((case := Case(), change(case))[0])
        self.assertIn("position 13: index 13 lies outside a tree of size 13", [each["message"] for each in said["findings"]])


class Documents(DossierCase):
    def test_swapped(self):
        name = sha(PAGE)
        self.found(lambda case: case.documents.update({name: b"another document"}), f"documents/{name}:None: SHA-256 is")

    def test_not_cited(self):
        def change(case):
            case.extra["documents/" + sha(b"x")] = b"x"
            case.change["manifest"] = lambda m: m | {"counts": m["counts"] | {"documents": 2}}
        self.found(change, f"documents/{sha(b'x')}:None: no event cites it")

    def test_listed(self):
        for change in (lambda documents: documents.reverse(), lambda documents: documents.pop(), lambda documents: documents.append(documents[0]),
                       lambda documents: documents[1].update(included=True), lambda documents: documents[0].update(sha256="0" * 64)):
            self.manifest_found(lambda manifest: change(manifest["documents"]), "manifest.json:None: documents: they are not those")

    def test_included_or_not(self):
        self.found(lambda case: case.documents.clear())
        self.found(lambda case: (case.documents.clear(), case.change.update(manifest=lambda m: (m["documents"][1].update(included=True), [
            each.update(included=each["sha256"] == sha(PAGE)) for each in m["documents"]], m)[-1])), "documents: they are not those")


class Personal(DossierCase):
    def test_disclosures(self):
        def edit(change):
            return lambda case: change(case.disclosed[0])
        for change in {"value": "K. Other"}, {"salt": "f" * 32}, {"value": None}, {"value": ["K. Name"]}:
            self.found(edit(lambda shown: shown.update(change)), "disclosures.jsonl:1: the value is not that of position 2")
        self.found(lambda case: case.disclosed.append(case.disclosed[0]), "disclosures.jsonl:2: position 2 has")
        for place in {"position": 3}, {"pointer": "/data/nothing"}, {"position": 99}:
            case = Case()
            case.disclosed[0].update(place)
            status, said = self.verify(case)
            self.assertTrue(any("has no personal value" in each["message"] for each in said["findings"]), said)
        for shape in {"salt": "x"}, {"salt": "F" * 32}, {"pointer": "data"}, {"x": 1}, {"position": -1}:
            case = Case()
            case.disclosed[0].update(shape)
            status, said = self.verify(case)
            self.assertEqual(said["findings"][0]["file"], "disclosures.jsonl")

    def test_hidden(self):
        entry = {"position": 2, "pointer": "/data/name", "why": "withheld"}
        def counted(change):
            def edit(manifest):
                change(manifest["hidden"])
                erased = sum(each["why"] == "erased" for each in manifest["hidden"])
                manifest["counts"].update(erased=erased, withheld=len(manifest["hidden"]) - erased)
            return edit
        self.manifest_found(counted(lambda hidden: hidden.pop(0)), "hidden: position 2 at", )
        self.manifest_found(counted(lambda hidden: hidden.append(entry)), 'hidden: position 2 at "/data/name" is no hidden place')
        self.manifest_found(counted(lambda hidden: hidden.append(hidden[0])), "or stands twice")
        self.manifest_found(counted(lambda hidden: hidden.append(entry | {"position": 9})), "hidden: position 9 at")
        for position in 2, 11, 13, 99:
            self.manifest_found(counted(lambda hidden: hidden[-1].update(erasure=position)), "is no erasure after position 11")
        early = [*events()[:2], events()[12], *events()[2:12], events()[13]]
        self.found(lambda case: case.disclosed[0].update(position=3), "hidden: position 2 is no erasure after position 12", case={"given": early})
        nobody = events()
        nobody[12] = nobody[12] | {"tags": ["party:x"]}
        self.found(lambda case: None, "is no erasure after position 11", case={"given": nobody})


class Earlier(DossierCase):
    def edit(self, change, *expected, **options):
        return self.found(lambda case: case.change.update(earlier=lambda earlier: change(earlier) or earlier), *expected, **options)

    def test_must_belong(self):
        case = Case()
        self.edit(lambda earlier: earlier[0].update(note=cosigned(5, tree(case.leaves[:4]), TIMES)),
                  "times.jsonl:1: the consistency proof does not lead to the old root")
        self.edit(lambda earlier: earlier[0]["consistency"].pop() and None, "times.jsonl:1: the consistency proof has too few hashes")
        self.edit(lambda earlier: earlier[0].pop("consistency") and None, "a consistency proof stands with the ledger's")
        self.edit(lambda earlier: earlier[1].update(consistency=[]), "a consistency proof stands with the ledger's")
        self.edit(lambda earlier: earlier[1].update(note=cosigned(1, tree(case.leaves[:1]), TIMES, DOSSIER)), "times.jsonl:2: its root is")
        self.edit(lambda earlier: earlier[1].update(note=cosigned(9, tree(case.leaves[:1]), TIMES, DOSSIER)), "larger than that of the newer")
        self.edit(lambda earlier: earlier[0].update(note=cosigned(15, tree(case.leaves), TIMES)), "larger than that of the newer")
        self.edit(lambda earlier: earlier.append({"note": cosigned(1, tree(case.leaves[:1]), TIMES, ORIGIN + "/agreement/z")}), "is another log")

    def test_signatures(self):
        case = Case()
        text = note(5, tree(case.leaves[:5])).split("\n\n")[0] + "\n"
        said = self.edit(lambda earlier: earlier[0].update(note=note(5, tree(case.leaves[:4]), key=OTHER_KEY)))
        self.assertIn("1 earlier checkpoints by unknown keys passed over", said["notes"])
        self.edit(lambda earlier: earlier[0].update(note=text + "\n" + sign("x")), "times.jsonl:1: the signature of")
        self.edit(lambda earlier: earlier[0].update(note=text + "\n" + sign(text) + cosign("x", "w1.example", 5)), "times.jsonl:1: the signature of")
        said = self.edit(lambda earlier: earlier[0].update(note=text + "\n" + sign(text, OTHER_KEY) + cosign(text, "w1.example", TIMES["w2.example"] + 1)))
        self.assertEqual(said["bounds"][-1]["notBefore"]["who"], "w1.example")
        self.edit(lambda earlier: earlier[0].update(note="x"), "times.jsonl:1: malformed note")
        self.edit(lambda earlier: earlier[0].update(x=1), 'times.jsonl:1: unknown member "x"')

    def test_order(self):
        self.edit(lambda earlier: earlier.reverse(), "times.jsonl:2:")
        self.edit(lambda earlier: earlier.insert(0, earlier[0]), "times.jsonl:2:")

    def test_bounds(self):
        def change(case):
            case.earlier, case.earlier_own = {5: {"w1.example": 1709285410}, 10: {"w2.example": 1709285500}}, {3: {"w3.example": 1709285460}}
        bounds = {each["position"]: each for each in self.found(change)["bounds"]}
        self.assertEqual(bounds[4], {"position": 4, "by": {"time": utc(1709285410), "who": "w1.example"}} | bounds[4])
        self.assertNotIn("notBefore", bounds[4])
        self.assertEqual(bounds[5], {"position": 5, "by": {"time": utc(1709285460), "who": "w3.example"},
                                     "notBefore": {"time": utc(1709285410), "who": "w1.example"}})
        self.assertEqual(bounds[9], {"position": 9, "by": {"time": utc(1709285500), "who": "w2.example"},
                                     "notBefore": {"time": utc(1709285460), "who": "w3.example"}})
        self.assertEqual(bounds[13]["notBefore"], {"time": utc(1709285500), "who": "w2.example"})

    def test_recorded_after_it_was_seen(self):
        recorded = 1709285413  # of position 13, 09:30:13
        def change(time):
            return lambda case: setattr(case, "own_times", LATER | {"w1.example": time})
        self.found(change(recorded - 298))
        self.found(change(recorded - 300), "events.jsonl:8: recorded 2024-03-01T09:30:13.000001Z, but w1.example saw it by")


@unittest.skipUnless(shutil.which("openssl"), "openssl is not installed")
class TimeStamps(DossierCase):
    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory()
        cls.addClassCleanup(temporary.cleanup)
        (Path(temporary.name) / "other").mkdir()
        cls.authority, cls.other = Authority(Path(temporary.name)), Authority(Path(temporary.name) / "other")
        files, case = Case().files(), Case()
        cls.texts = {path: files[path].split(b"\n\n")[0] + b"\n" for path in ("checkpoint", "dossier-checkpoint")}
        cls.texts["earlier"] = note(5, tree(case.leaves[:5])).split("\n\n")[0].encode() + b"\n"
        cls.stamps = {name: cls.authority.stamp(text) for name, text in cls.texts.items()}

    def stamped(self, path, token, *expected, ca=True, **times):
        def change(case):
            case.extra[path + ".tsr"] = token
            for name, value in times.items():
                setattr(case, name, value)
        return self.found(change, *expected, arguments=["--tsa", self.authority.folder / "ca.pem"] if ca else [],
                          policy_text=policy("none"))

    def test_bound_events(self):
        nobody = {"times": {}, "own_times": {}, "earlier": {}, "earlier_own": {}}
        for path in "checkpoint", "dossier-checkpoint":
            said = self.stamped(path, self.stamps[path], **nobody)
            self.assertEqual([sorted(bound) for bound in said["bounds"]], [["by", "position"]] * 8)
            self.assertEqual(said["bounds"][0]["by"]["who"], "CN=Authority,O=Тест\\,")
            now = datetime.datetime.now(datetime.timezone.utc)
            stamped = datetime.datetime.fromisoformat(said["bounds"][0]["by"]["time"])
            self.assertTrue(datetime.timedelta(seconds=-32) <= now - stamped < datetime.timedelta(hours=1), stamped)

    def test_time_with_fraction_and_accuracy_is_rounded_up(self):
        for fraction, accuracy, seconds in (
            ("", "unspecified", 0), (".001", "unspecified", 1), ("", "0x01 seconds, unspecified millis, unspecified micros", 1),
            (".5", "unspecified seconds, 0x01F4 millis, unspecified micros", 1), (".5", "0x02 seconds, 0x01F4 millis, 0x01 micros", 4),
        ):
            said = f"Time stamp: Nov  2 23:59:59{fraction} 2026 GMT\nAccuracy: {accuracy}\n"
            self.assertEqual(latest(said) - latest("Time stamp: Nov  2 23:59:59 2026 GMT\n"), seconds, said)

    def test_are_told_without_an_authority(self):
        write(self.folder, (case := Case()).files())
        case.extra["checkpoint.tsr"] = self.stamps["checkpoint"]
        write(self.folder, case.files())
        self.folder.parent.joinpath("policy").write_text(POLICY)
        run = subprocess.run([sys.executable, str(TOOL), str(self.folder), "--policy", str(self.folder.parent / "policy")],
                             capture_output=True, text=True)
        self.assertEqual((run.returncode, run.stdout.splitlines()[-2]), (0, "1 time stamps not checked, for want of --tsa"))

    def test_earlier(self):
        def change(token):
            def edit(earlier):
                return [earlier[0] | {"timestamp": b64(token)}, *earlier[1:]]
            return lambda case: case.change.update(earlier=edit)
        arguments = ["--tsa", self.authority.folder / "ca.pem"]
        self.found(change(self.stamps["earlier"]), arguments=arguments)
        self.found(change(self.stamps["checkpoint"]), "times.jsonl:1: the time stamp does not verify", arguments=arguments)
        self.found(lambda case: case.change.update(earlier=lambda earlier: [earlier[0] | {"timestamp": "x"}, *earlier[1:]]),
                   "times.jsonl:1: ", arguments=arguments)
        self.found(lambda case: case.change.update(earlier=lambda earlier: [earlier[0] | {"timestamp": "x"}, *earlier[1:]]),
                   "times.jsonl:1: ")

    def test_do_not_verify(self):
        good = self.stamps["checkpoint"]
        for token in (self.stamps["dossier-checkpoint"], self.other.stamp(self.texts["checkpoint"]), b"", b"x", good[:-1],
                      good[:40] + bytes([good[40] ^ 1]) + good[41:], good[:-9] + bytes([good[-9] ^ 1]) + good[-8:]):
            self.stamped("checkpoint", token, "checkpoint.tsr:None: the time stamp does not verify")
        self.stamped("checkpoint", self.authority.stamp(self.texts["checkpoint"], "sha1"), "checkpoint.tsr:None: the time stamp has a weak hash")
        self.stamped("checkpoint", bytes(2_000_000), "checkpoint.tsr:None: more than")

    def test_beside_a_kept_checkpoint(self):
        (self.folder / "14").write_bytes(self.texts["checkpoint"] + b"\n" + sign(self.texts["checkpoint"].decode()).encode())
        (self.folder / "14.tsr").write_bytes(self.stamps["checkpoint"])
        arguments = ["--key", vkey(), "--tsa", self.authority.folder / "ca.pem"]
        self.assertIn("stamped ", self.tool(self.folder / "14", *arguments)[1]["notes"][0])
        self.assertEqual(self.tool(self.folder / "14", *arguments[:2])[1]["notes"], ["time stamp not checked, for want of --tsa"])
        (self.folder / "14.tsr").write_bytes(self.stamps["earlier"])
        self.assert_said(self.tool(self.folder / "14", *arguments), "14.tsr:None: the time stamp does not verify")


class Known(DossierCase):
    def test_of_the_agreement(self):
        case = Case()
        own = [case.leaves[n] for n in case.positions]
        self.found(lambda case: None, known=[note(3, tree(own[:3]), DOSSIER), note(8, tree(own), DOSSIER), note(0, tree([]), DOSSIER)])
        self.found(lambda case: None, "dossier-checkpoint:None: the known checkpoint", known=[note(3, tree(own[1:4]), DOSSIER)])
        self.found(lambda case: None, "split view, both signed by", known=[note(8, tree(own[1:4]), DOSSIER)])
        self.found(lambda case: None, "is larger than this one of size 8", known=[note(9, tree(own), DOSSIER)])
        self.found(lambda case: None, "is of another log", known=[note(3, tree(own[:3]), ORIGIN + "/agreement/mou-18")])

    def test_of_the_ledger(self):
        leaves = Case().leaves
        self.found(lambda case: None, known=[note(14, tree(leaves)), note(5, tree(leaves[:5]))])
        self.found(lambda case: None, "checkpoint:None: the known checkpoint", known=[note(5, tree(leaves[:4]))])
        self.found(lambda case: None, "contradicts the root", known=[note(14, tree(leaves[:4]))])
        self.found(lambda case: None, "cannot be compared without a consistency proof", known=[note(6, tree(leaves[:6]))])
        self.found(lambda case: None, "is larger than this one of size 14", known=[note(15, tree(leaves))])


if __name__ == "__main__":
    unittest.main()
