import Testing
import Transparency

struct `A published tree` {
    private static func entries(_ count: Int) -> [[UInt8]] {
        (0..<count).map { Array("entry \($0)".utf8) }
    }

    private static func checkpoint(_ entries: ArraySlice<[UInt8]>) throws -> Checkpoint {
        var edge = TreeEdge()
        for entry in entries { edge.append(SHA256Hashing.leaf(entry)) }
        return try Checkpoint(origin: "log", size: edge.size, root: edge.root)
    }

    private static func read(_ tree: PublishedTree) throws -> [[UInt8]] {
        let tiles = (tree.checkpoint.size + 255) / 256
        return try (0..<tiles).flatMap { try tree.entries(ofTile: $0) }
    }

    @Test func `of the Tessera test log has its entries and roots`() throws {
        let log = try PublishedFiles(TesseraLog.leaves, sizes: [7, 15])
        let note = try SignedNote(parsing: TesseraLog.note)
        _ = try note.verified(by: [try NoteVerifier(TesseraLog.verifierKey)])
        let tree = PublishedTree(of: try Checkpoint(parsing: note.text), in: log)
        #expect(try tree.entries(ofTile: 0) == TesseraLog.leaves)
        #expect(try tree.root(ofSize: 7).base64 == TesseraLog.root7)
        #expect(try tree.consistencyProof(from: 7).path == TesseraLog.consistencyFrom7To15)
    }

    @Test(arguments: [1, 2, 255, 256, 257, 511, 512, 600, 65_535, 65_536, 65_537, 66_100])
    func `is read in order with each file once`(size: Int) throws {
        let entries = Self.entries(size)
        let log = try PublishedFiles(entries, sizes: [UInt64(size)])
        let tree = PublishedTree(of: try Self.checkpoint(entries[...]), in: log)
        #expect(try Self.read(tree) == entries)
        #expect(Set(log.asked) == Set(log.files.keys))
        #expect(log.asked.count == log.files.count)
        for earlier in [1, size / 3, size / 2, size - 1, size] where earlier > 0 {
            let root = try Self.checkpoint(entries[..<earlier]).root
            #expect(try tree.root(ofSize: UInt64(earlier)) == root)
        }
    }

    @Test func `of an earlier checkpoint is read from what was published later`() throws {
        let entries = Self.entries(1_000)
        let log = try PublishedFiles(entries, sizes: [3, 300, 310, 1_000])
        for size in [3, 300, 310] {
            let tree = PublishedTree(of: try Self.checkpoint(entries[..<size]), in: log)
            #expect(try Self.read(tree) == Array(entries[..<size]))
        }
        #expect(log.files["tile/0/001.p/44"] == nil && log.files["tile/1/000.p/1"] != nil)
    }

    @Test(arguments: [600, 66_100])
    func `refuses any file that is changed, cut, longer or missing`(size: Int) throws {
        let entries = Self.entries(size)
        let checkpoint = try Self.checkpoint(entries[...])
        let log = try PublishedFiles(entries, sizes: [UInt64(size)])
        let last = log.files.keys.filter { $0.contains(".p/") || $0.hasPrefix("tile/1/") }
        let some = ["tile/0/000", "tile/0/001", "tile/entries/000", "tile/entries/001"]
        for path in Set(last + some).sorted() {
            let bytes = try #require(log.files[path])
            var changed = bytes
            changed[bytes.count / 2] ^= 1
            let filler = [UInt8](repeating: 0, count: 17_000_000)
            for other in [changed, bytes.dropLast(), bytes + [0], [], bytes + filler, nil] {
                log.files[path] = other.map { Array($0) }
                let tree = PublishedTree(of: checkpoint, in: log)
                #expect(throws: PublishedLogError.self, "\(path)") {
                    for index in [0, 1, (UInt64(size) - 1) / 256] {
                        _ = try tree.entries(ofTile: index)
                    }
                    _ = try tree.hashes(level: 1, index: 0)
                }
            }
            log.files[path] = bytes
        }
    }

    @Test func `refuses the tiles of another tree of its size`() throws {
        let entries = Self.entries(600)
        var other = entries
        other[17] = [1]
        let log = try PublishedFiles(other, sizes: [600])
        let tree = PublishedTree(of: try Self.checkpoint(entries[...]), in: log)
        #expect(throws: PublishedLogError.otherHashes(path: "tile/1/000.p/2")) {
            try tree.entries(ofTile: 0)
        }
        // The right tiles with the wrong entries.
        let right = try PublishedFiles(entries, sizes: [600])
        right.files["tile/entries/000"] = log.files["tile/entries/000"]
        let mixed = PublishedTree(of: try Self.checkpoint(entries[...]), in: right)
        #expect(throws: PublishedLogError.otherEntry(path: "tile/entries/000", index: 17)) {
            try mixed.entries(ofTile: 0)
        }
    }

    @Test func `says what stands in the way`() {
        let words = [
            PublishedLogError.missing(path: "tile/0/000"),
            .tooLong(path: "tile/0/000", limit: 8_192),
            .wrongLength(path: "tile/0/000", found: 3, expected: 8_192),
            .wrongCount(path: "tile/entries/000", found: 255, expected: 256),
            .malformedBundle(path: "tile/entries/000", .truncated(entry: 3)),
        ].map(\.description)
        #expect(
            words == [
                "tile/0/000 is missing, and the checkpoint asks for it; try again later, or "
                    + "another copy",
                "tile/0/000 is longer than the 8192 bytes it can have; try another copy",
                "tile/0/000 has 3 bytes in place of 8192; try another copy",
                "tile/entries/000 has 255 entries in place of 256; try another copy",
                "tile/entries/000 cannot be read: the bundle ends within entry 3; fetch it again, "
                    + "whole",
            ]
        )
    }
}

struct `A list of tiles that became full` {
    @Test func `names what was partial before`() {
        #expect(
            Tile.filled(from: 300, to: 512) == [Tile(level: 0, index: 1)]
        )
        #expect(Tile.filled(from: 300, to: 511) == [])
        #expect(Tile.filled(from: 256, to: 512) == [])
        #expect(
            Tile.filled(from: 65_300, to: 65_536) == [
                Tile(level: 0, index: 255), Tile(level: 1, index: 0),
            ]
        )
        #expect(Tile.filled(from: 0, to: 70_000) == [])
    }
}
