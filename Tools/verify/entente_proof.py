"""Single files: a signed checkpoint, a proof of inclusion, a proof of consistency: see `entente_verify.py`."""

from pathlib import Path

from entente_events import ENVELOPE, read_leaf
from entente_formats import Report, check_consistency, check_inclusion, date, leaf_hash, read_file, show
from entente_log import NOTE, TOKEN, Checkpoint, in_words, read_consistency, read_inclusion, stamped


class Single(Report):
    """What stands in one file ends in a checkpoint, which the policy judges and those known are compared with."""

    def __init__(self, path, trust, leaf=None):
        super().__init__()
        self.path, self.trust, self.leaf = Path(path), trust, leaf
        self.checkpoint, self.complete, self.roots = None, None, {}  # roots: of the same tree at other sizes

    def run(self):
        return self.attempt(self.check_file, self.check_known)

    def check_file(self):
        self.place = (self.path.name, None)
        try:
            self.read(read_file(self.path, 2 * NOTE))
            self.complete = self.trust.judge(self.checkpoint, self.report)
            self.check()
        except ValueError as error:
            self.report(str(error))

    def check_known(self):
        if self.checkpoint:
            self.trust.compare(self.checkpoint, self.roots, self.report)
            for note in self.trust.known:
                if note.origin != self.checkpoint.origin:
                    self.report(f"{note.told()} is of another log")

    def summary(self):
        note = self.checkpoint
        return f"{self.kind} of {note.origin}, size {note.size}, root {note.root.hex()}" if note else self.kind

    def result(self):
        note = self.checkpoint
        said = {"origin": note.origin, "size": note.size, "root": note.root.hex()} if note else {}
        return said | ({"complete": self.complete} if self.complete else {})

    def statements(self):
        yield in_words(self.complete)


class Note(Single):
    kind = "checkpoint"

    def read(self, data):
        self.checkpoint = Checkpoint(data)

    def check(self):
        stamp = self.path.with_name(self.path.name + ".tsr")
        if stamp.exists():
            self.place = (stamp.name, None)
            if self.trust.authority:
                time, who = stamped(read_file(stamp, TOKEN), self.checkpoint.text, self.trust.authority)
                self.notes.append(f"stamped {date(time)} by {who}")
            else:
                self.notes.append("time stamp not checked, for want of --tsa")


class Inclusion(Single):
    """A .tlog-proof file; the leaf stands in it as `extra`, or in a file of its own."""
    kind = "inclusion"

    def read(self, data):
        self.extra, self.index, self.hashes, self.checkpoint = read_inclusion(data)

    def check(self):
        leaf = self.extra if self.leaf is None else self.leaf
        if leaf is None:
            raise ValueError("the leaf is not in the file; give it with --leaf")
        check_inclusion(self.index, self.checkpoint.size, leaf_hash(leaf), self.hashes, self.checkpoint.root)
        event = self.shaped(read_leaf(leaf, self.report), ENVELOPE)
        ledger, _, agreement = self.checkpoint.origin.partition("/agreement/")
        if event.get("origin") != ledger:
            self.report(f"the leaf's origin is {show(event.get('origin'))}, not {show(ledger)}")
        head = event.get("dossiers", {}).get(f"agreement:{agreement}", {})
        place = head.get("size") if agreement else event.get("position")
        if place != self.index:
            self.report(f"the leaf says that it stands at {show(place)}, not at {self.index}")

    def result(self):
        return super().result() | ({"index": self.index} if self.checkpoint else {})

    def statements(self):
        yield f"the leaf stands at index {self.index}"
        yield from super().statements()


class Consistency(Single):
    """The body of a witness' add-checkpoint: the checkpoint goes on from the known one of the size that it names."""
    kind = "consistency"

    def read(self, data):
        self.old, self.hashes, self.checkpoint = read_consistency(data)

    def check(self):
        known = [note for note in self.trust.known if note.size == self.old and note.origin == self.checkpoint.origin]
        if self.old and not known:
            raise ValueError(f"the checkpoint of size {self.old} is needed that it goes on from: give it with --known")
        for note in known:
            self.roots[self.old] = note.root  # so that what is told here is not told again
            try:
                check_consistency(self.old, self.checkpoint.size, note.root, self.checkpoint.root, self.hashes)
            except ValueError as error:
                self.report(f"no proof that it goes on from {note.told()} {self.checkpoint.both(note)}: {error}")

    def statements(self):
        yield "it goes on from " + (f"the known checkpoint of size {self.old}" if self.old else "the empty tree")
        yield from super().statements()
