"""The rows of the table: what is measured, and what each is to reach."""

import datetime
import os
import shutil

import sides
from table import Goal, Row

SIDES = ("entente", "limit", "limit+", "sqlite")


class Bench:
    """One run: its folder, its programs, its workload and the stores that stay between rows."""

    def __init__(self, arguments, binaries, folder, say):
        self.rounds = arguments.rounds
        self.count = arguments.count
        self.by_library = arguments.by_library
        self.singles = 200 if arguments.quick else 1_000
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
        return [
            self.entente, "append", "--ledger", self.path(ledger), "--batch", "10000",
            "--json", self.path(lines),
        ]

    # Rows. The stores of the last batch append stay, and the other rows read them.

    def batch(self):
        rate = self.row(
            f"batch append of {self.count:,}", "events/s",
            [Goal("limit", at_least=1), Goal("sqlite", at_least=4)],
        )
        memory = self.row("peak anonymous memory of it", "MB", most=300)
        cpu = self.row("processor time of it", "µs/event")
        disk = self.row("disk of it", "bytes/event")
        for round_number in self.each_round("batch append"):
            for side in self.turn(SIDES, round_number):
                watched, store = self.append_batch(side, "events.jsonl", "leaves.jsonl")
                rate.add(side, self.count / watched.seconds)
                memory.add(side, watched.peak_in_kilobytes / 1024)
                cpu.add(side, watched.cpu_seconds * 1e6 / self.count)
                disk.add(side, disk_of(store) / self.count)
        self.batch_rate = rate

    def append_batch(self, side, lines, leaves):
        """Appends everything to a new store; the process from its start to its end."""
        output = self.path("append.out")
        if side == "entente":
            self.new_ledger("entente")
            watched = sides.Watched(self.append_command("entente", lines), output)
            return watched, self.path("entente")
        self.remove(side)
        program = self.sqlite if side == "sqlite" else self.limit
        command = [program, "batch", self.path(side), self.path(leaves), "10000"]
        if side == "limit+":
            command.append("plus")
        return sides.Watched(command, output), self.path(side)

    def single(self):
        row = self.row(
            "single durable append, small store", "events/s", [Goal("limit", at_least=1)]
        )
        slow = self.row("the same, 99th of 100", "µs")
        before, count = 2_000, self.singles
        with open(self.path("leaves.jsonl"), "rb") as lines:
            with open(self.path("first-leaves.jsonl"), "wb") as first:
                first.writelines(next(lines) for _ in range(before + 1))
        for round_number in self.each_round("single append"):
            for side in self.turn(SIDES, round_number):
                found = self.append_singly(side, before, count)
                self.expect("events appended singly", found["events"], count)
                row.add(side, found["per_s"])
                slow.add(side, found["p99_us"])

    def append_singly(self, side, before, count):
        name = "small-" + side
        if side == "entente":
            self.new_ledger(name)
            command = [self.ours, "single", "--before", str(before), "--count", str(count)]
            return sides.measure([*command, self.path(name), self.path("events.jsonl")])
        self.remove(name)
        program = self.sqlite if side == "sqlite" else self.limit
        plus = ["plus"] if side == "limit+" else []
        first = self.path("first-leaves.jsonl")
        sides.measure([program, "batch", self.path(name), first, "10000", *plus])
        single = [program, "single", self.path(name), self.path("leaves.jsonl")]
        return sides.measure([*single, str(before + 1), str(count), *plus])

    def tags(self):
        self.short = self.row("events of one tag, 12", "µs", [Goal("limit", at_most=2)])
        long = self.row("events of one tag, about 2,000", "µs", [Goal("limit", at_most=2)])
        works = [(self.short, self.short_tags, "20"), (long, self.long_tags, "3")]
        for round_number in self.each_round("reading by tag"):
            for row, tags, times in works:
                wanted = sum(self.counts[tag] for tag in tags) * int(times)
                for side in self.turn(("entente", "limit", "sqlite"), round_number):
                    program, store = self.reader(side)
                    rounds = ["--rounds", times, store] if side == "entente" else [store, times]
                    found = sides.measure([program, "tags", *rounds], "\n".join(tags) + "\n")
                    self.expect(f"events read by tag, {side}", found["events"], wanted)
                    row.add(side, found["p50_us"])

    def reader(self, side):
        programs = {"entente": self.ours, "sqlite": self.sqlite}
        return programs.get(side, self.limit), self.path(side)

    def replay(self):
        row = self.row("replay: leaf hashes and tree", "ms", [Goal("limit", at_most=2)])
        audit = self.row("full audit", "ms", [Goal("limit", at_most=8)])
        for round_number in self.each_round("replay and audit"):
            for side in self.turn(("entente", "limit", "sqlite"), round_number):
                program, store = self.reader(side)
                found = sides.measure([program, "replay", store])
                self.expect(f"events replayed, {side}", found["events"], self.count + 1)
                if side != "entente":
                    self.expect(f"root, {side}", found["root"], self.root)
                row.add(side, found["seconds"] * 1e3)
                if side == "limit":
                    audit.add(side, found["seconds"] * 1e3)
            found = sides.measure([self.ours, "audit", self.path("entente")])
            self.expect("findings of the audit", found["findings"], 0)
            audit.add("entente", found["seconds"] * 1e3)

    def state(self):
        row = self.row(
            "state of an agreement at a date; limit: its events", "µs",
            [Goal("limit", at_most=20)],
        )
        dates = [self.date(share) for share in (0.3, 0.6, 1.0)]
        for _ in self.each_round("state"):
            limit = self.short_read()
            command = [self.ours, "state", "--rounds", "5", self.path("entente")]
            asked = "\n".join(self.asked) + "\n"
            found = sides.measure([*command, "--as-of", *dates], asked)
            row.add("entente", found["p50_us"])
            row.add("limit", limit)

    def short_read(self):
        """What the limit needs in this round for the events of one tag, 12 of them."""
        command = [self.limit, "tags", self.path("limit"), "20"]
        return sides.measure(command, "\n".join(self.short_tags) + "\n")["p50_us"]

    def register(self):
        moments = [(0.25, 0.25), (0.5, 1.0), (1.0, 0.5), (1.0, 1.0)]
        dates = [self.date(share) for share, _ in moments]
        sizes = [str(int(self.count * known)) for _, known in moments]
        rows = [
            self.row(
                f"agreement-register as of {date}, known at {int(size):,}; a row", "µs",
                [Goal("limit", at_most=1)],
            )
            for date, size in zip(dates, sizes)
        ]
        for _ in self.each_round("register"):
            limit = self.short_read()
            command = [self.ours, "register", self.path("entente"), "--as-of", *dates]
            for row, found in zip(rows, sides.lines_of([*command, "--known-at", *sizes])):
                if found["rows"] == 0:
                    raise sides.Failed("the register is empty")
                row.add("entente", found["row_us"])
                row.add("limit", limit)

    def date(self, share):
        """The day at which a share of the workload has happened: an event every 30 seconds."""
        begin = datetime.date(2015, 1, 1)
        return (begin + datetime.timedelta(seconds=30 * self.count * share)).isoformat()

    def record(self):
        row = self.row(
            "one event by command, from process start to durable; sqlite: its shell", "ms",
            [Goal("sqlite", at_most=2)],
        )
        shell = shutil.which("sqlite3")
        times = 5 if self.singles < 1_000 else 20
        for round_number in self.each_round("record"):
            for side in self.turn(("entente", "sqlite"), round_number):
                if side == "sqlite" and shell is None:
                    continue
                taken = []
                for index in range(times):
                    mark = f"{round_number}-{index}"
                    taken.append(sides.seconds_of_process(self.record_command(side, shell, mark)))
                row.add(side, sorted(taken)[times // 2] * 1e3)

    def record_command(self, side, shell, mark):
        if side == "entente":
            return [
                self.entente, "record", "finding.recorded", f"finding=finding:bench-{mark}",
                "kind=opportunity", "text.text=Shared test beds", "text.lang=en",
                "--occurred", "2016-01-01", "--by", "script:bench", "--ledger", self.path("entente"),
            ]
        insert = f"INSERT INTO events(line) VALUES('{mark} Shared test beds'); "
        tag = f"INSERT INTO tags VALUES('finding:bench-{mark}', last_insert_rowid());"
        text = f"PRAGMA synchronous=FULL; BEGIN; {insert}{tag} COMMIT;"
        return [shell, self.path("sqlite"), text]

    def conditional(self):
        row = self.row(
            f"conditional append to {self.count:,} events", "events/s",
            [Goal("limit", at_least=0.9)],
        )
        for round_number in self.each_round("conditional append"):
            for side in self.turn(SIDES, round_number):
                found = self.append_on_condition(side, round_number * self.singles)
                self.expect("events appended on condition", found["events"], self.singles)
                row.add(side, found["per_s"])

    def append_on_condition(self, side, skip):
        program, store = self.reader(side)
        if side == "entente":
            lines = ["--unless", self.path("later-plain.jsonl"), store, self.path("later.jsonl")]
            places = ["--skip", str(skip), "--count", str(self.singles)]
            return sides.measure([program, "single", *places, *lines])
        plus = ["plus"] if side == "limit+" else []
        places = [self.path("later-leaves.jsonl"), str(skip), str(self.singles)]
        return sides.measure([program, "single", store, *places, *plus, "unless"])

    def opening(self):
        self.open_stores(f"open {self.count:,} events and read the first", self.rounds)

    def open_stores(self, work, rounds):
        row = self.row(work, "µs", [Goal("limit", at_most=3)])
        present = [side for side in ("entente", "limit", "sqlite") if os.path.exists(self.path(side))]
        for round_number in range(rounds):
            for side in self.turn(present, round_number):
                program, store = self.reader(side)
                taken = [sides.measure([program, "open", store])["first_read_us"] for _ in range(5)]
                row.add(side, sorted(taken)[2])

    def proof(self):
        row = self.row("inclusion proof, made and checked", "µs")
        for _ in self.each_round("proofs"):
            row.add("entente", sides.measure([self.ours, "prove", self.path("entente")])["p50_us"])

    def micro(self):
        rows = {}
        for _ in self.each_round("parts of the pipeline"):
            found = sides.measure([self.ours, "micro", self.path("events.jsonl")])
            found.pop("events")
            for name, value in found.items():
                if name not in rows:
                    rows[name] = self.row(f"part, one core: {name}", "ns/event")
                rows[name].add("entente", value)

    def large(self, count):
        """A ledger of millions of events: the cost of an event, memory, opening."""
        self.say(f"{count:,} events")
        for name in ("events.jsonl", "plain.jsonl", "leaves.jsonl"):
            self.remove(name)
        for side in SIDES:
            self.remove(side)
        million = self.batch_rate.spread("entente")
        cost = self.row(f"cost of an event of {count:,} beside {self.count:,}", "×", most=1.5)
        rate = self.row(f"batch append of {count:,}", "events/s", [Goal("limit", at_least=1)])
        memory = self.row("peak anonymous memory of it", "MB", most=300)
        lines = [self.ours, "workload", "--count", str(count), self.path("events.jsonl")]
        sides.run(lines)
        watched, _ = self.append_batch("entente", "events.jsonl", None)
        self.remove("events.jsonl")
        rate.add("entente", count / watched.seconds)
        cost.add("entente", million[1] * watched.seconds / count)
        memory.add("entente", watched.peak_in_kilobytes / 1024)
        command = [self.ours, "leaves", self.path("entente"), self.path("leaves.jsonl")]
        self.expect("events stored", sides.measure(command)["events"], count + 1)
        watched, _ = self.append_batch("limit", None, "leaves.jsonl")
        self.remove("leaves.jsonl")
        rate.add("limit", count / watched.seconds)
        self.open_stores(f"open {count:,} events and read the first", 3)

    # Rounds.

    def each_round(self, what):
        self.say(what)
        yield from range(self.rounds)

    @staticmethod
    def turn(names, round_number):
        """The programs in another order each round, so that none is always first."""
        start = round_number % len(names)
        return [*names[start:], *names[:start]]


def disk_of(place):
    if os.path.isfile(place):
        return os.stat(place).st_blocks * 512
    total = 0
    for folder, _, files in os.walk(place):
        total += sum(os.lstat(os.path.join(folder, name)).st_blocks * 512 for name in files)
    return total
