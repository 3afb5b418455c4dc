"""Tests of the verifier's formats of transparency logs, by published vectors, by mutated ones and by all small trees."""

import re
import sys
import unittest
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2] / "Tools" / "verify"), str(Path(__file__).parent)]
import entente_formats as formats  # noqa: E402
import entente_log as log  # noqa: E402
from ledger_writer import (DOSSIER, KEY, ORIGIN, OTHER_KEY, SMALL, WITNESSES, b64, consistency, cosign, cosigned,  # noqa: E402
                           inclusion, note, policy, raw, sign, tree, vkey, vkey_of, witness_vkey)

LEAVES = [bytes.fromhex(leaf) for leaf in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657",
                                           "606162636465666768696a6b6c6d6e6f")]
HASHES = {name: bytes.fromhex(text) for name, text in {
    "6e": "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "96": "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "5f": "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "6b": "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    "bc": "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    "ca": "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "d3": "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "fa": "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "0e": "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
    "b0": "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f"}.items()}
INCLUSIONS = {(0, 8): "96 5f 6b", (5, 8): "bc ca d3", (2, 3): "fa", (1, 5): "6e 5f bc"}
CONSISTENCIES = {(1, 8): "96 5f 6b", (6, 8): "0e ca d3", (2, 5): "5f bc", (6, 7): "0e b0 d3"}
SAMPLE = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"
WORDS = "one two three four five six seven eit nain ten ileven twelf threeten fourten fivten".encode().split()
ADD_CHECKPOINT = """old 7
2Q0P5jSR+TdkwdXWyx+GbBWX0KZbNZkWzCjyTPSozsw=
ThcgoV2DYcK+VCxBUDWAlNxmLy2r7dq7dK7+OlgQKWs=
ycRkkNklus5eMVRUvkD1pK321vMrA+jjOiZKU8aOcY4=
zY1lN35vrXYAPixXSd59LsU29xUJtuW4o2dNNg5Y2Co=
5jLpqTgjsBDSEX6SgZiRnbTMdTuRd8bQ5tSsAOxe0Ks=

example.com/log/testdata
15
rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=

\u2014 example.com/log/testdata M9e0luh4jTG+UMBqOUo9/q+yAEvx1ilBEniMvjf1zfcBOhg+CKubMt53MvIt/uEWP6zdkdIQzd/fmwlM/dlPWF74ewI=
"""
COSIGNATURE = ("\u2014 witness.example/w1 HGO9EgAAAABrAfSN2y5oizS+NgEOswwFNgs8X5+AlVQMq5TznEUqMepQqNMs1ByCq1Q0I5m4dZuRsQIt4wb"
               "Q1awKzMgoHfzj1zZPDQ==\n")
LOG_KEY = "ledger.example.org/entente-test+81f00a09+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
WITNESS_KEY = "witness.partner.example/w1+2700bac9+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X"
NOTE = """ledger.example.org/entente-test
8
XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=

\u2014 ledger.example.org/entente-test gfAKCSLkM/Myg6LwSZu3eUVTh+P/Q89nQs1OkjxsI7cGwH7AJ+2rUj9ZfBxtmGzlGJvPxWCNGHC5GlPCT/kE0/musw8=
\u2014 witness.partner.example/w1 JwC6yQAAAABlU/EATiVUSWbJQkaI/HYQU7Bo5mYDqemLXPorycptHacuFU8pKqdoK9NX1N4o1g/0WTlq89Z73wDGwHSUCTWDq8EiCg==
"""
PROOF = """c2sp.org/tlog-proof@v1
index 5
vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=
yoVOoSjtBQtBs1/8G4e46yveRh6eO1WW7Oa51ZdaCuA=
037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc=

"""


def path(names):
    return [HASHES[name] for name in names.split()]


def mutations(hashes):
    """Proofs that are all wrong where this one is right."""
    yield [*hashes, bytes(32)]
    yield [bytes(32), *hashes]
    for place, each in enumerate(hashes):
        yield hashes[:place] + hashes[place + 1:]
        yield [*hashes[:place], bytes([each[0] ^ 16]) + each[1:], *hashes[place + 1:]]


class Case(unittest.TestCase):
    def refused(self, function, *arguments, words=""):
        with self.assertRaisesRegex(ValueError, words, msg=repr(arguments)[:300]):
            function(*arguments)


class Proofs(Case):
    def test_published_inclusions(self):
        for (index, size), names in INCLUSIONS.items():
            leaf, root = formats.leaf_hash(LEAVES[index]), tree(LEAVES[:size])
            self.assertEqual(inclusion(index, LEAVES[:size]), path(names))
            formats.check_inclusion(index, size, leaf, path(names), root)
            for wrong in mutations(path(names)):
                self.refused(formats.check_inclusion, index, size, leaf, wrong, root, words="inclusion proof")
        leaves = WORDS[:7]
        self.assertEqual(b64(tree(leaves)), "IrSXADBqJ7EQoUODSDKROySgNveeL6CFhik2w/+fS7U=")
        proof = [bytes.fromhex(each) for each in ("671f146c5e471e8a1a83a3c214ce4ba907b8f3a5888d14cc8cd3ce75bb12ef94",
                 "4f55f619d9215235778b2b9f17d6f4915b16171214d152381293669764de722e",
                 "c15352a061147734135597d79d4b8388aee6de0279adb26a990c7feaf1c5fb20")]
        formats.check_inclusion(3, 7, formats.leaf_hash(b"four"), proof, tree(leaves))
        self.refused(formats.check_inclusion, 3, 7, formats.leaf_hash(b"five"), proof, tree(leaves))

    def test_published_consistencies(self):
        for (old, size), names in CONSISTENCIES.items():
            roots = tree(LEAVES[:old]), tree(LEAVES[:size])
            self.assertEqual(consistency(old, LEAVES[:size]), path(names))
            formats.check_consistency(old, size, *roots, path(names))
            for wrong in mutations(path(names)):
                self.refused(formats.check_consistency, old, size, *roots, wrong, words="consistency proof")
            self.refused(formats.check_consistency, old, size, *reversed(roots), path(names))

    def test_all_pairs_of_sizes(self):
        leaves = [bytes([n]) for n in range(64)]
        roots = [tree(leaves[:size]) for size in range(65)]
        for size in range(1, 65):
            for old in range(size + 1):
                proof = consistency(old, leaves[:size])
                formats.check_consistency(old, size, roots[old], roots[size], proof)
                for wrong in list(mutations(proof))[:6]:
                    self.refused(formats.check_consistency, old, size, roots[old], roots[size], wrong)
                self.refused(formats.check_consistency, old, size, bytes(32), roots[size], proof)
                if old:
                    self.refused(formats.check_consistency, old, size, roots[old], bytes(32), proof)
            for index in range(size):
                proof, leaf = inclusion(index, leaves[:size]), formats.leaf_hash(leaves[index])
                formats.check_inclusion(index, size, leaf, proof, roots[size])
                for wrong in list(mutations(proof))[:6]:
                    self.refused(formats.check_inclusion, index, size, leaf, wrong, roots[size])
                self.refused(formats.check_inclusion, index, size, leaf, proof, bytes(32), words="not lead to the root")
                self.refused(formats.check_inclusion, index ^ 1, size, leaf, proof + [leaf] * (size == 1), roots[size])
            self.refused(formats.check_inclusion, size, size, leaf, proof, roots[size], words="lies outside")

    def test_sizes_that_cannot_be(self):
        root = tree(LEAVES)
        self.refused(formats.check_consistency, 9, 8, root, root, [], words="larger")
        self.refused(formats.check_consistency, 8, 8, root, tree([]), [], words="other roots")
        self.refused(formats.check_consistency, 8, 8, root, root, [root], words="must be empty")
        self.refused(formats.check_consistency, 0, 8, root, root, [], words="other roots")
        self.refused(formats.check_inclusion, 0, 0, root, [], root, words="lies outside")
        self.refused(formats.check_consistency, 3, 2**63, root, root, [root] * 100)
        self.refused(formats.check_inclusion, 3, 2**63, root, [root] * 100, root)


class Keys(Case):
    def test_verifier_keys(self):
        self.assertEqual(log.read_key(LOG_KEY).public, raw(KEY))
        self.assertEqual(log.read_key(WITNESS_KEY, (4,)).id.hex(), "2700bac9")
        self.refused(log.read_key, WITNESS_KEY)
        self.refused(log.read_key, LOG_KEY, (4,))
        for bad in ("", "x", LOG_KEY + "\n", " " + LOG_KEY, LOG_KEY.replace("81f", "81e"), LOG_KEY.replace("81f00a09", "81F00A09"),
                    LOG_KEY.replace("ledger.example.org", "ledger.example.net"), LOG_KEY[:-1], LOG_KEY + "=", "a b" + LOG_KEY,
                    vkey_of(raw(KEY)[:31]), vkey_of(raw(KEY), kind=2), vkey_of(raw(KEY), kind=6), vkey_of(raw(KEY), "a\u00a0b")):
            self.refused(log.read_key, bad)

    def test_small_order(self):
        ys = [0, 1, log.P - 1, log.Y8, log.P - log.Y8, log.P, log.P + 1]
        for y in ys:
            for sign_bit in 0, 1:
                public = (y | sign_bit << 255).to_bytes(32, "little")
                self.refused(log.read_key, vkey_of(public), words="small order")
        log.read_key(vkey_of((9).to_bytes(32, "little")))
        self.refused(log.read_key, SMALL, words="small order")
        d = -121665 * pow(121666, -1, log.P) % log.P
        for y in ys:  # each is really on a point whose eightfold is the neutral element
            y %= log.P
            x2 = (y * y - 1) * pow(d * y * y + 1, -1, log.P) % log.P
            x = pow(x2, (log.P + 3) // 8, log.P)
            x = x if x * x % log.P == x2 else x * pow(2, (log.P - 1) // 4, log.P) % log.P
            self.assertEqual(x * x % log.P, x2)
            for _ in range(3):
                c = d * x * x * y * y
                x, y = 2 * x * y * pow(1 + c, -1, log.P) % log.P, (y * y + x * x) * pow(1 - c, -1, log.P) % log.P
            self.assertEqual((x, y), (0, 1))


class Notes(Case):
    def test_published(self):
        key = log.read_key("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")
        text = ("This is an example message.\n\n\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlT"
                "gK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n")
        self.assertEqual(log.Note(text.encode()).signers_of([key]), {key: None})
        self.refused(log.Note(text.replace("an", "no").encode()).signers_of, [key], words="does not verify")
        name = "sigsum.org/v1/tree/e796172b92befd62d9dc67e41c2f5bc9d3100a3023b20b1ca40288dd1c679e69"
        public = bytes.fromhex("66e0b858e462a609e66fe71370c816d8846ff103d5499a22a7fec37fdbc424a7")
        text = (f"{name}\n10\nHA5HAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n\u2014 {name} gJ2ho0n8F8olcerUF1FFdv235A/5as/coWrpLrtE"
                "7ovMeP5whgwouYExowG/lTznxu6OUGjjt5yJQ6bXtTcf718MqAQ=\n")
        key = log.read_key(vkey_of(public, name))
        self.assertEqual(log.Checkpoint(text.encode()).signers_of([key]), {key: None})
        sofa = log.Checkpoint(
            "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\u2014 example.com/behind-the-sofa "
            "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n".encode())
        self.assertEqual((sofa.size, next(iter(sofa.signatures))[1].hex()), (20852163, "033de0ae"))

    def test_published_cosignatures(self):
        keys = [log.read_key(LOG_KEY), log.read_key(WITNESS_KEY, (4,))]
        self.assertEqual(log.Checkpoint(NOTE.encode()).signers_of(keys), {keys[0]: None, keys[1]: 1_700_000_000})
        for bad in NOTE.replace("\n8\n", "\n9\n"), NOTE.replace("AAAABlU/EA", "AAAABlU/EB"), NOTE.replace("iCg==", "iCQ=="):
            self.refused(log.Checkpoint(bad.encode()).signers_of, keys[1:], words="witness.partner.example/w1.* does not verify")
        witness = log.read_key("witness.example/w1+1c63bd12+BCH4iQykb+nA9qY6QhvvQB7PF9C3QDAmulkgkc0KViYi", (4,))
        cosigned = log.Checkpoint((ADD_CHECKPOINT.split("\n\n", 1)[1] + COSIGNATURE).encode())
        self.assertEqual(list(cosigned.signers_of([witness, log.read_key(SAMPLE)]).values()), [0x6b01f48d, None])

    def test_split_at_the_last_empty_line(self):
        text = "a\n\n\nb\n\u2014 x\n"
        read = log.Note((text + "\n" + sign(text)).encode())
        self.assertEqual((read.text, len(read.signers_of([log.read_key(vkey())]))), (text.encode(), 1))

    def test_malformed(self):
        good = note(1, tree([b""]))
        line = good.split("\n\n")[1]
        for bad in ("", "\n", "\n\n", line, good[:-1], good + "\n", good + "x\n", good.replace("\u2014 ", "\u2014"), good.replace("\u2014 ", "- "),
                    good + "\u2014 x\n", good + "\u2014 x \n", good + "\u2014 x  AAAAAAA=\n", good + "\u2014 x AAAAAA==\n",
                    good + "\u2014 x AAAAAAA=\u0020\n", good + "\u2014 x+y AAAAAAA=\n", good + "\u2014  AAAAAAA=\n",
                    good + "\u2014 a\u2003b AAAAAAA=\n", good + "\u2014 x AAAAAAB=\n", good + "\u2014 x AAAAAAA\n", "\x00" + good, "\r" + good,
                    good.replace("\n\n", "\r\n\r\n"), good + "".join(f"\u2014 x{n} AAAAAAA=\n" for n in range(100)),
                    "x" * 1_000_000 + good):
            self.refused(log.Note, bad.encode())
        self.refused(log.Note, good.encode().replace(b"skc", b"sk\xff"))
        log.Note((good + "".join(f"\u2014 x{n} AAAAAAA=\n" for n in range(99))).encode())

    def test_checkpoints_are_three_canonical_lines(self):
        root = b64(tree([b""]))
        for text in (f"{ORIGIN}\n1\n", f"{ORIGIN}\n1\n{root}\nmore\n", f"\n1\n{root}\n", f"{ORIGIN}\n01\n{root}\n", f"{ORIGIN}\n+1\n{root}\n",
                     f"{ORIGIN}\n\n{root}\n", f"{ORIGIN}\n-1\n{root}\n", f"{ORIGIN}\n1 \n{root}\n", f"{ORIGIN}\n\u0661\n{root}\n",
                     f"{ORIGIN}\n9223372036854775808\n{root}\n", f"{ORIGIN}\n{'9' * 5000}\n{root}\n", f"{ORIGIN}\n1\n{root[:-1]}\n",
                     f"{ORIGIN}\n1\n{root[:-2]}\n", f"{ORIGIN}\n1\n{root[:-4]}\n", f"{ORIGIN}\n1\n {root}\n", f"{ORIGIN}\n0\n{root}\n"):
            self.refused(log.Checkpoint, (text + "\n" + sign(text)).encode())
        self.assertEqual(log.Checkpoint(note(2**63 - 1, tree([b""])).encode()).size, 2**63 - 1)
        self.assertEqual(log.Checkpoint(note(0, tree([])).encode()).size, 0)

    def test_which_signatures_count(self):
        own, other = log.read_key(vkey()), log.read_key(vkey(OTHER_KEY))
        good = note(1, tree([b""]))
        text = good.split("\n\n")[0] + "\n"
        self.assertEqual(log.Note(good.encode()).signers_of([other]), {})
        both = log.Note((good + sign(text, OTHER_KEY)).encode())
        self.assertEqual(both.signers_of([own, other]), {own: None, other: None})
        false = log.Note((good + sign("x", OTHER_KEY)).encode())
        self.assertEqual(false.signers_of([own]), {own: None})
        self.refused(false.signers_of, [own, other], words="does not verify")
        self.refused(log.Note, (good + sign(text)).encode(), words="two signature lines")
        self.refused(log.Note, (good + sign("x")).encode(), words="two signature lines")
        witness = log.read_key(witness_vkey("w1.example"), (4,))
        self.assertEqual(log.Note((good + cosign(text, "w1.example", 7)).encode()).signers_of([witness]), {witness: 7})
        self.refused(log.Note((good + cosign(text, "w1.example", 2**62)).encode()).signers_of, [witness], words="year 9999")
        self.refused(log.Note((good + cosign(text, "w1.example", 2**63)).encode()).signers_of, [witness])
        plain = sign(text, WITNESSES["w1.example"], "w1.example")  # the same key without a time is another key
        self.assertEqual(log.Note((good + plain).encode()).signers_of([witness]), {})


class Policies(Case):
    def judged(self, quorum, signed):
        read, checkpoint = log.Policy(policy(quorum).encode()), log.Checkpoint(signed.encode())
        read.judge(checkpoint)
        return read.met(checkpoint.times.keys()), read.as_of(checkpoint.times)

    def test_quorum_and_time(self):
        root, times = tree([b""]), {"w1.example": 300, "w2.example": 100, "w3.example": 200}
        for quorum, time in {"any": 300, "1": 300, "2": 200, "3": 100, "all": 100, "none": None}.items():
            self.assertEqual(self.judged(quorum, cosigned(1, root, times)), (True, time))
        self.assertEqual(self.judged("2", cosigned(1, root, {"w1.example": 5})), (False, None))
        self.assertEqual(self.judged("none", cosigned(1, root)), (True, None))

    def test_nested_groups(self):
        lines = policy("none").split("\n")[:-2]
        read = log.Policy("\n".join([*lines, "group a any w1 w2", "# comment", "\t group  b \t all a w3 ", "quorum b", ""]).encode())
        keys = {name: log.read_key(witness_vkey(name), (4,)) for name in WITNESSES}
        for names, met in ((["w1.example"], False), (["w1.example", "w2.example"], False), (["w2.example", "w3.example"], True)):
            self.assertEqual(read.met({keys[name] for name in names}), met)

    def test_logs(self):
        read = log.Policy(policy("none", [KEY, OTHER_KEY]).encode())
        for origin, key, good in ((ORIGIN, KEY, True), (ORIGIN, OTHER_KEY, True), (DOSSIER, KEY, True), (DOSSIER + "/x", KEY, False),
                                  (ORIGIN + "x", KEY, False), (ORIGIN + "/agreement/", KEY, False),
                                  (ORIGIN + "/agreement/a/agreement/b", KEY, False), (ORIGIN, WITNESSES["w1.example"], False)):
            checkpoint = log.Checkpoint(note(1, tree([b""]), origin, key).encode())
            read.judge(checkpoint) if good else self.refused(read.judge, checkpoint, words="no signature by a key")
        text = note(1, tree([b""])).split("\n\n")[0] + "\n"
        for false in sign("x", OTHER_KEY), cosign("x", "w2.example", 5):
            self.refused(read.judge, log.Checkpoint((text + "\n" + sign(text) + false).encode()), words="does not verify")
        own = log.Policy(f"log {vkey(name=DOSSIER)}\nquorum none\n".encode())
        own.judge(log.Checkpoint(note(1, tree([b""]), DOSSIER).encode()))
        self.refused(own.judge, log.Checkpoint(note(1, tree([b""])).encode()))

    def test_malformed(self):
        key, witness, log_line = witness_vkey("w1.example"), f"witness w1 {witness_vkey('w1.example')}\n", f"log {vkey()}\n"
        two = witness + f"witness w2 {witness_vkey('w2.example')}\n"
        log.Policy((two + "group g 2 w1 w2\nquorum g\n").encode())
        for bad in ("", log_line, "quorum\n", "quorum w1\n", "quorum none", "quorum none\nquorum none\n", "quorum none none\n", "quorum w1\n" + witness,
                    "quorum none\n" + log_line * 2, "quorum none\n" + witness * 2, "quorum none\n" + witness + f"witness w9 {key}\n",
                    "quorum none\n" + witness + f"witness w1 {witness_vkey('w2.example')}\n", f"witness none {key}\nquorum none\n",
                    "witness w1\nquorum none\n", f"witness w1 {vkey()}\nquorum none\n", f"log {key}\nquorum none\n", "log x\nquorum none\n",
                    f"log {SMALL}\nquorum none\n", f"log {vkey()} url more\nquorum none\n", two + "group g 3 w1 w2\nquorum g\n",
                    two + "group g 0 w1\nquorum g\n", two + "group g 01 w1\nquorum g\n", two + "group g +1 w1\nquorum g\n",
                    two + "group g any\nquorum g\n", two + "group g some w1\nquorum g\n", two + "group g 2 w1 w1\nquorum g\n",
                    two + "group g any g\nquorum g\n", two + "group g any none\nquorum g\n", two + "group w1 any w2\nquorum w1\n",
                    two + "group none any w2\nquorum none\n", two + "group g any w1\ngroup g any w2\nquorum g\n",
                    two + "group g any w1\ngroup h any w1\nquorum g\n", "group g any w1\n" + witness + "quorum g\n", "what\nquorum none\n",
                    "quorum none\r\n", "quorum none\n# \x00\n", "quorum none\n#\x7f\n", "quorum\u00a0none\n"):
            self.refused(log.Policy, bad.encode())
        self.refused(log.Policy, b"quorum none\n" + b"#" * (1 << 20))
        log.Policy("# \u00e9\n\tquorum   none \n\n".encode() + b"#\xff\n")
        log.Policy(f"witness \u00e9 {key}\nquorum \u00e9\n".encode())
        self.refused(log.Policy, f"witness \u212a {key}\nquorum K\n".encode())


class Files(Case):
    def test_published_proof(self):
        extra, index, hashes, checkpoint = log.read_inclusion((PROOF + NOTE).encode())
        self.assertEqual((extra, index, checkpoint.size), (None, 5, 8))
        formats.check_inclusion(5, 8, formats.leaf_hash(LEAVES[5]), hashes, checkpoint.root)
        extra, *_ = log.read_inclusion((PROOF.replace("index", "extra AAA=\nindex") + NOTE).encode())
        self.assertEqual(extra, b"\0\0")
        for bad in (NOTE, PROOF, PROOF[:-1] + NOTE, PROOF.replace("v1", "v2") + NOTE, PROOF.replace("x 5", "x 05") + NOTE,
                    PROOF.replace("index 5\n", "") + NOTE, PROOF.replace("index", "extra AAB=\nindex") + NOTE,
                    PROOF.replace("index", "extra\nindex") + NOTE, PROOF.replace("vBoG", "vBo") + NOTE, "\n" + PROOF + NOTE,
                    PROOF.replace("index 5\n", "index 5\n" + "vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=\n" * 61) + NOTE,
                    PROOF + "\n" + NOTE, PROOF.replace("5", "\u00e9") + NOTE, PROOF.replace("\n", "\r\n") + NOTE):
            self.refused(log.read_inclusion, bad.encode())

    def test_published_add_checkpoint(self):
        old, hashes, checkpoint = log.read_consistency(ADD_CHECKPOINT.encode())
        self.assertEqual((old, hashes, checkpoint.root), (7, consistency(7, WORDS), tree(WORDS)))
        formats.check_consistency(old, 15, tree(WORDS[:7]), checkpoint.root, hashes)
        line = re.search("\n.*=\n", ADD_CHECKPOINT)[0][1:]
        for bad in (ADD_CHECKPOINT[4:], ADD_CHECKPOINT.replace("old 7", "old 16"), ADD_CHECKPOINT.replace("old 7", "old 0"),
                    ADD_CHECKPOINT.replace("old 7", "old 15"), ADD_CHECKPOINT.replace("old 7", "old 07"),
                    ADD_CHECKPOINT.replace("old 7", "old  7"), ADD_CHECKPOINT.replace("\n\n", "\n", 1),
                    ADD_CHECKPOINT.replace("2Q0P", "2Q0"), ADD_CHECKPOINT.replace(line, line * 60)):
            self.refused(log.read_consistency, bad.encode())


if __name__ == "__main__":
    unittest.main()
