#!/usr/bin/env python3
"""A published ledger followed over HTTPS, from Python's TLS server with certificates that `openssl` makes.

    ENTENTE=.build/debug/entente python3 Tests/interop/https.py

A certificate is trusted for one process by laying it over the system's in a mount namespace, which takes root and `unshare`.
"""

import contextlib
import functools
import http.server
import shutil
import ssl
import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from interop import Ledger, Missing, expect, main, must, run  # noqa: E402

#: Where the program looks for the certificates that the system trusts.
TRUSTED = Path("/etc/ssl/certs/ca-certificates.crt")


def certificate(folder, names):
    """An authority's certificate, and a server's with its key, signed by it."""
    new = ["openssl", "req", "-newkey", "rsa:2048", "-nodes"]
    must(*new, "-x509", "-keyout", "ca.key", "-out", "ca.crt", "-days", "2", "-subj", "/CN=Test authority", folder=folder)
    must(*new, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=server", folder=folder)
    (folder / "names").write_text(f"subjectAltName={names}\n")
    signer = ["-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "names"]
    must("openssl", "x509", "-req", "-in", "server.csr", *signer, "-out", "server.crt", folder=folder)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@contextlib.contextmanager
def serving(published, folder):
    """Serves a folder over TLS on loopback; its port."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(published)))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.crt", folder / "server.key")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


def published(folder, names):
    if not shutil.which("openssl"):
        raise Missing("it needs openssl")
    certificate(folder, names)
    ledger = Ledger(folder)
    ledger.grow(300)
    ledger.publish()
    return ledger


def trusting(folder, *words):
    """Runs a program that trusts the authority of the folder."""
    script = f'mount --bind "$0" {TRUSTED} && exec "$@"'
    return run("unshare", "--mount", "--propagation", "private", "bash", "-c", script, folder / "ca.crt", *words)


def stranger(folder):
    """A server whose certificate nobody vouches for is refused, with words, and nothing is kept."""
    ledger = published(folder, "DNS:localhost")
    with serving(ledger.published, folder) as port:
        follow = ["follow", f"https://localhost:{port}", "--ledger", folder / "mirror", "--key", ledger.key]
        status, _, said = run(ledger.entente, *follow)
    expect(said, status, 69)
    expect(said, "signed by nobody that this machine trusts" in said, True)
    expect("a mirror is left", (folder / "mirror").exists(), False)


def friend(folder):
    """A server whose certificate is trusted is followed; one that bears another name is not."""
    ledger = published(folder, "DNS:localhost")
    if not TRUSTED.exists() or trusting(folder, "true")[0] != 0:
        raise Missing("it needs root, unshare and the certificates of the system")
    with serving(ledger.published, folder) as port:
        follow = [ledger.entente, "follow", "--ledger", folder / "mirror", "--key", ledger.key]
        status, _, said = trusting(folder, *follow, f"https://127.0.0.1:{port}")
        expect(said, status, 69)
        expect(said, "not for this name" in said, True)
        status, printed, said = trusting(folder, *follow, f"https://localhost:{port}")
        expect(said, status, 0)
    must(ledger.entente, "audit", "--ledger", folder / "mirror")
    return f"({printed.split(' of ')[0].split(' holds ')[-1]})"


if __name__ == "__main__":
    main([stranger, friend])
