import EventJournal
import Events
import LMDB
import Transparency

/// Rebuilds the tree and its tiles from leaf hashes and compares them with those stored.
struct AuditTree {
    /// The tiles that grow, one a level.
    private final class Rows {
        var hashes: [[Hash]] = []
        var indexes: [UInt64] = []

        func keep(_ hash: Hash, atLevel level: Int) {
            if level == hashes.count {
                hashes.append([])
                indexes.append(0)
            }
            hashes[level].append(hash)
        }
    }

    private let journal: Journal
    private let checkpoint: Checkpoint?
    private let rows = Rows()
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
    /// - Throws: when tiles cannot be read; the leaf is taken all the same.
    mutating func take(
        _ computed: Hash?,
        at position: Position,
        in snapshot: borrowing ReadTransaction
    ) throws -> (committed: Hash, findings: [Finding]) {
        let stored: Hash?
        do {
            stored = try storedHash(at: position, in: snapshot)
        } catch {
            _ = append(computed ?? SHA256Hashing.emptyTree)
            throw error
        }
        let committed = stored ?? computed ?? SHA256Hashing.emptyTree
        let isTileFull = append(committed)
        if !isTileFull, checkpoint?.size != edge.size, let stored,
            computed.map({ $0 == stored }) ?? true
        {
            return (committed, [])
        }
        var findings = Self.compare(stored, computed, at: position)
        if isTileFull { findings += try compareFullTiles(in: snapshot) }
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
        for level in rows.hashes.indices where !rows.hashes[level].isEmpty {
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

    /// What is wrong with the root that a ledger says it has; nothing when it has grown meanwhile.
    func rootFinding(_ head: Head) -> Finding? {
        guard head.size == edge.size, head.root != edge.root else { return nil }
        return Finding(
            .tree,
            "the leaves give the root \(edge.root.hex), the ledger says \(head.root.hex)"
        )
    }

    private static func compare(
        _ stored: Hash?,
        _ computed: Hash?,
        at position: Position
    ) -> [Finding] {
        guard let stored else {
            return [Finding(.tiles, "the tile of the leaf's hash lacks it", at: position)]
        }
        guard let computed, stored != computed else { return [] }
        return [
            Finding(
                .leaf,
                "the leaf's hash is \(computed.hex), the tree has \(stored.hex)",
                at: position
            )
        ]
    }

    /// Lets the tree grow; whether that fills a tile.
    private mutating func append(_ hash: Hash) -> Bool {
        edge.append(hash) { [rows] level, _, hash in rows.keep(hash, atLevel: level) }
        return edge.size.isMultiple(of: UInt64(Tile.fullWidth))
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

    private mutating func compareFullTiles(
        in snapshot: borrowing ReadTransaction
    ) throws -> [Finding] {
        var findings: [Finding] = []
        var failure: (any Error)?
        for level in rows.hashes.indices where rows.hashes[level].count == Tile.fullWidth {
            do {
                findings += try compare(level, in: snapshot)
            } catch {
                failure = error
            }
            rows.hashes[level].removeAll(keepingCapacity: true)
            rows.indexes[level] += 1
        }
        if let failure { throw failure }
        return findings
    }

    private mutating func compare(
        _ level: Int,
        in snapshot: borrowing ReadTransaction
    ) throws -> [Finding] {
        tileCount += 1
        let index = rows.indexes[level]
        let computed = rows.hashes[level]
        let stored = try journal.tile(level: level, index: index, in: snapshot)
        if stored.count >= computed.count, stored.prefix(computed.count).elementsEqual(computed) {
            return []
        }
        return [
            Finding(.tiles, "the tile does not hold the hashes below it", tag: "\(level)/\(index)")
        ]
    }
}
