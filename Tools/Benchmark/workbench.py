"""The bench that rows are measured on: its folder, its programs, its workload and its stores."""

import os
import re
import shutil

import sides
from table import Row

# In the order of the table's columns.
SIDES = ("entente", "limit", "limit+", "sqlite")


class Workbench:
    """One run: its folder, its programs, its workload and the stores that stay between rows."""

    def __init__(self, arguments, binaries, folder, say):
        self.rounds = arguments.rounds
        self.count = arguments.count
        self.by_library = arguments.by_library
        self.singles = 500 if arguments.quick else 1_000
        self.entente = os.path.join(binaries, "entente")
        self.ours = os.path.join(binaries, "entente-bench")
        self.limit = os.path.join(folder, "bin", "limit")
        self.sqlite = os.path.join(folder, "bin", "sqlite")
        self.folder = folder
        self.say = say
        self.rows = []
        self.failures = []

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def remove(self, name):
        for place in (self.path(name), self.path(name + "-wal"), self.path(name + "-shm")):
            if os.path.isdir(place):
                shutil.rmtree(place)
            elif os.path.exists(place):
                os.remove(place)

    def row(self, *arguments, **named):
        row = Row(*arguments, **named)
        self.rows.append(row)
        return row

    def expect(self, what, found, wanted):
        """A fast wrong answer is none."""
        if found != wanted:
            raise sides.Failed(f"{what}: {found!r} in place of {wanted!r}")

    # The workload.

    def prepare(self):
        """Writes the lines, and the leaves that a ledger made of them, for all to store."""
        self.say(f"writing {self.count:,} events")
        more = self.rounds * self.singles
        sides.run(self.workload(self.count, 0, "plain.jsonl", "events.jsonl"))
        sides.run(self.workload(more, self.count, "later-plain.jsonl", "later.jsonl"))
        self.say("making a ledger of them, whose leaves the other programs store")
        self.new_ledger("base")
        sides.Watched(self.append_command("base", "events.jsonl"), self.path("append.out"))
        leaves = sides.measure([self.ours, "leaves", self.path("base"), self.path("leaves.jsonl")])
        self.expect("events stored", leaves["events"], self.count + 1)
        self.root = leaves["root"]
        sides.Watched(self.append_command("base", "later.jsonl"), self.path("append.out"))
        start = str(self.count + 1)
        later = [self.ours, "leaves", "--from", start, self.path("base")]
        sides.measure([*later, self.path("later-leaves.jsonl")])
        self.remove("base")
        self.choose_tags()

    def workload(self, count, skip, plain, lines):
        command = [self.ours, "workload", "--count", str(count), "--skip", str(skip)]
        return [*command, "--plain", self.path(plain), self.path(lines)]

    def choose_tags(self):
        """Agreements of 12 events, parties of about 2,000, and some agreements to ask about."""
        counts, first = {}, {}
        with open(self.path("plain.jsonl"), "rb") as lines:
            for position, line in enumerate(lines):
                for tag in line[9 : line.index(b"]")].split(b","):
                    counts[tag] = counts.get(tag, 0) + 1
                    if tag not in first:
                        first[tag] = position
        def near(kind, wanted, most):
            found = [(abs(n - wanted), tag) for tag, n in counts.items() if tag.startswith(kind)]
            return [tag.decode().strip('"') for _, tag in sorted(found)[:most]]
        self.short_tags = near(b'"agreement:', 12, 200)
        self.long_tags = near(b'"party:', 2_000, 20)
        self.counts = {tag.decode().strip('"'): n for tag, n in counts.items()}
        early = [tag for tag in self.short_tags if first[f'"{tag}"'.encode()] < self.count // 4]
        self.asked = early[:50] or self.short_tags[:1]

    def new_ledger(self, name):
        self.remove(name)
        origin = ["--origin", "ledger.example.org/bench"]
        sides.run([self.entente, "init", self.path(name), *origin])

    def append_command(self, ledger, lines):
        if self.by_library:
            return [self.ours, "batch", self.path(ledger), self.path(lines)]
        ledger = ["--ledger", self.path(ledger)]
        return [self.entente, "append", *ledger, "--batch", "10000", self.path(lines)]

    # Appending.

    def append_batch(self, side, lines, leaves, count, name=None):
        """Appends everything to a new store; the process from its start to its end."""
        output, name = self.path("append.out"), name or side
        if side == "entente":
            self.new_ledger(name)
            watched = sides.Watched(self.append_command(name, lines), output)
        else:
            self.remove(name)
            program = self.sqlite if side == "sqlite" else self.limit
            command = [program, "batch", self.path(name), self.path(leaves), "10000"]
            plus = ["plus"] if side == "limit+" else []
            watched = sides.Watched([*command, *plus], output)
        self.expect(f"events stored, {side}", self.stored(output), count + 1)
        return watched, self.path(name)

    @staticmethod
    def stored(output):
        """The number of events that a store holds, from what its program printed last."""
        with open(output, encoding="utf-8") as lines:
            words = lines.read()
        found = re.findall(r'(?:"size":|"events":|size )(\d+)', words)
        return int(found[-1]) if found else None

    def append_singly(self, side, before, count, *options):
        name = "small-" + side
        if side == "entente":
            self.new_ledger(name)
            command = [self.ours, "single", "--before", str(before), "--count", str(count)]
            command += options
            return sides.measure([*command, self.path(name), self.path("events.jsonl")])
        self.remove(name)
        program = self.sqlite if side == "sqlite" else self.limit
        plus = ["plus"] if side == "limit+" else []
        first = self.path("first-leaves.jsonl")
        sides.measure([program, "batch", self.path(name), first, "10000", *plus])
        single = [program, "single", self.path(name), self.path("leaves.jsonl")]
        return sides.measure([*single, str(before + 1), str(count), *plus])

    def append_on_condition(self, side, skip):
        program, store = self.reader(side)
        if side == "entente":
            lines = ["--unless", self.path("later-plain.jsonl"), store, self.path("later.jsonl")]
            places = ["--skip", str(skip), "--count", str(self.singles)]
            return sides.measure([program, "single", *places, *lines])
        plus = ["plus"] if side == "limit+" else []
        places = [self.path("later-leaves.jsonl"), str(skip), str(self.singles)]
        return sides.measure([program, "single", store, *places, *plus, "unless"])

    # Reading.

    def reader(self, side):
        programs = {"entente": self.ours, "sqlite": self.sqlite}
        return programs.get(side, self.limit), self.path(side)

    def short_read(self):
        """What the limit needs in this round for the events of one tag, 12 of them."""
        command = [self.limit, "tags", self.path("limit"), "20"]
        return sides.measure(command, "\n".join(self.short_tags) + "\n")

    # Rounds.

    def each_round(self, what):
        self.say(what)
        yield from range(self.rounds)

    @staticmethod
    def turn(names, round_number):
        """The programs in another order each round, so that none is always first."""
        start = round_number % len(names)
        return [*names[start:], *names[:start]]
