/// Texts of one agreement, each stored once and named by its place.
///
/// - Invariant: what was added stays where it is, so that places stay good.
package struct TextPool: Sendable {
    /// For each text its length and its UTF-8 bytes.
    package private(set) var bytes: [UInt8] = []

    private var places: [Key: Int] = [:]

    /// A text that is compared by its bytes.
    private struct Key: Hashable {
        let text: String

        static func == (left: Key, right: Key) -> Bool {
            left.text.utf8.elementsEqual(right.text.utf8)
        }

        func hash(into hasher: inout Hasher) { hasher.combine(text) }
    }

    /// A pool with nothing in it.
    package init() {}

    /// A pool that was stored; `nil` when it is damaged.
    package init?(_ stored: [UInt8]) {
        bytes = stored
        var reader = ByteReader(stored, at: 0)
        while reader.offset < stored.count {
            let place = reader.offset
            let text = reader.nextText()
            guard reader.isSound else { return nil }
            places[Key(text: text)] = place
        }
    }

    /// The place of a text, which is added if it is new.
    package mutating func place(of text: String) -> Int {
        let key = Key(text: text)
        if let known = places[key] { return known }
        let place = bytes.count
        bytes.append(number: UInt64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
        places[key] = place
        return place
    }
}

extension [UInt8] {
    /// Appends a number, seven bits a byte, the low ones first.
    package mutating func append(number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(truncatingIfNeeded: rest))
    }
}
