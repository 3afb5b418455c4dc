"""An exported ledger, `events.jsonl`, `schemas/` and `manifest.json`: see `entente_verify.py`."""

import base64
import os
from pathlib import Path

from entente_events import LEAF, Events, is_hex, is_origin, is_text
from entente_formats import canonical, each, like, number, sha256, show, validators
from entente_log import Checkpoint, Trust, in_words, read_key

MANIFEST = {
    "format": (True, lambda value: number(1)(value) and value == 1, "1"),
    "origin": (True, is_origin, "a ledger's name"),
    "size": (True, number(0), "an integer from 0"),
    "root": (True, is_hex, "64 lowercase hex digits"),
    "catalogue": (True, is_hex, "64 lowercase hex digits"),
    "key": (True, is_text, "a verifier key"),
    "checkpoint": (False, is_text, "a signed note"),
    "types": (True, each(dict, number(1)), "a count per type"),
    "files": (True, each(dict, is_hex), "a SHA-256 per file"),
}


class Export(Events):
    kind = "export"

    def __init__(self, folder, trust=Trust()):
        super().__init__(trust)
        self.folder, self.files, self.manifest, self.schemas, self.complete = Path(folder), {}, {}, {}, None

    def run(self):
        return self.attempt(self.read_files, self.read_manifest, self.read_schemas, self.watch, self.read_events,
                            self.check_whole, self.check_checkpoint, self.check_watched)

    def read_files(self):
        self.files = self.files_of(self.folder)

    def read_manifest(self):
        self.manifest = self.shaped(self.read_json(self.folder, "manifest.json", self.files), MANIFEST)
        self.origin = self.manifest.get("origin")
        self.check_files(self.files, self.manifest.get("files", {}))

    def read_schemas(self):
        for path in sorted(filter(like(r"schemas/.*\.json"), self.files)):
            self.schemas[path] = self.read_json(self.folder, path, self.files)
            name = self.schemas[path].get("$id", path)
            if not isinstance(name, str) or self.named.setdefault(name, self.schemas[path]) is not self.schemas[path]:
                self.report(f"$id {show(name)} is no name, or another schema's")
        self.place = ("manifest.json", None)

    def read_events(self):
        if "events.jsonl" not in self.files:
            return  # the manifest lists it, and a ledger has events: reported there
        for _, leaf in self.read_lines(self.folder, "events.jsonl", LEAF + 1):
            self.check_leaf(leaf)

    def check_whole(self):
        """What the manifest says of the whole: size, root, counts, catalogue."""
        listing = sorted([os.fsencode(path[8:]), path[8:], digest] for path, digest in self.files.items()
                         if path.startswith("schemas/"))
        catalogue = sha256(canonical([[path, digest] for _, path, digest in listing])).hex()
        self.place = ("schemas", None)
        if self.catalogue != catalogue:
            self.report(f"catalogue digest is {catalogue}, the ledger adopted {show(self.catalogue)}")
        self.place = ("events.jsonl", None)
        if self.tree.size == 0:
            self.report("no events")
        self.place = ("manifest.json", None)
        for name, found in (("size", self.tree.size), ("root", self.tree.root().hex()), ("catalogue", catalogue),
                            ("types", self.types)):
            if self.manifest.get(name, found) != found:
                self.report(f"{name} is {show(found)} by the files, the manifest says {show(self.manifest[name])}")

    def check_checkpoint(self):
        vkey, note, policy = self.manifest.get("key", ""), self.manifest.get("checkpoint"), self.trust.policy
        self.place, self.notes = ("manifest.json", None), ["no checkpoint" if note is None else "checkpoint verified"]
        if vkey != self.key:
            self.report(f"key is {show(vkey)}, in force is {show(self.key)}")
        try:
            key = read_key(vkey)
            if note is not None:
                checkpoint = Checkpoint(note.encode())
                text = f"{self.origin}\n{self.tree.size}\n{base64.b64encode(self.tree.root()).decode()}\n"
                if checkpoint.text != text.encode():
                    self.report(f"checkpoint: it does not say {show(text)}")
                if not checkpoint.signers_of([key]):
                    self.report(f"checkpoint: no signature by the key {show(vkey)}")
                if policy:
                    self.complete = self.trust.judge(checkpoint, self.report)
            elif policy and key not in policy.log_keys(self.origin):
                self.report(f"key is {show(vkey)}, which the policy does not name")
            elif policy and (not policy.met({}) or self.trust.not_before is not None):
                self.report("no checkpoint, so nobody cosigned it")
        except ValueError as error:
            self.report(f"checkpoint or key: {error}")
        self.notes += ["data checked against schemas" if validators else "data not checked (no jsonschema installed)"]

    def summary(self):
        return f"{self.tree.size} events, root {self.tree.root().hex()}"

    def result(self):
        said = {"size": self.tree.size, "root": self.tree.root().hex()}
        return said | ({"complete": self.complete} if self.complete else {})

    def statements(self):
        return [in_words(self.complete)] if self.complete else []
