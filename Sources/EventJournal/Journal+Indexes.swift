import Events
import LMDB
import Transparency

extension Journal {
    /// Writes everything derived from a run of leaves, one sorted pass over each table.
    func writeIndexes(
        of segment: Segment,
        _ order: JournalBatch.Order,
        _ tiles: [RightmostTiles.Row],
        in transaction: inout WriteTransaction
    ) throws {
        try writeIDs(of: segment, order.ids, in: &transaction)
        try writeTimes(of: segment, in: &transaction)
        try write(
            segment.tags,
            of: segment.words,
            order.words,
            startingAt: segment.start,
            to: layout.tags,
            in: &transaction
        )
        try write(
            segment.entities,
            of: segment.words,
            order.words,
            startingAt: segment.start,
            to: layout.entities,
            in: &transaction
        )
        try write(
            segment.types,
            of: segment.typeNames,
            order.types,
            startingAt: segment.start,
            to: layout.types,
            in: &transaction
        )
        try writeDossiers(of: segment, order.words, in: &transaction)
        try transaction.withWriter(in: layout.tiles) { writer in
            for row in tiles { try writer.put(row.bytes.span, for: row.key.span) }
        }
    }

    private func writeIDs(
        of segment: Segment,
        _ order: [Int],
        in transaction: inout WriteTransaction
    ) throws {
        var place = [UInt8](repeating: 0, count: 8)
        guard let lowest = order.first else { return }
        try transaction.withWriter(in: layout.ids) { writer in
            // Ids that carry their time come in order; appending fills pages to the brim.
            let isAppending = try writer.isBehindAll(segment.ids.key(lowest))
            for number in order {
                (segment.start + UInt64(number)).write(to: &place, at: 0)
                if isAppending {
                    try writer.append(place.span, for: segment.ids.key(number))
                } else {
                    try writer.put(place.span, for: segment.ids.key(number))
                }
            }
        }
    }

    private func writeTimes(of segment: Segment, in transaction: inout WriteTransaction) throws {
        var place = [UInt8](repeating: 0, count: 8)
        try transaction.withWriter(in: layout.times) { writer in
            for number in 0..<segment.count {
                (segment.start + UInt64(number)).write(to: &place, at: 0)
                try writer.append(place.span, for: UInt64(bitPattern: segment.times[number]))
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
        of segment: Segment,
        _ order: [Int],
        in transaction: inout WriteTransaction
    ) throws {
        var bytes: [UInt8] = []
        try transaction.withWriter(in: layout.dossiers) { writer in
            for word in order {
                guard let dossier = segment.dossierNumber(word) else { continue }
                bytes.removeAll(keepingCapacity: true)
                segment.dossiers[dossier].encode(to: &bytes)
                try writer.put(bytes.span, for: segment.words.key(word))
            }
        }
    }
}

extension Segment {
    /// The row of a single event in the tail, see ``Tail``.
    ///
    /// - Precondition: there is one event.
    func tailRow() -> [UInt8] {
        precondition(count == 1, "a row of the tail is about one event")
        var row = [UInt8](repeating: 0, count: 8)
        UInt64(bitPattern: times[0]).write(to: &row, at: 0)
        hashes[0].append(to: &row)
        row.append(shortText: ids.key(0))
        row.append(shortText: typeNames.key(0))
        let order = words.sorted()
        for postings in [tags, entities] {
            let held = order.filter(postings.holds)
            row.append(UInt8(truncatingIfNeeded: held.count >> 8))
            row.append(UInt8(truncatingIfNeeded: held.count))
            for word in held { row.append(shortText: words.key(word)) }
        }
        return row
    }
}

extension [UInt8] {
    /// Appends one byte with the length of a text, and the text.
    fileprivate mutating func append(shortText text: Span<UInt8>) {
        precondition(text.count <= 255, "texts of the tail have at most 255 bytes")
        append(UInt8(text.count))
        append(copying: text)
    }
}
