#!/usr/bin/env python3
"""Measures entente beside the least a ledger can do, and SQLite: one table, in rounds.

Started by Tools/bench, which builds everything first. Standard library only.
"""

import argparse
import json
import os
import shutil
import signal
import sys
import tempfile
import time

import machine
import peers
import reports
import sides
import table
from rows import Bench

HERE = os.path.dirname(os.path.abspath(__file__))
WORKS = (
    "batch", "single", "tags", "replay", "state", "register", "reports", "open", "proof", "publish", "micro",
    "conditional", "record", "dossier", "memory", "peers", "large",
)
DOCUMENT = os.path.join(HERE, "..", "..", "Documentation", "benchmarks.md")


def read_arguments():
    parser = argparse.ArgumentParser(prog="Tools/bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer events; under five minutes")
    parser.add_argument("--full", action="store_true", help="also 10 million events")
    parser.add_argument("--peers", action="store_true", help="also stores that can be installed")
    parser.add_argument("--count", type=int, help="events; 1,000,000 when left out")
    parser.add_argument("--rounds", type=int, help="rounds of every row; 5 when left out")
    parser.add_argument("--json", metavar="FILE", help="write the figures for machines")
    parser.add_argument(
        "--markdown", metavar="FILE", nargs="?", const=DOCUMENT,
        help="put the table into Documentation/benchmarks.md, or into this file",
    )
    parser.add_argument(
        "--only", metavar="WORK", action="append", choices=WORKS,
        help="only this work and batch, which makes the stores; repeat: " + ", ".join(WORKS),
    )
    parser.add_argument("--work", metavar="DIR", help="where stores are made; on a real disk")
    parser.add_argument("--by-library", action="store_true", help="append in process")
    parser.add_argument("--binaries", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--programs", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--peer-folder", default="", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    arguments.count = arguments.count or (100_000 if arguments.quick else 1_000_000)
    arguments.rounds = arguments.rounds or (3 if arguments.quick else 5)
    if arguments.count < 20_000:
        parser.error("--count takes 20,000 or more, so that there are agreements to ask about")
    return arguments


def works(bench, arguments):
    """The work in its order; the last rows write to the stores that the others read."""
    asked_for = {"peers": arguments.peers, "large": arguments.full}
    wanted = arguments.only or [name for name in WORKS if asked_for.get(name, True)]
    methods = {name: getattr(bench, name, None) for name in WORKS}
    methods["open"] = bench.opening
    methods["reports"] = lambda: reports.measure_all(bench)
    methods["peers"] = lambda: peers.measure_all(bench, arguments.peer_folder)
    return [(name, methods[name]) for name in WORKS if name == "batch" or name in wanted]


def main():
    arguments = read_arguments()
    began = time.monotonic()

    def say(words):
        print(f"bench: {time.monotonic() - began:6.0f} s  {words}", file=sys.stderr, flush=True)

    # The stores go away however the run ends.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    folder = tempfile.mkdtemp(prefix="entente-bench-", dir=arguments.work)
    if machine.is_in_memory(folder):
        os.rmdir(folder)
        sys.exit(f"bench: {folder} would lie in memory; name a folder on a disk with --work")
    os.chmod(folder, 0o755)
    shutil.copytree(arguments.programs, os.path.join(folder, "bin"))
    bench = Bench(arguments, arguments.binaries, folder, say)
    try:
        facts = machine.facts(bench)
        bench.prepare()
        for name, work in works(bench, arguments):
            done = len(bench.rows)
            try:
                work()
                for row in bench.rows[done:]:
                    say(f"  {row.in_words()}")
            except sides.Failed as failure:
                bench.failures.append(f"{name}: {failure}")
                say(f"{name} FAILED: {failure}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    rows = [row for row in bench.rows if row.figures]
    print(table.facts_in_words(facts) + "\n")
    print(table.text(rows))
    print("\n" + table.commands_in_words(rows))
    for failure in bench.failures:
        print(failure)
    if arguments.json:
        whole = {
            "machine": facts,
            "rows": [row.json() for row in rows],
            "failures": bench.failures,
        }
        with open(arguments.json, "w", encoding="utf-8") as file:
            json.dump(whole, file, ensure_ascii=False, indent=1)
            file.write("\n")
    if arguments.markdown:
        table.write_markdown(arguments.markdown, rows, facts)
    say("done")
    return 1 if bench.failures else 0


if __name__ == "__main__":
    sys.exit(main())
