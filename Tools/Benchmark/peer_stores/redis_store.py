"""Redis: one stream of events and one list of positions a tag; every write synced."""

import os
import shutil
import socket

import common
import hiredis

APPEND = b"""local p=redis.call('XLEN','events')+1
if ARGV[2]~='' then
 local last=redis.call('LINDEX','tag:'..ARGV[2],-1)
 if last and tonumber(last)>tonumber(ARGV[3]) then return -1 end
end
redis.call('XADD','events',p..'-0','line',ARGV[1])
for i=4,#ARGV do redis.call('RPUSH','tag:'..ARGV[i],p) end
return p"""

BATCH = b"""local p=redis.call('XLEN','events')
local i=1
while i<=#ARGV do
 p=p+1
 redis.call('XADD','events',p..'-0','line',ARGV[i])
 local n=tonumber(ARGV[i+1])
 for j=i+2,i+1+n do redis.call('RPUSH','tag:'..ARGV[j],p) end
 i=i+2+n
end
return p"""

READ = b"""local found={}
for i,p in ipairs(redis.call('LRANGE','tag:'..ARGV[1],0,-1)) do
 found[i]=redis.call('XRANGE','events',p..'-0',p..'-0')[1][2][2]
end
return found"""


def command(*parts):
    texts = [b"$%d\r\n%s\r\n" % (len(part), part) for part in parts]
    return b"*%d\r\n" % len(parts) + b"".join(texts)


class Redis(common.Peer, common.Server):
    batch = 500  # a script may have about 8,000 arguments

    def start(self, folder):
        self.folder = folder
        self.port = common.free_port()
        self.spawn([
            shutil.which("redis-server"), "--port", str(self.port), "--bind", "127.0.0.1",
            "--dir", folder, "--appendonly", "yes", "--appendfsync", "always", "--save", "",
        ])
        self.wait_until(self.connect)
        self.scripts = {text: self.call(b"SCRIPT", b"LOAD", text) for text in (APPEND, BATCH, READ)}

    def connect(self):
        self.socket = socket.create_connection(("127.0.0.1", self.port), 120)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.reader = hiredis.Reader()
        self.call(b"PING")

    def stop(self):
        self.socket.close()
        self.end_server()

    def call(self, *parts):
        return self.send(command(*parts))

    def requests(self, events):
        parts = []
        for event in events:
            parts += (event.line, b"%d" % len(event.tags), *[tag.encode() for tag in event.tags])
        return command(b"EVALSHA", self.scripts[BATCH], b"0", *parts)

    def send(self, request):
        self.socket.sendall(request)
        while (answer := self.reader.gets()) is False:
            received = self.socket.recv(1 << 18)
            if not received:
                raise ConnectionError("the server closed the connection")
            self.reader.feed(received)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def read(self, tag):
        return self.call(b"EVALSHA", self.scripts[READ], b"0", tag.encode())

    def append_unless(self, event, tag, seen):
        tags = [name.encode() for name in event.tags]
        script = self.scripts[APPEND]
        known = (tag.encode(), b"%d" % seen)
        position = self.call(b"EVALSHA", script, b"0", event.line, *known, *tags)
        if position < 0:
            raise RuntimeError("refused")
        return position


if __name__ == "__main__":
    common.main(Redis)
