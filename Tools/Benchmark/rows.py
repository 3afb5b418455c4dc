"""The rows of the table: what is measured, and what each is to reach."""

import datetime
import json
import os
import shutil
import statistics
import subprocess

import sides
from table import Goal
from workbench import SIDES, Workbench


class Bench(Workbench):
    """The works. The stores of the last batch append stay, and the other rows read them."""

    def batch(self):
        rate = self.row(
            f"batch append of {self.count:,}", "events/s",
            [Goal("limit", at_least=1), Goal("sqlite", at_least=4)],
        )
        memory = self.row(f"peak anonymous memory of {self.count:,}", "MB", most=300)
        cpu = self.row("processor time of it", "µs/event")
        disk = self.row("disk of it", "bytes/event")
        for round_number in self.each_round("batch append"):
            for side in self.turn(SIDES, round_number):
                watched, store = self.append_batch(side, "events.jsonl", "leaves.jsonl", self.count)
                rate.add(side, self.count / watched.seconds, watched.command)
                memory.add(side, watched.peak_in_kilobytes / 1024)
                cpu.add(side, watched.cpu_seconds * 1e6 / self.count)
                disk.add(side, disk_of(store) / self.count)

    def single(self):
        row = self.row(
            "single durable append, small store", "events/s", [Goal("limit", at_least=1)]
        )
        slow = self.row("the same, 99th of 100", "µs")
        ahead = self.row(
            "the same, later events prepared and judged while one waits for the disk", "events/s",
            [Goal("limit", at_least=1)],
        )
        before, count = 2_000, self.singles
        with open(self.path("leaves.jsonl"), "rb") as lines:
            with open(self.path("first-leaves.jsonl"), "wb") as first:
                first.writelines(next(lines) for _ in range(before + 1))
        for round_number in self.each_round("single append"):
            for side in self.turn(SIDES, round_number):
                found = self.append_singly(side, before, count)
                self.expect("events appended singly", found["events"], count)
                row.add(side, found["per_s"], found["command"])
                slow.add(side, found["p99_us"])
                if side != "limit+":
                    if side == "entente":
                        found = self.append_singly(side, before, count, "--ahead")
                        self.expect("events appended singly", found["events"], count)
                    ahead.add(side, found["per_s"], found["command"])

    def tags(self):
        works = []
        for name, tags, times in (
            ("agreement", self.short_tags, "20"), ("party", self.long_tags, "3"),
        ):
            middle = statistics.median(self.counts[tag] for tag in tags)
            words = f"events of one tag, {middle:,.0f} ({name})"
            works.append((self.row(words, "µs", [Goal("limit", at_most=2)]), tags, times))
        for round_number in self.each_round("reading by tag"):
            for row, tags, times in works:
                wanted = sum(self.counts[tag] for tag in tags) * int(times)
                for side in self.turn(("entente", "limit", "sqlite"), round_number):
                    program, store = self.reader(side)
                    rounds = ["--rounds", times, store] if side == "entente" else [store, times]
                    found = sides.measure([program, "tags", *rounds], "\n".join(tags) + "\n")
                    self.expect(f"events read by tag, {side}", found["events"], wanted)
                    row.add(side, found["p50_us"], found["command"])

    def replay(self):
        row = self.row("replay: leaf hashes and tree", "ms", [Goal("limit", at_most=2)])
        audit = self.row("full audit; limit: replay", "ms", [Goal("limit", at_most=8)])
        for round_number in self.each_round("replay and audit"):
            for side in self.turn(("entente", "limit", "sqlite"), round_number):
                program, store = self.reader(side)
                found = sides.measure([program, "replay", store])
                self.expect(f"events replayed, {side}", found["events"], self.count + 1)
                if side == "entente":
                    self.expect("findings of the replay", found["findings"], 0)
                else:
                    self.expect(f"root, {side}", found["root"], self.root)
                row.add(side, found["seconds"] * 1e3, found["command"])
                if side == "limit":
                    audit.add(side, found["seconds"] * 1e3, found["command"])
            found = sides.measure([self.ours, "audit", self.path("entente")])
            self.expect("events audited", found["events"], self.count + 1)
            self.expect("findings of the audit", found["findings"], 0)
            audit.add("entente", found["seconds"] * 1e3, found["command"])

    def state(self):
        row = self.row(
            "state of an agreement at a date; limit: its events", "µs",
            [Goal("limit", at_most=20)],
        )
        dates = [self.date(share) for share in (0.3, 0.6, 1.0)]
        asked = "\n".join(self.asked) + "\n"
        for _ in self.each_round("state"):
            limit = sides.measure([self.limit, "tags", self.path("limit"), "20"], asked)
            command = [self.ours, "state", "--rounds", "5", self.path("entente")]
            found = sides.measure([*command, "--as-of", *dates], asked)
            self.expect("answers", found["answers"], 5 * len(dates) * len(self.asked))
            row.add("entente", found["p50_us"], found["command"])
            row.add("limit", limit["p50_us"], limit["command"])

    def register(self):
        moments = [(0.25, 0.25), (0.5, 1.0), (1.0, 0.5), (1.0, 1.0)]
        dates = [self.date(share) for share, _ in moments]
        sizes = [str(int(self.count * known)) for _, known in moments]
        rows = [
            self.row(
                f"agreement-register as of {date}, known at {int(size):,}, a row of CSV; "
                "limit: one tag's events", "µs", [Goal("limit", at_most=1)],
            )
            for date, size in zip(dates, sizes)
        ]
        first = self.row("the register asked for the first time: readings are made", "ms")
        again = self.row("the same, when the readings are there", "ms")
        command = [self.ours, "register", self.path("entente"), "--as-of", *dates]
        for round_number in self.each_round("register"):
            limit = self.short_read()
            works = [again]
            if round_number < 3:
                shutil.rmtree(self.path("entente", "readings"), ignore_errors=True)
                works = [first, again]
            for row in works:
                made, *found = sides.lines_of([*command, "--known-at", *sizes])
                row.add("entente", made["first_s"] * 1e3)
            for row, one in zip(rows, found):
                if one["rows"] == 0:
                    raise sides.Failed("the register is empty")
                row.add("entente", one["row_us"], [*command, "--known-at", *sizes])
                row.add("limit", limit["p50_us"], limit["command"])

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
                    command = self.record_command(side, shell, mark)
                    taken.append(sides.seconds_of_process(command))
                row.add(side, statistics.median(taken) * 1e3, command)

    def record_command(self, side, shell, mark):
        if side == "entente":
            fields = [
                f"finding=finding:bench-{mark}", "kind=opportunity",
                "text.text=Shared test beds", "text.lang=en",
            ]
            options = ["--occurred", "2016-01-01", "--by", "script:bench"]
            ledger = ["--ledger", self.path("entente")]
            return [self.entente, "record", "finding.recorded", *fields, *options, *ledger]
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
                row.add(side, found["per_s"], found["command"])

    def opening(self):
        self.open_stores(f"open {self.count:,} events and read the first", self.rounds)

    def open_stores(self, work, rounds):
        row = self.row(work, "µs", [Goal("limit", at_most=3)])
        sides_there = ("entente", "limit", "sqlite")
        present = [side for side in sides_there if os.path.exists(self.path(side))]
        for round_number in range(rounds):
            for side in self.turn(present, round_number):
                program, store = self.reader(side)
                command = [program, "open", store]
                taken = [sides.measure(command)["first_read_us"] for _ in range(5)]
                row.add(side, statistics.median(taken), command)

    def proof(self):
        row = self.row(
            "inclusion proof, in process; limit: one leaf hash", "µs", [Goal("limit", at_most=100)]
        )
        for _ in self.each_round("proofs"):
            found = sides.measure([self.ours, "prove", self.path("entente")])
            self.expect("sound proofs", found["sound"], found["proofs"])
            row.add("entente", found["p50_us"], found["command"])
            row.add("limit", found["leaf_hash_us"], found["command"])

    def dossier(self):
        """A dossier of 100 events of one agreement, out of the large ledger."""
        row = self.row(
            "verify a dossier of 100 events; limit: start the program", "ms",
            [Goal("limit", at_most=5)],
        )
        agreement, folder = "agreement:bench-dossier", self.path("dossier")
        with open(self.path("dossier.jsonl"), "w", encoding="utf-8") as lines:
            for number in range(100):
                data = {"agreement": agreement, "url": f"https://example.org/{number}"}
                event = {"type": "agreement.published", "occurred": "2016-01-01", "data": data}
                event |= {"id": f"dossier-{number}", "by": "script:bench", "mode": "attested"}
                lines.write(json.dumps(event | {"source": {"title": "A page"}}) + "\n")
        ledger = ["--ledger", self.path("entente")]
        subprocess.run([self.entente, "append", self.path("dossier.jsonl"), *ledger], check=True,
                       stdout=subprocess.DEVNULL)
        self.remove("dossier")
        subprocess.run([self.entente, "prove", "--dossier", agreement, "-o", folder, *ledger],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as manifest:
            key = json.load(manifest)["key"]
        works = {
            "entente": [self.entente, "verify", folder, "--key", key],
            "limit": [self.entente, "--version"],
        }
        for round_number in self.each_round("dossiers"):
            for side in self.turn(("entente", "limit"), round_number):
                taken = [sides.seconds_of_process(works[side]) for _ in range(20)]
                row.add(side, statistics.median(taken) * 1e3, works[side])
        self.remove("dossier")

    def publish(self):
        row = self.row(
            "publish all events as static files; limit: batch write", "ms",
            [Goal("limit", at_most=2)],
        )
        again = self.row("publish again, nothing new", "ms")
        memory = self.row("peak anonymous memory of publishing", "MB", most=300)
        folder = self.path("published")
        command = [self.entente, "publish", folder, "--ledger", self.path("entente")]
        for round_number in self.each_round("publish"):
            for side in self.turn(("entente", "limit"), round_number):
                if side == "limit":
                    watched, _ = self.append_batch(side, None, "leaves.jsonl", self.count, "again")
                    row.add(side, watched.seconds * 1e3, watched.command)
                    self.remove("again")
                    continue
                self.remove("published")
                watched = sides.Watched([*command, "--json"], self.path("publish.out"))
                with open(self.path("publish.out"), encoding="utf-8") as printed:
                    made = json.load(printed)
                self.expect("events published", made["size"], self.count + 1)
                self.expect("root published", made["root"], self.root_of("entente"))
                row.add(side, watched.seconds * 1e3, command)
                memory.add(side, watched.peak_in_kilobytes / 1024)
                again.add(side, sides.seconds_of_process(command) * 1e3, command)
        self.remove("published")

    def root_of(self, ledger):
        return sides.measure([self.ours, "replay", self.path(ledger)])["root"]

    def micro(self):
        rows = {}
        for _ in self.each_round("parts of the pipeline"):
            found = sides.measure([self.ours, "micro", self.path("events.jsonl")])
            command = found.pop("command")
            found.pop("events")
            for name, value in found.items():
                if name not in rows:
                    rows[name] = self.row(f"part, one core: {name}", "ns/event")
                rows[name].add("entente", value, command)
                command = None

    def memory(self):
        """Memory must not grow with the ledger."""
        self.grow(4 * self.count)
        self.remove("grown")

    def grow(self, count):
        """A larger ledger, made once; what it takes beside the first one made anew before it."""
        self.say(f"batch append of {self.count:,} and of {count:,}")
        words = f"of {count:,} beside {self.count:,}"
        cost = self.row(f"cost of an event {words}", "×", most=1.5)
        processor = self.row(f"processor time of an event {words}", "×")
        memory = self.row(f"peak anonymous memory of {count:,}", "MB", most=300)
        beside = self.row(f"peak anonymous memory {words}", "×")
        rate = self.row(f"batch append of {count:,}", "events/s")
        lines = self.path("grown.jsonl")
        sides.run([self.ours, "workload", "--count", str(count), lines])
        small, _ = self.append_batch("entente", "events.jsonl", None, self.count, name="grown")
        large, _ = self.append_batch("entente", "grown.jsonl", None, count, name="grown")
        self.remove("grown.jsonl")
        times = self.count / count
        rate.add("entente", count / large.seconds, large.command)
        cost.add("entente", times * large.seconds / small.seconds)
        processor.add("entente", times * large.cpu_seconds / small.cpu_seconds)
        memory.add("entente", large.peak_in_kilobytes / 1024)
        beside.add("entente", large.peak_in_kilobytes / small.peak_in_kilobytes)
        return rate

    def large(self, count=10_000_000):
        """Ten million events: the cost of one, and opening them."""
        for name in ("plain.jsonl", "leaves.jsonl", *SIDES):
            self.remove(name)
        rate = self.grow(count)
        rate.goals.append(Goal("limit", at_least=1))
        os.rename(self.path("grown"), self.path("entente"))
        leaves = [self.ours, "leaves", self.path("entente"), self.path("leaves.jsonl")]
        self.expect("events stored", sides.measure(leaves)["events"], count + 1)
        watched, _ = self.append_batch("limit", None, "leaves.jsonl", count)
        self.remove("leaves.jsonl")
        rate.add("limit", count / watched.seconds, watched.command)
        self.open_stores(f"open {count:,} events and read the first", 3)


def disk_of(place):
    if os.path.isfile(place):
        return os.stat(place).st_blocks * 512
    total = 0
    for folder, _, files in os.walk(place):
        total += sum(os.lstat(os.path.join(folder, name)).st_blocks * 512 for name in files)
    return total
