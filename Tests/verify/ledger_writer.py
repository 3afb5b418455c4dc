"""Writers of what the verifier verifies, for its tests. They share no code with it."""

import base64
import copy
import hashlib
import json

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ORIGIN = "ledger.example.org/skc"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32, 64)))
THIRD_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(64, 96)))
SALT = "000102030405060708090a0b0c0d0e0f"


# ---- A writer of exports ----

def sha(data):
    return hashlib.sha256(data).hexdigest()


def jcs(value):
    """Canonical for what stands here: ASCII keys, strings, integers."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def tree(leaves):
    """The recursive definition of RFC 6962."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return hashlib.sha256(b"\x01" + tree(leaves[:half]) + tree(leaves[half:])).digest()


def public(key, name):
    typed = b"\x01" + key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return typed, hashlib.sha256(name.encode() + b"\n" + typed).digest()[:4]


def vkey(key=KEY, name=ORIGIN):
    typed, identifier = public(key, name)
    return f"{name}+{identifier.hex()}+{base64.b64encode(typed).decode()}"


def vkey_of(public, name=ORIGIN, kind=1):
    typed = bytes([kind]) + public
    identifier = hashlib.sha256(name.encode() + b"\n" + typed).hexdigest()[:8]
    return f"{name}+{identifier}+{base64.b64encode(typed).decode()}"


SMALL = vkey_of(b"\x01" + bytes(31))  # the neutral element: of small order


def sign(text, key=KEY, name=ORIGIN):
    blob = public(key, name)[1] + key.sign(text.encode())
    return f"\u2014 {name} {base64.b64encode(blob).decode()}\n"


def note(size, root, origin=ORIGIN, key=KEY):
    text = f"{origin}\n{size}\n{base64.b64encode(root).decode()}\n"
    return text + "\n" + sign(text, key, origin)


def seal(pointer, value):
    return sha(jcs(["entente/personal/1", SALT, pointer, value]))


STRING = {"type": "string"}
SCHEMAS = {
    "common.v1.json": {"$id": "urn:entente:common:1", "$defs": {
        "agreement": STRING | {"x-tag": "agreement"}, "event": STRING | {"x-tag": "event"},
        "party": {"type": "string", "x-tag": ["party", "organ"]}}},
    "ledger/opened.v1.json": {"$id": "urn:entente:ledger.opened:1", "type": "object",
                              "required": ["origin", "format", "key", "catalogue"]},
    "catalogue/adopted.v1.json": {"$id": "urn:entente:catalogue.adopted:1"},
    "agreement/signed.v1.json": {
        "$id": "urn:entente:agreement.signed:1", "type": "object", "required": ["agreement"], "additionalProperties": False,
        "properties": {
            "agreement": {"$ref": "urn:entente:common:1#/$defs/agreement"},
            "parties": {"type": "array", "items": {"$ref": "urn:entente:common:1#/$defs/party"}},
            "identifier": {"x-tag": {"kind": "identifier", "join": ["scheme", "id"]}},
            "signatory": STRING | {"x-tag": "person"},
            "name": {"$ref": "#/$defs/text", "x-person": "/data/signatory"},
            "pair": {"prefixItems": [{"x-tag": "place"}], "items": {"x-tag": "series"}},
            "notes": {"additionalProperties": {"x-person": "/data/signatory"}},
            "share": {"type": "number"}},
        "$defs": {"text": STRING}},
    "event/corrected.v1.json": {"properties": {"target": {"$ref": "urn:entente:common:1#/$defs/event"}}},
    "event/retracted.v1.json": {"properties": {"target": {"$ref": "urn:entente:common:1#/$defs/event"}}},
    "event/reinstated.v1.json": {"properties": {"target": {"$ref": "urn:entente:common:1#/$defs/event"}}},
    "schema/registered.v1.json": {"properties": {"schema": {"x-tag": "schema"}, "definition": {"type": "object"}}},
    "event/disputed.v1.json": {"properties": {"target": {"$ref": "urn:entente:common:1#/$defs/event"}}},
    "event/confirmed.v1.json": {"properties": {
        "target": {"$ref": "urn:entente:common:1#/$defs/event"}, "by": {"$ref": "urn:entente:common:1#/$defs/party"}}},
    "event/dispute-settled.v1.json": {"properties": {
        "target": {"$ref": "urn:entente:common:1#/$defs/event"}, "dispute": {"$ref": "urn:entente:common:1#/$defs/event"}}},
}


def schema_files(schemas=SCHEMAS):
    return {f"schemas/{path}": json.dumps(schema, indent=1).encode() for path, schema in schemas.items()}


def catalogue(files):
    return sha(jcs([[path.removeprefix("schemas/"), sha(files[path])]
                    for path in sorted(files) if path.startswith("schemas/")]))


OWN, OWN_TYPE = "schema:x-site-visit.made", {
    "$id": "urn:example:x-site-visit.made", "type": "object", "required": ["agreement"], "properties": {
        "agreement": {"$ref": "urn:entente:common:1#/$defs/agreement"},
        "by": {"$ref": "#/$defs/visitor"}, "words": STRING | {"x-person": "/data/by"}},
    "$defs": {"visitor": STRING | {"x-tag": "person"}}}
A, B, EVENT = "agreement:mou-17", "agreement:mou-18", "event:signed-1"
TAGS_1 = [A, "identifier:lei:5299", "organ:board", "party:skc", "person:k3jd8a0qpz1x", "place:minsk", "series:s1"]


def history(files):
    """Writers' and derived members; the builder adds origin, position, recorded and dossiers."""
    def event(id, type, **members):
        return {"id": id, "type": type, "version": 1, "occurred": "2020-09-18", "by": "person:k3jd8a0qpz1x"} | members
    before = sha(b"the catalogue before")
    return [
        event("open", "ledger.opened", by="script:setup",
              data={"origin": ORIGIN, "format": 1, "key": vkey(), "catalogue": before}),
        event("adopt", "catalogue.adopted", by="script:setup", data={"catalogue": catalogue(files), "previous": before}),
        event("signed-1", "agreement.signed", mode="attested", basis="inferred", verbatim="in September",
              causation="adopt", correlation="case-1", signature={"key": "k", "value": "v"},
              source={"document": "sha256:" + "a" * 64, "title": "Über", "publisher": "p", "url": "https://example.org",
                      "locator": "p. 3", "quote": None, "language": "de", "published": "2020-09-21"},
              data={"agreement": A, "parties": ["party:skc", "organ:board"], "identifier": {"scheme": "lei", "id": "5299"},
                    "signatory": "person:k3jd8a0qpz1x", "name": None, "notes": {"a/b": None}, "share": 0.5,
                    "pair": ["place:minsk", "series:s1"]},
              personal={"/data/name": seal("/data/name", "K. Name"), "/data/notes/a~1b": seal("/data/notes/a~1b", "x"),
                        "/source/quote": seal("/source/quote", "K. Name signed.")}, tags=TAGS_1),
        event("signed-2", "agreement.signed", occurred="", basis="unknown", added=["party:guest"],
              data={"agreement": B, "name": "no person named, so not personal"}, tags=[B, "party:guest"]),
        event("fix-1", "event.corrected",
              data={"target": EVENT, "leafHash": "?signed-1", "reason": "wrong agreement and party", "occurred": "2020-09-20",
                    "source": {"title": "Über", "quote": None},
                    "data": {"agreement": B, "parties": ["party:aif"], "signatory": "person:k3jd8a0qpz1x", "name": None}},
              personal={"/data/data/name": seal("/data/data/name", "K. Other"),
                        "/data/source/quote": seal("/data/source/quote", "q")},
              tags=sorted(TAGS_1 + [B, EVENT, "party:aif"])),
        event("gone-1", "event.retracted", data={"target": EVENT}, tags=sorted(TAGS_1 + [B, EVENT, "party:aif"])),
        event("back-1", "event.reinstated", data={"target": EVENT}, tags=sorted(TAGS_1 + [B, EVENT, "party:aif"])),
        event("fix-2", "event.corrected", data={"target": "event:signed-2", "leafHash": "?signed-2", "basis": "unknown"},
              tags=sorted([B, "event:signed-2", "party:guest"])),
        event("type-1", "schema.registered", data={"schema": OWN, "version": 1, "definition": OWN_TYPE}, tags=[OWN]),
        event("own-1", "x-site-visit.made", added=["place:minsk"], data={"agreement": A}, tags=[A, "place:minsk"]),
        event("signed-3", "agreement.signed", data={"agreement": A}, tags=[A]),
    ]


def build(edit=None, encode=jcs, events=None, files=None):
    """The leaves; `edit(id, leaf)` changes a finished leaf (or returns another) before later ones build on it."""
    leaves, ids, dossiers = [], {}, {}
    for position, event in enumerate(events or history(files or schema_files())):
        leaf = copy.deepcopy(event) | {"origin": ORIGIN, "position": position}
        leaf["recorded"] = f"2024-03-01T09:30:{position:02}.000001Z"
        if str(leaf["data"].get("leafHash", "")).startswith("?"):
            leaf["data"]["leafHash"] = hashlib.sha256(b"\x00" + ids[leaf["data"]["leafHash"][1:]]).hexdigest()
        agreements = [tag for tag in leaf.get("tags", []) if tag.startswith("agreement:")]
        for tag in agreements:
            earlier = dossiers.setdefault(tag, [])
            leaf.setdefault("dossiers", {})[tag] = {"size": len(earlier), "root": tree(earlier).hex()}
        leaf = (edit and edit(event["id"], leaf)) or leaf
        data = leaf if isinstance(leaf, bytes) else encode(leaf)
        for tag in agreements:
            dossiers[tag].append(data)
        ids[event["id"]] = data
        leaves.append(data)
    return leaves


def export(folder, leaves, files=None, signer=KEY, **overrides):
    files = dict(files or schema_files())
    types = {}
    for leaf in leaves:
        try:
            kind = json.loads(leaf).get("type")
        except (ValueError, RecursionError, AttributeError):
            continue
        if isinstance(kind, str):
            types[kind] = types.get(kind, 0) + 1
    digest, root = catalogue(files), tree(leaves)
    files["events.jsonl"] = b"".join(leaf + b"\n" for leaf in leaves)
    manifest = {"format": 1, "origin": ORIGIN, "size": len(leaves), "root": root.hex(), "catalogue": digest,
                "checkpoint": note(len(leaves), root, key=signer), "key": vkey(), "types": types,
                "files": {path: sha(data) for path, data in files.items()}} | overrides
    files["manifest.json"] = json.dumps({name: manifest[name] for name in manifest if manifest[name] is not None}).encode()
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


# ---- Proofs, by the recursive definitions of RFC 6962, 2.1.1 and 2.1.2 ----

def half(size):
    return 1 << (size - 1).bit_length() - 1


def inclusion(index, leaves):
    if len(leaves) == 1:
        return []
    k = half(len(leaves))
    if index < k:
        return inclusion(index, leaves[:k]) + [tree(leaves[k:])]
    return inclusion(index - k, leaves[k:]) + [tree(leaves[:k])]


def consistency(old, leaves):
    return subproof(old, leaves, True) if 0 < old < len(leaves) else []


def subproof(old, leaves, whole):
    if old == len(leaves):
        return [] if whole else [tree(leaves)]
    k = half(len(leaves))
    if old <= k:
        return subproof(old, leaves[:k], whole) + [tree(leaves[k:])]
    return subproof(old - k, leaves[k:], False) + [tree(leaves[:k])]


def b64(data):
    return base64.b64encode(data).decode()


# ---- Cosigned checkpoints and policies ----

WITNESSES = {name: Ed25519PrivateKey.from_private_bytes(bytes(range(seed, seed + 32)))
             for name, seed in (("w1.example", 100), ("w2.example", 140), ("w3.example", 180))}
DOSSIER = ORIGIN + "/agreement/mou-17"


def raw(key):
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def witness_vkey(name):
    return vkey_of(raw(WITNESSES[name]), name, 4)


def cosign(text, name, time):
    """A cosignature/v1 line of a witness."""
    key = WITNESSES[name]
    identifier = bytes.fromhex(vkey_of(raw(key), name, 4).split("+")[1])
    signature = key.sign(f"cosignature/v1\ntime {time}\n{text}".encode())
    return f"\u2014 {name} {b64(identifier + time.to_bytes(8, 'big') + signature)}\n"


def cosigned(size, root, times={}, origin=ORIGIN, key=KEY):
    """A checkpoint with the cosignatures of these witnesses at these times."""
    signed = note(size, root, origin, key)
    return signed + "".join(cosign(signed.split("\n\n")[0] + "\n", name, time) for name, time in times.items())


def policy(quorum="any", logs=(KEY,)):
    lines = [f"log {vkey(key)}" for key in logs]
    lines += [f"witness {name[:2]} {witness_vkey(name)} https://{name}/" for name in WITNESSES]
    return "\n".join(lines + ([f"group all-of-us {quorum} w1 w2 w3", "quorum all-of-us"] if quorum != "none" else ["quorum none"]) + [""])


# ---- A writer of published ledgers (C2SP tlog-tiles) ----

def tile_name(level, index, width=256):
    digits = f"{index:03}" if index < 1000 else f"{index:0{-(-len(str(index)) // 3) * 3}}"
    groups = [digits[at:at + 3] for at in range(0, len(digits), 3)]
    return f"tile/{level}/" + "/".join(["x" + each for each in groups[:-1]] + groups[-1:]) + (f".p/{width}" if width < 256 else "")


def tiles(leaves):
    """The files of a published log of these leaves, by path, without its checkpoint."""
    files, level, hashes = {}, 0, [hashlib.sha256(b"\x00" + leaf).digest() for leaf in leaves]
    while hashes:
        for start in range(0, len(hashes), 256):
            part = hashes[start:start + 256]
            files[tile_name(level, start // 256, len(part))] = b"".join(part)
            if level == 0:
                entries = leaves[start:start + 256]
                files[tile_name("entries", start // 256, len(part))] = b"".join(
                    len(leaf).to_bytes(2, "big") + leaf for leaf in entries)
        hashes = [fold(hashes[start:start + 256]) for start in range(0, len(hashes) // 256 * 256, 256)]
        level += 1
    return files


def fold(hashes):
    while len(hashes) > 1:
        hashes = [hashlib.sha256(b"\x01" + left + right).digest() for left, right in zip(hashes[::2], hashes[1::2])]
    return hashes[0]


def write(folder, files):
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data.encode() if isinstance(data, str) else data)
