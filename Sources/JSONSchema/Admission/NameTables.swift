/// Tables of names in which the keys and texts of documents are found by their first bytes.
final class NameTables: Sendable {
    /// Where one table lies.
    struct Table: Sendable {
        fileprivate var firstBucket = 0

        /// The number of buckets less one; there is a power of two of them.
        fileprivate var mask: UInt64 = 0

        init() {}

        fileprivate init(firstBucket: Int, mask: UInt64) {
            self.firstBucket = firstBucket
            self.mask = mask
        }

        fileprivate func place(_ prefix: UInt64, _ count: Int) -> Int {
            let mixed = (prefix ^ UInt64(truncatingIfNeeded: count)) &* 0x9E37_79B9_7F4A_7C15
            return Int(truncatingIfNeeded: (mixed >> 40) & mask)
        }
    }

    /// One name and what it stands for.
    fileprivate struct Slot {
        let prefix: UInt64
        let count: Int
        let start: Int
        let value: Int
    }

    private let slots: [Slot]

    /// Slots by hash, open addressing; -1 ends a search.
    private let buckets: [Int32]
    private let bytes: [UInt8]

    init(_ builder: NameTableBuilder) {
        slots = builder.slots
        buckets = builder.buckets
        bytes = builder.bytes
    }

    /// What a text stands for in a table; O(1), beyond eight bytes O(n).
    @inline(__always)
    func find(_ text: Span<UInt8>, in table: Table) -> Int? {
        let prefix = TextPrefix.of(text, count: text.count)
        var place = table.place(prefix, text.count)
        while true {
            let index = buckets[table.firstBucket &+ place]
            guard index >= 0 else { return nil }
            let slot = slots[Int(index)]
            if slot.prefix == prefix, slot.count == text.count,
                text.count <= 8 || hasEnd(text, slot.start)
            {
                return slot.value
            }
            place = (place &+ 1) & Int(truncatingIfNeeded: table.mask)
        }
    }

    /// Whether a text goes on behind its eighth byte as the name at `start` does.
    private func hasEnd(_ text: Span<UInt8>, _ start: Int) -> Bool {
        var index = 8
        while index < text.count {
            guard text[index] == bytes[start &+ index] else { return false }
            index &+= 1
        }
        return true
    }
}

/// Collects the tables of one program.
struct NameTableBuilder {
    fileprivate var slots: [NameTables.Slot] = []
    fileprivate var buckets: [Int32] = []
    fileprivate var bytes: [UInt8] = []

    init() {}

    /// Adds a table of names, each with a value; of equal names the one added first is found.
    mutating func add(_ names: [(name: String, value: Int)]) -> NameTables.Table {
        var size = 4
        while size < names.count * 2 { size *= 2 }
        let table = NameTables.Table(firstBucket: buckets.count, mask: UInt64(size - 1))
        buckets.append(contentsOf: repeatElement(-1, count: size))
        for (name, value) in names {
            let text = name.utf8Span.span
            let prefix = TextPrefix.of(text, count: text.count)
            var place = table.place(prefix, text.count)
            while buckets[table.firstBucket + place] >= 0 { place = (place + 1) & (size - 1) }
            buckets[table.firstBucket + place] = Int32(slots.count)
            slots.append(
                NameTables.Slot(prefix: prefix, count: text.count, start: bytes.count, value: value)
            )
            bytes.append(contentsOf: name.utf8)
        }
        return table
    }
}
