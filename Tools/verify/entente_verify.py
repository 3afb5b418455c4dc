#!/usr/bin/env python3
"""Verify what a ledger handed out, without the program that wrote it.

    python3 entente_verify.py FILE|DIR [--policy FILE | --key VKEY] [--known NOTE …] [--not-before TIME]
                              [--tsa CA.pem] [--leaf FILE] [--json]

It recognises what it is given:

    an export              folder with `events.jsonl` (one leaf a line), `schemas/` and `manifest.json`
    a published ledger     folder in the C2SP tlog-tiles layout: `checkpoint` and `tile/`
    a dossier              folder with an agreement's events, their proofs, `dossier-checkpoint` and `manifest.json`
    a checkpoint           C2SP signed note
    a proof of inclusion   C2SP .tlog-proof; the leaf stands in its line `extra`, or give `--leaf`
    a proof of consistency body of a witness' add-checkpoint, `old N` …; give the checkpoint of size N with `--known`

Every finding is one line, `file:line: what is wrong`; the last line sums up, after what a sound dossier or file says.
Exit status: 0 nothing found, 1 findings, 2 usage. Needs Python 3.11, `cryptography` and the files beside it; where
`jsonschema` is installed, an export's `data` is checked against the schemas; `openssl` is called for time stamps only.
Input is taken as hostile: whatever is malformed is a finding. Of more than 1000 findings the rest is only counted.

What the reader brings, since nothing that was handed over can vouch for itself:

    --policy      whom to trust (C2SP tlog-policy): the log's key, witnesses, and which of their cosignatures suffice.
                  The key of a ledger counts for its agreements' own trees too
    --key         the log's key alone, as a policy that asks for no cosignature
    --known       a checkpoint kept earlier: it must belong to the history shown here, else two readers saw two
    --not-before  RFC 3339; a quorum must have cosigned then or later, so that no old state passes for the present one
    --tsa         certificate of a time stamp authority (RFC 3161), whose stamps then bound times

Of an export are checked: the files against the manifest; each leaf's bytes (UTF-8, RFC 8785, limits) and envelope;
positions, recorded times, origin, keys; tags, sealed places and corrections, derived again from the schemas'
annotations; in every leaf the head of each agreement's own tree; the catalogue's digest; the RFC 6962 root; the signed
checkpoint. Of a published ledger: every tile and bundle against each other, the root, and the same of its events as
far as it needs no schemas. Of a dossier: `entente_dossier.py` says it.

Not checked: an export or a published ledger forged as a whole with a key of its own is consistent, so give a policy or
the key as you know it from elsewhere. Sealed values are not opened (see `personal_digest`), EDTF is not parsed, the
domain's rules are not replayed, and `signature` is not judged.
"""

import argparse
import json
import os
import sys
from datetime import datetime
from pathlib import Path

from entente_dossier import Dossier
from entente_export import Export
from entente_formats import read_file
from entente_log import NOTE, POLICY, Checkpoint, Policy, Trust, policy_of
from entente_proof import Consistency, Inclusion, Note
from entente_tiles import Tiles


def recognised(path):
    """The class that verifies what is there."""
    if os.path.isdir(path):
        there = set(os.listdir(path))
        if "tile" in there:
            return Tiles
        if "dossier-checkpoint" in there or "proofs.jsonl" in there:
            return Dossier
        return Tiles if "checkpoint" in there and "events.jsonl" not in there else Export
    if not os.path.isfile(path):
        raise ValueError(f"neither a file nor a folder: {path}")
    with open(path, "rb") as file:
        head = file.read(20)
    return Inclusion if head.startswith(b"c2sp.org/tlog-proof@") else Consistency if head.startswith(b"old ") else Note


def arguments(given):
    parser = argparse.ArgumentParser(description="Verify what a ledger handed out: prints every finding.")
    parser.add_argument("path", metavar="FILE|DIR", help="export, published ledger, dossier, checkpoint or proof")
    trust = parser.add_mutually_exclusive_group()
    trust.add_argument("--policy", metavar="FILE", help="whom you trust, a C2SP tlog-policy")
    trust.add_argument("--key", metavar="VKEY", help="the log's verifier key, as you know it from elsewhere")
    parser.add_argument("--known", metavar="NOTE", action="append", default=[], help="a checkpoint you kept earlier")
    parser.add_argument("--not-before", metavar="TIME", help="cosigned then or later, RFC 3339")
    parser.add_argument("--tsa", metavar="CA.pem", help="certificate of a time stamp authority")
    parser.add_argument("--leaf", metavar="FILE", help="the leaf that a .tlog-proof is about")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of lines")
    return parser, parser.parse_args(given)


def brought(options, needed):
    """What the reader brings, and of known checkpoints the findings; ValueError if it cannot be used."""
    policy, known, findings = None, [], []
    if options.policy or options.key:
        policy = Policy(read_file(options.policy, POLICY)) if options.policy else policy_of(options.key)
    elif needed or options.known or options.not_before:
        raise ValueError("give whom you trust, with --policy or --key")
    since = datetime.fromisoformat(options.not_before) if options.not_before else None
    if since and since.tzinfo is None:
        raise ValueError("--not-before needs a time with its zone, such as 2026-11-22T09:00:00Z")
    if options.tsa and not os.path.isfile(options.tsa):
        raise ValueError(f"no such file: {options.tsa}")
    for path in options.known:
        try:
            note = Checkpoint(read_file(path, NOTE))
            policy.judge(note)
            known.append(note)
        except ValueError as error:
            findings.append((path, f"known checkpoint: {error}"))
    return Trust(policy, tuple(known), since and since.timestamp(), options.tsa), findings


def main(given=None):
    parser, options = arguments(given)
    if not os.path.exists(options.path):
        parser.error(f"no such file or folder: {options.path}")
    try:
        kind = recognised(options.path)
        trust, findings = brought(options, kind not in (Export, Tiles))
        leaf = {"leaf": Path(options.leaf).read_bytes()} if options.leaf else {}
        if leaf and kind is not Inclusion:
            raise ValueError("--leaf goes with a .tlog-proof file")
        verifier = kind(options.path, trust, **leaf)
    except (OSError, ValueError) as error:
        parser.error(str(error))
    for verifier.place, message in (((path, None), message) for path, message in findings):
        verifier.report(message)
    sound = verifier.run()
    show_json(sound, verifier) if options.json else show_lines(sound, verifier)
    return 0 if sound else 1


def show_json(sound, verifier):
    findings = [{"file": file, "line": line, "message": message} for file, line, message in verifier.findings]
    said = {"ok": sound, "kind": verifier.kind} | verifier.result()
    print(json.dumps(said | {"notes": verifier.notes, "findings": findings, "found": verifier.found}))


def show_lines(sound, verifier):
    sys.stdout.reconfigure(errors="backslashreplace")
    lines = [f"{file}:{line}: {message}" if line else f"{file}: {message}" for file, line, message in verifier.findings]
    lines += verifier.statements() if sound else []
    verdict = "ok" if sound else f"failed: {verifier.found} findings"
    for line in [*lines, f"{verdict}: {verifier.summary()}" + "".join(f"; {note}" for note in verifier.notes)]:
        print("".join(c if c.isprintable() else ascii(c)[1:-1] for c in line))


if __name__ == "__main__":
    sys.exit(main())
