import EventJournal
import Events
import LMDB
import Transparency

/// Rebuilds the tree and its tiles from leaf hashes and compares them with those stored.
struct AuditTree {
    private let journal: Journal
    private let checkpoint: Checkpoint?
    private var levels: [[Hash]] = []
    private var indexes: [UInt64] = []
    private var current: (index: UInt64, hashes: [Hash])?

    /// The tree over the leaves seen.
    private(set) var edge = TreeEdge()

    /// How many tiles there must be.
    private(set) var tileCount = 0

    init(journal: Journal, watching checkpoint: Checkpoint?) {
        self.journal = journal
        self.checkpoint = checkpoint
    }

    /// Takes the next leaf hash.
    ///
    /// - `computed`: the hash of the stored bytes; `nil` when there are none.
    /// - Returns: the hash that was committed, and what is wrong.
    mutating func take(
        _ computed: Hash?,
        at position: Position,
        in snapshot: borrowing ReadTransaction
    ) throws -> (committed: Hash, findings: [Finding]) {
        var findings: [Finding] = []
        let stored = try storedHash(at: position, in: snapshot)
        if let stored, let computed, stored != computed {
            findings.append(
                Finding(
                    .leaf,
                    "the leaf's hash is \(computed.hex), the tree has \(stored.hex)",
                    at: position
                )
            )
        }
        if stored == nil {
            findings.append(Finding(.tiles, "the tile of the leaf's hash lacks it", at: position))
        }
        let committed = stored ?? computed ?? SHA256Hashing.emptyTree
        edge.append(committed)
        findings += try climb(committed, in: snapshot)
        if let checkpoint, checkpoint.size == edge.size, checkpoint.root != edge.root {
            findings.append(
                Finding(
                    .checkpoint,
                    "the first \(edge.size) events are not those of the signed checkpoint",
                    at: position
                )
            )
        }
        return (committed, findings)
    }

    /// Compares the tiles at the right edge.
    mutating func finish(in snapshot: borrowing ReadTransaction) throws -> [Finding] {
        var findings: [Finding] = []
        for level in levels.indices where !levels[level].isEmpty {
            findings += try compare(level, in: snapshot)
        }
        if let checkpoint, checkpoint.size > edge.size {
            findings.append(
                Finding(
                    .checkpoint,
                    "the ledger has \(edge.size) events, a checkpoint of \(checkpoint.size) was "
                        + "signed"
                )
            )
        }
        return findings
    }

    private mutating func storedHash(
        at position: Position,
        in snapshot: borrowing ReadTransaction
    ) throws -> Hash? {
        let index = position / UInt64(Tile.fullWidth)
        if current?.index != index {
            current = (index, try journal.tile(level: 0, index: index, in: snapshot))
        }
        let place = Int(position % UInt64(Tile.fullWidth))
        guard let hashes = current?.hashes, place < hashes.count else { return nil }
        return hashes[place]
    }

    private mutating func climb(
        _ hash: Hash,
        in snapshot: borrowing ReadTransaction
    ) throws -> [Finding] {
        var findings: [Finding] = []
        var carried: Hash? = hash
        var level = 0
        while let hash = carried {
            if level == levels.count {
                levels.append([])
                indexes.append(0)
            }
            levels[level].append(hash)
            guard levels[level].count == Tile.fullWidth else { break }
            carried = TileTree.root(ofTile: levels[level])
            findings += try compare(level, in: snapshot)
            levels[level] = []
            indexes[level] += 1
            level += 1
        }
        return findings
    }

    private mutating func compare(
        _ level: Int,
        in snapshot: borrowing ReadTransaction
    ) throws -> [Finding] {
        tileCount += 1
        let index = indexes[level]
        let stored = try journal.tile(level: level, index: index, in: snapshot)
        if Array(stored.prefix(levels[level].count)) == levels[level] { return [] }
        return [
            Finding(.tiles, "the tile does not hold the hashes below it", tag: "\(level)/\(index)")
        ]
    }
}
