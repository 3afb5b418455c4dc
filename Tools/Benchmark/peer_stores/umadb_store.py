"""UmaDB: a store of events with tags and append conditions, its server and its own client."""

import os
import sys
import uuid

import common
import umadb


class UmaDB(common.Peer, common.Server):
    batch = 5_000  # a request may have 4 MiB

    def start(self, folder):
        self.folder = folder
        port = common.free_port()
        program = os.path.join(os.path.dirname(sys.executable), "umadb")
        place = os.path.join(folder, "uma.db")
        self.spawn([program, "--listen", f"127.0.0.1:{port}", "--db-path", place])

        def connect():
            client = umadb.Client(f"http://127.0.0.1:{port}")
            client.head()
            return client

        self.client = self.wait_until(connect)

    def stop(self):
        self.end_server()

    def requests(self, events):
        return [
            umadb.Event(event_type=e.type, data=e.line, tags=e.tags, uuid=uuid.UUID(e.id))
            for e in events
        ]

    def send(self, requests):
        return self.client.append(requests)

    def query(self, tag):
        return umadb.Query(items=[umadb.QueryItem(tags=[tag])])

    def read(self, tag):
        return [event.event.data for event in self.client.read(query=self.query(tag))]

    def append_unless(self, event, tag, seen):
        condition = umadb.AppendCondition(self.query(tag), after=seen)
        return self.client.append(self.requests([event]), condition=condition)


if __name__ == "__main__":
    common.main(UmaDB)
