"""A table of treaties, the events that sources would tell of it, and who is bound by it on a day.

The table is drawn from a seed: treaties with scores of parties over a century, and for each party
what a depositary's list has: signature, consent and its kind, entry into force for it, denunciation,
a second time. Who is bound is worked out from the rows alone; nothing here knows of events' rules.

    python3 treaties.py TREATIES PARTIES FOLDER     writes table.csv and events.jsonl
"""

import csv
import dataclasses
import datetime
import json
import pathlib
import random
import sys

FIRST = datetime.date(1920, 1, 1)
LAST = datetime.date(2025, 12, 31)
CONSENTS = ["ratification", "ratification", "acceptance", "approval", "succession"]
DAY = datetime.timedelta(days=1)


def later(day, random_, least, most):
    return day + DAY * random_.randint(least, most)


@dataclasses.dataclass(frozen=True)
class Date:
    """A day, of which a source may say no more than the month or the year."""

    day: datetime.date
    precision: int = 10

    @property
    def text(self):
        return self.day.isoformat()[: self.precision]

    @property
    def first(self):
        return datetime.date.fromisoformat(self.text + "-01-01"[self.precision - 4 :])

    @property
    def last(self):
        if self.precision == 10:
            return self.day
        if self.precision == 4:
            return datetime.date(self.day.year, 12, 31)
        month = self.day.replace(day=28) + 4 * DAY
        return month - DAY * month.day


@dataclasses.dataclass
class Row:
    """One time that a party joined a treaty."""

    treaty: str
    party: str
    signed: Date | None = None
    kind: str | None = None
    deposited: Date | None = None
    in_force: Date | None = None
    notice: Date | None = None
    out: Date | None = None
    how_out: str = "withdrawn"
    provisional: Date | None = None

    @property
    def may_be_out_from(self):
        """The first day it can be out: one that a notice alone tells of is not before the notice."""
        if self.how_out == "notice":
            return max(self.out.first, self.notice.first)
        return self.out.first


@dataclasses.dataclass
class Treaty:
    id: str
    adopted: datetime.date
    force: Date | None
    style: str
    end: Date | None = None
    how_end: str = "terminated"
    rows: list = dataclasses.field(default_factory=list)


class Table:
    """Treaties, states and rows; the same for the same seed."""

    def __init__(self, treaties, parties, seed=1, vague=0.0):
        self.random = random.Random(seed)
        self.vague = vague
        self.parties = [f"state-{number:03}" for number in range(parties)]
        self.born = {}
        for party in self.parties:
            is_old = self.random.random() < 0.45
            self.born[party] = FIRST if is_old else self.day(FIRST, datetime.date(1994, 1, 1))
        self.treaties = [self.treaty(number) for number in range(treaties)]

    def day(self, first, last):
        return first + DAY * self.random.randint(0, (last - first).days)

    def date(self, day):
        if self.random.random() < self.vague:
            return Date(day, self.random.choice([4, 7]))
        return Date(day)

    def treaty(self, number):
        adopted = self.day(FIRST, datetime.date(2018, 1, 1))
        style = self.random.choice(["listed", "listed", "computed", "signature", "mixed"])
        treaty = Treaty(f"treaty-{number:03}", adopted, None, style)
        count = self.random.choice([3, 8, 20, 40, len(self.parties) * 9 // 10])
        members = self.random.sample(self.parties, min(count, len(self.parties)))
        consents = sorted(self.consent(treaty, party) for party in members)
        known = [day for day, _ in consents if day <= LAST]
        needed = self.random.randint(2, max(2, len(known) // 4))
        delay = self.random.choice([0, 30, 90])
        if len(known) >= needed:
            force = known[needed - 1] + DAY * delay
            if force <= LAST:
                treaty.force = self.date(force)
        for day, row in consents:
            self.fill(treaty, row, day, delay)
        if treaty.force and self.random.random() < 0.15:
            self.finish(treaty)
        return treaty

    def consent(self, treaty, party):
        """What a party did first, and the day it consented; `date.max` when it never did."""
        row = Row(treaty.id, party)
        start = max(treaty.adopted, self.born[party])
        opened = (start - treaty.adopted).days < 700
        if treaty.style == "signature":
            row.signed = self.date(treaty.adopted + DAY * self.random.choice([0, 0, 0, 5, 400]))
            return row.signed.day, Ordered(row)
        if opened and self.random.random() < 0.7:
            row.signed = self.date(later(start, self.random, 0, 300))
            start = row.signed.day
        if self.random.random() < 0.15 and row.signed:
            return datetime.date.max, Ordered(row)
        day = later(start, self.random, 0, 9000)
        if self.random.random() < 0.2:
            # Several deposit on one day, as at a conference.
            day = day.replace(month=6, day=1) if day.replace(month=6, day=1) > start else day
        if day > LAST:
            return datetime.date.max, Ordered(row)
        row.kind = self.random.choice(CONSENTS) if row.signed else "accession"
        if not row.signed and self.random.random() < 0.2:
            row.kind = "succession"
        row.deposited = self.date(day)
        return day, Ordered(row)

    def fill(self, treaty, ordered, day, delay):
        row = ordered.row
        treaty.rows.append(row)
        if treaty.style == "signature":
            start = treaty.force and max(treaty.force.day, row.signed.day)
        elif row.deposited is None or treaty.force is None:
            return
        else:
            start = max(treaty.force.day, day + DAY * delay)
            if treaty.style == "listed" or treaty.style == "mixed" and self.random.random() < 0.5:
                if row.kind == "succession" and self.random.random() < 0.5:
                    # A successor is bound from its independence on.
                    start = max(treaty.force.day, min(start, self.born[row.party]))
                if start > LAST:
                    return
                row.in_force = self.date(start)
            else:
                start = max(treaty.force.day, day)
        if start is None:
            return
        start = max(start, day)
        if self.random.random() < 0.1:
            row.provisional = self.date(day)
        if self.random.random() < 0.12:
            self.leave(treaty, row, start, delay)

    def leave(self, treaty, row, start, delay):
        out = later(start, self.random, 800, 12000)
        if out > LAST - 400 * DAY:
            return
        row.out = self.date(out)
        row.how_out = self.random.choice(["withdrawn", "notice", "both"])
        if row.how_out != "withdrawn":
            row.notice = Date(out - DAY * self.random.choice([90, 180, 365]))
        if treaty.style == "signature" or self.random.random() < 0.6:
            return
        back = later(out, self.random, 800, 8000)
        if back > LAST:
            return
        again = Row(treaty.id, row.party, kind="accession", deposited=self.date(back))
        if row.in_force or self.random.random() < 0.5:
            again.in_force = self.date(back + DAY * delay)
        treaty.rows.append(again)

    def finish(self, treaty):
        rows = treaty.rows
        used = [date.last for row in rows for date in vars(row).values() if isinstance(date, Date)]
        end = later(max(used), self.random, 1, 2000)
        if end > LAST:
            return
        treaty.end = Date(end)
        treaty.how_end = self.random.choice(["terminated", "effective", "expired"])

    # Who is bound.

    @staticmethod
    def span(row, force, signing_binds):
        """When a row begins to bind: the first and the last day it can be; `None` when never."""
        if row.in_force:
            return row.in_force.first, row.in_force.last
        own = row.deposited or (row.signed if signing_binds else None)
        if own is None or force is None:
            return None
        return max(own.first, force.first), max(own.last, force.last)

    def status(self, row, force, end, signing_binds, day):
        """2 bound, 1 possibly, 0 not, at the end of a day."""
        span = self.span(row, force, signing_binds)
        if span is None or span[0] > day or end and end.last <= day:
            return 0
        if row.out and row.out.last <= day:
            return 0
        is_open = span[1] > day or row.out and row.may_be_out_from <= day
        return 1 if is_open else 2

    def bound(self, day, known=None):
        """For each treaty the parties bound on a day, as 2, and those that may be, as 1.

        `known` are the groups of events that are recorded; all when left out.
        """
        found = {}
        for treaty in self.treaties:
            rows = [row for row in treaty.rows if known is None or (treaty.id, row.party) in known]
            force, end = treaty.force, treaty.end
            if known is not None and (treaty.id, "force") not in known:
                force = None
            if known is not None and (treaty.id, "end") not in known:
                end = None
            # Where somebody ratified, signing alone does not bind.
            ratified = any(row.deposited and row.kind != "accession" for row in rows)
            status = {}
            for row in rows:
                value = self.status(row, force, end, not ratified, day)
                status[row.party] = max(value, status.get(row.party, 0))
            found[treaty.id] = {party: value for party, value in status.items() if value}
        return found

    # What sources tell.

    def groups(self):
        """The events of each party to each treaty, in any order: a name and a list for each."""
        for party in self.parties:
            yield None, [event("party.registered", None, {
                "party": f"party:{party}", "kind": "public-authority",
                "names": [{"text": party.title(), "lang": "en"}],
            })]
        for treaty in self.treaties:
            tag = {"agreement": f"agreement:{treaty.id}"}
            yield None, [event("agreement.described", Date(treaty.adopted), {
                **tag, "kind": "other", "title": [{"text": treaty.id.title(), "lang": "en"}],
            })]
        told = [group for treaty in self.treaties for group in self.told(treaty)]
        self.random.shuffle(told)
        yield from told

    def told(self, treaty):
        tag = {"agreement": f"agreement:{treaty.id}"}
        if treaty.force:
            force = event("agreement.entered-into-force", treaty.force, tag)
            yield (treaty.id, "force"), [force]
        if treaty.end:
            yield (treaty.id, "end"), [self.ending(treaty, tag)]
        for party in sorted({row.party for row in treaty.rows}):
            data = {**tag, "party": f"party:{party}"}
            rows = [row for row in treaty.rows if row.party == party]
            steps = [step for row in rows for step in self.steps(row, data)]
            self.random.shuffle(steps)
            yield (treaty.id, party), steps

    @staticmethod
    def ending(treaty, tag):
        if treaty.how_end == "expired":
            return event("agreement.expired", treaty.end, tag)
        data, date = {**tag, "ground": "mutual"}, treaty.end
        if treaty.how_end == "effective":
            data["effective"], date = treaty.end.text, Date(treaty.end.day - 60 * DAY)
        return event("agreement.terminated", date, data)

    def steps(self, row, data):
        whole = {"agreement": data["agreement"], "parties": [data["party"]]}
        if row.signed:
            yield event("agreement.signed", row.signed, data)
        if row.deposited and row.kind == "accession":
            yield event("agreement.acceded", row.deposited, data)
        elif row.deposited:
            yield event("agreement.consent-deposited", row.deposited, {**data, "kind": row.kind})
        if row.deposited and self.random.random() < 0.15:
            made = {**data, "provision": "Article 9"}
            yield event("agreement.reservation-made", row.deposited, made)
        if row.provisional:
            yield event("agreement.provisionally-applied", row.provisional, whole)
        if row.in_force:
            yield event("agreement.entered-into-force", row.in_force, whole)
        if row.notice:
            notified = {**data, "effective": row.out.text}
            yield event("agreement.withdrawal-notified", row.notice, notified)
        if row.out and row.how_out != "notice":
            yield event("agreement.withdrawn-from", row.out, data)

    def write(self, folder):
        """Writes the table and the events; says what is known after how many events."""
        folder = pathlib.Path(folder)
        names = [field.name for field in dataclasses.fields(Row)]
        with open(folder / "table.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([*names, "treaty_in_force", "treaty_ended"])
            for treaty in self.treaties:
                for row in treaty.rows:
                    cells = [getattr(row, name) for name in names] + [treaty.force, treaty.end]
                    texts = [cell.text if isinstance(cell, Date) else cell for cell in cells]
                    writer.writerow(texts)
        sizes, count = [], 0
        with open(folder / "events.jsonl", "w", encoding="utf-8") as file:
            for name, lines in self.groups():
                for line in lines:
                    count += 1
                    line["id"] = f"treaties-{count}"
                    file.write(json.dumps(line, ensure_ascii=False) + "\n")
                sizes.append((count, name))
        return sizes


class Ordered:
    """A row that sorts like any other."""

    def __init__(self, row):
        self.row = row

    def __lt__(self, other):
        return self.row.party < other.row.party


def event(name, date, data):
    occurred = {"occurred": date.text} if date else {"occurred": "1919-01-01"}
    source = {"title": "Status of treaties", "language": "en"}
    origin = {"mode": "attested", "by": "script:treaties", "source": source}
    return {"type": name, **occurred, **origin, "data": data}


if __name__ == "__main__":
    Table(int(sys.argv[1]), int(sys.argv[2])).write(sys.argv[3])
