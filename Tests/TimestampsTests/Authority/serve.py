"""Answers time-stamp queries over HTTP on loopback with an authority that make.sh made.

    serve.py DIR

Prints the port it listens at. The path names the section of the authority's configuration; /text
answers with a page, /large with more than anybody reads.
"""

import http.server
import subprocess
import sys


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        query = self.rfile.read(int(self.headers["Content-Length"]))
        kind = "application/timestamp-reply"
        if self.path == "/text" or self.headers["Content-Type"] != "application/timestamp-query":
            kind, body = "text/html", b"<p>hello</p>"
        elif self.path == "/large":
            body = b"0" * (2 << 20)
        else:
            reply = [sys.argv[1] + "/reply", self.path[1:] or "sha256"]
            body = subprocess.run(reply, input=query, capture_output=True, check=True).stdout
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
