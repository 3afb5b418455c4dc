"""A writer of dossiers, for the verifier's tests. It shares no code with it."""

import datetime
import json
import subprocess

from ledger_writer import (A, DOSSIER, KEY, ORIGIN, SALT, b64, build, consistency, cosigned, history, inclusion, jcs,
                           schema_files, seal, sha, tree, vkey)

ERASED, VALUE, PAGE = "person:e9x2m4c7v1b5", "K. Name", b"a document"
TIMES = {"w1.example": 1709285406, "w2.example": 1709285407}  # 2024-03-01T09:30:06Z and a second later: amid the events
LATER = {"w1.example": 1709286400, "w2.example": 1709286500}  # 09:46:40Z and 09:48:20Z: after them


def utc(time):
    return datetime.datetime.fromtimestamp(time, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def events():
    """The small ledger, a document, a person whose values are gone, and the erasure."""
    def event(id, type, **members):
        return {"id": id, "type": type, "version": 1, "occurred": "2020-09-18", "by": "person:k3jd8a0qpz1x"} | members
    cited = event("cites", "agreement.signed", source={"document": "sha256:" + "b" * 64},
                  data={"agreement": A, "signatory": ERASED, "name": None,
                        "files": [{"sha256": sha(PAGE), "note": "sha256:" + "c" * 64}, ["sha256:" + "d" * 63]]},
                  personal={"/data/name": seal("/data/name", "gone")}, tags=[A, ERASED])
    return [*history(schema_files()), cited, event("erase", "subject.erased", data={"person": ERASED}, tags=[ERASED]),
            event("last", "agreement.signed", data={"agreement": A}, tags=[A])]


class Case:
    """All parts of a dossier; what a test changes before `files` is written honestly after it."""

    def __init__(self, edit=None, given=None):
        self.leaves = build(edit, events=given or events())
        self.positions = [n for n, leaf in enumerate(self.leaves) if A in json.loads(leaf).get("tags", [])]
        self.related = [n for n, leaf in enumerate(self.leaves) if b'"subject.erased"' in leaf]
        self.documents, self.page, self.extra = {sha(PAGE): PAGE}, b"<html>", {}
        self.disclosed = [{"pointer": "/data/name", "position": 2, "salt": SALT, "value": VALUE}]
        self.times, self.own_times, self.earlier, self.earlier_own = LATER, LATER, {5: TIMES}, {1: TIMES}
        self.size, self.key, self.drop_last = len(self.leaves), KEY, 0
        self.change = {}  # functions that change a finished part, by name

    def changed(self, name, value):
        return self.change[name](value) if name in self.change else value

    def hidden(self, own):
        shown = {(each["position"], each["pointer"]) for each in self.disclosed}
        for position, leaf in own:
            for pointer in sorted(json.loads(leaf).get("personal", {})):
                if (position, pointer) not in shown:
                    erased = ERASED in json.loads(leaf)["tags"]
                    yield {"position": position, "pointer": pointer, "why": "erased" if erased else "withheld"} | (
                        {"erasure": self.related[-1]} if erased else {})

    def files(self):
        own = [(n, self.leaves[n]) for n in self.positions]
        own = self.changed("own", own)
        leaves = [leaf for _, leaf in own]
        proofs = [{"path": [b64(each) for each in inclusion(n, self.leaves[:self.size])], "position": n}
                  for n in sorted([n for n, _ in own] + self.related)]
        earlier = [{"consistency": [b64(each) for each in consistency(size, self.leaves[:self.size])],
                    "note": cosigned(size, tree(self.leaves[:size]), times, key=self.key)} for size, times in self.earlier.items()]
        earlier += [{"note": cosigned(size, tree(leaves[:size]), times, DOSSIER, self.key)} for size, times in self.earlier_own.items()]
        files = {"events.jsonl": lines(leaves), "related.jsonl": lines([self.leaves[n] for n in self.related]),
                 "proofs.jsonl": lines(map(jcs, self.changed("proofs", proofs))),
                 "checkpoint": cosigned(self.size, tree(self.leaves[:self.size]), self.times, key=self.key),
                 "dossier-checkpoint": cosigned(len(leaves), tree(leaves), self.own_times, DOSSIER, self.key),
                 "times.jsonl": lines(map(jcs, self.changed("earlier", earlier))),
                 "disclosures.jsonl": lines(map(jcs, self.disclosed)), "index.html": self.page}
        files = {path: data if isinstance(data, bytes) else data.encode() for path, data in files.items() if data}
        files |= {f"documents/{name}": data for name, data in self.documents.items()} | self.extra
        hidden = list(self.hidden(own))
        cited = sorted({sha(PAGE), "a" * 64, "b" * 64, "c" * 64})
        erased = sum(each["why"] == "erased" for each in hidden)
        manifest = {"entente": "dossier/1", "agreement": A, "origin": ORIGIN, "key": vkey(self.key), "size": len(leaves),
                    "root": tree(leaves).hex(), "ledger": {"size": self.size, "root": tree(self.leaves[:self.size]).hex()},
                    "hidden": hidden, "documents": [{"sha256": name, "included": name in self.documents} for name in cited],
                    "counts": {"events": len(leaves), "related": len(self.related), "disclosed": len(self.disclosed),
                               "withheld": len(hidden) - erased, "erased": erased, "documents": len(self.documents)}}
        files = self.changed("files", files)
        manifest["files"] = {path: sha(data) for path, data in files.items()}
        manifest = self.changed("manifest", manifest)
        return files | {"manifest.json": json.dumps(manifest, indent=1).encode()}


def lines(leaves):
    return b"".join(leaf + b"\n" for leaf in leaves)


# ---- A time stamp authority (RFC 3161), made with openssl ----

CONFIGURATION = """
[req]
distinguished_name = name
[name]
[ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[signer]
extendedKeyUsage = critical, timeStamping
[tsa]
default_tsa = authority
[authority]
serial = serial
signer_cert = signer.pem
signer_key = signer.key
certs = ca.pem
signer_digest = sha256
default_policy = 1.2.3
digests = sha256, sha1
tsa_name = yes
ess_cert_id_alg = sha256
accuracy = secs:30, millisecs:500, microsecs:100
clock_precision_digits = 3
"""


class Authority:
    def __init__(self, folder):
        self.folder = folder
        (folder / "cnf").write_text(CONFIGURATION)
        (folder / "serial").write_text("01\n")
        new = "-newkey rsa:2048 -nodes -config cnf -subj /O=Тест,/CN=Authority -utf8"
        self.openssl(f"req -x509 {new} -keyout ca.key -out ca.pem -days 2 -extensions ca")
        self.openssl(f"req {new} -keyout signer.key -out signer.csr")
        self.openssl("x509 -req -in signer.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out signer.pem -days 2 "
                     "-extfile cnf -extensions signer")

    def openssl(self, arguments):
        subprocess.run(["openssl", *arguments.split()], cwd=self.folder, check=True, capture_output=True)

    def stamp(self, text, hash="sha256"):
        (self.folder / "text").write_bytes(text)
        self.openssl(f"ts -query -data text -{hash} -cert -out query")
        self.openssl("ts -reply -config cnf -queryfile query -out response")
        return (self.folder / "response").read_bytes()
