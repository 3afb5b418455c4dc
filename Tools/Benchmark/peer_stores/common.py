"""What the peers share: events with their tags spelt out, and the works in their order.

A peer is a class with `start(folder)`, `stop()`, `append(events)`, `read(tag)`, and
`append_unless(event, tag, seen)`, which returns what has been seen after it. It is run as

    NAME_store.py FOLDER PLAIN LATER SINGLES SHORT LONG

and prints one line of JSON. Only the calls to the store are timed: lines are parsed and requests are
built as far as possible before the clock starts.
"""

import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections import namedtuple

Event = namedtuple("Event", "line id type tags")


def events_of(path):
    with open(path, "rb") as lines:
        for line in lines:
            whole = json.loads(line)
            yield Event(line[:-1], whole["id"], whole["type"], whole["tags"])


def batches(events, count):
    batch = []
    for event in events:
        batch.append(event)
        if len(batch) == count:
            yield batch
            batch = []
    if batch:
        yield batch


class Server:
    """A server of a peer's own, on this machine only."""

    def spawn(self, command, **options):
        self.log = open(os.path.join(self.folder, "server.log"), "ab")
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, **options
        )

    def wait_until(self, ready, seconds=60):
        end = time.monotonic() + seconds
        while True:
            try:
                return ready()
            except Exception as error:
                if self.process.poll() is not None or time.monotonic() > end:
                    raise RuntimeError(f"the server does not answer: {error!r}") from error
                time.sleep(0.01)

    def end_server(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        self.process.wait(120)
        self.log.close()


def free_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


def timed(work, *arguments):
    began = time.perf_counter()
    result = work(*arguments)
    return time.perf_counter() - began, result


def main(make):
    folder, plain, later, singles, short, long = sys.argv[1:7]
    singles = int(singles)
    found = {}

    peer = make()
    os.makedirs(os.path.join(folder, "small"), mode=0o777)
    os.chmod(os.path.join(folder, "small"), 0o777)
    peer.start(os.path.join(folder, "small"))
    first = [event for event, _ in zip(events_of(plain), range(2_000 + singles))]
    for batch in batches(first[:2_000], peer.batch):
        peer.append(batch)
    seconds = sum(timed(peer.append, [event])[0] for event in first[2_000:])
    found["single"] = singles / seconds
    peer.stop()

    peer = make()
    os.makedirs(os.path.join(folder, "large"), mode=0o777)
    os.chmod(os.path.join(folder, "large"), 0o777)
    peer.start(os.path.join(folder, "large"))
    count = seconds = 0
    for batch in batches(events_of(plain), peer.batch):
        requests = peer.requests(batch)
        seconds += timed(peer.send, requests)[0]
        count += len(batch)
    found["batch"] = count / seconds
    for work, path in (("short", short), ("long", long)):
        tags = open(path).read().split("\n")
        times = [timed(peer.read, tag)[0] for _ in range(3) for tag in tags]
        found[work] = statistics.median(times) * 1e6
    seen = count
    seconds = 0
    for event, _ in zip(events_of(later), range(singles)):
        taken, seen = timed(peer.append_unless, event, event.tags[0], seen)
        seconds += taken
    found["conditional"] = singles / seconds
    peer.stop()
    print(json.dumps(found))


class Peer:
    """What most peers do alike."""

    batch = 10_000

    def requests(self, events):
        """What `send` takes; built before the clock starts."""
        return events

    def send(self, requests):
        raise NotImplementedError

    def append(self, events):
        self.send(self.requests(events))
