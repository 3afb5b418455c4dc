#!/usr/bin/env python3
"""What reports give other programs, read by networkx, Graphviz and icalendar and compared with the report as JSON.

    ENTENTE=.build/debug/entente python3 Tests/interop/exports.py
"""

import datetime
import json
import shutil
import sys
import venv
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from interop import Missing, expect, main, must, program, run  # noqa: E402

HISTORIES = Path(__file__).resolve().parents[2] / "Tools" / "histories" / "append-all"
BASIS = ["--as-of", "2021-12-31", "--lang", "en"]


def histories(folder):
    """A ledger of the five histories."""
    ledger = folder / "ledger"
    if not ledger.exists():
        must(program(), "init", ledger, "--origin", "ledger.example.org/interop")
        must(HISTORIES, ledger, environment={"ENTENTE": program()})
    return ledger


def report(folder, *words):
    return must(program(), "report", *words, *BASIS, "--ledger", histories(folder))


def export(folder, kind, form):
    """A report in a file, byte for byte."""
    path = folder / f"{kind}.{form}"
    report(folder, kind, "--format", form, "--output", path)
    return path


def python(folder, package, script, path):
    """Runs a script of Python on a file with a package, which is installed for it; what it prints, as JSON."""
    venv.create(folder / "venv", with_pip=True)
    interpreter = folder / "venv" / "bin" / "python"
    status, _, errors = run(interpreter, "-m", "pip", "install", "--quiet", package)
    if status != 0:
        raise Missing(f"{package} cannot be installed: {errors.strip()[-200:]}")
    return json.loads(must(interpreter, "-c", script, path))


GRAPH = """
import json, sys, networkx
graph = networkx.read_graphml(sys.argv[1])
print(json.dumps({"graph": graph.graph, "nodes": dict(graph.nodes(data=True)), "edges": list(graph.edges(data=True)), "directed": graph.is_directed()}))
"""

CALENDAR = """
import datetime, json, sys, icalendar
calendar = icalendar.Calendar.from_ical(open(sys.argv[1], "rb").read())
events = []
for event in calendar.walk("VEVENT"):
    if event.errors: sys.exit(str(event.errors))
    events.append({"uid": str(event["uid"]), "start": event["dtstart"].dt.isoformat(), "end": event["dtend"].dt.isoformat(),
                   "stamp": event["dtstamp"].dt.isoformat(), "summary": str(event["summary"]), "description": str(event["description"])})
print(json.dumps(events))
"""


def graphml(folder):
    """networkx reads the network as GraphML, with the ties and figures of the report."""
    rows = json.loads(report(folder, "partner-network", "--format", "json"))["rows"]
    found = python(folder, "networkx==3.4.2", GRAPH, export(folder, "partner-network", "graphml"))
    expect("direction", found["directed"], False)
    ties = {frozenset((row["a"], row["b"])): row for row in rows}
    expect("ties", len(found["edges"]), len(ties))
    for one, other, data in found["edges"]:
        row = ties[frozenset((one, other))]
        expect("weight", data["weight"], float(row["weight"]))
        for name in ("meetings", "agreements", "commitmentsOpen"):
            expect(name, (data[name], data[f"{name}Possible"]), (row[name]["definite"], row[name]["possible"]))
        expect("names", {found["nodes"][one]["name"], found["nodes"][other]["name"]}, {row["aName"], row["bName"]})
    return f"{len(found['nodes'])} nodes, {len(ties)} ties"


def dot(folder):
    """Graphviz draws the network as DOT, with a node for each party and a line for each tie."""
    if not shutil.which("dot"):
        raise Missing("it needs Graphviz")
    rows = json.loads(report(folder, "partner-network", "--format", "json"))["rows"]
    drawn = json.loads(must("dot", "-Tjson", export(folder, "partner-network", "dot")))
    names = {node["_gvid"]: node["name"] for node in drawn["objects"]}
    expect("parties", set(names.values()), {row[end] for row in rows for end in ("a", "b")})
    found = {(names[edge["tail"]], names[edge["head"]]) for edge in drawn["edges"]}
    expect("ties", found, {(row["a"], row["b"]) for row in rows})
    return f"{len(names)} nodes, {len(found)} lines"


def ics(folder):
    """icalendar reads the due dates, each with the days of the report."""
    whole = json.loads(report(folder, "commitments-due", "--format", "json"))
    events = python(folder, "icalendar==6.1.0", CALENDAR, export(folder, "commitments-due", "ics"))
    dated = {f"{row['commitment']}@{whole['basis']['origin']}": row for row in whole["rows"] if row.get("dueLatest")}
    expect("commitments", sorted(event["uid"] for event in events), sorted(dated))
    for event in events:
        row = dated[event["uid"]]
        expect("the first day", event["start"], row.get("dueEarliest", row["dueLatest"]))
        last = datetime.date.fromisoformat(event["end"]) - datetime.timedelta(days=1)
        expect("the last day", last.isoformat(), row["dueLatest"])
        expect("title", event["summary"], row["title"])
        expect("time-stamp", event["stamp"][:19], whole["basis"]["knownAt"]["recorded"][:19])
    return f"{len(events)} commitments"


if __name__ == "__main__":
    main([graphml, dot, ics])
