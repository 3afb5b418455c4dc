"""The rows of the reports: what each costs as a whole process, at dates far apart."""

import json
import os

import sides
from table import Goal

#: The register has rows of its own; these are asked about something.
ASKED = {"partnership-timeline": "party"}

#: A report parses and folds what it reads, where the limit hashes all there is.
GOALS = [Goal("limit", at_most=4)]


def kinds(bench):
    """The reports that can be made of everything, and those of one party."""
    for kind in json.loads(sides.run([bench.entente, "report", "--list", "--json"])):
        needed = [parameter["name"] for parameter in kind["parameters"] if parameter["required"]]
        if kind["report"] in ASKED:
            yield kind["report"], True
        elif kind["report"] != "agreement-register" and not needed:
            yield kind["report"], False


def measure_all(bench):
    """Each report before anything happened, in the middle and at the end, once a round."""
    dates = ["1990-01-01", bench.date(0.5), bench.date(1.0)]
    party = bench.long_tags[0]
    memory = bench.row("peak anonymous memory of the greediest report", "MB")
    greediest = []
    for name, of_party in kinds(bench):
        words = f"report {name}" + (", of a party" if of_party else "")
        rows = [
            bench.row(f"{words}, as of {date}; limit: replay", "ms", GOALS) for date in dates
        ]
        each = bench.row(f"{words}, a row as of {dates[-1]}", "µs")
        for round_number in range(min(bench.rounds, 3)):
            replay = sides.measure([bench.limit, "replay", bench.path("limit")])
            for date, row in zip(dates, rows):
                command = [bench.entente, "report", name, "--as-of", date, "--format", "csv"]
                command += ["--param", f"party={party}"] if of_party else []
                command += ["--ledger", bench.path("entente")]
                watched = sides.Watched(command, bench.path("report.csv"))
                row.add("entente", watched.seconds * 1e3, command)
                row.add("limit", replay["seconds"] * 1e3, replay["command"])
                greediest.append((watched.peak_in_kilobytes / 1024, command))
            with open(bench.path("report.csv"), "rb") as printed:
                count = sum(1 for _ in printed) - 1
            each.add("entente", watched.seconds * 1e6 / max(1, count), command)
            bench.say(f"{words}: {count:,} rows, round {round_number + 1}")
    memory.add("entente", *max(greediest))
    os.remove(bench.path("report.csv"))

