import Testing
import Transparency

struct `A tile` {
    @Test(arguments: [
        (0 as UInt64, "tile/0/000"), (5, "tile/0/005"), (999, "tile/0/999"),
        (1000, "tile/0/x001/000"), (273, "tile/0/273"), (1_234_067, "tile/0/x001/x234/067"),
        (UInt64.max, "tile/0/x018/x446/x744/x073/x709/x551/615"),
    ])
    func `has its place in groups of three digits`(index: UInt64, path: String) {
        #expect(Tile(level: 0, index: index).path == path)
    }

    @Test func `that is partial says its width in its path`() {
        #expect(Tile(level: 1, index: 1234, width: 17).path == "tile/1/x001/234.p/17")
        #expect(Tile(level: 0, index: 0, width: 255).path == "tile/0/000.p/255")
        #expect(Tile(level: 0, index: 0, width: 256).path == "tile/0/000")
    }

    @Test func `of leaves has a bundle of entries beside it`() {
        #expect(Tile(level: 0, index: 1067).entriesPath == "tile/entries/x001/067")
        #expect(Tile(level: 0, index: 273, width: 112).entriesPath == "tile/entries/273.p/112")
    }

    @Test func `list of 70000 leaves ends in three partial tiles`() {
        let tiles = Tile.added(from: 0, to: 70_000)
        #expect(tiles.count == 273 + 1 + 1 + 1 + 1)
        #expect(tiles.filter { $0.level == 0 && !$0.isPartial }.count == 273)
        #expect(
            tiles.filter(\.isPartial) == [
                Tile(level: 0, index: 273, width: 112), Tile(level: 1, index: 1, width: 17),
                Tile(level: 2, index: 0, width: 1),
            ]
        )
        #expect(tiles.contains(Tile(level: 1, index: 0)))
    }

    @Test func `list of 256 leaves has no tile without hashes`() {
        #expect(
            Tile.added(from: 0, to: 256) == [
                Tile(level: 0, index: 0), Tile(level: 1, index: 0, width: 1),
            ]
        )
        #expect(Tile.added(from: 0, to: 0).isEmpty)
        #expect(Tile.added(from: 256, to: 256).isEmpty)
    }

    @Test func `list of what was added names changed tiles only`() {
        #expect(
            Tile.added(from: 300, to: 301) == [Tile(level: 0, index: 1, width: 45)]
        )
        #expect(
            Tile.added(from: 500, to: 520) == [
                Tile(level: 0, index: 1), Tile(level: 0, index: 2, width: 8),
                Tile(level: 1, index: 0, width: 2),
            ]
        )
    }

    @Test func `has a level from 0 to 7 and 1 to 256 hashes`() async {
        await #expect(processExitsWith: .failure) { _ = Tile(level: 8, index: 0) }
        await #expect(processExitsWith: .failure) { _ = Tile(level: -1, index: 0) }
        await #expect(processExitsWith: .failure) { _ = Tile(level: 0, index: 0, width: 0) }
        await #expect(processExitsWith: .failure) { _ = Tile(level: 0, index: 0, width: 257) }
    }

    @Test func `that is full has the root that the tile above holds`() {
        let leaves = ReferenceTree.numberedLeaves(256)
        #expect(TileTree.root(ofTile: leaves) == ReferenceTree(leaves: leaves).root(0..<256))
        #expect(TileTree.root(ofTile: Array(leaves.dropLast())) == nil)
    }
}

struct `An entry bundle` {
    @Test func `writes each entry after its length`() throws {
        var bundle: [UInt8] = []
        for leaf in TesseraLog.leaves {
            try EntryBundle.append(leaf.span, to: &bundle)
        }
        #expect(Hexadecimal.encode(bundle).hasPrefix("00036f6e65000374776f00057468726565"))
        #expect(try EntryBundle.entries(in: bundle) == TesseraLog.leaves)
    }

    @Test func `holds entries of up to 65535 bytes`() throws {
        var bundle: [UInt8] = []
        let longest = [UInt8](repeating: 7, count: 65_535)
        try EntryBundle.append(longest.span, to: &bundle)
        #expect(try EntryBundle.entries(in: bundle) == [longest])
        let tooLong = longest + [7]
        #expect(throws: EntryBundleError.entryTooLarge(byteCount: 65_536, limit: 65_535)) {
            try EntryBundle.append(tooLong.span, to: &bundle)
        }
    }

    @Test(arguments: [[0], [0, 3, 1, 2], [0, 1, 9, 1]] as [[UInt8]])
    func `that ends within an entry is refused`(bundle: [UInt8]) {
        #expect(throws: EntryBundleError.self) { try EntryBundle.entries(in: bundle) }
    }

    @Test func `with more entries than a tile has hashes is refused`() throws {
        let bundle = [UInt8](repeating: 0, count: 2 * 256)
        #expect(try EntryBundle.entries(in: bundle).count == 256)
        #expect(throws: EntryBundleError.tooManyEntries(limit: 256)) {
            try EntryBundle.entries(in: bundle + [0, 0])
        }
    }
}
