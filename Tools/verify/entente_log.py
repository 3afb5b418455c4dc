"""Signed notes of C2SP and what is made of them: see `entente_verify.py`.

signed-note, tlog-checkpoint, tlog-cosignature (Ed25519), tlog-policy, tlog-proof, the body of tlog-witness'
add-checkpoint (here the file of a consistency proof), and RFC 3161 time stamps, which the command `openssl` verifies.
"""

import os
import re
import subprocess
import tempfile
from collections import namedtuple
from datetime import datetime, timezone
from fractions import Fraction
from math import ceil

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from entente_formats import date, hashes, sha256, show, unbase64

NOTE, SIGNATURES = 1_000_000, 100  # bytes of a note, and its signature lines
SIZE = 2**63 - 1  # the largest size of a tree
POLICY, MEMBERS = 1 << 20, 1024  # bytes of a policy, and its lines that define something
TOKEN = 1 << 20  # bytes of a time stamp
ID = "[A-Za-z0-9._~:-]{1,128}"

LAST = 253402300799  # the last second of the year 9999

# ---- Keys ----

Key = namedtuple("Key", "name id kind public")
NOTES, COSIGNATURES = 1, 4  # kinds of keys: both Ed25519; one signs notes, the other checkpoints with a time

P = 2**255 - 19
Y8 = 2707385501144840649318225287225658788936804267575313519463743609750303402022
SMALL_ORDER = {0, 1, P - 1, Y8, P - Y8}  # of a point with one of these y, every holder of no key can make signatures


def make_key(name, kind, public):
    return Key(name, sha256(name.encode() + b"\n" + bytes([kind]) + public)[:4], kind, public)


def read_key(vkey, kinds=(NOTES,)):
    """The key of a verifier key string, or ValueError."""
    parts = re.fullmatch(r"([^+\s\x00-\x1f]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)", vkey)
    typed = unbase64(parts[3]) if parts else b""
    if len(typed) != 33 or typed[0] not in kinds:
        raise ValueError(f"{show(vkey)} is no Ed25519 verifier key" + " of a cosigner" * (COSIGNATURES in kinds))
    key = make_key(parts[1], typed[0], typed[1:])
    if key.id.hex() != parts[2]:
        raise ValueError(f"{show(vkey)} has the key ID {key.id.hex()}")
    if int.from_bytes(key.public, "little") % 2**255 % P in SMALL_ORDER:
        raise ValueError(f"{show(vkey)} has a public key of small order")
    return key


# ---- Notes and checkpoints ----


class Note:
    """A signed note, taken apart, of which nothing is verified yet."""

    def __init__(self, data):
        if len(data) > NOTE:
            raise ValueError(f"a note of more than {NOTE} bytes")
        text, separator, block = data.rpartition(b"\n\n")
        lines = block.decode("utf-8").split("\n")
        if re.search("[\x00-\x09\x0b-\x1f]", data.decode("utf-8")):
            raise ValueError("control characters in a note")
        if not separator or len(lines) < 2 or lines.pop() or len(lines) > SIGNATURES:
            raise ValueError(f"malformed note: a text, an empty line, and 1 to {SIGNATURES} signature lines make one")
        self.text, self.signatures = text + b"\n", {}  # signatures: (name, key ID) → what follows the ID
        for line in lines:
            parts = re.fullmatch(r"\u2014 ([^\s+]+) ([A-Za-z0-9+/=]+)", line)
            blob = unbase64(parts[2]) if parts else b""
            if len(blob) < 5:
                raise ValueError(f"malformed signature line {show(line)}")
            self.signatures[parts[1], blob[:4]] = blob[4:]
        if len(self.signatures) < len(lines):
            raise ValueError("two signature lines of one key")

    def signers_of(self, keys):
        """Those of these keys that signed, each with the seconds since 1970 of its cosignature or None; signatures of
        other keys are ignored. ValueError if a line in the name of one of these keys is not its signature."""
        found = {}
        for key in keys:
            blob = self.signatures.get((key.name, key.id))
            if blob is None:
                continue
            time, text = None, self.text
            if key.kind == COSIGNATURES:
                time, blob = int.from_bytes(blob[:8], "big"), blob[8:]
                text = b"cosignature/v1\ntime %d\n" % time + text
            try:
                Ed25519PublicKey.from_public_bytes(key.public).verify(blob, text)
            except (InvalidSignature, ValueError):
                raise ValueError(f"the signature of {show(key.name)} does not verify") from None
            if time and time > LAST:
                raise ValueError(f"{show(key.name)} cosigned after the year 9999")
            found[key] = time
        return found


class Checkpoint(Note):
    """A note of three lines: origin, size and root of a tree. `signers` and `times` are set when a policy judges it."""

    def __init__(self, data):
        super().__init__(data)
        lines = self.text.decode().split("\n")
        if len(lines) != 4 or not lines[0]:
            raise ValueError("a checkpoint has three lines: origin, size and root")
        self.origin, self.size, self.root = lines[0], decimal(lines[1]), unbase64(lines[2], 32)
        if self.size == 0 and self.root != sha256(b""):
            raise ValueError("an empty tree has another root")
        self.signers, self.times = {}, {}  # keys; cosigners with the time of each

    def told(self):
        return f"the known checkpoint of {self.origin}, size {self.size}, root {self.root.hex()},"

    def both(self, other):
        """Who signed this checkpoint and another, once a policy judged them."""
        signers = {*self.signers, *self.times} & {*other.signers, *other.times}
        return "both signed by " + (", ".join(sorted(f"{key.name}+{key.id.hex()}" for key in signers)) or "nobody")


def decimal(text):
    if not re.fullmatch("0|[1-9][0-9]{0,18}", text) or int(text) > SIZE:
        raise ValueError(f"{show(text)} is no number from 0 to 2^63 - 1 in decimal")
    return int(text)


# ---- Policies ----


class Policy:
    """Whom the reader trusts: logs, witnesses, and which cosignatures suffice (C2SP tlog-policy)."""

    def __init__(self, data):
        self.logs, self.witnesses, self.groups, self.quorum = [], {}, {}, None
        if len(data) > POLICY or re.search(rb"[^\t\n\x20-\x7e\x80-\xff]", data):
            raise ValueError(f"a policy has up to {POLICY} bytes, and no control characters but tabs and line feeds")
        if data and not data.endswith(b"\n"):
            raise ValueError("the last line does not end in a line feed")
        members, lines = set(), data.split(b"\n")
        for number, line in enumerate(lines, 1):
            words = [word for word in re.split(b"[ \t]+", line) if word]
            if words and not words[0].startswith(b"#"):
                try:
                    self.define(words, members)
                except ValueError as error:
                    raise ValueError(f"line {number}: {error}") from None
            if len(self.logs) + len(self.witnesses) + len(self.groups) > MEMBERS:
                raise ValueError(f"more than {MEMBERS} logs, witnesses and groups")
        if self.quorum is None:
            raise ValueError("there is no quorum line")

    def define(self, words, members):
        kind, *rest = words
        if kind == b"log" and len(rest) in (1, 2):
            self.logs.append(self.unused(read_key(rest[0].decode("utf-8")), self.logs))
        elif kind == b"witness" and len(rest) in (2, 3):
            key = read_key(rest[1].decode("utf-8"), (COSIGNATURES,))
            self.witnesses[self.unnamed(rest[0])] = self.unused(key, self.witnesses.values())
        elif kind == b"group" and len(rest) >= 3:
            name, threshold, *names = rest
            for member in names:
                if member in members or member not in self.witnesses.keys() | self.groups.keys():
                    raise ValueError(f"{member} is not defined above, or is a member already")
                members.add(member)
            numbers = {b"any": 1, b"all": len(names)} | {b"%d" % k: k for k in range(1, len(names) + 1)}
            if threshold not in numbers:
                raise ValueError(f"{threshold} is neither all nor any nor a number from 1 to {len(names)}")
            self.groups[self.unnamed(name)] = (numbers[threshold], names)
        elif kind == b"quorum" and len(rest) == 1:
            if self.quorum is not None or rest[0] not in self.witnesses.keys() | self.groups.keys() | {b"none"}:
                raise ValueError(f"there are two quorum lines, or {rest[0]} is not defined above")
            self.quorum = rest[0]
        else:
            raise ValueError("it is none of log VKEY [URL], witness NAME VKEY [URL], group NAME all|any|N MEMBER…, "
                             "quorum NAME")

    def unnamed(self, name):
        if name == b"none" or name in self.witnesses or name in self.groups:
            raise ValueError(f"the name {name} is taken")
        return name

    @staticmethod
    def unused(key, keys):
        if any(key.public == other.public for other in keys):
            raise ValueError("the public key stands in the policy already")
        return key

    def log_keys(self, origin):
        """Keys that sign for a tree: those of its name, and for an agreement's tree the ledger's under that name."""
        ledger, _, agreement = origin.partition("/agreement/")
        keys = {key for key in self.logs if key.name == origin}
        if re.fullmatch(ID, agreement):
            keys |= {make_key(origin, NOTES, key.public) for key in self.logs if key.name == ledger}
        return keys

    def judge(self, checkpoint, need_log=True):
        """Sets who in the policy signed and cosigned it; ValueError if the log did not, or a signature is false."""
        keys = self.log_keys(checkpoint.origin)
        checkpoint.signers = checkpoint.signers_of(keys)
        checkpoint.times = checkpoint.signers_of(self.witnesses.values())
        if need_log and not checkpoint.signers:
            raise ValueError(f"no signature by a key that the policy names for {show(checkpoint.origin)}")

    def met(self, cosigners):
        """Whether cosignatures of these keys are a quorum."""
        met = {name for name, key in self.witnesses.items() if key in cosigners} | {b"none"}
        for name, (threshold, members) in self.groups.items():
            if len(met.intersection(members)) >= threshold:
                met.add(name)
        return self.quorum in met

    def as_of(self, times):
        """The latest time such that the cosigners at that time or later are a quorum; None if there is none."""
        if self.quorum == b"none":
            return None
        return max((time for time in times.values() if self.met({key for key in times if times[key] >= time})),
                   default=None)


def policy_of(vkey):
    """The policy that asks for this log's signature and no more."""
    policy = Policy(b"quorum none\n")
    policy.logs.append(read_key(vkey))
    return policy


# ---- Files of one proof ----


def split_head(data):
    """The lines before the first empty one, and the bytes after it."""
    head, separator, note = data.partition(b"\n\n")
    if not separator or len(head) > NOTE:
        raise ValueError("malformed: no empty line before the checkpoint")
    return head.decode("ascii").split("\n"), note


def read_inclusion(data):
    """(extra or None, index, path, note) of a .tlog-proof file, or ValueError."""
    lines, note = split_head(data)
    if lines.pop(0) != "c2sp.org/tlog-proof@v1":
        raise ValueError("the first line is not c2sp.org/tlog-proof@v1")
    extra = unbase64(lines.pop(0)[6:]) if lines and lines[0].startswith("extra ") else None
    if not lines or not lines[0].startswith("index "):
        raise ValueError("no line `index N`")
    return extra, decimal(lines[0][6:]), hashes(lines[1:], 63), Checkpoint(note)


def read_consistency(data):
    """(old size, path, note) of the body of a witness' add-checkpoint, or ValueError."""
    lines, note = split_head(data)
    if not lines[0].startswith("old "):
        raise ValueError("the first line is not `old N`")
    old, path, note = decimal(lines[0][4:]), hashes(lines[1:], 63), Checkpoint(note)
    if old > note.size or (old in (0, note.size) and path):
        raise ValueError(f"no proof of {len(path)} hashes leads from size {old} to {note.size}")
    return old, path, note


# ---- Time stamps (RFC 3161) ----


def stamped(token, text, authority):
    """(seconds since 1970, who) of a time stamp over this text by this authority's certificate, or ValueError."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ("text", "response", "token")]
        for path, data in zip(paths, (text, token)):
            with open(path, "wb") as file:
                file.write(data)
        openssl("-verify", "-data", paths[0], "-in", paths[1], "-CAfile", os.path.abspath(authority))
        openssl("-reply", "-in", paths[1], "-token_out", "-out", paths[2])  # without the status, which nobody signs
        said = openssl("-reply", "-in", paths[2], "-token_in", "-text")
        openssl("-verify", "-inform", "DER", "-in", paths[2], "-noverify", "-signer", paths[1], "-out", os.devnull, tool="cms")
        who = openssl("-in", paths[1], "-noout", "-subject", "-nameopt", "RFC2253,-esc_msb,utf8", tool="x509")
    if not re.search(r"(?m)^Hash Algorithm: sha(3-)?(256|384|512)$", said):
        raise ValueError("the time stamp has a weak hash")
    return latest(said), who.removeprefix("subject=").strip()


def latest(said):
    """The time of a time stamp with its fraction and its accuracy, rounded up to a second."""
    when = re.search(r"(?m)^Time stamp: (\w{3} [ \d]\d \d\d:\d\d:\d\d)(?:[.](\d+))?( \d{4}) GMT$", said)
    if not when:
        raise ValueError("the time stamp has no time")
    time = datetime.strptime(when[1] + when[3], "%b %d %H:%M:%S %Y").replace(tzinfo=timezone.utc)
    spread = Fraction("0." + (when[2] or "0"))
    accuracy = re.search(r"(?m)^Accuracy: (.*)$", said)
    for unit, share in ("seconds", 1), ("millis", 1000), ("micros", 1_000_000):
        stated = re.search(rf"0x([0-9A-Fa-f]+) {unit}", accuracy[1] if accuracy else "")
        spread += Fraction(int(stated[1], 16) if stated else 0, share)
    return int(time.timestamp()) + ceil(spread)


def openssl(*arguments, tool="ts"):
    try:
        run = subprocess.run(["openssl", tool, *arguments], capture_output=True, timeout=60, stdin=subprocess.DEVNULL,
                             env=os.environ | {"LC_ALL": "C"})
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ValueError(f"the command openssl cannot be run: {error}") from None
    if run.returncode:
        words = run.stderr.decode(errors="replace").strip().splitlines()
        raise ValueError(f"the time stamp does not verify: {words[-1][-200:] if words else 'openssl says no more'}")
    return run.stdout.decode(errors="replace")


# ---- What the reader brings ----


class Trust(namedtuple("Trust", "policy known not_before authority", defaults=(None, (), None, None))):
    """A policy or None, checkpoints known from elsewhere, the time since which one must be cosigned, a CA's file."""

    def judge(self, checkpoint, report):
        """What the policy says of a checkpoint: {quorum, according, asOf?}. What it refuses is reported."""
        try:
            self.policy.judge(checkpoint)
        except ValueError as error:
            report(str(error))
        times, as_of = checkpoint.times, self.policy.as_of(checkpoint.times)
        quorum = bool(checkpoint.signers) and self.policy.met(times.keys())
        if checkpoint.signers and not quorum:
            report(f"cosignatures by {', '.join(sorted(key.name for key in times)) or 'nobody'} are no quorum")
        if self.not_before is not None and (as_of or 0) < self.not_before:
            said = date(as_of) if as_of else "no time"
            report(f"cosigned by a quorum as of {said}, not since {date(self.not_before)}")
        according = [{"name": key.name, "time": date(time)} for key, time in times.items() if time >= (as_of or 0)]
        said = {"quorum": quorum, "according": sorted(according, key=lambda one: (one["name"], one["time"]))}
        return said | ({"asOf": date(as_of)} if quorum and as_of is not None else {})

    def compare(self, newer, roots, report):
        """Compares the known checkpoints of a tree with a newer one, and with its roots at other sizes."""
        for note in (note for note in self.known if note.origin == newer.origin):
            root = {0: note.root, newer.size: newer.root}.get(note.size) or roots.get(note.size)
            if note.size > newer.size:
                report(f"{note.told()} is larger than this one of size {newer.size}: what came after it is kept back")
            elif root is None:
                report(f"{note.told()} cannot be compared without a consistency proof (entente prove --consistency)")
            elif root != note.root:
                report(f"{note.told()} contradicts the root {root.hex()} of this size: split view, " + newer.both(note))


def in_words(said):
    """What `judge` found, on one line."""
    names = ", ".join(f"{one['name']} at {one['time']}" for one in said["according"])
    if "asOf" in said:
        return f"complete as of {said['asOf']} according to {names}"
    alone = "complete according to the log alone" if said["quorum"] else "no quorum"
    return alone + f", cosigned by {names}" * bool(names)
