"""The published formats a ledger's export is written in, apart from its own rules: see `entente_verify.py`.

RFC 6962 trees, RFC 8785 (canonical JSON), RFC 6901 (JSON Pointer), C2SP signed notes, and tests of a value's shape.
"""

import base64
import hashlib
import json
import math
import re
from collections import Counter
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

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

# ---- Checkpoints (C2SP signed notes, Ed25519) ----


def unbase64(text):
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text:
        raise ValueError("malformed base64")
    return data


def read_key(vkey):
    """(name, key ID, public key) of a verifier key string, or ValueError."""
    parts = re.fullmatch(r"([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)", vkey)
    typed = unbase64(parts[3]) if parts else b""
    if len(typed) != 33 or typed[0] != 1 or sha256(parts[1].encode() + b"\n" + typed)[:4].hex() != parts[2]:
        raise ValueError(f"{show(vkey)} is no Ed25519 verifier key")
    return parts[1], bytes.fromhex(parts[2]), typed[1:]


def check_note(note, text, vkey):
    """ValueError unless the note is exactly this text, signed by this key. Others' signatures are ignored."""
    name, identifier, public = read_key(vkey)
    stated, _, block = note.rpartition("\n\n")
    if stated + "\n" != text:
        raise ValueError(f"it does not say {show(text)}")
    if not re.fullmatch(r"(\u2014 [^\s+\x00-\x1f]+ [A-Za-z0-9+/=]+\n)+", block):
        raise ValueError("malformed signature lines")
    signatures = [(signer, unbase64(blob)) for _, signer, blob in map(str.split, block[:-1].split("\n"))]
    ours = [blob[4:] for signer, blob in signatures if (signer, blob[:4]) == (name, identifier)]
    if len(ours) != 1:
        raise ValueError(f"{len(ours)} signatures by {show(name)}, not one")
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(ours[0], text.encode())
    except InvalidSignature:
        raise ValueError("the signature does not verify") from None


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
