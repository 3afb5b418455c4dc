import EventJournal
import LMDB
import Transparency

/// Makes the files of one tile, and compares what is stored while it reads.
struct TilePublication {
    private let tile: Tile
    private let ledger: Ledger

    /// The bytes that a leaf usually takes with its length, so that a bundle is made in one piece.
    private static let expectedEntryByteCount = 640

    init(_ tile: Tile, of ledger: Ledger) {
        self.tile = tile
        self.ledger = ledger
    }

    /// The tile, and for level 0 the bundle of its leaves.
    ///
    /// - Throws: `LedgerError` of kind `damaged` when leaf, tile and the tile above disagree.
    func files() throws -> (hashes: PublicationFile, bundle: PublicationFile?) {
        // One transaction a tile, so that none is open while a file waits to be written.
        try ledger.read { snapshot in
            let stored = try ledger.journal.tile(
                level: tile.level,
                index: tile.index,
                in: snapshot
            )
            guard stored.count >= tile.width else { throw damaged("is not whole") }
            let hashes = stored.prefix(tile.width)
            if !tile.isPartial { try requireAbove(stored, in: snapshot) }
            var bytes: [UInt8] = []
            bytes.reserveCapacity(tile.width * Hash.byteCount)
            for hash in hashes { bytes += hash.bytes }
            return (
                PublicationFile(path: tile.path, bytes: bytes),
                tile.level == 0 ? try bundle(of: hashes, in: snapshot) : nil
            )
        }
    }

    private func requireAbove(
        _ hashes: [Hash],
        in snapshot: borrowing ReadTransaction
    ) throws {
        let width = UInt64(Tile.fullWidth)
        let above = try ledger.journal.tile(
            level: tile.level + 1,
            index: tile.index / width,
            in: snapshot
        )
        let place = Int(tile.index % width)
        guard place < above.count, TileTree.root(ofTile: hashes) == above[place] else {
            throw damaged("does not give the hash above it")
        }
    }

    private func bundle(
        of hashes: ArraySlice<Hash>,
        in snapshot: borrowing ReadTransaction
    ) throws -> PublicationFile {
        var bundle: [UInt8] = []
        bundle.reserveCapacity(tile.width * Self.expectedEntryByteCount)
        let first = tile.index * UInt64(Tile.fullWidth)
        let end = first + UInt64(tile.width)
        let reached = try ledger.journal.replay(from: first, upTo: end, in: snapshot) {
            position,
            leaf in
            guard SHA256Hashing.leaf(leaf) == hashes[Int(position - first)] else {
                throw LedgerError(
                    .damaged,
                    "the leaf at \(position) is not the one of the tree, so nothing is published; "
                        + "run `entente audit` and restore a backup"
                )
            }
            try EntryBundle.append(leaf, to: &bundle)
        }
        guard reached == end else {
            throw LedgerError(.damaged, "the leaf at \(reached) is missing; restore a backup")
        }
        return PublicationFile(path: tile.entriesPath, bytes: bundle)
    }

    private func damaged(_ reason: String) -> LedgerError {
        LedgerError(
            .damaged,
            "the tile \(tile.level)/\(tile.index) \(reason), so nothing is published; run "
                + "`entente audit` and restore a backup"
        )
    }
}
