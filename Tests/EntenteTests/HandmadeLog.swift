import Entente
import Transparency

/// A log of any entries, published by the tests' own few lines.
struct HandmadeLog {
    let entries: [[UInt8]]

    init(_ entries: [[UInt8]]) {
        self.entries = entries
    }

    /// The checkpoint's text for the first entries.
    func checkpoint(_ origin: String, size: Int? = nil) throws -> Checkpoint {
        var edge = TreeEdge()
        for entry in entries.prefix(size ?? entries.count) {
            edge.append(SHA256Hashing.leaf(entry))
        }
        return try Checkpoint(origin: origin, size: edge.size, root: edge.root)
    }

    /// Writes tiles, bundles and checkpoint into the folder `log` of a test.
    func publish(
        _ signer: NoteSigner,
        in published: PublishedLedger,
        as name: String = "log"
    ) throws {
        var rows: [[Hash]] = [[]]
        var edge = TreeEdge()
        for entry in entries {
            edge.append(SHA256Hashing.leaf(entry)) { level, _, hash in
                if level == rows.count { rows.append([]) }
                rows[level].append(hash)
            }
        }
        for tile in Tile.added(from: 0, to: edge.size) {
            let range = Int(tile.index) * 256..<Int(tile.index) * 256 + tile.width
            let hashes = rows[tile.level][range].flatMap(\.bytes)
            try published.set(hashes, at: "\(name)/\(tile.path)")
            guard tile.level == 0 else { continue }
            var bundle: [UInt8] = []
            for entry in entries[range] { try EntryBundle.append(entry.span, to: &bundle) }
            try published.set(bundle, at: "\(name)/\(tile.entriesPath)")
        }
        let note = try signer.sign(checkpoint(signer.verifier.name).text)
        try published.set(Array(note.utf8), at: "\(name)/checkpoint")
    }
}
