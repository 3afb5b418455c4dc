import EDTF
import EventJournal
import LMDB
import Reports

/// The register at any two times.
extension Readings {
    /// How many agreements one read transaction covers.
    private static let pageCount = 1_000

    /// What is asked.
    private struct Asked {
        let size: UInt64
        let valid: Int64
    }

    /// Visits the agreements of which the register says something, in tag order.
    ///
    /// It looks at those alone that can have an entry by both times, when they are few. Whatever
    /// the visitor asks of a history, it asks outside a transaction.
    ///
    /// - Precondition: `size` is not above that of the readings.
    /// - Throws: what `visit` throws; `LedgerError` when the readings are damaged.
    func visitRegister(
        knownAt size: UInt64,
        asOf valid: Instant,
        _ visit: (RegisterReadings.Answer, StoredRecord) throws -> Bool
    ) throws {
        let asked = Asked(size: size, valid: valid.microseconds)
        var record = StoredRecord()
        let few = try environment.read { snapshot in try candidates(asked, in: snapshot) }
        var next = 0
        var last: [UInt8] = []
        while true {
            let pause = try environment.read { snapshot in
                if let few {
                    return try visitSome(of: few, from: &next, asked, &record, snapshot, visit)
                }
                return try visitPage(behind: &last, asked, &record, snapshot, visit)
            }
            switch pause {
            case .irregular(let tag): _ = try visit(.unknown(tag: tag), record)
            case .page: break
            case .end: return
            }
        }
    }

    /// Why visiting stops.
    private enum Pause {
        /// Many were visited in one transaction.
        case page
        /// The history of this agreement has to be read.
        case irregular(String)
        case end
    }

    private func visitSome(
        of few: [[UInt8]],
        from next: inout Int,
        _ asked: Asked,
        _ record: inout StoredRecord,
        _ snapshot: borrowing ReadTransaction,
        _ visit: (RegisterReadings.Answer, StoredRecord) throws -> Bool
    ) throws -> Pause {
        for _ in 0..<Self.pageCount {
            guard next < few.count else { return .end }
            let tag = few[next]
            next += 1
            guard let stored = try snapshot.value(for: tag.span, in: agreements) else { continue }
            if try Self.isIrregular(tag.span, stored, asked, &record, visit) {
                return .irregular(String(decoding: tag, as: UTF8.self))
            }
        }
        return .page
    }

    private func visitPage(
        behind last: inout [UInt8],
        _ asked: Asked,
        _ record: inout StoredRecord,
        _ snapshot: borrowing ReadTransaction,
        _ visit: (RegisterReadings.Answer, StoredRecord) throws -> Bool
    ) throws -> Pause {
        try snapshot.withCursor(in: agreements) { cursor in
            var more =
                last.isEmpty
                ? try cursor.move(to: .first) : try cursor.move(atOrAfterKey: last.span)
            if more, !last.isEmpty, cursor.key.isEqual(to: last.span) {
                more = try cursor.move(to: .next)
            }
            var count = 0
            while more {
                if try Self.isIrregular(cursor.key, cursor.value, asked, &record, visit) {
                    last = cursor.key.array
                    return .irregular(String(decoding: last, as: UTF8.self))
                }
                count += 1
                if count == Self.pageCount {
                    last = cursor.key.array
                    return .page
                }
                more = try cursor.move(to: .next)
            }
            return .end
        }
    }

    /// Visits one agreement, unless its history has to be read.
    private static func isIrregular(
        _ tag: Span<UInt8>,
        _ stored: Span<UInt8>,
        _ asked: Asked,
        _ record: inout StoredRecord,
        _ visit: (RegisterReadings.Answer, StoredRecord) throws -> Bool
    ) throws -> Bool {
        let answer = StoredReading.answer(
            stored,
            of: tag,
            known: asked.size,
            valid: asked.valid,
            to: &record
        )
        switch answer {
        case .nothing: return false
        case .irregular: return true
        case .stored: if try visit(.stored, record) { return false }
        case .damaged: break
        }
        throw damaged
    }

    private static let damaged = LedgerError(
        .damaged,
        "the stored readings cannot be read; delete `readings/`"
    )

    /// Visits the names of parties.
    ///
    /// - Precondition: `size` is not above that of the readings.
    /// - Returns: the numbers of the parties whose history has to be read.
    /// - Throws: `LedgerError` when the readings are damaged.
    func visitNames(
        of tags: [String],
        knownAt size: UInt64,
        asOf valid: Instant,
        _ visit: (Int, StoredRecord) -> Bool
    ) throws -> [Int] {
        try environment.read { snapshot in
            var irregular: [Int] = []
            var record = StoredRecord()
            for (number, tag) in tags.enumerated() {
                let key = tag.utf8.span
                guard let stored = try snapshot.value(for: key, in: parties) else { continue }
                let answer = StoredReading.answer(
                    stored,
                    of: key,
                    known: size,
                    valid: valid.microseconds,
                    to: &record
                )
                switch answer {
                case .nothing: break
                case .irregular: irregular.append(number)
                case .stored: guard visit(number, record) else { throw Self.damaged }
                case .damaged: throw Self.damaged
                }
            }
            return irregular
        }
    }

    /// The tags of the agreements that can have an entry, when they are a small part of all.
    private func candidates(
        _ asked: Asked,
        in snapshot: borrowing ReadTransaction
    ) throws -> [[UInt8]]? {
        let limit = try snapshot.count(in: agreements) / 4
        let bounds = [
            (table: valid, last: asked.valid.sortingBytes),
            (table: known, last: asked.size.bigEndianBytes),
        ]
        // Counted first, since tags are copied.
        let counts = try bounds.map { try count(upTo: $0.last, in: $0.table, limit, snapshot) }
        guard let least = counts.min(), least <= limit else { return nil }
        let few = bounds[counts[0] == least ? 0 : 1]
        return try tags(upTo: few.last, in: few.table, snapshot)
            .sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// How many tags stand behind numbers up to one; more than a limit, when they are.
    private func count(
        upTo last: [UInt8],
        in table: Table,
        _ limit: Int,
        _ snapshot: borrowing ReadTransaction
    ) throws -> Int {
        try snapshot.withCursor(in: table) { cursor in
            var count = 0
            var more = try cursor.move(to: .first)
            while more, count <= limit, Self.isUp(to: last, cursor.key) {
                count += 1
                more = try cursor.move(to: .next)
            }
            return count
        }
    }

    /// The tags behind numbers up to one.
    private func tags(
        upTo last: [UInt8],
        in table: Table,
        _ snapshot: borrowing ReadTransaction
    ) throws -> [[UInt8]] {
        try snapshot.withCursor(in: table) { cursor in
            var tags: [[UInt8]] = []
            var more = try cursor.move(to: .first)
            while more, Self.isUp(to: last, cursor.key) {
                tags.append(cursor.key.extracting(8...).array)
                more = try cursor.move(to: .next)
            }
            return tags
        }
    }

    /// Whether a key begins with a number up to one.
    private static func isUp(to last: [UInt8], _ key: Span<UInt8>) -> Bool {
        key.count > 8 && !last.span.sorts(before: key.extracting(0..<8))
    }
}

extension Int64 {
    /// Eight bytes whose order is that of the numbers.
    var sortingBytes: [UInt8] { (UInt64(bitPattern: self) ^ 1 << 63).bigEndianBytes }
}
