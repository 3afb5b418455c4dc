import Events

/// Texts one behind the other in one run of bytes, each named by its number.
struct TextList: Sendable {
    private(set) var bytes: [UInt8] = []
    private var ends: [Int] = []

    /// How many there are.
    var count: Int { ends.count }

    /// Where the bytes of a text stand.
    subscript(_ number: Int) -> Range<Int> { (number == 0 ? 0 : ends[number - 1])..<ends[number] }

    /// A text as a string.
    func string(_ number: Int) -> String { String(decoding: bytes[self[number]], as: UTF8.self) }

    /// Adds a text that is lent.
    mutating func append(_ text: Span<UInt8>) {
        for index in text.indices { bytes.append(text[index]) }
        ends.append(bytes.count)
    }

    /// Adds a text.
    mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
        ends.append(bytes.count)
    }
}

/// Different texts, each found by its bytes and named by its number.
struct TextNumbers: Sendable {
    private(set) var list = TextList()
    private var hashes: [UInt64] = []

    /// For each slot a number, one higher; zero where it is free.
    private var slots: [Int32] = []

    /// The number of a text that stands among other bytes, and whether it is new.
    ///
    /// - Complexity: O(length).
    mutating func number(
        of range: Range<Int>,
        in bytes: [UInt8]
    ) -> (number: Int, isNew: Bool) {
        number(of: bytes.span.extracting(range))
    }

    /// The number of a text, and whether it is new.
    ///
    /// - Complexity: O(length).
    mutating func number(of text: Span<UInt8>) -> (number: Int, isNew: Bool) {
        if list.count * 2 >= slots.count { grow() }
        let hash = ByteHash.of(text)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let number = Int(slots[slot]) - 1
            if hashes[number] == hash,
                ByteHash.areEqual(list.bytes.span.extracting(list[number]), text)
            {
                return (number, false)
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        list.append(text)
        hashes.append(hash)
        slots[slot] = Int32(list.count)
        return (list.count - 1, true)
    }

    private mutating func grow() {
        let count = max(64, slots.count * 4)
        slots = .init(repeating: 0, count: count)
        for (number, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & (count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (count - 1) }
            slots[slot] = Int32(number + 1)
        }
    }
}
