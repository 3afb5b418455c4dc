"""The published formats a ledger is written in, apart from its own rules: see `entente_verify.py`.

RFC 6962 trees with the proofs of RFC 9162, RFC 8785 (canonical JSON), RFC 6901 (JSON Pointer), JSON Schema, tests of a
value's shape, and how findings are kept. Signed notes and what is made of them stand in `entente_log.py`.
"""

import base64
import hashlib
import json
import math
import os
import re
import stat
from collections import Counter
from datetime import datetime, timezone
from pathlib import Path

try:
    from jsonschema import Draft202012Validator, validators
    from referencing import Registry, jsonschema as dialects
except ImportError:
    validators = None

MISSING = object()  # what a JSON Pointer to nothing finds
SEALED = object()  # stands for a sealed null while a schema is applied: it satisfies every schema

# ---- Hashes and trees (RFC 6962) ----


def sha256(data):
    return hashlib.sha256(data).digest()


def leaf_hash(leaf):
    return sha256(b"\x00" + leaf)


def node_hash(left, right):
    return sha256(b"\x01" + left + right)


class Tree:
    """A Merkle tree that grows leaf by leaf and keeps only the roots of its full subtrees, largest first."""

    def __init__(self):
        self.size, self.peaks = 0, []

    def add(self, hash):
        full = self.size
        while full & 1:
            hash, full = node_hash(self.peaks.pop(), hash), full >> 1
        self.peaks.append(hash)
        self.size += 1

    def root(self):
        root = self.peaks[-1] if self.peaks else sha256(b"")
        for left in self.peaks[-2::-1]:
            root = node_hash(left, root)
        return root


def merkle_root(leaf_hashes):
    tree = Tree()
    for each in leaf_hashes:
        tree.add(each)
    return tree.root()


def check_inclusion(index, size, hash, path, root):
    """ValueError unless a leaf with this hash stands at this index of the tree (RFC 9162, 2.1.3.2)."""
    if index >= size:
        raise ValueError(f"index {index} lies outside a tree of size {size}")
    fn, sn = index, size - 1
    for other in path:
        if sn == 0:
            raise ValueError("the inclusion proof has too many hashes")
        if fn & 1 or fn == sn:
            hash = node_hash(other, hash)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            hash = node_hash(hash, other)
        fn, sn = fn >> 1, sn >> 1
    if sn:
        raise ValueError("the inclusion proof has too few hashes")
    if hash != root:
        raise ValueError("the inclusion proof does not lead to the root")


def check_consistency(first, second, root1, root2, path):
    """ValueError unless the tree of size `second` begins with that of size `first` (RFC 9162, 2.1.4.2)."""
    if first > second:
        raise ValueError(f"size {first} is larger than {second}")
    if first in (0, second):
        if path or root1 != (root2 if first else sha256(b"")):
            raise ValueError("the consistency proof must be empty" if path else "other roots of one size")
        return
    if not path:
        raise ValueError("the consistency proof has too few hashes")
    path = list(path) if first & (first - 1) else [root1, *path]
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    old = new = path[0]
    for other in path[1:]:
        if sn == 0:
            raise ValueError("the consistency proof has too many hashes")
        if fn & 1 or fn == sn:
            old, new = node_hash(other, old), node_hash(other, new)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            new = node_hash(new, other)
        fn, sn = fn >> 1, sn >> 1
    if sn:
        raise ValueError("the consistency proof has too few hashes")
    if old != root1 or new != root2:
        raise ValueError(f"the consistency proof does not lead to the {'old' if old != root1 else 'new'} root")


# ---- JSON: strict reading, RFC 8785 writing, pointers (RFC 6901) ----


def parse(data, depth=64):
    """The JSON value in these bytes, or ValueError; depth is checked before anything recurses."""
    text, level = data.decode("utf-8"), 0
    for bracket in re.findall(r"[][{}]", re.sub(r'(?s)"[^"\\]*+(?:\\.[^"\\]*+)*+"?', "", text)):
        level += 1 if bracket in "[{" else -1
        if level > depth:
            raise ValueError(f"nested deeper than {depth}")
    return json.loads(text, object_pairs_hook=_object, parse_int=_number, parse_float=_number, parse_constant=_number)


def _object(pairs):
    value = dict(pairs)
    if len(value) < len(pairs):
        raise ValueError(f"duplicate key {show(Counter(key for key, _ in pairs).most_common(1)[0][0])}")
    return value


def _number(text):
    value = int(text[:20]) if re.fullmatch("-?[0-9]+", text) else float(text)
    if not abs(value) < math.inf or (value == int(value) and abs(value) >= 2**53):
        raise ValueError(f"number out of range: {text[:40]}")
    return value


def canonical(value):
    """The RFC 8785 bytes of a value, or ValueError."""
    if value is None or isinstance(value, (bool, str)):
        try:
            return json.dumps(value, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            raise ValueError("lone surrogate in a string") from None
    if isinstance(value, int) and abs(value) < 2**53:
        return b"%d" % value
    if isinstance(value, float) and math.isfinite(value):
        return es_number(value).encode()
    if isinstance(value, list):
        return b"[" + b",".join(map(canonical, value)) + b"]"
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return b"{" + b",".join(canonical(key) + b":" + canonical(value[key]) for key in keys) + b"}"
    raise ValueError(f"no canonical form: {value!r}")


def es_number(value):
    """A finite double as ECMAScript prints it: `repr` finds the same shortest digits, but lays them out otherwise."""
    if value == 0:
        return "0"
    mantissa, _, exponent = repr(abs(value)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    point = len(digits) - len(fraction) + int(exponent or 0)  # where in `digits` the decimal point stands
    digits = digits.rstrip("0")
    if 0 < point <= 21:
        text = digits.ljust(point, "0")
        text = text[:point] + "." * (len(text) > point) + text[point:]
    elif -6 < point <= 0:
        text = "0." + "0" * -point + digits
    else:
        text = digits[0] + "." * (len(digits) > 1) + digits[1:] + f"e{point - 1:+d}"
    return "-" * (value < 0) + text


def step(pointer, key):
    return pointer + "/" + str(key).replace("~", "~0").replace("/", "~1")


def resolve(value, pointer):
    """What a JSON Pointer finds, or MISSING."""
    for token in pointer.split("/")[1:]:
        token = token.replace("~1", "/").replace("~0", "~")
        if isinstance(value, list) and re.fullmatch("0|[1-9][0-9]{0,5}", token):
            value = value[int(token)] if int(token) < len(value) else MISSING
        else:
            value = value.get(token, MISSING) if isinstance(value, dict) else MISSING
    return value


def personal_digest(salt_hex, pointer, value):
    """The digest that stands in `personal` for a sealed value: what a value opened elsewhere is compared with."""
    return sha256(canonical(["entente/personal/1", salt_hex, pointer, value])).hex()


def unbase64(text, length=None):
    """The bytes of canonical base64 (RFC 4648, section 4), or ValueError."""
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text or length not in (None, len(data)):
        raise ValueError(f"{show(text)} is not the base64 of {'bytes' if length is None else f'{length} bytes'}")
    return data


def hashes(values, most=64):
    """The hashes of a proof, each in base64, or ValueError."""
    if not isinstance(values, list) or len(values) > most or not all(isinstance(value, str) for value in values):
        raise ValueError(f"a proof is a list of at most {most} hashes in base64")
    return [unbase64(value, 32) for value in values]


def show(value):
    """A value of the input on one line, in ASCII, cut if long."""
    text = json.dumps(value)
    return text if len(text) <= 100 else text[:97] + "..."


# ---- JSON Schema (2020-12), where `jsonschema` is installed ----

def schema_judge(named):
    """A function that yields what is wrong with a value by a schema; `named` are the schemas that `$ref` can name."""
    if validators is None:
        return lambda schema, value, pointer, sealed: ()
    rules = {name: _lenient(rule) for name, rule in Draft202012Validator.VALIDATORS.items()}
    judge = validators.extend(Draft202012Validator, rules)
    resources = [(name, dialects.DRAFT202012.create_resource(schema)) for name, schema in named.items()]
    registry = Registry().with_resources(resources).crawl()  # fetches nothing
    return lambda schema, value, pointer, sealed: (
        judge(schema, registry=registry).iter_errors(_veiled(value, pointer, sealed)))


def _lenient(rule):
    return lambda judge, value, instance, schema: () if instance is SEALED else rule(judge, value, instance, schema)


def _veiled(value, pointer, sealed):
    if isinstance(value, dict):
        return {key: _veiled(each, step(pointer, key), sealed) for key, each in value.items()}
    if isinstance(value, list):
        return [_veiled(each, step(pointer, index), sealed) for index, each in enumerate(value)]
    return SEALED if value is None and pointer in sealed else value


# ---- Tests of a value's shape ----


def like(pattern):
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


def number(least):
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= least


def each(kind, test):
    """A list, or an object's values, that pass a test."""
    return lambda value: isinstance(value, kind) and all(map(test, value.values() if kind is dict else value))


TIME = like("[0-9]{4}(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){2}[.][0-9]{6}Z")


def is_time(value):
    """RFC 3339 UTC with exactly 6 decimals, and a day that exists."""
    try:
        return TIME(value) and datetime.fromisoformat(value) is not None
    except ValueError:
        return False


def seconds(time):
    """The seconds since 1970 of a time that `is_time` accepts."""
    return datetime.fromisoformat(time).timestamp()


def date(seconds):
    """A time in whole seconds since 1970 as RFC 3339."""
    return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


# ---- Findings ----

FINDINGS = 1000  # as many are kept; more are only counted
FILE = 64 << 20  # bytes of a file that is read whole
LINE = 4 << 20  # bytes of a line


class Report:
    """What was found, each with its place (file, line), and what else is to be told."""

    def __init__(self):
        self.place, self.findings, self.found, self.notes = (None, None), [], 0, []

    def report(self, message):
        self.found += 1
        if self.found <= FINDINGS:
            self.findings.append((*self.place, message))

    def attempt(self, *checks):
        """Runs checks one after another. Hostile input nobody thought of is a finding too, never a crash."""
        for check in checks:
            try:
                check()
            except Exception as error:
                self.report(f"cannot be verified: {error!r}")
        return not self.found

    def shaped(self, value, table):
        """Reports unknown, missing and malformed members; returns the sound ones."""
        for name in sorted(value.keys() - table.keys()):
            self.report(f"unknown member {show(name)}")
        for name, (required, test, meaning) in table.items():
            if name in value and not test(value[name]):
                self.report(f"{name} must be {meaning}, not {show(value[name])}")
            elif required and name not in value:
                self.report(f"{name} is missing")
        return {name: value[name] for name in table if name in value and table[name][1](value[name])}

    def files_of(self, folder, digests=True):
        """The SHA-256 in hex of every file of a folder, by path; whatever is no file is reported."""
        files = {}
        for parent, folders, names in os.walk(folder, onerror=lambda error: self.report(f"unreadable: {error}")):
            for path in (Path(parent, name) for name in folders + names):
                self.place = (path.relative_to(folder).as_posix(), None)
                mode = path.lstat().st_mode
                if stat.S_ISREG(mode) and not digests:
                    files[self.place[0]] = None
                elif stat.S_ISREG(mode):
                    with open(path, "rb") as file:
                        files[self.place[0]] = hashlib.file_digest(file, "sha256").hexdigest()
                elif not stat.S_ISDIR(mode):
                    self.report("neither a file nor a folder")
        return files

    def check_files(self, files, listed):
        """Reports what a manifest lists and is not there, and the other way round, and what has another digest."""
        for path in sorted((listed.keys() | files.keys()) - {"manifest.json"}):
            self.place = (path, None)
            if path not in files or path not in listed:
                self.report("not listed in the manifest" if path in files else "missing, the manifest lists it")
            elif listed[path] != files[path]:
                self.report(f"SHA-256 is {files[path]}, the manifest says {listed[path]}")

    def read_json(self, folder, path, files):
        """The object in this file of a folder, empty with a finding if there is none."""
        self.place = (path, None)
        try:
            value = parse(read_file(folder / path), depth=200) if path in files else None
            if isinstance(value, dict):
                return value
            self.report("not a JSON object" if path in files else "missing")
        except ValueError as error:
            self.report(f"malformed: {error}")
        return {}

    def read_lines(self, folder, path, limit):
        """(number from 0, bytes without LF) of each line; an overlong or unended one is reported, and the last."""
        with open(folder / path, "rb") as file:
            for number in range(1 << 62):
                line = file.readline(limit + 1)
                self.place = (path, number + 1)
                if not line:
                    return
                if not line.endswith(b"\n"):
                    self.report(f"a line of more than {limit} bytes" if len(line) > limit
                                else "truncated: the last line does not end in LF")
                yield number, line.removesuffix(b"\n")
                if len(line) > limit:
                    return


def read_file(path, limit=FILE):
    """The bytes of a file, or ValueError if it is none or has more than the limit."""
    try:
        if not os.path.isfile(path):
            raise ValueError("no file")
        with open(path, "rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise ValueError(f"unreadable: {error}") from None
    if len(data) > limit:
        raise ValueError(f"more than {limit} bytes")
    return data
