import Events
import LMDB
import Transparency

extension Journal {
    /// Writes everything derived from a run of leaves, one sorted pass over each table.
    func write(
        _ index: SegmentIndex,
        from start: Position,
        _ order: JournalBatch.Order,
        _ tiles: [RightmostTiles.Row],
        in transaction: inout WriteTransaction
    ) throws {
        try writeIDs(of: index, from: start, order.ids, in: &transaction)
        try writeTimes(of: index, from: start, in: &transaction)
        try write(
            index.tags,
            of: index.words,
            order.words,
            startingAt: start,
            to: layout.tags,
            in: &transaction
        )
        try write(
            index.entities,
            of: index.words,
            order.words,
            startingAt: start,
            to: layout.entities,
            in: &transaction
        )
        try write(
            index.types,
            of: index.typeNames,
            order.types,
            startingAt: start,
            to: layout.types,
            in: &transaction
        )
        try writeDossiers(of: index, order.words, in: &transaction)
        try transaction.withWriter(in: layout.tiles) { writer in
            for row in tiles { try writer.put(row.bytes.span, for: row.key.span) }
        }
    }

    private func writeIDs(
        of index: SegmentIndex,
        from start: Position,
        _ order: [Int],
        in transaction: inout WriteTransaction
    ) throws {
        var place = [UInt8](repeating: 0, count: 8)
        guard let lowest = order.first else { return }
        try transaction.withWriter(in: layout.ids) { writer in
            // Ids that carry their time come in order; appending fills pages to the brim.
            let isAppending = try writer.isBehindAll(index.ids.key(lowest))
            for number in order {
                (start + UInt64(number)).write(to: &place, at: 0)
                if isAppending {
                    try writer.append(place.span, for: index.ids.key(number))
                } else {
                    try writer.put(place.span, for: index.ids.key(number))
                }
            }
        }
    }

    private func writeTimes(
        of index: SegmentIndex,
        from start: Position,
        in transaction: inout WriteTransaction
    ) throws {
        var place = [UInt8](repeating: 0, count: 8)
        try transaction.withWriter(in: layout.times) { writer in
            for number in index.times.indices {
                (start + UInt64(number)).write(to: &place, at: 0)
                try writer.append(place.span, for: UInt64(bitPattern: index.times[number]))
            }
        }
    }

    private func write(
        _ postings: Postings,
        of keys: KeySet,
        _ order: [Int],
        startingAt start: Position,
        to table: Table,
        in transaction: inout WriteTransaction
    ) throws {
        var run: [Position] = []
        try transaction.withWriter(in: table) { writer in
            for number in order where postings.holds(number) {
                run.removeAll(keepingCapacity: true)
                postings.append(of: number, startingAt: start, to: &run)
                try writer.append(positions: run.span, for: keys.key(number))
            }
        }
    }

    private func writeDossiers(
        of index: SegmentIndex,
        _ order: [Int],
        in transaction: inout WriteTransaction
    ) throws {
        var bytes: [UInt8] = []
        try transaction.withWriter(in: layout.dossiers) { writer in
            for word in order {
                guard let dossier = index.dossierNumber(word) else { continue }
                bytes.removeAll(keepingCapacity: true)
                index.dossiers[dossier].encode(to: &bytes)
                try writer.put(bytes.span, for: index.words.key(word))
            }
        }
    }
}
