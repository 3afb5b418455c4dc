#!/usr/bin/env python3
"""Verify an exported ledger without the program that wrote it.

    python3 entente_verify.py DIR [--key VKEY] [--json]

DIR holds `events.jsonl` (one leaf per line, LF-terminated), `schemas/` (the catalogue) and `manifest.json`. Every
finding is one line, `file:line: what is wrong` (position = line - 1); the last line sums up. Exit status: 0 nothing
found, 1 findings, 2 usage. Needs Python 3.11, `cryptography` and `entente_formats.py` beside it; where `jsonschema` is
installed, `data` is checked against the schemas too. Input is taken as hostile: whatever is malformed is a finding.

Checked are: the files against the manifest; each leaf's bytes (UTF-8, RFC 8785, limits) and envelope; positions,
recorded times, origin; tags, sealed places and corrections, derived again from the schemas' annotations; in every leaf
the head of each agreement's own tree; the catalogue's digest; the RFC 6962 root; the signed checkpoint.

Not checked: an export forged as a whole with a key of its own is consistent, so give the log's key as you know it from
elsewhere (`--key`) and compare the root with one that you or a witness kept. Sealed values are not opened (see
`personal_digest`), EDTF is not parsed, the domain's rules are not replayed, and neither `signature` nor users' own
types (`x-…`) are judged.
"""

import argparse
import base64
import hashlib
import json
import os
import stat
import sys
from collections import Counter, defaultdict, namedtuple
from pathlib import Path
from urllib.parse import unquote

from entente_formats import (MISSING, Tree, canonical, check_note, each, is_time, leaf_hash, like, number, parse,
                             read_key, resolve, schema_judge, sha256, show, step, validators)
from entente_formats import merkle_root, personal_digest  # noqa: F401, for those who import this file

# ---- Shapes. A table has for each member: required?, test, what it must be ----

ID, HEX = "[A-Za-z0-9._~:-]{1,128}", "[0-9a-f]{64}"
SOURCE = {"document", "title", "publisher", "url", "locator", "quote", "language", "published"}
is_text, is_hex, is_tag = like(r"(?s).*"), like(HEX), like(f"[a-z][a-z-]{{0,31}}:{ID}")
is_tags, is_object = each(list, is_tag), each(dict, lambda value: True)
is_origin = like(r"(?!.*/agreement/)[^+\s]+")


def is_source(value):
    return (is_object(value) and set() < value.keys() <= SOURCE and all(
        is_text(text) or (name == "quote" and text is None) for name, text in value.items())
        and like(f"sha256:{HEX}")(value.get("document", "sha256:" + "0" * 64)))


def is_head(value):
    return is_object(value) and value.keys() == {"size", "root"} and number(0)(value["size"]) and is_hex(value["root"])


ENVELOPE = {
    "id": (True, like(ID), "1 to 128 of A-Za-z0-9._~:-"),
    "type": (True, like(r"[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*"), "noun.verb-past"),
    "version": (True, number(1), "an integer from 1"),
    "occurred": (True, is_text, "a string"),
    "by": (True, like(f"(person|script):{ID}"), "person:… or script:…"),
    "data": (True, is_object, "an object"),
    "origin": (True, is_origin, "a ledger's name"),
    "position": (True, number(0), "an integer from 0"),
    "recorded": (True, is_time, "RFC 3339 UTC with exactly 6 decimals"),
    "basis": (False, like("inferred|unknown"), "inferred or unknown (the default, stated, is left out)"),
    "mode": (False, like("attested"), "attested (the default, live, is left out)"),
    "verbatim": (False, is_text, "a string"),
    "source": (False, is_source, "an object with members of a source"),
    "tags": (False, lambda value: is_tags(value) and value == sorted(set(value)) and 0 < len(value) <= 256,
             "1 to 256 tags, sorted, no two equal (absent if there are none)"),
    "added": (False, lambda value: is_tags(value) and value and not any(tag.startswith("agreement:") for tag in value),
              "tags, none of kind agreement (absent if there are none)"),
    "personal": (False, lambda value: each(dict, is_hex)(value) and value and all(key[:1] == "/" for key in value),
                 "pointers, each with 64 lowercase hex digits (absent if there are none)"),
    "dossiers": (False, lambda value: each(dict, is_head)(value) and value,
                 "tags, each with {size, root} (absent if there are none)"),
    "causation": (False, like(ID), "an event id"),
    "correlation": (False, like("(?s).+"), "a case id"),
    "signature": (False, lambda value: each(dict, is_text)(value) and value.keys() == {"key", "value"}, "{key, value}"),
}
MANIFEST = {
    "format": (True, lambda value: number(1)(value) and value == 1, "1"),
    "origin": (True, is_origin, "a ledger's name"),
    "size": (True, number(0), "an integer from 0"),
    "root": (True, is_hex, "64 lowercase hex digits"),
    "catalogue": (True, is_hex, "64 lowercase hex digits"),
    "key": (True, is_text, "a verifier key"),
    "checkpoint": (False, is_text, "a signed note"),
    "types": (True, each(dict, number(1)), "a count per type"),
    "files": (True, each(dict, is_hex), "a SHA-256 per file"),
}
ABOUT = {"event.corrected", "event.retracted", "event.reinstated", "event.disputed", "event.dispute-settled", "event.confirmed"}
CORRECTABLE = {"occurred", "basis", "verbatim", "source", "data"}
Past = namedtuple("Past", "hash schema tags")  # of an earlier event; tags: its own and those of its corrections so far

# ---- The verifier ----


class Verifier:
    def __init__(self, folder, key=None):
        self.folder, self.key, self.place, self.findings, self.notes = Path(folder), key, (None, None), [], []
        self.files, self.manifest, self.schemas, self.named = {}, {}, {}, {}
        self.tree, self.dossiers, self.types, self.past = Tree(), defaultdict(Tree), Counter(), {}
        self.origin, self.recorded, self.catalogue, self.judge, self.own = None, "", None, None, {}

    def run(self):
        for check in self.read_files, self.read_manifest, self.read_schemas, self.read_events, self.check_whole:
            try:
                check()
            except Exception as error:  # hostile input nobody thought of is a finding too, never a crash
                self.report(f"cannot be verified: {error!r}")
        return not self.findings

    def report(self, message):
        self.findings.append((*self.place, message))

    def shaped(self, value, table):
        """Reports unknown, missing and malformed members; returns the sound ones."""
        for name in sorted(value.keys() - table.keys()):
            self.report(f"unknown member {show(name)}")
        for name, (required, test, meaning) in table.items():
            if name in value and not test(value[name]):
                self.report(f"{name} must be {meaning}, not {show(value[name])}")
            elif required and name not in value:
                self.report(f"{name} is missing")
        return {name: value[name] for name in table if name in value and table[name][1](value[name])}

    def read_files(self):
        for parent, folders, names in os.walk(self.folder, onerror=lambda error: self.report(f"unreadable: {error}")):
            for path in (Path(parent, name) for name in folders + names):
                self.place = (path.relative_to(self.folder).as_posix(), None)
                mode = path.lstat().st_mode
                if stat.S_ISREG(mode):
                    with open(path, "rb") as file:
                        self.files[self.place[0]] = hashlib.file_digest(file, "sha256").hexdigest()
                elif not stat.S_ISDIR(mode):
                    self.report("neither a file nor a folder")

    def read_json(self, path):
        """The object in this file, empty with a finding if there is none."""
        self.place = (path, None)
        try:
            value = parse((self.folder / path).read_bytes(), depth=200) if path in self.files else None
            if isinstance(value, dict):
                return value
            self.report("not a JSON object" if path in self.files else "missing")
        except ValueError as error:
            self.report(f"malformed: {error}")
        return {}

    def read_manifest(self):
        self.manifest = self.shaped(self.read_json("manifest.json"), MANIFEST)
        self.origin, listed = self.manifest.get("origin"), self.manifest.get("files", {})
        for path in sorted((listed.keys() | self.files.keys()) - {"manifest.json"}):
            self.place = (path, None)
            if path not in self.files or path not in listed:
                self.report("not listed in the manifest" if path in self.files else "missing, the manifest lists it")
            elif listed[path] != self.files[path]:
                self.report(f"SHA-256 is {self.files[path]}, the manifest says {listed[path]}")

    def read_schemas(self):
        for path in sorted(filter(like(r"schemas/.*\.json"), self.files)):
            self.schemas[path] = self.read_json(path)
            name = self.schemas[path].get("$id", path)
            if not isinstance(name, str) or self.named.setdefault(name, self.schemas[path]) is not self.schemas[path]:
                self.report(f"$id {show(name)} is no name, or another schema's")

    def read_events(self):
        if "events.jsonl" not in self.files:
            return  # the manifest lists it, and a ledger has events: reported there
        with open(self.folder / "events.jsonl", "rb") as lines:
            for position, line in enumerate(lines):
                self.place = ("events.jsonl", position + 1)
                if not line.endswith(b"\n"):
                    self.report("truncated: the last line does not end in LF")
                leaf = line.removesuffix(b"\n")
                try:
                    if len(leaf) > 65_535:
                        raise ValueError(f"a leaf of {len(leaf)} bytes, the limit is 65535")
                    event = parse(leaf)
                    if canonical(event) != leaf:
                        self.report("not in canonical form (RFC 8785)")
                    if not isinstance(event, dict):
                        raise ValueError("not a JSON object")
                    self.check_event(position, self.shaped(event, ENVELOPE), leaf_hash(leaf))
                except ValueError as error:
                    self.report(f"malformed: {error}")
                self.tree.add(leaf_hash(leaf))

    def check_event(self, position, event, hash):
        """One event, of which only the well-formed members are left."""
        kind, data, tags = event.get("type", "?.?"), event.setdefault("data", {}), event.get("tags", [])
        self.types[kind] += 1
        self.check_order(position, kind, event, data)
        noun, verb = kind.split(".")
        schema = f"schemas/{noun}/{verb}.v{event.get('version')}.json"
        if noun.startswith("x-"):
            schema = self.own_schema(kind, event.get("version"))
        elif schema not in self.files:
            self.report(f"the catalogue has no {schema}")
        about = kind in ABOUT
        target = self.check_target(kind, data) if about else None
        try:
            self.check_derived(event, schema, target, kind == "event.corrected")
        except Exception as error:  # a schema may have any shape
            self.report(f"{schema} cannot be applied: {str(error)[:200]!r}")
        heads, agreements = event.get("dossiers", {}), [tag for tag in tags if tag.startswith("agreement:")]
        for tag in agreements:
            head = {"root": self.dossiers[tag].root().hex(), "size": self.dossiers[tag].size}
            if heads.get(tag) != head:
                self.report(f"dossiers: {show(tag)} has {show(heads.get(tag))}, its own tree is {json.dumps(head)}")
            self.dossiers[tag].add(hash)
        for tag in sorted(heads.keys() - set(agreements)):
            self.report(f"dossiers: {show(tag)} is no tag of this event")
        if event.get("id") in self.past:
            self.report(f"id {show(event['id'])} is used twice")
        elif "id" in event:
            self.past[event["id"]] = Past(hash.hex(), schema, set(tags))
        if target and kind == "event.corrected":
            target.tags.update(tags)
        if kind == "schema.registered":
            self.register(data)

    def register(self, data):
        """A user's own type: it rules from the next position on, in the version after the last."""
        kind, version = str(data.get("schema")).removeprefix("schema:"), data.get("version")
        definition = data.get("definition")
        if not kind.startswith("x-") or not isinstance(definition, dict):
            return self.report(f"registers no user's own type: {show(kind)}")
        if version != self.own.get(kind, 0) + 1:
            self.report(f"registers version {show(version)} of {kind} after {self.own.get(kind, 0)}")
        self.own[kind], self.schemas[f"{kind} {version}"] = version, definition

    def own_schema(self, kind, version):
        """The name of the schema that was in force for a user's own type."""
        if self.own.get(kind) != version:
            self.report(f"version {show(version)} of {kind} is not in force, {show(self.own.get(kind))} is")
        return f"{kind} {version}"

    def check_order(self, position, kind, event, data):
        if event.get("position", position) != position:
            self.report(f"position is {event['position']}, but this is leaf {position}")
        if event.get("recorded", "9") <= self.recorded:
            self.report(f"recorded {event['recorded']} is not later than the events before")
        self.recorded = max(self.recorded, event.get("recorded", ""))
        self.origin = self.origin or event.get("origin")
        if event.get("origin", self.origin) != self.origin:
            self.report(f"origin is {show(event['origin'])}, not {show(self.origin)}")
        if event.get("occurred") == "" and event.get("basis") != "unknown":
            self.report("occurred is empty, which only basis unknown allows")
        if "mode" in event and "source" not in event:
            self.report("attested, but without a source")
        if (kind == "ledger.opened") != (position == 0):
            self.report("position 0, and no other, is ledger.opened")
        if kind == "ledger.opened":
            self.catalogue = data.get("catalogue")
            for name, expected in ("origin", self.origin), ("format", 1), ("key", self.manifest.get("key")):
                if json.dumps(data.get(name)) != json.dumps(expected):
                    self.report(f"opened with {name} {show(data.get(name))}, not {show(expected)}")
        elif kind == "catalogue.adopted":
            if data.get("previous") != self.catalogue:
                self.report(f"catalogue adopted after {show(data.get('previous'))}, not {show(self.catalogue)}")
            self.catalogue = data.get("catalogue")

    def check_target(self, kind, data):
        target = self.past.get(str(data.get("target")).removeprefix("event:"))
        if target is None or not str(data["target"]).startswith("event:"):
            return self.report(f"target {show(data.get('target'))} is no earlier event")
        if data.get("leafHash", target.hash) != target.hash:
            self.report(f"leafHash {show(data['leafHash'])} is not the target's, {target.hash}")
        if kind == "event.corrected" and not CORRECTABLE & data.keys():
            self.report("corrects nothing")
        if kind == "event.corrected" and "source" in data and not is_source(data["source"]):
            self.report(f"corrected source must be an object with members of a source, not {show(data['source'])}")
        return target

    def check_derived(self, event, schema, target, corrects):
        """Tags and sealed places follow from data and the schemas' annotations: they are derived again and compared."""
        data, personal, stored = event["data"], event.get("personal", {}), set(event.get("tags", ()))
        tags, sealed = set(event.get("added", ())) | (target.tags if target else set()), set()
        parts = [(schema, data, "/data", "")]
        if corrects and target and "data" in data:  # the corrected data, judged as the target's
            parts.append((target.schema, data["data"], "/data/data", "/data"))
        known = all(path in self.schemas for path, *_ in parts) and (target or not corrects)
        for path, value, base, prefix in parts if known else ():
            for node, pointer, value_there in self.annotated(self.schemas[path], value, base):
                if "x-tag" in node and value_there is not None:
                    tags |= self.tag_of(node["x-tag"], value_there, pointer)
                if "x-person" in node and self.has_person(node["x-person"], event, prefix):
                    sealed.add(pointer)
            self.judge = self.judge or schema_judge(self.named)
            for error in self.judge(self.schemas[path], value, base, personal):
                self.report(f"data at {show(error.json_path)}: {error.message[:200]}")
        for tag in sorted(tags - stored):
            self.report(f"tags: {show(tag)} is missing")
        for tag in sorted(stored - tags) if known else ():
            self.report(f"tags: {show(tag)} follows from nothing in the event")
        quotes = [pointer for pointer in ["/source/quote"] + ["/data/source/quote"] * corrects
                  if resolve(event, pointer) is not MISSING]
        if any(tag.startswith("person:") for tag in stored | tags):
            sealed.update(quotes)
        for pointer in quotes:
            if pointer not in sealed and resolve(event, pointer) is None:
                self.report(f"null at {pointer}, but the event is about nobody")
        for pointer in sorted(sealed | personal.keys()):
            value = resolve(event, pointer)
            if value is not None:
                self.report(f"personal: {show(pointer)} is not sealed: no null there")
            elif pointer not in personal:
                self.report(f"personal: {show(pointer)} is null, but has no digest")
            elif known and pointer not in sealed:
                self.report(f"personal: nothing at {show(pointer)} is marked personal")

    def annotated(self, root, value, pointer):
        """Every (schema object, pointer, value) met in `value` on the way down from this schema file."""
        work, seen = [(root, root, value, pointer)], set()
        while work:
            root, node, value, pointer = work.pop()
            if not isinstance(node, dict) or (id(node), pointer) in seen:
                continue
            seen.add((id(node), pointer))
            yield node, pointer, value
            if "$ref" in node:
                base, _, fragment = node["$ref"].partition("#")
                there = root if base in ("", root.get("$id")) else self.named.get(base, MISSING)
                found = resolve(there, unquote(fragment)) if fragment[:1] in ("", "/") else MISSING
                if found is MISSING:
                    self.report(f"$ref {show(node['$ref'])} leads nowhere")
                work.append((there, found, value, pointer))
            if isinstance(value, dict):
                named, other = node.get("properties", {}), node.get("additionalProperties")
                work += [(root, named.get(key, other), each, step(pointer, key)) for key, each in value.items()]
            elif isinstance(value, list):
                first, other = node.get("prefixItems", []), node.get("items")
                work += [(root, first[index] if index < len(first) else other, each, step(pointer, index))
                         for index, each in enumerate(value)]

    def tag_of(self, rule, value, pointer):
        if isinstance(rule, dict):
            parts = [value.get(name) for name in rule["join"]]
            tag = ":".join(map(str, [rule["kind"], *parts]))
            if None in parts:
                return set()
        else:
            tag = value if str(value).partition(":")[0] in ([rule] if isinstance(rule, str) else rule) else None
        if not is_tag(tag):
            self.report(f"{pointer}: {show(value)} does not give a tag as x-tag {show(rule)} asks")
        return {tag} if is_tag(tag) else set()

    def has_person(self, rule, event, prefix):
        """Whether a person's tag is found where x-person points (one pointer or several, from the event's root)."""
        persons = []
        for pointer in rule if isinstance(rule, list) else [rule]:
            if not str(pointer).startswith("/"):
                raise ValueError(f"x-person {show(pointer)} is no JSON Pointer")
            found = resolve(event, prefix + pointer)
            persons += found if isinstance(found, list) else [found]
        return any(isinstance(person, str) and person.startswith("person:") for person in persons)

    def check_whole(self):
        """What the manifest says of the whole: size, root, counts, catalogue, key, checkpoint."""
        manifest, root, size = self.manifest, self.tree.root(), self.tree.size
        listing = sorted([os.fsencode(path[8:]), path[8:], digest] for path, digest in self.files.items()
                         if path.startswith("schemas/"))
        catalogue = sha256(canonical([[path, digest] for _, path, digest in listing])).hex()
        self.place = ("schemas", None)
        if self.catalogue != catalogue:
            self.report(f"catalogue digest is {catalogue}, the ledger adopted {show(self.catalogue)}")
        self.place = ("events.jsonl", None)
        if size == 0:
            self.report("no events")
        self.place = ("manifest.json", None)
        for name, found in ("size", size), ("root", root.hex()), ("catalogue", catalogue), ("types", self.types):
            if manifest.get(name, found) != found:
                self.report(f"{name} is {show(found)} by the files, the manifest says {show(manifest[name])}")
        key, checkpoint = manifest.get("key", ""), manifest.get("checkpoint")
        if self.key not in (None, key):
            self.report(f"key is {show(key)}, not the one given")
        try:
            if read_key(key)[0] != self.origin:
                self.report(f"key: its name is not the origin, {show(self.origin)}")
            if checkpoint is not None:
                check_note(checkpoint, f"{self.origin}\n{size}\n{base64.b64encode(root).decode()}\n", key)
            self.notes = ["no checkpoint" if checkpoint is None else "checkpoint verified"]
        except ValueError as error:
            self.report(f"checkpoint or key: {error}")
        self.notes += ["data checked against schemas" if validators else "data not checked (no jsonschema installed)"]


def main():
    parser = argparse.ArgumentParser(description="Verify an exported ledger: prints every finding.")
    parser.add_argument("folder", metavar="DIR", help="folder with events.jsonl, schemas/ and manifest.json")
    parser.add_argument("--key", metavar="VKEY", help="the log's verifier key, as you know it from elsewhere")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of lines")
    options = parser.parse_args()
    if not os.path.isdir(options.folder):
        parser.error(f"not a folder: {options.folder}")
    verifier = Verifier(options.folder, options.key)
    sound, size, root = verifier.run(), verifier.tree.size, verifier.tree.root().hex()
    if options.json:
        findings = [{"file": file, "line": line, "message": message} for file, line, message in verifier.findings]
        print(json.dumps({"ok": sound, "size": size, "root": root, "notes": verifier.notes, "findings": findings}))
        return 0 if sound else 1
    sys.stdout.reconfigure(errors="backslashreplace")
    for file, line, message in verifier.findings:
        finding = f"{file}:{line}: {message}" if line else f"{file}: {message}"
        print("".join(c if c.isprintable() else ascii(c)[1:-1] for c in finding))
    verdict = "ok" if sound else f"failed: {len(verifier.findings)} findings"
    print(f"{verdict}: {size} events, root {root}; " + "; ".join(verifier.notes))
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
