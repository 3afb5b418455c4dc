"""A published ledger, a folder in the C2SP tlog-tiles layout: see `entente_verify.py`.

Every hash in every tile is compared with what it stands for: those of level 0 with the entries, those above with the
tiles below. The root follows from level 0. Partial tiles of smaller checkpoints may still be there and must agree.
"""

import re
from collections import defaultdict
from pathlib import Path

from entente_events import LEAF, Events
from entente_formats import Tree, leaf_hash, merkle_root, read_file, show
from entente_log import NOTE, Checkpoint, Trust, in_words, read_key

WIDTH = 256  # hashes of a full tile
ENTRIES = -1  # stands for the level of the bundles of entries


def tile_path(level, index):
    groups = [f"{index % 1000:03}"]
    while index >= 1000:
        index //= 1000
        groups.insert(0, f"x{index % 1000:03}")
    return f"tile/{'entries' if level == ENTRIES else level}/" + "/".join(groups)


def read_tile_path(path):
    """(level, index, width) of a tile's path in its one right form, or None."""
    parts = re.fullmatch(r"tile/(entries|\d|[1-5]\d|6[0-3])/((?:x\d{3}/){0,6}\d{3})(?:\.p/([1-9]\d{0,2}))?", path)
    if parts:
        level = ENTRIES if parts[1] == "entries" else int(parts[1])
        index, width = int(re.sub("[x/]", "", parts[2])), int(parts[3] or WIDTH)
        if tile_path(level, index) + f".p/{parts[3]}" * bool(parts[3]) == path and (width < WIDTH or not parts[3]):
            return level, index, width
    return None


class Tiles(Events):
    kind = "tiles"

    def __init__(self, folder, trust=Trust()):
        super().__init__(trust)
        self.folder, self.checkpoint, self.complete = Path(folder), None, None
        self.widths, self.last = defaultdict(list), {}  # of the files of each tile; the last index on each level
        self.root, self.above, self.gap = Tree(), defaultdict(list), False  # above: roots of full tiles, by level

    def run(self):
        return self.attempt(self.read_checkpoint, self.find_tiles, self.read_tiles, self.check_whole,
                            self.check_watched)

    def read_checkpoint(self):
        self.place = ("checkpoint", None)
        try:
            self.checkpoint = Checkpoint(read_file(self.folder / "checkpoint", NOTE))
            self.origin = self.checkpoint.origin
            self.watch()
        except ValueError as error:
            self.report(f"malformed: {error}")

    def find_tiles(self):
        others = 0
        for path in self.files_of(self.folder, digests=False):
            self.place, tile = (path, None), read_tile_path(path)
            if tile:
                self.widths[tile[:2]].append(tile[2])
                self.last[tile[0]] = max(tile[1], self.last.get(tile[0], 0))
            elif path.startswith("tile/"):
                self.report("no tile has this name")
            else:
                others += path != "checkpoint"
        self.notes += [f"{others} other files not looked at"] * (others > 0)

    def read_tiles(self):
        """All that the checkpoint needs, from left to right, then the partial tiles of the levels above."""
        size = self.checkpoint.size if self.checkpoint else 0
        while self.root.size < size:
            index, before = self.root.size // WIDTH, self.root.size
            if index > max(self.last.get(ENTRIES, -1), self.last.get(0, -1)):
                self.place = (tile_path(0, index), None)
                return self.report(f"missing, and so is all after it; the checkpoint is of size {size}")
            self.read_bundle(index, min(WIDTH, size - before))
            if self.root.size == before:
                return self.report("without it nothing after it can be verified")
        for level, roots in sorted(self.above.items()):
            if roots:
                self.compare(level, size // WIDTH ** (level + 1), len(roots), roots)
        beyond = sum(map(len, self.widths.values()))
        self.notes += [f"{beyond} files of tiles beyond the checkpoint not verified"] * (beyond > 0)

    def read_bundle(self, index, width):
        """A bundle of entries and its tile of level 0, which says what the tree is made of."""
        hashes = self.compare(0, index, width, None)
        entries = self.compare(ENTRIES, index, width, hashes)
        hashes = hashes or [leaf_hash(entry) for entry in entries or ()]
        for place, entry in enumerate(entries or ()):
            self.place = (tile_path(ENTRIES, index), place + 1)
            if not self.gap:
                self.check_leaf(entry)
        if entries is None and not self.gap:
            self.gap = True
            self.notes.append(f"events not checked from position {index * WIDTH} on")
        for hash in hashes:
            self.root.add(hash)
        if len(hashes) == WIDTH:
            self.rise(1, merkle_root(hashes))

    def rise(self, level, root):
        """Puts down the root of a full tile; 256 of them are the full tile of the level above."""
        self.above[level].append(root)
        if len(self.above[level]) == WIDTH:
            hashes, self.above[level] = self.above[level], []
            self.compare(level, self.root.size // WIDTH ** (level + 1) - 1, WIDTH, hashes)
            self.rise(level + 1, merkle_root(hashes))

    def compare(self, level, index, width, expected):
        """What the checkpoint needs of a tile or bundle, or None if it is not there. Every file of it must have the
        hashes that are expected, or, where none are, those of the file that is needed."""
        needed, path = None, tile_path(level, index)
        source = {ENTRIES: "the tile of level 0", 0: "another file of this tile"}.get(level, "the tiles below")
        for each in sorted(self.widths.pop((level, index), ()), key=lambda each: (each != width, -each)):
            self.place = (path if each == WIDTH else f"{path}.p/{each}", None)
            content = self.content(level, self.place[0], each)
            if content is None:
                continue
            if needed is None and each in (width, WIDTH):
                needed = content[:width]
            hashes = [leaf_hash(entry) for entry in content] if level == ENTRIES else content
            expected = expected or hashes
            for place, pair in enumerate(zip(hashes, expected)):
                if pair[0] != pair[1]:
                    self.place = (self.place[0], place + 1)
                    self.report(f"its hash is {pair[0].hex()}, but {pair[1].hex()} by {source}")
        if needed is None:
            self.place = (path, None)
            self.report(f"missing: neither this file nor {path}.p/{width} is sound" if width < WIDTH else "missing")
        return needed

    def content(self, level, path, width):
        """The hashes of a tile or the entries of a bundle; None with a finding if these are not `width` of them."""
        try:
            data, content, start = read_file(self.folder / path, WIDTH * (LEAF + 2)), [], 0
            if level != ENTRIES:
                content = [data[start:start + 32] for start in range(0, len(data), 32)]
                start = 32 * len(content)
            while level == ENTRIES and start < len(data):
                end = start + 2 + int.from_bytes(data[start:start + 2], "big")
                content.append(data[start + 2:end])
                start = max(end, start + 2)
            if start != len(data) or len(content) != width:
                raise ValueError(f"{len(data)} bytes are not {width} {'entries' if level == ENTRIES else 'hashes'}")
            return content
        except ValueError as error:
            self.report(f"malformed: {error}")
        return None

    def check_whole(self):
        if self.checkpoint is None:
            return
        self.place = ("checkpoint", None)
        if self.root.size == self.checkpoint.size and self.root.root() != self.checkpoint.root:
            self.report(f"its root is {self.checkpoint.root.hex()}, that of the tiles is {self.root.root().hex()}")
        try:
            if not self.gap and self.tree.size and not self.checkpoint.signers_of([read_key(str(self.key))]):
                self.report(f"not signed by the key in force, {show(self.key)}")
        except ValueError as error:
            self.report(f"checkpoint or key: {error}")
        if self.trust.policy:
            self.complete = self.trust.judge(self.checkpoint, self.report)
        else:
            self.notes.append("the key is not known from elsewhere")

    def summary(self):
        return f"{self.root.size} published events, root {self.root.root().hex()}"

    def result(self):
        said = {"size": self.root.size, "root": self.root.root().hex()}
        return said | ({"complete": self.complete} if self.complete else {})

    def statements(self):
        return [in_words(self.complete)] if self.complete else []
