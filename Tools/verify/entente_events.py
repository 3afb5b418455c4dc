"""The events of a ledger one after another: their bytes, envelopes, order, tags, sealed places, and the agreements' own
trees: see `entente_verify.py`.
"""

import json
import sys
from collections import Counter, defaultdict, namedtuple
from urllib.parse import unquote

from entente_formats import (MISSING, Report, Tree, canonical, each, is_time, leaf_hash, like, number, parse, resolve,
                             schema_judge, show, step)
from entente_log import ID, read_key

LEAF = 65_535  # bytes

# ---- Shapes. A table has for each member: required?, test, what it must be ----

HEX = "[0-9a-f]{64}"
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
ABOUT = {"event.corrected", "event.retracted", "event.reinstated", "event.disputed", "event.dispute-settled",
         "event.confirmed"}
CORRECTABLE = {"occurred", "basis", "verbatim", "source", "data"}
Past = namedtuple("Past", "hash schema tags")  # of an earlier event; tags: its own and those of its corrections so far


def read_leaf(leaf, report):
    """The event that these bytes are, or ValueError; bytes that are not in canonical form are reported."""
    if len(leaf) > LEAF:
        raise ValueError(f"a leaf of {len(leaf)} bytes, the limit is {LEAF}")
    event = parse(leaf)
    if canonical(event) != leaf:
        report("not in canonical form (RFC 8785)")
    if not isinstance(event, dict):
        raise ValueError("not a JSON object")
    return event


class Events(Report):
    """A ledger's events from position 0 on. Without its schemas, what follows from them is not checked."""

    def __init__(self, trust):
        super().__init__()
        self.trust, self.watched = trust, {}  # (agreement's tag or None, size): known checkpoints of that tree
        self.schemas, self.named, self.judge, self.own = None, {}, None, {}
        self.tree, self.dossiers, self.types, self.past = Tree(), defaultdict(Tree), Counter(), {}
        self.astray = set()  # agreements of whose tree a head differed
        self.origin, self.recorded, self.catalogue, self.key = None, "", None, None  # key: the one in force

    def check_leaf(self, leaf):
        try:
            event = self.shaped(read_leaf(leaf, self.report), ENVELOPE)
            self.check_event(self.tree.size, event, leaf_hash(leaf))
        except ValueError as error:
            self.report(f"malformed: {error}")
        self.grow(None, self.tree, leaf_hash(leaf))

    def watch(self):
        """Prepares to compare the checkpoints known from elsewhere; called once the origin is known."""
        for note in self.trust.known:
            ledger, _, agreement = note.origin.partition("/agreement/")
            if ledger != self.origin:
                self.report(f"the known checkpoint of {show(note.origin)} is of another log")
            self.watched.setdefault((f"agreement:{agreement}" if agreement else None, note.size), []).append(note)

    def grow(self, tag, tree, hash):
        tree.add(hash)
        for note in self.watched.pop((tag, tree.size), ()):
            if note.root != tree.root():
                self.report(f"{note.told()} contradicts these leaves, whose root is {tree.root().hex()}: split view")

    def check_watched(self):
        for note in (note for (_, size), notes in self.watched.items() for note in notes if size):
            self.report(f"{note.told()} has more leaves than there are here")

    def check_event(self, position, event, hash):
        """One event, of which only the well-formed members are left."""
        kind, data, tags = event.get("type", "?.?"), event.setdefault("data", {}), event.get("tags", [])
        self.types[kind] += 1
        self.check_order(position, kind, event, data)
        noun, verb = kind.split(".")
        schema = f"schemas/{noun}/{verb}.v{event.get('version')}.json"
        if noun.startswith("x-"):
            schema = self.own_schema(kind, event.get("version"))
        elif self.schemas is not None and schema not in self.schemas:
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
            if heads.get(tag) != head and tag not in self.astray:
                self.astray.add(tag)  # what follows in this tree differs too, and says no more
                self.report(f"dossiers: {show(tag)} has {show(heads.get(tag))}, its own tree is {json.dumps(head)}")
            self.grow(tag, self.dossiers[tag], hash)
        for tag in sorted(heads.keys() - set(agreements)):
            self.report(f"dossiers: {show(tag)} is no tag of this event")
        if event.get("id") in self.past:
            self.report(f"id {show(event['id'])} is used twice")
        elif "id" in event:
            self.past[event["id"]] = Past(hash, sys.intern(schema), tuple(map(sys.intern, tags)))
        if target and kind == "event.corrected":
            both = tuple(map(sys.intern, sorted({*target.tags, *tags})))
            self.past[data["target"].removeprefix("event:")] = target._replace(tags=both)
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
        self.own[kind] = version
        if self.schemas is not None:
            self.schemas[f"{kind} {version}"] = definition

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
        if kind in ("ledger.opened", "ledger.key-rotated"):
            self.check_key(kind == "ledger.opened", data)
        if kind == "ledger.opened":
            self.catalogue = data.get("catalogue")
            for name, expected in ("origin", self.origin), ("format", 1):
                if json.dumps(data.get(name)) != json.dumps(expected):
                    self.report(f"opened with {name} {show(data.get(name))}, not {show(expected)}")
        elif kind == "catalogue.adopted":
            if data.get("previous") != self.catalogue:
                self.report(f"catalogue adopted after {show(data.get('previous'))}, not {show(self.catalogue)}")
            self.catalogue = data.get("catalogue")

    def check_key(self, first, data):
        """The key in force: the ledger is opened with one, each rotation names it and puts another in its place."""
        if not first and data.get("previous") != self.key:
            self.report(f"key rotated after {show(data.get('previous'))}, but {show(self.key)} is in force")
        if not first and data.get("key") == self.key:
            self.report("key rotated to the one in force")
        try:
            if read_key(str(data.get("key"))).name != self.origin:
                self.report(f"key: its name is not the origin, {show(self.origin)}")
        except ValueError as error:
            self.report(f"key: {error}")
        self.key = data.get("key")

    def check_target(self, kind, data):
        target = self.past.get(str(data.get("target")).removeprefix("event:"))
        if target is None or not str(data["target"]).startswith("event:"):
            return self.report(f"target {show(data.get('target'))} is no earlier event")
        if data.get("leafHash", target.hash.hex()) != target.hash.hex():
            self.report(f"leafHash {show(data['leafHash'])} is not the target's, {target.hash.hex()}")
        if kind == "event.corrected" and not CORRECTABLE & data.keys():
            self.report("corrects nothing")
        if kind == "event.corrected" and "source" in data and not is_source(data["source"]):
            self.report(f"corrected source must be an object with members of a source, not {show(data['source'])}")
        return target

    def check_derived(self, event, schema, target, corrects):
        """Tags and sealed places follow from data and the schemas' annotations: they are derived again and compared."""
        data, personal, stored = event["data"], event.get("personal", {}), set(event.get("tags", ()))
        tags, sealed = {*event.get("added", ()), *(target.tags if target else ())}, set()
        parts = [(schema, data, "/data", "")]
        if corrects and target and "data" in data:  # the corrected data, judged as the target's
            parts.append((target.schema, data["data"], "/data/data", "/data"))
        known = all(path in (self.schemas or ()) for path, *_ in parts) and (target or not corrects)
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
