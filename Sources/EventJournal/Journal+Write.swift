import Events
package import LMDB
import Transparency

extension Journal {
    /// Writes a batch at the end of the log.
    ///
    /// A single event goes to the log and to the tail only, until the tail is full; a batch of
    /// several brings the indexes up, the tail included. Sealed values are written at once.
    ///
    /// - Throws: `JournalError.overtaken` when the log is not the one that the batch goes on; the
    ///   transaction is then as it was.
    package func write(
        _ batch: JournalBatch,
        in transaction: inout WriteTransaction
    ) throws {
        guard batch.count > 0 else { return }
        // The whole edge: a log of the same size may hold other events.
        guard try !batch.isOvertaken && ends(at: batch.before, in: transaction) else {
            throw JournalError.overtaken
        }
        try writeLeaves(of: batch.segment, in: &transaction)
        if let only = batch.segment.only {
            let row = Tail.row(of: only, hash: batch.segment.hashes[0])
            try writeRow(row, of: batch, in: &transaction)
        } else if let index = batch.segment.index {
            try writeTail(in: &transaction)
            let order = batch.order ?? JournalBatch.Order(index)
            try write(index, from: batch.start, order, batch.tiles, in: &transaction)
        }
        let edge = batch.edge.encode()
        let edgeKey = Layout.edgeKey
        try transaction.put(edge.span, for: edgeKey.span, in: layout.meta)
        if let recorded = batch.segment.recorded {
            let time = UInt64(bitPattern: recorded).bigEndianBytes
            let key = Layout.recordedKey
            try transaction.put(time.span, for: key.span, in: layout.meta)
        }
    }

    private func writeLeaves(
        of segment: Segment,
        in transaction: inout WriteTransaction
    ) throws {
        try transaction.withWriter(in: layout.log) { writer in
            for place in 0..<segment.count {
                let leaf = segment.leaves[place]
                try writer.append(leaf.span, for: segment.start + UInt64(place))
            }
        }
        for value in segment.sealed {
            let key = Layout.sealedKey(position: value.position, pointer: value.pointer)
            try transaction.put(value.bytes.span, for: key.span, in: layout.sealed)
        }
    }

    /// Puts a single event at the end of the tail, and the whole tail into the indexes when it is
    /// full then.
    private func writeRow(
        _ row: [UInt8],
        of batch: JournalBatch,
        in transaction: inout WriteTransaction
    ) throws {
        let stored = try tail(in: transaction).count
        guard stored + 1 >= Tail.limit else {
            let key = Layout.tailKey(batch.start)
            try transaction.put(row.span, for: key.span, in: layout.meta)
            try tails.extend(from: batch.before, with: row.span, to: batch.edge)
            return
        }
        var tail = try tail(in: transaction)
        try tail.append(row.span)
        try write(tail, stored: stored, in: &transaction)
    }

    /// Brings the indexes up to the end of the tail, and empties it.
    private func writeTail(in transaction: inout WriteTransaction) throws {
        let tail = try tail(in: transaction)
        if tail.count > 0 { try write(tail, stored: tail.count, in: &transaction) }
    }

    private func write(
        _ tail: Tail,
        stored: Int,
        in transaction: inout WriteTransaction
    ) throws {
        for place in 0..<stored {
            let key = Layout.tailKey(tail.start + UInt64(place))
            try transaction.removeValue(for: key.span, in: layout.meta)
        }
        var index = SegmentIndex()
        var tiles = try storedTiles(ofSize: tail.start, in: transaction)
        for place in 0..<tail.count {
            let hash = try tail.hash(place)
            try index.append(tail, place, hash: hash) { agreement in
                try storedDossier(of: agreement, in: transaction)
            }
            tiles.append(hash)
        }
        let order = JournalBatch.Order(index)
        try write(index, from: tail.start, order, tiles.take(), in: &transaction)
    }

    private func storedTiles(
        ofSize size: UInt64,
        in transaction: borrowing WriteTransaction
    ) throws -> RightmostTiles {
        try RightmostTiles(ofSize: size) { level, index in
            try storedTile(level: level, index: index, in: transaction)
        }
    }
}
