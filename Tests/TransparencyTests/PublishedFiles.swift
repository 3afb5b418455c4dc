import Transparency

/// A log's published files in memory, which a test can change.
final class PublishedFiles: PublishedLog {
    let name = "memory"
    var files: [String: [UInt8]] = [:]
    private(set) var asked: [String] = []

    /// Publishes a tree of entries at some sizes, one after the other.
    init(_ entries: [[UInt8]], sizes: [UInt64]) throws {
        let store = TileStore(leaves: entries.map { SHA256Hashing.leaf($0) })
        var earlier: UInt64 = 0
        for size in sizes {
            for tile in Tile.added(from: earlier, to: size) {
                let hashes = try store.hashes(tile.level, tile.index).prefix(tile.width)
                files[tile.path] = hashes.flatMap(\.bytes)
                guard tile.level == 0 else { continue }
                let first = Int(tile.index) * Tile.fullWidth
                var bundle: [UInt8] = []
                for entry in entries[first..<(first + tile.width)] {
                    try EntryBundle.append(entry.span, to: &bundle)
                }
                files[tile.entriesPath] = bundle
            }
            for tile in Tile.filled(from: earlier, to: size) {
                for path in [tile.path, tile.entriesPath] {
                    files = files.filter { !$0.key.hasPrefix(path + ".p/") }
                }
            }
            earlier = size
        }
    }

    func contents(of path: String, limit: Int) throws -> [UInt8]? {
        asked.append(path)
        guard let bytes = files[path] else { return nil }
        guard bytes.count <= limit else {
            throw PublishedLogError.tooLong(path: path, limit: limit)
        }
        return bytes
    }

    func forgetQuestions() { asked = [] }
}
