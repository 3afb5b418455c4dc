"""Treaties as a table against what the program says of them.

Each party's history is recorded as a source would tell it, in any order. On random dates, as known
at random sizes, the parties bound are those that the rows give. The program is ENTENTE.
"""

import collections
import datetime
import itertools
import json
import os
import pathlib
import random
import subprocess
import tempfile
import unittest

from treaties import FIRST, LAST, Table

FULL = os.environ.get("ENTENTE_TEST_LEVEL", "quick") != "quick"
TREATIES, PARTIES, DATES = (120, 190, 100) if FULL else (10, 40, 8)
WORDS = {"yes": 2, "possibly": 1}


class Treaties(unittest.TestCase):
    vague = 0.0

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        folder = pathlib.Path(cls.folder.name)
        seed = int(os.environ.get("ENTENTE_TEST_SEED", random.randrange(1 << 32)))
        cls.note = f"ENTENTE_TEST_SEED={seed}"
        cls.random = random.Random(seed)
        cls.table = Table(TREATIES, PARTIES, seed=seed, vague=cls.vague)
        cls.sizes = cls.table.write(folder)
        cls.ledger = str(folder / "ledger")
        cls.run_program("init", cls.ledger, "--origin", "treaties.example.org/test")
        cls.run_program("append", "--ledger", cls.ledger, str(folder / "events.jsonl"))

    @classmethod
    def run_program(cls, *arguments):
        command = [os.environ.get("ENTENTE", "entente"), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise AssertionError(f"{' '.join(command)}\n{done.stderr}\n{cls.note}")
        return done.stdout

    def report(self, name, day, *more):
        asked = ["--as-of", day.isoformat(), "--format", "json", *more]
        return json.loads(self.run_program("report", name, "--ledger", self.ledger, *asked))

    def day(self):
        return FIRST + datetime.timedelta(self.random.randint(0, (LAST - FIRST).days))

    def known(self):
        """How large the ledger was at some time, and which groups of events it held."""
        place = self.random.randint(len(self.sizes) // 2, len(self.sizes))
        count = self.sizes[place - 1][0]
        return count + 1, {name for _, name in self.sizes[:place] if name}

    def compare(self, found, day, known=None):
        expected = {name: row for name, row in self.table.bound(day, known).items() if row}
        self.assertEqual(found, expected, f"{day}; {self.note}")

    def test_parties_bound(self):
        for _ in range(DATES):
            day = self.day()
            found = collections.defaultdict(dict)
            for row in self.report("parties-bound", day)["rows"]:
                found[row["agreement"][10:]][row["party"][6:]] = WORDS[row["bound"]]
            self.compare(found, day)

    def test_parties_bound_as_known(self):
        for _ in range(DATES):
            day, (size, known) = self.day(), self.known()
            found = collections.defaultdict(dict)
            rows = self.report("parties-bound", day, "--known-at", str(size))["rows"]
            for row in rows:
                found[row["agreement"][10:]][row["party"][6:]] = WORDS[row["bound"]]
            self.compare(found, day, known)

    def test_register_as_known(self):
        for _ in range(DATES):
            day, (size, known) = self.day(), self.known()
            found = collections.defaultdict(dict)
            rows = self.report("agreement-register", day, "--known-at", str(size))["rows"]
            for row in rows:
                for party in row["parties"]:
                    if party["bound"] != "no":
                        found[row["agreement"][10:]][party["party"][6:]] = WORDS[party["bound"]]
            self.compare(found, day, known)

    def test_dossier_and_state(self):
        for treaty in self.random.sample(self.table.treaties, min(DATES, TREATIES)):
            day = self.day()
            expected = self.table.bound(day)[treaty.id]
            tag = f"agreement:{treaty.id}"
            asked = ["--ledger", self.ledger, "--as-of", day.isoformat(), "--json"]
            rows = self.report("agreement-dossier", day, "--agreement", tag)["rows"]
            self.assertEqual(self.words(rows), expected, f"{day} {tag}; {self.note}")
            try:
                state = json.loads(self.run_program("state", tag, *asked))
            except AssertionError:
                self.assertEqual(expected, {})
                continue
            self.assertEqual(self.words(state["tracks"]), expected, f"{day} {tag}; {self.note}")

    @staticmethod
    def words(rows):
        return {row["party"][6:]: WORDS[row["bound"]] for row in rows if row["bound"] != "no"}

    def test_network(self):
        for _ in range(2):
            day = self.day()
            ties = collections.defaultdict(lambda: [0, 0])
            for row in self.table.bound(day).values():
                for one, other in itertools.combinations(sorted(row), 2):
                    ties[one, other][0] += min(row[one], row[other]) == 2
                    ties[one, other][1] += 1
            found = {}
            for row in self.report("partner-network", day)["rows"]:
                count = row["inForce"]["definite"], row["inForce"]["possible"]
                if count[1]:
                    found[row["a"][6:], row["b"][6:]] = list(count)
            self.assertEqual(found, dict(ties), f"{day}; {self.note}")


class VagueTreaties(Treaties):
    """The same, where some dates are only months or years."""

    vague = 0.2


if __name__ == "__main__":
    unittest.main()
