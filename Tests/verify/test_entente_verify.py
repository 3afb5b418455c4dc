"""Tests of the verifier on exports: a small sound one passes, every tampering is found and named.

    python3 -m unittest discover -s Tests/verify

What is verified here is written by code of its own (`ledger_writer.py`): nothing of the verifier is used to make it.
Most mutations are *honest* ones: the ledger is rebuilt, its roots recomputed and its checkpoint signed again over the
bad leaf, so that only the check meant can find it. Raw ones change the files afterwards.
"""

import base64
import json
import struct
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TOOL = Path(__file__).resolve().parents[2] / "Tools" / "verify" / "entente_verify.py"
sys.path[:0] = [str(TOOL.parent), str(Path(__file__).parent)]
import entente_export  # noqa: E402
import entente_formats as formats  # noqa: E402
from ledger_writer import (A, B, EVENT, KEY, ORIGIN, OTHER_KEY, SALT, SCHEMAS, SMALL, TAGS_1, THIRD_KEY, build, export, history,  # noqa: E402
                           jcs, note, public, schema_files, sha, sign, tree, vkey)


class ExportCase(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)

    def run_tool(self, *arguments):
        run = subprocess.run([sys.executable, str(TOOL), str(self.folder), *arguments], capture_output=True, text=True)
        self.assertEqual(run.stderr, "")
        return run.returncode, run.stdout

    def findings(self):
        verifier = entente_export.Export(self.folder)
        self.assertEqual(verifier.run(), not verifier.findings)
        lines = [f"{file}:{line}: {message}" for file, line, message in verifier.findings]
        self.assertFalse([line for line in lines if "cannot be verified" in line], "the last resort caught what a check should have")
        return lines

    def assert_found(self, *expected, only=False):
        found = self.findings()
        for text in expected:
            self.assertTrue(any(text in line for line in found), f"{text!r} not in:\n" + "\n".join(found))
        if only:
            self.assertEqual(len(found), len(expected), "\n".join(found))

    def assert_edit_found(self, id, edit, *expected, only=True, **options):
        """The ledger rebuilt honestly over one changed leaf: only these findings, only there."""
        export(self.folder, build(lambda each, leaf: edit(leaf) if each == id else None, **options))
        self.assert_found(*expected, only=only)


class SoundExport(ExportCase):
    def test_passes_and_sums_up(self):
        leaves = build()
        export(self.folder, leaves)
        status, output = self.run_tool()
        self.assertEqual(status, 0, output)
        self.assertIn(f"ok: 11 events, root {tree(leaves).hex()}; checkpoint verified", output)
        self.assertEqual(output.count("\n"), 1)

    def test_json(self):
        export(self.folder, build())
        status, output = self.run_tool("--json", "--key", vkey())
        self.assertEqual((status, json.loads(output)["ok"], json.loads(output)["findings"]), (0, True, []))

    def test_without_a_checkpoint(self):
        export(self.folder, build(), checkpoint=None)
        self.assertEqual(self.findings(), [])

    def test_every_size(self):
        leaves = build()
        events = history(schema_files())
        for extra in range(1, 9):
            events.append({"id": f"more-{extra}", "type": "agreement.signed", "version": 1, "occurred": "2021", "by": "script:s",
                           "data": {"agreement": A}, "tags": [A]})
            leaves = build(events=events)
            export(self.folder, leaves)
            self.assertEqual(self.findings(), [])

    def test_usage(self):
        for arguments in [[], ["/no/such/folder"], [str(self.folder), "--what"]]:
            run = subprocess.run([sys.executable, str(TOOL), *arguments], capture_output=True, text=True)
            self.assertEqual((run.returncode, run.stdout), (2, ""))

    def test_findings_are_printed_one_per_line_with_their_place(self):
        export(self.folder, build(lambda id, leaf: leaf.update(by="x\n\u001b[2J\u202e") if id == "signed-3" else None))
        status, output = self.run_tool()
        self.assertEqual(status, 1)
        lines = output.splitlines()
        self.assertEqual(len(lines), 2, output)
        self.assertTrue(lines[0].startswith("events.jsonl:11: by must be person:… or script:…"), output)
        self.assertTrue(lines[1].startswith("failed: 1 finding"), output)
        self.assertTrue(all(c.isprintable() or c == "\n" for c in output))


class Remarks(ExportCase):
    """Disputes, their settlement and confirmations bear the tags of what they are about."""

    def events(self):
        def event(id, type, tags, **data):
            return {"id": id, "type": type, "version": 1, "occurred": "2020-09-21", "by": "script:s",
                    "data": {"target": "event:signed-2"} | data, "tags": sorted({B, "event:signed-2", "party:guest", *tags})}
        return history(schema_files()) + [
            event("no-1", "event.disputed", [], claim="it was another day"),
            event("yes-1", "event.confirmed", ["party:skc"], by="party:skc"),
            event("over-1", "event.dispute-settled", ["event:no-1"], dispute="event:no-1", outcome="rejected"),
        ]

    def test_are_accepted(self):
        export(self.folder, build(events=self.events()))
        self.assertEqual(self.findings(), [])

    def test_lack_a_tag_of_their_target(self):
        for id in ["no-1", "yes-1", "over-1"]:
            with self.subTest(id):
                self.assert_edit_found(id, lambda leaf: leaf["tags"].remove("party:guest"),
                                       'tags: "party:guest" is missing', events=self.events())

    def test_are_about_an_earlier_event(self):
        for id in ["yes-1", "over-1"]:
            with self.subTest(id):
                self.assert_edit_found(id, lambda leaf: leaf["data"].update(target="event:nobody"),
                                       'target "event:nobody" is no earlier event', only=False, events=self.events())


class RawTampering(ExportCase):
    """Files changed after the export, by someone who may or may not mend the manifest."""

    def setUp(self):
        super().setUp()
        self.leaves = build()
        export(self.folder, self.leaves)

    def rewrite(self, leaves):
        (self.folder / "events.jsonl").write_bytes(b"".join(leaf + b"\n" for leaf in leaves))

    def test_line_cut_from_the_end(self):
        self.rewrite(self.leaves[:-1])
        self.assert_found("events.jsonl:None: SHA-256 is", "size is 10 by the files, the manifest says 11", "root is",
                          "checkpoint: it does not say")

    def test_line_cut_from_the_middle(self):
        self.rewrite(self.leaves[:5] + self.leaves[6:])
        self.assert_found("events.jsonl:6: position is 6, but this is leaf 5", "root is", "dossiers")

    def test_byte_changed(self):
        leaf = self.leaves[2].replace(b"in September", b"in December!")
        self.rewrite(self.leaves[:2] + [leaf] + self.leaves[3:])
        self.assert_found("events.jsonl:None: SHA-256 is", "root is", "events.jsonl:5: leafHash", 'dossiers: "agreement:mou-17"')

    def test_line_doubled(self):
        self.rewrite(self.leaves[:4] + [self.leaves[3]] + self.leaves[4:])
        self.assert_found('events.jsonl:5: id "signed-2" is used twice', "events.jsonl:5: recorded", "size is 12")

    def test_lines_swapped(self):
        self.rewrite(self.leaves[:9] + [self.leaves[10], self.leaves[9]])
        self.assert_found("events.jsonl:10: position is 10, but this is leaf 9", "events.jsonl:11: recorded", "root is")

    def test_file_cut_within_a_line(self):
        data = (self.folder / "events.jsonl").read_bytes()
        (self.folder / "events.jsonl").write_bytes(data[:-20])
        self.assert_found("events.jsonl:11: truncated", "events.jsonl:11: malformed", "root is")

    def test_last_newline_cut(self):
        data = (self.folder / "events.jsonl").read_bytes()
        (self.folder / "events.jsonl").write_bytes(data[:-1])
        self.assert_found("events.jsonl:11: truncated")

    def test_line_ends_changed(self):
        data = (self.folder / "events.jsonl").read_bytes()
        (self.folder / "events.jsonl").write_bytes(data.replace(b"\n", b"\r\n"))
        self.assert_found("events.jsonl:1: not in canonical form")

    def test_empty_line_added(self):
        self.rewrite(self.leaves + [b""])
        self.assert_found("events.jsonl:12: malformed", "size is 12")

    def test_events_missing(self):
        (self.folder / "events.jsonl").unlink()
        self.assert_found("events.jsonl:None: missing", "no events", "size is 0")

    def test_schema_changed(self):
        path = self.folder / "schemas/agreement/signed.v1.json"
        path.write_bytes(path.read_bytes() + b"\n")
        self.assert_found("schemas/agreement/signed.v1.json:None: SHA-256 is", "catalogue digest is", only=False)

    def test_schema_missing(self):
        (self.folder / "schemas/agreement/signed.v1.json").unlink()
        self.assert_found("schemas/agreement/signed.v1.json:None: missing",
                          "events.jsonl:3: the catalogue has no schemas/agreement/signed.v1.json")

    def test_schemas_missing_altogether(self):
        for path in sorted(self.folder.glob("schemas/**/*.json")):
            path.unlink()
        self.assert_found("events.jsonl:1: the catalogue has no", "catalogue digest is")

    def test_unlisted_file(self):
        (self.folder / "extra.txt").write_text("x")
        self.assert_found("extra.txt:None: not listed in the manifest", only=True)

    def test_unlisted_schema(self):
        (self.folder / "schemas/agreement/signed.v2.json").write_text("{}")
        self.assert_found("schemas/agreement/signed.v2.json:None: not listed", "catalogue digest is")

    def test_link_in_place_of_a_file(self):
        path = self.folder / "schemas/agreement/signed.v1.json"
        path.unlink()
        path.symlink_to("/etc/passwd")
        self.assert_found("schemas/agreement/signed.v1.json:None: neither a file nor a folder")

    def test_manifest_missing(self):
        (self.folder / "manifest.json").unlink()
        self.assert_found("manifest.json:None: missing")

    def test_manifest_malformed(self):
        for text in "", "{", "[]", "null", '{"format":1,"format":1}', '{"size":NaN}', "[" * 100_000, '{"a":"\\ud800"}':
            (self.folder / "manifest.json").write_text(text)
            self.assert_found("manifest.json:None: ")

    def test_manifest_members(self):
        cases = {"format": (2, "1", True, 1.5), "origin": ("a b", 1, "x/agreement/y"), "size": (-1, "10", True, 1.5),
                 "root": ("A" * 64, 1, []), "catalogue": ({}, "0"), "key": (1, [], {}), "checkpoint": (1, {}),
                 "types": ([], {"a": 0}, {"a": "1"})}
        for name, values in cases.items():
            for value in values:
                export(self.folder, self.leaves, **{name: value})
                self.assert_found(f"manifest.json:None: {name} must be")

    def test_manifest_wrong(self):
        cases = {"size": 9, "root": "0" * 64, "catalogue": "0" * 64, "types": {"agreement.signed": 4}}
        for name, value in cases.items():
            export(self.folder, self.leaves, **{name: value})
            self.assert_found(f"manifest.json:None: {name} is")
        export(self.folder, self.leaves, more=1)
        self.assert_found('manifest.json:None: unknown member "more"', only=True)
        export(self.folder, self.leaves, origin="ledger.example.org/other")
        self.assert_found("events.jsonl:1: origin is", "events.jsonl:1: key: its name is not the origin", "checkpoint: it does not say")
        manifest = json.loads((self.folder / "manifest.json").read_text()) | {"files": {"../../etc/passwd": "0" * 64}}
        (self.folder / "manifest.json").write_text(json.dumps(manifest))
        self.assert_found("../../etc/passwd:None: missing", "events.jsonl:None: not listed")


class Checkpoints(ExportCase):
    def assert_note_found(self, checkpoint, *expected, **overrides):
        export(self.folder, self.leaves, checkpoint=checkpoint, **overrides)
        self.assert_found(*expected, only=True)

    def test_bad_notes(self):
        self.leaves = build()
        size, root = len(self.leaves), tree(self.leaves)
        good = note(size, root)
        text = good.split("\n\n")[0] + "\n"
        unsaid, malformed = "checkpoint: it does not say", "checkpoint or key: malformed"
        unsigned = "checkpoint: no signature by the key"
        self.assert_note_found(text + "\n" + sign(text.replace("11", "12")), "checkpoint or key: the signature of")
        self.assert_note_found(note(size, root, key=OTHER_KEY), unsigned)
        self.assert_note_found(good + sign(text), "two signature lines of one key")
        for bad in "\n" + good, text + "extension\n\n" + sign(text + "extension\n"), good.replace("11\n", "011\n"):
            self.assert_note_found(bad, "checkpoint or key: ")
        for bad in note(9, tree(self.leaves[:9])), note(size, tree(self.leaves[:9])):
            self.assert_note_found(bad, unsaid)
        self.assert_note_found(note(size, root, origin=ORIGIN + "x"), unsaid, unsigned)
        for bad in "", text, good[:-1], good.replace("\u2014", "-"), good[:-5] + "!\n", text + "\n", good + "x\n", good + "\n":
            self.assert_note_found(bad, malformed)
        self.assert_note_found("\t" + good, "control characters")
        for blob in b"", b"abc", public(KEY, ORIGIN)[1], public(KEY, ORIGIN)[1] + b"short":
            self.assert_note_found(f"{text}\n\u2014 {ORIGIN} {base64.b64encode(blob).decode()}\n", "checkpoint or key: ")
        self.assert_note_found(f"{text}\n\u2014 {ORIGIN} abcde\n", "checkpoint or key: ")

    def test_unknown_signatures_are_ignored(self):
        leaves = build()
        good = note(len(leaves), tree(leaves))
        text = good.split("\n\n")[0] + "\n"
        export(self.folder, leaves, checkpoint=good + sign(text, OTHER_KEY, "witness.example/w1"))
        self.assertEqual(self.findings(), [])

    def test_bad_keys(self):
        for key in "", "x", "a+b+c", vkey().replace("skc+", "skc+0"), vkey()[:-4]:
            export(self.folder, build(), key=key)
            self.assert_found("manifest.json:None: key is", "checkpoint or key: ", only=True)
        export(self.folder, build(), key=vkey(OTHER_KEY))
        self.assert_found("manifest.json:None: key is", "checkpoint: no signature by the key", only=True)

    def test_key_known_from_elsewhere(self):
        export(self.folder, build())
        status, output = self.run_tool("--key", vkey(OTHER_KEY))
        self.assertEqual(status, 1)
        self.assertIn(f'manifest.json: no signature by a key that the policy names for "{ORIGIN}"', output)
        export(self.folder, build(), checkpoint=None)
        self.assertEqual(self.run_tool("--key", vkey())[0], 0)
        self.assertIn("manifest.json: key is", self.run_tool("--key", vkey(OTHER_KEY))[1])
        self.assertIn("nobody cosigned it", self.run_tool("--key", vkey(), "--not-before", "2020-01-01T00:00:00Z")[1])

    def test_known_checkpoints(self):
        leaves = build()
        export(self.folder, leaves)
        own = [leaf for leaf in leaves if A in json.loads(leaf).get("tags", [])]
        known, tool = self.folder / "../known", ["--key", vkey(), "--known"]
        self.addCleanup(lambda: known.unlink())
        for text, finding in ((note(5, tree(leaves[:5])), None), (note(0, tree([])), None), (note(11, tree(leaves)), None),
                              (note(5, tree(leaves[:6])), "events.jsonl:5: the known checkpoint"),
                              (note(12, tree(leaves)), "has more leaves than there are here"),
                              (note(2, tree(own[:2]), ORIGIN + "/agreement/mou-17"), None),
                              (note(2, tree(own[1:3]), ORIGIN + "/agreement/mou-17"), "contradicts these leaves"),
                              (note(1, tree(own[:1]), ORIGIN + "/agreement/mou-19"), "has more leaves"),
                              (note(5, tree(leaves[:5]), key=OTHER_KEY), "known: known checkpoint: no signature by a key"),
                              ("x", "known: known checkpoint: malformed")):
            with self.subTest(text):
                known.write_text(text)
                status, output = self.run_tool(*tool, str(known))
                self.assertEqual((status, finding is None or finding in output), (int(finding is not None), True), output)


class Rotation(ExportCase):
    """The key in force is that of the last rotation; each names the one before."""

    def build(self, edit=None, **options):
        def rotated(id, key, previous):
            return {"id": id, "type": "ledger.key-rotated", "version": 1, "occurred": "2024-03-01", "by": "script:entente",
                    "data": {"key": vkey(key), "previous": vkey(previous)}}
        self.files = schema_files() | {"schemas/ledger/key-rotated.v1.json": b'{"type": "object"}'}
        events = history(self.files)
        events[5:5], events[9:9] = [rotated("turn-1", OTHER_KEY, KEY)], [rotated("turn-2", THIRD_KEY, OTHER_KEY)]
        leaves = build(lambda id, leaf: edit(leaf) if id == "turn-1" and edit else None, events=events)
        export(self.folder, leaves, **{"files": self.files, "signer": THIRD_KEY, "key": vkey(THIRD_KEY)} | options)
        return leaves

    def test_is_followed(self):
        leaves = self.build()
        self.assertEqual(self.findings(), [])
        self.assertEqual(self.run_tool("--key", vkey(THIRD_KEY))[0], 0)
        self.assertEqual(self.run_tool("--key", vkey(KEY))[0], 1)
        both = note(len(leaves), tree(leaves), key=THIRD_KEY) + sign(note(len(leaves), tree(leaves)).split("\n\n")[0] + "\n")
        self.build(checkpoint=both)
        self.assertEqual(self.run_tool("--key", vkey(KEY))[0], 0)

    def test_another_key_than_the_one_in_force(self):
        self.build(key=vkey(OTHER_KEY), signer=OTHER_KEY)
        self.assert_found("manifest.json:None: key is", only=True)
        self.build(signer=KEY)
        self.assert_found("checkpoint: no signature by the key", only=True)

    def test_chain(self):
        self.build(lambda leaf: leaf["data"].update(previous=vkey(THIRD_KEY)))
        self.assert_found("events.jsonl:6: key rotated after", only=True)
        self.build(lambda leaf: leaf["data"].pop("previous") and None)
        self.assert_found("events.jsonl:6: key rotated after null", only=True)
        self.build(lambda leaf: leaf["data"].update(key=vkey(KEY)))
        self.assert_found("events.jsonl:6: key rotated to the one in force", "events.jsonl:10: key rotated after", only=True)
        for key in vkey(OTHER_KEY, "elsewhere"), "x", None, 1, SMALL:
            self.build(lambda leaf: leaf["data"].update(key=key))
            self.assert_found("events.jsonl:6: key: ", "events.jsonl:10: key rotated after", only=True)


class Bytes(ExportCase):
    """Leaves whose JSON is not what a ledger writes."""

    def assert_bytes_found(self, change, *expected, only=False):
        self.assert_edit_found("signed-3", lambda leaf: change(jcs(leaf)), *expected, only=only)

    def test_numbers(self):
        for number in b"0.50", b"5e-1", b"1.0", b"-0", b"1E5", b"100000.0", b"0.0000001", b"1e-06":
            self.assert_bytes_found(lambda leaf: leaf.replace(b'mou-17"}', b'mou-17","share":' + number + b"}"),
                                    "events.jsonl:11: not in canonical form", only=True)
        for number in b"9007199254740992", b"-9007199254740992", b"9" * 5000, b"1e+21", b"1e999", b"NaN", b"-Infinity", b"01":
            self.assert_bytes_found(lambda leaf: leaf.replace(b'mou-17"}', b'mou-17","share":' + number + b"}"),
                                    "events.jsonl:11: malformed")
        for number in b"9007199254740991", b"1e-7", b"0.1", b"-1.5":
            export(self.folder, build(lambda id, leaf: id == "signed-3" and jcs(leaf).replace(
                b'mou-17"}', b'mou-17","share":' + number + b"}")))
            self.assertEqual(self.findings(), [])

    def test_text(self):
        self.assert_bytes_found(lambda leaf: leaf.replace(b"2020-09-18", b"\\ud800"), "lone surrogate")
        self.assert_bytes_found(lambda leaf: leaf.replace(b'{"agreement"', b'{"\\udc00":1,"agreement"'), "lone surrogate")
        self.assert_bytes_found(lambda leaf: leaf.replace(b"2020-09-18", b"\xed\xa0\x80"), "malformed: 'utf-8' codec can't decode")
        self.assert_bytes_found(lambda leaf: leaf.replace(b"2020-09-18", b"\xff"), "malformed: 'utf-8' codec can't decode")
        self.assert_bytes_found(lambda leaf: leaf.replace(b"2020", b"20\\u00320"), "not in canonical form")
        self.assert_bytes_found(lambda leaf: leaf.replace(b"2020", b"20\t20"), "malformed")
        self.assert_bytes_found(lambda leaf: b"\xef\xbb\xbf" + leaf, "malformed")
        self.assert_bytes_found(lambda leaf: leaf + b" ", "not in canonical form")
        self.assert_bytes_found(lambda leaf: leaf.replace(b":", b": ", 1), "not in canonical form")

    def test_keys(self):
        self.assert_bytes_found(lambda leaf: b'{"type":"agreement.signed",' + leaf[1:].replace(
            b',"type":"agreement.signed"', b""), "events.jsonl:11: not in canonical form", only=True)
        self.assert_bytes_found(lambda leaf: leaf.replace(b'{"by"', b'{"by":"script:x","by"'), 'duplicate key "by"')
        self.assert_bytes_found(lambda leaf: leaf.replace(b'{"agreement"', b'{"agreement":"x","agreement"'), 'duplicate key "agree')

    def test_depth(self):
        deep = lambda levels: lambda leaf: leaf.replace(b'mou-17"}', b'mou-17","x":' + b"[" * levels + b"]" * levels + b"}")
        self.assert_bytes_found(deep(63), "nested deeper than 64")
        self.assert_bytes_found(deep(30_000), "nested deeper than 64")
        self.assert_bytes_found(lambda leaf: b"[" * 60_000, "nested deeper than 64")
        export(self.folder, build(lambda id, leaf: id == "own-1" and jcs(leaf).replace(
            b'mou-17"}', b'mou-17","x":"[[[{\\"' + b"[" * 100 + b'","y":' + b"[" * 62 + b"]" * 62 + b"}")))
        self.assertEqual(self.findings(), [])

    def test_size(self):
        def long(size):
            return lambda leaf: leaf.update(verbatim="x" * (size - len(jcs(leaf | {"verbatim": ""}))))
        self.assert_edit_found("signed-3", long(65_536), "leaf of 65536 bytes", "types is", only=True)
        export(self.folder, build(lambda id, leaf: long(65_535)(leaf) if id == "signed-3" else None))
        self.assertEqual(self.findings(), [])

    def test_not_an_object(self):
        for text in b"[]", b"null", b"1", b'"x"', b"{", b"{}", b"\x00", b'"' * 60_001, b'"\\' * 30_000:
            self.assert_bytes_found(lambda leaf: text, "events.jsonl:11: ")


class Envelope(ExportCase):
    def test_members(self):
        cases = {
            "id": ("", "a b", "x" * 129, 1, None, "é", "a\n"), "type": ("", "agreement", "Agreement.signed", "../x.y", 1, "a.b.c"),
            "version": (0, "1", 1.5, True, None), "occurred": (None, 2020), "by": ("skc", "party:skc", "person:", 1),
            "data": ([], "x", None), "origin": ("", "a b", "a+b", "a/agreement/b", 1), "position": (-1, "9", 9.5, True, None),
            "recorded": ("2024-03-01T09:30:09Z", "2024-03-01T09:30:09.0000001Z", "2024-02-30T09:30:09.000001Z", 1,
                         "2024-03-01T09:30:09.000001+00:00", "2024-03-01t09:30:09.000001z"),
            "basis": ("stated", "", "sure", None), "mode": ("live", "", None), "verbatim": (1, None),
            "source": ({}, "x", {"isbn": "1"}, {"title": 1}, {"document": "sha256:xyz"}, None),
            "added": ([], ["x"], "party:skc", [A], [1], {}), "personal": ({}, [], {"data": "0" * 64}, {"/data/x": "A" * 64}),
            "tags": ([], "x", [A, A], ["party:a", A], ["x"], [1], [None], ["Party:a"], ["party:"], ["party:a b"], {},
                     [f"party:{n}" for n in range(1000, 1257)]),
            "dossiers": ({}, [], {A: 1}, {A: {}}, {A: {"size": 1, "root": "x"}}, {A: {"size": 1, "root": "0" * 64, "x": 1}}),
            "causation": ("", 1, "a b"), "correlation": (1, None, ""), "signature": ("x", {}, {"key": "k"}, None)}
        for name, values in cases.items():
            for value in values:
                with self.subTest(name=name, value=value):
                    self.assert_edit_found("signed-3", lambda leaf: leaf.update({name: value}),
                                           f"events.jsonl:11: {name} must be", only=False)

    def test_missing_members(self):
        for name in "id", "type", "version", "occurred", "by", "data", "origin", "position", "recorded":
            self.assert_edit_found("signed-3", lambda leaf: leaf.pop(name) and None, f"{name} is missing", only=False)

    def test_unknown_member(self):
        self.assert_edit_found("signed-3", lambda leaf: leaf.update(note="x"), 'events.jsonl:11: unknown member "note"')

    def test_id_used_twice(self):
        self.assert_edit_found("signed-3", lambda leaf: leaf.update(id="signed-2"), 'id "signed-2" is used twice')

    def test_position_gap(self):
        self.assert_edit_found("signed-3", lambda leaf: leaf.update(position=11), "position is 11, but this is leaf 10")

    def test_recorded_not_later(self):
        for time in "2024-03-01T09:30:08.000001Z", "2023-03-01T09:30:08.000001Z":
            self.assert_edit_found("signed-3", lambda leaf: leaf.update(recorded=time), f"recorded {time} is not later")

    def test_other_origin(self):
        self.assert_edit_found("signed-3", lambda leaf: leaf.update(origin="elsewhere"), 'origin is "elsewhere"')

    def test_occurred_empty(self):
        self.assert_edit_found("signed-3", lambda leaf: leaf.update(occurred=""), "occurred is empty")

    def test_attested_without_source(self):
        self.assert_edit_found("signed-3", lambda leaf: leaf.update(mode="attested"), "attested, but without a source")

    def test_version_without_schema(self):
        self.assert_edit_found("signed-3", lambda leaf: leaf.update(version=2), "no schemas/agreement/signed.v2.json")

    def test_data_against_schema(self):
        if formats.validators:
            self.assert_edit_found("signed-3", lambda leaf: leaf["data"].update(more=1), "data at")
            self.assert_edit_found("signed-3", lambda leaf: leaf["data"].update(share=None), "data at")


class Opening(ExportCase):
    def test_opened_is_first_and_only_first(self):
        self.assert_edit_found("open", lambda leaf: leaf.update(type="x-ledger.opened"), "position 0, and no other",
                               "version 1 of x-ledger.opened is not in force", "catalogue adopted after", "key is")
        self.assert_edit_found("own-1", lambda leaf: leaf.update(type="ledger.opened"), "events.jsonl:10: position 0, and no other",
                               only=False)

    def test_opened_data(self):
        for name, value in {"origin": "elsewhere", "format": 2}.items():
            self.assert_edit_found("open", lambda leaf: leaf["data"].update({name: value}), f"opened with {name}")
        self.assert_edit_found("open", lambda leaf: leaf["data"].update(key=vkey(OTHER_KEY)), "manifest.json:None: key is")
        self.assert_edit_found("open", lambda leaf: leaf["data"].update(format=True), "opened with format true", only=False)

    def test_long_names_are_compared_to_the_end(self):
        def edit(id, leaf):
            leaf["origin"] = "a" * 200
            if id == "open":
                leaf["data"]["origin"] = "a" * 199 + "b"
        export(self.folder, build(edit), origin="a" * 200)
        self.assert_found("opened with origin")

    def test_catalogues(self):
        self.assert_edit_found("open", lambda leaf: leaf["data"].update(catalogue="0" * 64), "catalogue adopted after")
        self.assert_edit_found("adopt", lambda leaf: leaf["data"].update(previous="0" * 64), "catalogue adopted after")
        self.assert_edit_found("adopt", lambda leaf: leaf["data"].update(catalogue="0" * 64), "schemas:None: catalogue digest")
        self.assert_edit_found("adopt", lambda leaf: leaf["data"].update(catalogue=["\u0000"]), "catalogue digest")


class Tags(ExportCase):
    def test_missing(self):
        for tag in TAGS_1[1:]:
            self.assert_edit_found("signed-1", lambda leaf: leaf["tags"].remove(tag), f'tags: "{tag}" is missing', only=False)
        self.assert_edit_found("signed-2", lambda leaf: leaf["tags"].remove("party:guest"), 'tags: "party:guest" is missing',
                               only=False)

    def test_missing_agreement(self):
        def edit(leaf):
            del leaf["tags"], leaf["dossiers"]
        self.assert_edit_found("signed-3", edit, f'tags: "{A}" is missing')

    def test_extra(self):
        self.assert_edit_found("signed-3", lambda leaf: leaf["tags"].append("party:skc"), '"party:skc" follows from nothing')

    def test_own_type_gives_tags_by_its_registered_schema(self):
        self.assert_edit_found("own-1", lambda leaf: leaf.update(added=["party:x", "place:minsk"]), 'tags: "party:x" is missing')
        self.assert_edit_found("own-1", lambda leaf: leaf["data"].update(by="person:p"), 'tags: "person:p" is missing')
        self.assert_edit_found("own-1", lambda leaf: leaf["tags"].insert(1, "party:skc"), '"party:skc" follows from nothing')


class OwnTypes(ExportCase):
    def test_registered_before_and_in_force(self):
        self.assert_edit_found("own-1", lambda leaf: leaf.update(version=2), "version 2 of x-site-visit.made is not in force, 1 is")
        self.assert_edit_found("own-1", lambda leaf: leaf.update(type="x-other.made"), "version 1 of x-other.made is not in force")

    def test_versions_follow(self):
        self.assert_edit_found("type-1", lambda leaf: leaf["data"].update(version=2), "registers version 2", "is not in force")

    def test_registers_a_users_own_type(self):
        edit = lambda leaf: leaf.update(data=leaf["data"] | {"schema": "schema:site.made"}, tags=["schema:site.made"])
        self.assert_edit_found("type-1", edit, "registers no user's own type", "is not in force")

    def test_data_is_judged(self):
        def edit(leaf):
            leaf["data"] = {"words": 1}
            leaf["tags"].remove(A)
            del leaf["dossiers"]
        self.assert_edit_found("own-1", edit, "data at" if formats.validators else "dossiers:", only=False)

    def test_personal_values_are_sealed(self):
        def edit(leaf):
            leaf["data"].update(by="person:p", words="K. Name")
            leaf["tags"].insert(1, "person:p")
        self.assert_edit_found("own-1", edit, 'personal: "/data/words" is not sealed')

    def test_value_that_is_no_tag(self):
        self.assert_edit_found("signed-3", lambda leaf: leaf["data"].update(parties=["place:x"]), "does not give a tag")
        self.assert_edit_found("signed-3", lambda leaf: leaf["data"].update(parties=["skc"]), "does not give a tag")
        self.assert_edit_found("signed-3", lambda leaf: leaf["data"].update(identifier={"scheme": "a b", "id": "c"}),
                               "does not give a tag")

    def test_join_with_a_missing_field_gives_none(self):
        export(self.folder, build(lambda id, leaf: leaf["data"].update(identifier={"id": "c"}) if id == "signed-3" else None))
        self.assertEqual(self.findings(), [])


class Dossiers(ExportCase):
    def test_wrong(self):
        for change in {"root": "0" * 64}, {"size": 5}:
            self.assert_edit_found("fix-1", lambda leaf: leaf["dossiers"][B].update(change), f'dossiers: "{B}" has')

    def test_missing_or_too_many(self):
        self.assert_edit_found("fix-1", lambda leaf: leaf["dossiers"].pop(A) and None, f'dossiers: "{A}" has null')
        self.assert_edit_found("signed-3", lambda leaf: leaf.pop("dossiers") and None, f'dossiers: "{A}" has null')
        self.assert_edit_found("signed-3", lambda leaf: leaf["dossiers"].update({B: leaf["dossiers"][A]}), "is no tag of this event")

    def test_head_after_instead_of_before(self):
        events = build()
        after = {"size": 5, "root": tree([leaf for leaf in events if b'"agreement:mou-17"' in leaf][:5]).hex()}
        self.assert_edit_found("own-1", lambda leaf: leaf["dossiers"].update({A: after}), "dossiers:")


class Corrections(ExportCase):
    def test_target(self):
        for target in "event:nothing", "signed-1", 1, None, "event:signed-3", "event:fix-1":
            self.assert_edit_found("fix-1", lambda leaf: leaf["data"].update(target=target), "is no earlier event", only=False)
        self.assert_edit_found("gone-1", lambda leaf: leaf["data"].pop("target") and None, "target null is no earlier event", only=False)

    def test_leaf_hash(self):
        for hash in "0" * 64, None, 1:
            self.assert_edit_found("fix-1", lambda leaf: leaf["data"].update(leafHash=hash), "leafHash")

    def test_corrects_nothing(self):
        self.assert_edit_found("fix-2", lambda leaf: leaf["data"].pop("basis") and None, "corrects nothing")

    def test_source(self):
        self.assert_edit_found("fix-1", lambda leaf: leaf["data"]["source"].update(isbn="1"), "corrected source must be")

    def test_tags(self):
        for id, tag in (("fix-1", "party:skc"), ("fix-1", "party:aif"), ("gone-1", "party:skc"), ("back-1", "party:aif"),
                        ("fix-1", EVENT), ("fix-2", "party:guest")):
            self.assert_edit_found(id, lambda leaf: leaf["tags"].remove(tag), f'tags: "{tag}" is missing', only=False)
        self.assert_edit_found("gone-1", lambda leaf: leaf["tags"].append("zone:x"), '"zone:x" follows from nothing')

    def test_data(self):
        self.assert_edit_found("fix-1", lambda leaf: leaf["data"].update(data="x"), "events.jsonl:5: ", only=False)
        if formats.validators:
            self.assert_edit_found("fix-1", lambda leaf: leaf["data"]["data"].update(more=1), "data at")


class Personal(ExportCase):
    def test_unsealed(self):
        def bare(pointer, *path):
            def edit(leaf):
                leaf["personal"].pop(pointer)
                value = leaf
                for key in path[:-1]:
                    value = value[key]
                value[path[-1]] = "K. Name"
            return edit
        for id, pointer, *path in (("signed-1", "/data/name", "data", "name"), ("signed-1", "/source/quote", "source", "quote"),
                                   ("signed-1", "/data/notes/a~1b", "data", "notes", "a/b"),
                                   ("fix-1", "/data/data/name", "data", "data", "name"),
                                   ("fix-1", "/data/source/quote", "data", "source", "quote")):
            self.assert_edit_found(id, bare(pointer, *path), f'"{pointer}" is not sealed')

    def test_value_left_beside_its_digest(self):
        self.assert_edit_found("signed-1", lambda leaf: leaf["data"].update(name="K. Name"), "is not sealed")

    def test_null_without_digest(self):
        self.assert_edit_found("signed-1", lambda leaf: leaf["personal"].pop("/data/name") and None, "is null, but has no digest",
                               only=False)

    def test_pointers(self):
        for pointer in "/data/nothing", "/data/agreement", "/data/parties/00", "/data/parties/" + "9" * 5000, "/data/pair/-", "/~2":
            self.assert_edit_found("signed-1", lambda leaf: leaf["personal"].update({pointer: "0" * 64}), "is not sealed: no null there")

    def test_sealed_for_nothing(self):
        def edit(leaf):
            leaf["data"]["share"], leaf["personal"] = None, {"/data/share": "0" * 64}
        self.assert_edit_found("signed-3", edit, '"/data/share" is marked personal')

    def test_digest_form(self):
        self.assert_edit_found("signed-1", lambda leaf: leaf["personal"].update({"/data/name": "0" * 63}), "personal must be", only=False)

    def test_quote_null_without_person(self):
        self.assert_edit_found("signed-3", lambda leaf: leaf.update(source={"quote": None}), "null at /source/quote")
        self.assert_edit_found("fix-2", lambda leaf: leaf["data"].update(source={"quote": None}), "null at /data/source/quote")


class Schemas(ExportCase):
    """Schemas of any shape: findings, never a crash."""

    def assert_schema_found(self, schema, *expected):
        files = schema_files() | {"schemas/agreement/signed.v1.json": schema if isinstance(schema, bytes) else jcs(schema)}
        export(self.folder, build(files=files), files=files)
        self.assert_found(*expected)

    def test_malformed(self):
        for schema in b"", b"[]", b"{", b"\xff", b'{"a":1,"a":2}', b"[" * 100_000, b'{"a":' * 5_000:
            self.assert_schema_found(schema, "schemas/agreement/signed.v1.json:None: ")

    def test_strange(self):
        for schema in ({"properties": 1}, {"properties": {"agreement": 1, "parties": {"items": [1], "prefixItems": {}}}},
                       {"properties": {"agreement": {"$ref": "#"}}}, {"$ref": "#"}, {"$ref": "#/properties", "properties": {}},
                       {"type": 5}, {"$id": 5}, {"$id": "urn:entente:common:1"}, {"$schema": 7}, {"$schema": "urn:x"}):
            self.assert_schema_found(schema, "events.jsonl:3: ")

    def test_references(self):
        for ref in "#/nothing", "urn:entente:none#/x", "http://127.0.0.1:9/x", "#anchor", "\x00":
            self.assert_schema_found({"$ref": ref}, f"$ref {json.dumps(ref)} leads nowhere")
        for ref in 5, None, []:
            self.assert_schema_found({"$ref": ref}, "signed.v1.json cannot be applied")

    def test_annotations(self):
        for rule in 1, True, "", [], [1], {}, {"kind": 1, "join": ["x"]}, {"kind": "x", "join": "y"}, {"kind": "party", "join": [[]]}:
            self.assert_schema_found({"properties": {"agreement": {"x-tag": rule}}}, "events.jsonl:3: ")
        for rule in 1, True, "data/signatory", {}, [1], None:
            self.assert_schema_found({"properties": {"agreement": {"x-person": rule}}}, "is no JSON Pointer")
        self.assert_schema_found({"properties": {"agreement": {"x-person": ["/data/none", "/data/signatory"]}}}, "is not sealed")

    def test_ids_used_twice(self):
        files = schema_files() | {"schemas/zzz.json": jcs(SCHEMAS["common.v1.json"])}
        export(self.folder, build(files=files), files=files)
        self.assert_found('$id "urn:entente:common:1" is no name, or another')


class Vectors(unittest.TestCase):
    def test_rfc_6962(self):
        leaves = [bytes.fromhex(leaf) for leaf in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657",
                                                   "606162636465666768696a6b6c6d6e6f")]
        roots = ["e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                 "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                 "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                 "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                 "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                 "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                 "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                 "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                 "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"]
        for size, root in enumerate(roots):
            self.assertEqual(formats.merkle_root([formats.leaf_hash(leaf) for leaf in leaves[:size]]).hex(), root)
        self.assertEqual(formats.leaf_hash(b"L123456").hex(), "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56")
        self.assertEqual(formats.node_hash(b"N123", b"N456").hex(), "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb")
        many = [bytes([n]) for n in range(70)]
        for size in range(71):
            self.assertEqual(formats.merkle_root(map(formats.leaf_hash, many[:size])), tree(many[:size]))

    def test_rfc_8785(self):
        weird = json.loads(r'{"\u20ac":"Euro Sign","1":"One","\u0080":"Control\u007f","\ud83d\ude02":"Smiley","\u00f6":'
                           r'"Latin Small Letter O With Diaeresis","\ufb33":"Hebrew Letter Dalet With Dagesh",'
                           r'"</script>":"Browser Challenge"}')
        self.assertEqual(len(formats.canonical(weird)), 176)
        self.assertEqual(sha(formats.canonical(weird)), "92591c387de83f90a4f5a7b853081c9482ee5bf076e8e309366de6f215cfcbfb")
        numbers = {"0000000000000001": "5e-324", "7fefffffffffffff": "1.7976931348623157e+308", "8000000000000000": "0",
                   "4340000000000001": "9007199254740994", "4430000000000000": "295147905179352830000",
                   "44b52d02c7e14af6": "1e+23", "444b1ae4d6e2ef50": "1e+21", "3eb0c6f7a0b5ed8d": "0.000001",
                   "3eb0c6f7a0b5ed8c": "9.999999999999997e-7", "41b3de4355555555": "333333333.3333333",
                   "becbf647612f3696": "-0.0000033333333333333333"}
        for bits, text in numbers.items():
            self.assertEqual(formats.canonical(struct.unpack(">d", bytes.fromhex(bits))[0]).decode(), text)
        for text in "0.1", "-1.5", "100", "123456789012345680000", "1.5e+300", "1e-7", "0.00001", "12.5":
            self.assertEqual(formats.es_number(float(text)), text)
        leaf = formats.canonical({"n": 1e21, "b": 1, "a": "é"})
        self.assertEqual(formats.leaf_hash(leaf).hex(), "205036feadab6aa515c0b3286c6c6f2eaa1a19273ceca8fa05777c85e94c2075")
        self.assertEqual(formats.canonical('\b\t\n\f\r"\\/\x00\x1f'), rb'"\b\t\n\f\r\"\\/\u0000\u001f"')
        for bad in "\ud800", float("nan"), float("inf"), 2**53, {"\udc00": 1}, b"":
            with self.assertRaises(ValueError):
                formats.canonical(bad)

    def test_personal_digest(self):
        message = f'["entente/personal/1","{SALT}","/data/name","Ž\\n"]'.encode()
        self.assertEqual(formats.personal_digest(SALT, "/data/name", "Ž\n"), sha(message))


if __name__ == "__main__":
    unittest.main()
