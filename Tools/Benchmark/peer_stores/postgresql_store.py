"""PostgreSQL: a table of events and one of tags, every commit durable, positions without gaps."""

import os
import pwd
import shutil
import signal
import subprocess

import common
import psycopg

TABLES = """
CREATE TABLE events(position bigint PRIMARY KEY, line bytea NOT NULL);
CREATE TABLE tags(tag text, position bigint, PRIMARY KEY(tag, position));
CREATE FUNCTION append(line bytea, names text[], name text, seen bigint) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE place bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(1);
  IF name IS NOT NULL AND EXISTS(SELECT 1 FROM tags WHERE tag = name AND position > seen) THEN
    RAISE EXCEPTION 'refused';
  END IF;
  SELECT coalesce(max(position), 0) + 1 INTO place FROM events;
  INSERT INTO events VALUES (place, line);
  INSERT INTO tags SELECT x, place FROM unnest(names) x;
  RETURN place;
END $$;
"""

SETTINGS = """
listen_addresses = ''
fsync = on
synchronous_commit = on
full_page_writes = on
wal_sync_method = fdatasync
shared_buffers = 1GB
max_wal_size = 8GB
wal_level = minimal
max_wal_senders = 0
jit = off
"""


class PostgreSQL(common.Peer, common.Server):
    def start(self, folder):
        self.folder = folder
        data = os.path.join(folder, "data")
        # It refuses to run as root.
        who = {}
        if os.geteuid() == 0:
            names = {entry.pw_name for entry in pwd.getpwall()}
            user = "postgres" if "postgres" in names else "nobody"
            shutil.chown(folder, user)
            who = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}
        make = ["initdb", "-D", data, "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale=C"]
        subprocess.run(make, check=True, capture_output=True, cwd="/", **who)
        with open(os.path.join(data, "postgresql.conf"), "a") as settings:
            settings.write(f"{SETTINGS}unix_socket_directories = '{folder}'\n")
        program = os.path.join(os.path.dirname(shutil.which("initdb")), "postgres")
        self.spawn([program, "-D", data], cwd="/", **who)
        self.connection = self.wait_until(
            lambda: psycopg.connect(host=folder, user="bench", dbname="postgres", autocommit=True)
        )
        self.connection.execute(TABLES)
        self.cursor = self.connection.cursor(binary=True)

    def stop(self):
        self.connection.close()
        self.end_server(signal.SIGINT)

    def send(self, events):
        if len(events) == 1:
            call = "SELECT append(%b, %b, NULL, NULL)"
            return self.cursor.execute(call, (events[0].line, events[0].tags), prepare=True)
        with self.connection.transaction():
            self.cursor.execute("SELECT pg_advisory_xact_lock(1)")
            self.cursor.execute("SELECT coalesce(max(position), 0) FROM events")
            position = self.cursor.fetchone()[0]
            tagged = []
            with self.cursor.copy("COPY events FROM STDIN (FORMAT BINARY)") as copy:
                copy.set_types(["int8", "bytea"])
                for event in events:
                    position += 1
                    copy.write_row((position, event.line))
                    tagged += [(tag, position) for tag in event.tags]
            tagged.sort()
            with self.cursor.copy("COPY tags FROM STDIN (FORMAT BINARY)") as copy:
                copy.set_types(["text", "int8"])
                for row in tagged:
                    copy.write_row(row)

    def read(self, tag):
        lines = "SELECT line FROM tags JOIN events USING(position) WHERE tag = %b ORDER BY position"
        self.cursor.execute(lines, (tag,), prepare=True)
        return [line for (line,) in self.cursor.fetchall()]

    def append_unless(self, event, tag, seen):
        call = "SELECT append(%b, %b, %b, %b::int8)"
        self.cursor.execute(call, (event.line, event.tags, tag, seen), prepare=True)
        return self.cursor.fetchone()[0]


if __name__ == "__main__":
    common.main(PostgreSQL)
