"""NATS JetStream with `sync_interval: always`: one stream, a subject for each first tag.

An event stands under its first tag only, so reading a tag reads that subject, which has no more
events than the tag. A batch is an atomic one, acknowledged as a whole.
"""

import json
import os
import shutil
import socket
import sys

import common


class Connection:
    """A client as small as it can be."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), 30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer, self.offset = b"", 0
        self.inbox = b"_INBOX." + os.urandom(6).hex().encode()
        self.line()
        options = b'{"verbose":false,"pedantic":false,"headers":true,"no_responders":true}'
        self.socket.sendall(b"CONNECT %s\r\nSUB %s.* 1\r\nPING\r\n" % (options, self.inbox))
        while self.line() != b"PONG":
            pass

    def fill(self):
        received = self.socket.recv(1 << 18)
        if not received:
            raise ConnectionError("the server closed the connection")
        self.buffer = self.buffer[self.offset :] + received
        self.offset = 0

    def line(self):
        while (end := self.buffer.find(b"\r\n", self.offset)) < 0:
            self.fill()
        line = self.buffer[self.offset : end]
        self.offset = end + 2
        return line

    def message(self):
        while True:
            line = self.line()
            if line[:3] == b"MSG" or line[:4] == b"HMSG":
                parts = line.split(b" ")
                size = int(parts[-1])
                while len(self.buffer) - self.offset < size + 2:
                    self.fill()
                body = self.buffer[self.offset : self.offset + size]
                self.offset += size + 2
                return body[int(parts[-2]) :] if line[:1] == b"H" else body
            if line == b"PING":
                self.socket.sendall(b"PONG\r\n")
            elif line[:4] == b"-ERR":
                raise RuntimeError(line.decode())

    def publication(self, subject, payload, headers=b"", answered=True):
        reply = self.inbox + b".r" if answered else b""
        if not headers:
            return b"PUB %s %s %d\r\n%s\r\n" % (subject, reply, len(payload), payload)
        head = b"NATS/1.0\r\n" + headers + b"\r\n\r\n"
        sizes = (len(head), len(head) + len(payload))
        return b"HPUB %s %s %d %d\r\n%s%s\r\n" % (subject, reply, *sizes, head, payload)

    def request(self, subject, payload, headers=b""):
        self.socket.sendall(self.publication(subject, payload, headers))
        return self.message()


def subject(tag):
    return b"ev." + tag.replace(":", ".").encode()


class JetStream(common.Peer, common.Server):
    batch = 1_000

    def start(self, folder):
        self.folder = folder
        port = common.free_port()
        settings = os.path.join(folder, "nats.conf")
        with open(settings, "w") as file:
            store = f'jetstream {{ store_dir: "{folder}", sync_interval: always }}'
            file.write(f"listen: 127.0.0.1:{port}\n{store}\n")
        beside = os.path.join(os.path.dirname(sys.executable), "nats-server")
        program = beside if os.path.exists(beside) else shutil.which("nats-server")
        self.spawn([program, "-c", settings])
        self.connection = self.wait_until(lambda: Connection(port))
        stream = {
            "name": "EV", "subjects": ["ev.>"], "storage": "file", "retention": "limits",
            "discard": "new", "num_replicas": 1, "allow_direct": True,
            "max_msgs_per_subject": -1, "allow_atomic": True,
        }

        def make():
            answer = self.connection.request(b"$JS.API.STREAM.CREATE.EV", json.dumps(stream).encode())
            if b'"error"' in answer or not answer:
                raise RuntimeError(answer)

        self.wait_until(make)

    def stop(self):
        self.connection.socket.close()
        self.end_server()

    def requests(self, events):
        if len(events) == 1:
            return self.connection.publication(subject(events[0].tags[0]), events[0].line)
        batch = b"Nats-Batch-Id: " + os.urandom(12).hex().encode()
        made = []
        for place, event in enumerate(events, 1):
            headers = b"%s\r\nNats-Batch-Sequence: %d" % (batch, place)
            is_last = place == len(events)
            if is_last:
                headers += b"\r\nNats-Batch-Commit: 1"
            name = subject(event.tags[0])
            made.append(self.connection.publication(name, event.line, headers, is_last))
        return b"".join(made)

    def send(self, request):
        self.connection.socket.sendall(request)
        self.check(self.connection.message())

    @staticmethod
    def check(answer):
        if b'"seq"' not in answer:
            raise RuntimeError(answer)
        return json.loads(answer)["seq"]

    def read(self, tag):
        asked = {"batch": 100_000, "next_by_subj": subject(tag).decode(), "seq": 1}
        found = []
        sent = self.connection.publication(b"$JS.API.DIRECT.GET.EV", json.dumps(asked).encode())
        self.connection.socket.sendall(sent)
        while body := self.connection.message():
            found.append(body)
        return found

    def append_unless(self, event, tag, seen):
        # The stream takes the event only if nothing came after what was seen last.
        expected = b"Nats-Expected-Last-Sequence: %d" % seen
        return self.check(self.connection.request(subject(tag), event.line, expected))


if __name__ == "__main__":
    common.main(JetStream)
