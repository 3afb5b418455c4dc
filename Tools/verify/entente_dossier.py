"""A dossier, one agreement's evidence in one folder: see `entente_verify.py` and `Documentation/ledger-format.md`.

The checks stand in the order of that page, each finding names its file and line. Nothing in the folder is trusted: the
keys come from the reader's policy, what the manifest says is compared with what the other files show.
"""

import re
from bisect import bisect_right
from collections import namedtuple
from itertools import accumulate
from pathlib import Path

from entente_events import ENVELOPE, HEX, LEAF, is_hex, is_object, is_origin, is_tag, is_text, read_leaf
from entente_formats import (LINE, Report, Tree, check_consistency, check_inclusion, date, each, hashes, leaf_hash,
                             like, number, parse, personal_digest, read_file, seconds, sha256, show, unbase64)
from entente_log import NOTE, TOKEN, Checkpoint, in_words, stamped

EMPTY = sha256(b"").hex()
AHEAD = 5 * 60  # seconds that `recorded` may lie after the time of a witness


def has(**tests):
    """A test for an object with these members, each of which passes its own test."""
    return lambda value: is_object(value) and value.keys() == tests.keys() and all(
        tests[name](value[name]) for name in tests)


def either(*tests):
    return lambda value: any(test(value) for test in tests)


is_count, is_pointer = number(0), like("(?s)/.*")
COUNTS = {"events", "related", "disclosed", "withheld", "erased", "documents"}
WITHHELD = {"position": is_count, "pointer": is_pointer, "why": like("withheld")}
ERASED = WITHHELD | {"why": like("erased"), "erasure": is_count}
MANIFEST = {
    "entente": (True, like("dossier/1"), "dossier/1"),
    "agreement": (True, lambda value: is_tag(value) and value.startswith("agreement:"), "a tag of kind agreement"),
    "origin": (True, is_origin, "a ledger's name"),
    "key": (True, is_text, "a verifier key"),
    "size": (True, is_count, "an integer from 0"),
    "root": (True, is_hex, "64 lowercase hex digits"),
    "ledger": (True, has(size=is_count, root=is_hex), "{size, root}"),
    "hidden": (True, each(list, either(has(**WITHHELD), has(**ERASED))),
               "a list of {position, pointer, why: withheld} or {position, pointer, why: erased, erasure}"),
    "documents": (True, each(list, has(sha256=is_hex, included=lambda value: isinstance(value, bool))),
                  "a list of {sha256, included}"),
    "counts": (True, has(**{name: is_count for name in COUNTS}), "a count of each of " + ", ".join(sorted(COUNTS))),
    "files": (True, each(dict, is_hex), "a SHA-256 per file"),
}
PROOF = {"position": (True, is_count, "a position"), "path": (True, each(list, is_text), "hashes in base64")}
EARLIER = {
    "note": (True, is_text, "a signed note"),
    "consistency": (False, each(list, is_text), "hashes in base64"),
    "timestamp": (False, is_text, "base64"),
}
DISCLOSURE = {
    "position": (True, is_count, "a position"),
    "pointer": (True, is_pointer, "a JSON Pointer"),
    "salt": (True, like("[0-9a-f]{32}"), "32 lowercase hex digits"),
    "value": (True, lambda value: True, "a value"),
}
FILES = {"events.jsonl", "related.jsonl", "proofs.jsonl", "checkpoint", "dossier-checkpoint", "checkpoint.tsr",
         "dossier-checkpoint.tsr", "times.jsonl", "disclosures.jsonl", "index.html"}
Leaf = namedtuple("Leaf", "position hash recorded personal erases")  # erases: whether it is the erasure of a person
Sight = namedtuple("Sight", "own size time who cosigned")  # of a checkpoint; own: of the agreement's own tree


class Sights:
    """Who saw a tree at what size and when, so that the bounds of a leaf are found without looking at all of it."""

    def __init__(self, sights):
        sights.sort()
        self.sizes = [sight.size for sight in sights]
        self.firsts = [*accumulate(((sight.time, sight.who) for sight in reversed(sights)), min)][::-1]
        cosigned = ((sight.time, sight.who) if sight.cosigned else None for sight in sights)
        self.lasts = [*accumulate(cosigned, lambda one, other: max(one, other) if one and other else one or other)]

    def around(self, index):
        """(time, who) of the first who saw a tree with this leaf, and of the last who cosigned one without it."""
        split = bisect_right(self.sizes, index)
        return self.firsts[split] if split < len(self.sizes) else None, self.lasts[split - 1] if split else None


class Dossier(Report):
    kind = "dossier"

    def __init__(self, folder, trust):
        super().__init__()
        self.folder, self.trust, self.files, self.manifest = Path(folder), trust, {}, {}
        self.origin, self.agreement, self.ids, self.cited, self.unchecked = "", "", set(), set(), 0
        self.events, self.related, self.roots = [], [], []  # leaves; roots[k] is that of the first k events
        self.checkpoint = self.own = None  # the ledger's, the agreement's
        self.seen, self.disclosed, self.shown = [], set(), 0
        self.complete, self.ledger, self.bounds, self.counts = None, None, [], dict.fromkeys(COUNTS, 0)
        self.proven = {}  # roots of the ledger's tree at earlier sizes

    def run(self):
        return self.attempt(
            self.check_manifest, self.check_checkpoints, self.check_events, self.check_related, self.check_proofs,
            self.check_documents, self.check_disclosures, self.check_hidden, self.check_earlier, self.check_counts,
            self.check_policy, self.check_known, self.check_times)

    def check_manifest(self):
        self.files = self.files_of(self.folder)
        self.manifest = self.shaped(self.read_json(self.folder, "manifest.json", self.files), MANIFEST)
        self.origin, self.agreement = self.manifest.get("origin", ""), self.manifest.get("agreement", "")
        self.check_files(self.files, self.manifest.get("files", {}))
        for path in sorted(self.files.keys() - FILES - {"manifest.json"}):
            if not re.fullmatch(f"documents/{HEX}", path):
                self.place = (path, None)
                self.report("a dossier has no such file")
        for path in sorted(path for path in self.files if path.endswith(".jsonl") and self.files[path] == EMPTY):
            self.place = (path, None)
            self.report("empty; a file of which nothing is to be said is absent")

    def check_checkpoints(self):
        self.checkpoint = self.read_note("checkpoint", self.origin, self.manifest.get("ledger", {}))
        self.own = self.read_note("dossier-checkpoint", self.own_origin(), self.manifest)

    def own_origin(self):
        return f"{self.origin}/agreement/{self.agreement.removeprefix('agreement:')}"

    def read_note(self, path, origin, stated):
        """A checkpoint that stands in a file of its own, with its time stamp."""
        self.place = (path, None)
        try:
            note = Checkpoint(read_file(self.folder / path, NOTE))
            for name, found, expected in (("origin", note.origin, origin), ("size", note.size, stated.get("size")),
                                          ("root", note.root.hex(), stated.get("root"))):
                if found != expected:
                    self.report(f"{name} is {show(found)}, the manifest says {show(expected)}")
            self.trust.policy.judge(note)
        except ValueError as error:
            return self.report(str(error))
        stamp = path + ".tsr"
        self.place = (stamp if stamp in self.files else path, None)
        self.take_times(note, (lambda: read_file(self.folder / stamp, TOKEN)) if stamp in self.files else None)
        return note

    def take_times(self, note, token):
        """When a checkpoint was there, by its cosignatures and, if an authority is trusted, its time stamp."""
        own = note.origin != self.origin
        self.seen += [Sight(own, note.size, time, key.name, True) for key, time in note.times.items()]
        try:
            stamp = token() if token else None
            if stamp is not None and self.trust.authority is None:
                self.unchecked += 1
            elif stamp is not None:
                self.seen.append(Sight(own, note.size, *stamped(stamp, note.text, self.trust.authority), False))
        except ValueError as error:
            self.report(str(error))

    def leaves_of(self, path):
        """The well-formed leaves of a file: (event, hash)."""
        last = -1
        for _, line in self.read_lines(self.folder, path, LEAF + 1) if path in self.files else ():
            event = {}
            try:
                event = self.shaped(read_leaf(line, self.report), ENVELOPE)
            except ValueError as error:
                self.report(f"malformed: {error}")
            if event.get("origin", self.origin) != self.origin:
                self.report(f"origin is {show(event['origin'])}, not {show(self.origin)}")
            if event.get("position", last + 1) <= last:
                self.report(f"position {event['position']} does not come after {last}")
            if event.get("id") in self.ids:
                self.report(f"id {show(event['id'])} is used twice")
            last = max(last, event.get("position", last))
            self.ids.add(event.get("id", ""))
            yield event, line

    def check_events(self):
        tree, recorded, astray = Tree(), "", False
        self.roots.append(tree.root())
        for event, line in self.leaves_of("events.jsonl"):
            if self.agreement not in event.get("tags", ()):
                self.report(f"not tagged with {show(self.agreement)}")
            head = {"root": tree.root().hex(), "size": tree.size}
            stated = event.get("dossiers", {}).get(self.agreement)
            if stated != head and not astray:
                astray = True  # what follows differs too, and says no more
                self.report(f"dossiers: the tree before this event is {show(head)}, it says {show(stated)}: "
                            + ("another event" if stated and stated["size"] == tree.size else "a missing or added event"))
            if event.get("recorded", "9") <= recorded:
                self.report(f"recorded {event['recorded']} is not later than the events before")
            recorded = max(recorded, event.get("recorded", ""))
            tree.add(leaf_hash(line))
            self.roots.append(tree.root())
            self.events.append(self.leaf(event, line))
            source = event.get("source", {}).get("document", "")
            self.cited.update([source.removeprefix("sha256:")] * bool(source))
            self.cited.update(cited(event.get("data")))
        self.place = ("events.jsonl", None)
        if self.own and (self.own.size, self.own.root) != (tree.size, tree.root()):
            self.report(f"{tree.size} events with the root {tree.root().hex()}, the agreement's tree has "
                        f"{self.own.size} with {self.own.root.hex()}")

    def check_related(self):
        positions = {leaf.position for leaf in self.events}
        for event, line in self.leaves_of("related.jsonl"):
            if self.agreement in event.get("tags", ()):
                self.report(f"tagged with {show(self.agreement)}, so it belongs to events.jsonl")
            if event.get("position", -2) in positions:
                self.report(f"position {event['position']} stands in events.jsonl too")
            self.related.append(self.leaf(event, line))

    @staticmethod
    def leaf(event, line):
        persons = [tag for tag in event.get("tags", ()) if tag.startswith("person:")]
        return Leaf(event.get("position", -1), leaf_hash(line), event.get("recorded"), event.get("personal", {}),
                    event.get("type") == "subject.erased" and bool(persons))

    def objects(self, path, table):
        """The members of each line's object, all of them sound."""
        for _, line in self.read_lines(self.folder, path, LINE) if path in self.files else ():
            try:
                value = parse(line, depth=200)
                if not isinstance(value, dict):
                    raise ValueError("not a JSON object")
                sound = self.shaped(value, table)
                if sound == value and all(name in sound for name, (required, *_) in table.items() if required):
                    yield sound
            except ValueError as error:
                self.report(f"malformed: {error}")

    def check_proofs(self):
        leaves, last = {leaf.position: leaf for leaf in self.events + self.related}, -1
        for proof in self.objects("proofs.jsonl", PROOF):
            position = proof["position"]
            if position <= last:
                self.report(f"position {position} does not come after {last}")
            last, leaf = max(last, position), leaves.pop(position, None)
            try:
                if leaf is None:
                    self.report(f"there is no leaf with position {position}, or another proof of it")
                elif self.checkpoint:
                    path = hashes(proof["path"])
                    check_inclusion(position, self.checkpoint.size, leaf.hash, path, self.checkpoint.root)
            except ValueError as error:
                self.report(f"position {position}: {error}")
        self.place = ("proofs.jsonl", None)
        for position in sorted(leaves.keys() - {-1}):
            self.report(f"no proof for position {position}")

    def check_documents(self):
        files = {path.removeprefix("documents/"): path for path in self.files if path.startswith("documents/")}
        for name in sorted(files):
            self.place = (files[name], None)
            if self.files[files[name]] != name:
                self.report(f"SHA-256 is {self.files[files[name]]}, not the name")
            if name not in self.cited:
                self.report("no event cites it")
        self.place = ("manifest.json", None)
        expected = [{"sha256": name, "included": name in files} for name in sorted(self.cited)]
        if self.manifest.get("documents", expected) != expected:
            self.report("documents: they are not those that the events cite, in order, included if they are here")

    def check_disclosures(self):
        leaves = {leaf.position: leaf for leaf in self.events + self.related}
        for shown in self.objects("disclosures.jsonl", DISCLOSURE):
            place, leaf = (shown["position"], shown["pointer"]), leaves.get(shown["position"])
            digest = leaf.personal.get(shown["pointer"]) if leaf else None
            try:
                if digest is None:
                    self.report(f"position {place[0]} has no personal value at {show(place[1])}")
                elif personal_digest(shown["salt"], shown["pointer"], shown["value"]) != digest:
                    self.report(f"the value is not that of position {place[0]} at {show(place[1])}")
            except ValueError as error:
                self.report(f"malformed: {error}")
            if place in self.disclosed:
                self.report(f"position {place[0]} has {show(place[1])} twice")
            self.disclosed.add(place)
            self.shown += 1

    def check_hidden(self):
        self.place, listed = ("manifest.json", None), set()
        erasures = {leaf.position for leaf in self.related if leaf.erases}
        places = {(leaf.position, pointer) for leaf in self.events for pointer in leaf.personal} - self.disclosed
        for hidden in self.manifest.get("hidden", ()):
            place = (hidden["position"], hidden["pointer"])
            if place in listed or place not in places:
                self.report(f"hidden: position {place[0]} at {show(place[1])} is no hidden place, or stands twice")
            listed.add(place)
            if hidden["why"] == "erased" and (hidden["erasure"] not in erasures or hidden["erasure"] <= place[0]):
                self.report(f"hidden: position {hidden['erasure']} is no erasure after position {place[0]}")
        for place in sorted(places - listed) if "hidden" in self.manifest else ():
            self.report(f"hidden: position {place[0]} at {show(place[1])} is neither shown nor listed")

    def check_earlier(self):
        """Earlier checkpoints. One that nobody in the policy signed says nothing, and is passed over."""
        passed, last = 0, ("", -1)
        for line in self.objects("times.jsonl", EARLIER):
            try:
                note = Checkpoint(line["note"].encode())
                if (note.origin, note.size) <= last:
                    self.report(f"{show(note.origin)} of size {note.size} does not come after size {last[1]} before it")
                last = (note.origin, note.size)
                self.trust.policy.judge(note, need_log=False)
                if note.signers or note.times:
                    self.check_root(note, line)
                    self.take_times(note, (lambda: unbase64(line["timestamp"])) if "timestamp" in line else None)
                else:
                    passed += 1
            except ValueError as error:
                self.report(str(error))
        self.notes += [f"{passed} earlier checkpoints by unknown keys passed over"] * (passed > 0)

    def check_root(self, note, line):
        """ValueError unless the newer checkpoint of the same tree goes on from this one."""
        ledgers = note.origin == self.origin
        newer = self.checkpoint if ledgers else self.own
        if note.origin not in (self.origin, self.own_origin()):
            raise ValueError(f"{show(note.origin)} is another log")
        if ("consistency" in line) != ledgers:
            raise ValueError("a consistency proof stands with the ledger's checkpoints, and only there")
        if newer and note.size > newer.size:
            raise ValueError(f"size {note.size} is larger than that of the newer checkpoint, {newer.size}")
        if ledgers and newer:
            check_consistency(note.size, newer.size, note.root, newer.root, hashes(line["consistency"]))
            self.proven[note.size] = note.root
        elif not ledgers and self.roots[note.size:note.size + 1] != [note.root]:
            raise ValueError(f"its root is {note.root.hex()}, not that of the first {note.size} events")

    def check_counts(self):
        self.place, hidden = ("manifest.json", None), self.manifest.get("hidden", ())
        erased = sum(each["why"] == "erased" for each in hidden)
        counts = {"events": len(self.events), "related": len(self.related), "disclosed": self.shown,
                  "withheld": len(hidden) - erased, "erased": erased,
                  "documents": sum(path.startswith("documents/") for path in self.files)}
        if self.manifest.get("counts", counts) != counts:
            self.report(f"counts are {show(counts)}, the manifest says {show(self.manifest['counts'])}")
        self.counts = counts

    def check_policy(self):
        self.place = ("checkpoint", None)
        if self.checkpoint:
            self.ledger = self.trust._replace(not_before=None).judge(self.checkpoint, lambda message: None)
        self.place = ("dossier-checkpoint", None)
        if self.own:
            self.complete = self.trust.judge(self.own, self.report)

    def check_known(self):
        for newer, roots in (self.checkpoint, self.proven), (self.own, dict(enumerate(self.roots))):
            if newer:
                self.place = ("checkpoint" if newer is self.checkpoint else "dossier-checkpoint", None)
                self.trust.compare(newer, roots, self.report)
        for note in self.trust.known:
            if note.origin not in (self.origin, self.own_origin()):
                self.report(f"{note.told()} is of another log")

    def check_times(self):
        """Between what times each event came into the ledger, by those who saw its checkpoints."""
        trees = [Sights([sight for sight in self.seen if sight.own == own]) for own in (False, True)]
        for index, leaf in enumerate(self.events):
            self.place, bound = ("events.jsonl", index + 1), {"position": leaf.position}
            found = [sights.around(place) for sights, place in zip(trees, (leaf.position, index))]
            by = min((by for by, _ in found if by), default=None)
            after = max((after for _, after in found if after), key=lambda one: one[0], default=None)
            for name, one in ("by", by), ("notBefore", after):
                bound |= {name: {"time": date(one[0]), "who": one[1]}} if one else {}
            if by and leaf.recorded and seconds(leaf.recorded) > by[0] + AHEAD:
                self.report(f"recorded {leaf.recorded}, but {by[1]} saw it by {date(by[0])}")
            self.bounds.append(bound)

    def summary(self):
        return f"{len(self.events)} events of {self.agreement or 'no agreement'}"

    def result(self):
        size = self.own.size if self.own else self.manifest.get("size", 0)
        return {"agreement": self.agreement, "present": {"events": len(self.events), "of": size},
                "complete": self.complete or {"according": [], "quorum": False}, "ledger": self.ledger,
                "bounds": self.bounds, "withheld": self.counts["withheld"], "erased": self.counts["erased"],
                "documents": {"included": self.counts["documents"], "cited": len(self.cited)}}

    def statements(self):
        """What a sound dossier says, a line each."""
        said = self.result()
        yield f"present: {said['present']['events']} of {said['present']['of']} events"
        yield in_words(self.complete)
        yield "the ledger's own checkpoint: " + in_words(self.ledger)
        for bound in self.bounds:
            words = [f"{word} {bound[name]['time']} ({bound[name]['who']})"
                     for name, word in (("notBefore", "not before"), ("by", "by")) if name in bound]
            yield f"position {bound['position']}: " + (", ".join(words) or "no time but the ledger's own")
        yield f"personal values: {self.counts['disclosed']} shown, {said['withheld']} withheld, {said['erased']} erased"
        yield f"documents: {said['documents']['included']} of {said['documents']['cited']} cited ones are here"
        if self.unchecked:
            yield f"{self.unchecked} time stamps not checked, for want of --tsa"


def cited(value):
    """The digests of documents in an event's data: members named `sha256`, and strings `sha256:…`."""
    work = [("", value)]
    while work:
        name, value = work.pop()
        if isinstance(value, (dict, list)):
            work += value.items() if isinstance(value, dict) else (("", each) for each in value)
        elif like(f"sha256:{HEX}")(value) or (name == "sha256" and is_hex(value)):
            yield value.removeprefix("sha256:")
