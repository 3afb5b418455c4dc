import EventJournal
package import Events
import LMDB
package import Transparency

extension Ledger {
    /// Proves that an event stands at its position of the ledger's tree of a size.
    ///
    /// - Throws: `LedgerError` of kind `notFound` for a size the ledger has not, or a position
    ///   that is not below it.
    /// - Complexity: O(log n).
    package func inclusionProof(
        of position: Position,
        inSize size: UInt64
    ) throws -> InclusionProof {
        try inclusionProofs(of: [position], inSize: size)[0]
    }

    /// Proves the places of several events in one tree; what one proof has read serves the next.
    package func inclusionProofs(
        of positions: [Position],
        inSize size: UInt64
    ) throws -> [InclusionProof] {
        try withTiles(ofSize: size) { reader in
            try positions.map { position in
                guard position < size else {
                    throw LedgerError(
                        .notFound,
                        "there is no event \(position) among the first \(size)"
                    )
                }
                return try reader.inclusionProof(ofLeaf: position, inSize: size)
            }
        }
    }

    /// Proves that a tree of one size continues that of an earlier size.
    ///
    /// - Throws: `LedgerError` of kind `notFound` for a size the tree has not, `usage` when the
    ///   sizes are the wrong way round.
    /// - Complexity: O(log n) for the ledger, O(n) of the agreement's events for a dossier.
    package func consistencyProof(
        of tree: SignedTree,
        from earlier: UInt64,
        to later: UInt64
    ) throws -> ConsistencyProof {
        guard earlier <= later else {
            throw LedgerError(
                .usage,
                "a proof goes from a smaller size to a larger one, not from \(earlier) to \(later)"
            )
        }
        switch tree {
        case .ledger:
            return try withTiles(ofSize: later) { reader in
                try reader.consistencyProof(from: earlier, to: later)
            }
        case .dossier(let agreement):
            let hashes = try read { snapshot in try leafHashes(of: agreement, in: snapshot) }
            guard UInt64(hashes.count) >= later else { throw tooSmall(tree, later) }
            let tiles = HashTiles(leaves: hashes)
            return try TileTree.consistencyProof(from: earlier, to: later) { level, index in
                tiles.tile(level: level, index: index)
            }
        }
    }

    /// The size and the root of a tree as it is now.
    ///
    /// - Throws: `LedgerError` of kind `notFound` for an agreement that no event is about,
    ///   `damaged` for a dossier that is not the tree of its events.
    func head(
        of tree: SignedTree,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> (size: UInt64, root: Hash) {
        switch tree {
        case .ledger:
            let head = try journal.head(in: snapshot)
            return (head.size, head.root)
        case .dossier(let agreement):
            let edge = try journal.dossier(of: agreement, in: snapshot)
            guard edge.size > 0 else {
                throw LedgerError(.notFound, "no event of this ledger is about \(agreement.text)")
            }
            guard edge == TreeEdge(of: try leafHashes(of: agreement, in: snapshot)) else {
                throw LedgerError(
                    .damaged,
                    "the dossier of \(agreement.text) is not the tree of its events; run "
                        + "`entente audit`"
                )
            }
            return (edge.size, edge.root)
        }
    }

    /// The root of the first events of a tree; `nil` when it has fewer.
    func root(
        of tree: SignedTree,
        size: UInt64,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Hash? {
        switch tree {
        case .ledger:
            guard try journal.head(in: snapshot).size >= size else { return nil }
            return try journal.root(ofSize: size, in: snapshot)
        case .dossier(let agreement):
            let hashes = try leafHashes(of: agreement, in: snapshot)
            guard UInt64(hashes.count) >= size else { return nil }
            return TreeEdge(of: hashes[..<Int(size)]).root
        }
    }

    /// The hashes of the events with an agreement's tag, from their bytes.
    private func leafHashes(
        of agreement: Tag,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> [Hash] {
        var hashes: [Hash] = []
        try journal.withLeaves(tagged: agreement, in: snapshot) { _, leaf in
            hashes.append(SHA256Hashing.leaf(leaf))
        }
        return hashes
    }

    /// Asks questions about the ledger's tree of a size, in one snapshot.
    private func withTiles<Answer>(
        ofSize size: UInt64,
        _ questions: (inout TileReader) throws -> Answer
    ) throws -> Answer {
        try read { snapshot in
            guard try journal.head(in: snapshot).size >= size else {
                throw tooSmall(.ledger, size)
            }
            let tail = try journal.tail(in: snapshot)
            return try TileTree.answering(
                from: { level, index in
                    try journal.tile(level: level, index: index, tail: tail, in: snapshot)
                },
                cache: tileCache,
                questions
            )
        }
    }

    private func tooSmall(_ tree: SignedTree, _ size: UInt64) -> LedgerError {
        LedgerError(.notFound, "\(tree.words) has fewer than \(size) events")
    }
}
