import EDTF
import EventJournal
import LMDB
import Reports

/// The register at any two times.
extension Readings {
    /// How many agreements one read transaction covers.
    private static let pageCount = 1_000

    private typealias Row = (agreement: String, entry: RegisterEntry?)

    /// Visits the agreements of which the register says something, in tag order.
    ///
    /// It looks at those alone that can have an entry by both times, when they are few.
    ///
    /// - Precondition: `size` is not above that of the readings.
    /// - Throws: what `visit` throws; `LedgerError` when the readings are damaged.
    func visitRegister(
        knownAt size: UInt64,
        asOf valid: Instant,
        _ visit: (String, RegisterEntry?) throws -> Void
    ) throws {
        let asked = (size: size, valid: valid.microseconds)
        let few = try environment.read { snapshot in try candidates(asked, in: snapshot) }
        if let few {
            for start in stride(from: 0, to: few.count, by: Self.pageCount) {
                let page = few[start..<min(start + Self.pageCount, few.count)]
                let found = try environment.read { snapshot -> [Row] in
                    var rows: [Row] = []
                    for tag in page {
                        if let row = try row(of: tag, asked, in: snapshot) { rows.append(row) }
                    }
                    return rows
                }
                for row in found { try visit(row.agreement, row.entry) }
            }
            return
        }
        var last: [UInt8]? = []
        while let from = last {
            let found = try environment.read { snapshot in
                try page(behind: from, asked, in: snapshot)
            }
            for row in found.rows { try visit(row.agreement, row.entry) }
            last = found.next
        }
    }

    /// The tags of the agreements that can have an entry, when they are a small part of all.
    private func candidates(
        _ asked: (size: UInt64, valid: Int64),
        in snapshot: borrowing ReadTransaction
    ) throws -> [[UInt8]]? {
        let limit = try snapshot.count(in: agreements) / 4
        let byValid = try tags(upTo: asked.valid.sortingBytes, in: valid, limit, snapshot)
        let byKnown = try tags(upTo: asked.size.bigEndianBytes, in: known, limit, snapshot)
        let few =
            switch (byValid, byKnown) {
            case (let one?, let other?): one.count < other.count ? one : other
            default: byValid ?? byKnown
            }
        return few?.sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// The tags behind numbers up to one; `nil` when they are more than a limit.
    private func tags(
        upTo last: [UInt8],
        in table: Table,
        _ limit: Int,
        _ snapshot: borrowing ReadTransaction
    ) throws -> [[UInt8]]? {
        try snapshot.withCursor(in: table) { cursor in
            var tags: [[UInt8]] = []
            var more = try cursor.move(to: .first)
            while more {
                let key = cursor.key.array
                guard key.count > 8, !last.lexicographicallyPrecedes(key.prefix(8)) else { break }
                guard tags.count < limit else { return nil }
                tags.append(Array(key.dropFirst(8)))
                more = try cursor.move(to: .next)
            }
            return tags
        }
    }

    private func row(
        of tag: [UInt8],
        _ asked: (size: UInt64, valid: Int64),
        in snapshot: borrowing ReadTransaction
    ) throws -> Row? {
        guard let stored = try snapshot.value(for: tag.span, in: agreements) else { return nil }
        return try Self.row(of: tag.span, stored, asked)
    }

    private func page(
        behind tag: [UInt8],
        _ asked: (size: UInt64, valid: Int64),
        in snapshot: borrowing ReadTransaction
    ) throws -> (rows: [Row], next: [UInt8]?) {
        try snapshot.withCursor(in: agreements) { cursor in
            var rows: [Row] = []
            rows.reserveCapacity(Self.pageCount)
            var more =
                tag.isEmpty
                ? try cursor.move(to: .first) : try cursor.move(atOrAfterKey: tag.span)
            if more, !tag.isEmpty, cursor.key.isEqual(to: tag.span) {
                more = try cursor.move(to: .next)
            }
            var count = 0
            while more {
                if let row = try Self.row(of: cursor.key, cursor.value, asked) { rows.append(row) }
                count += 1
                if count == Self.pageCount { return (rows, cursor.key.array) }
                more = try cursor.move(to: .next)
            }
            return (rows, nil)
        }
    }

    private static func row(
        of tag: Span<UInt8>,
        _ stored: Span<UInt8>,
        _ asked: (size: UInt64, valid: Int64)
    ) throws -> Row? {
        switch StoredAgreement.answer(stored, known: asked.size, valid: asked.valid) {
        case .nothing: return nil
        case .irregular: return (String(decoding: tag.array, as: UTF8.self), nil)
        case .entry(let entry): return (String(decoding: tag.array, as: UTF8.self), entry)
        case .damaged:
            throw LedgerError(.damaged, "the stored readings cannot be read; delete `readings/`")
        }
    }
}

extension Int64 {
    /// Eight bytes whose order is that of the numbers.
    var sortingBytes: [UInt8] { (UInt64(bitPattern: self) ^ 1 << 63).bigEndianBytes }
}
