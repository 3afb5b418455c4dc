"""The library eventsourcing on SQLite: one stream an event, its fastest layer.

An event stands in the stream of its first tag only, so reading a tag reads that stream, which has
no more events than the tag.
"""

import os
import uuid

import common
from eventsourcing.persistence import StoredEvent
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteDatastore


class EventSourcing(common.Peer):
    def start(self, folder):
        self.store = SQLiteDatastore(os.path.join(folder, "events.db"))
        self.recorder = SQLiteApplicationRecorder(self.store)
        self.recorder.create_table()
        self.streams, self.versions = {}, {}

    def stop(self):
        self.store.close()

    def stream(self, tag):
        if tag not in self.streams:
            self.streams[tag] = uuid.uuid5(uuid.NAMESPACE_OID, tag)
        return self.streams[tag]

    def requests(self, events):
        made = []
        for event in events:
            tag = event.tags[0]
            self.versions[tag] = self.versions.get(tag, 0) + 1
            made.append(StoredEvent(self.stream(tag), self.versions[tag], event.type, event.line))
        return made

    def send(self, requests):
        self.recorder.insert_events(requests)

    def read(self, tag):
        return [event.state for event in self.recorder.select_events(self.stream(tag))]

    def append_unless(self, event, tag, seen):
        # The version is the condition: an insert fails when another has taken it.
        self.append([event])
        return seen + 1


if __name__ == "__main__":
    common.main(EventSourcing)
