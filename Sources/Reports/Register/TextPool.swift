/// Texts of one agreement, each stored once and named by its place.
///
/// - Invariant: what was added stays where it is, so that places stay good.
package struct TextPool: Sendable {
    /// For each text its length and its UTF-8 bytes.
    package private(set) var bytes: [UInt8] = []

    private var texts = TextNumbers()

    /// For each of the texts its place.
    private var places: [Int] = []

    /// A pool with nothing in it.
    package init() {}

    /// A pool that was stored; `nil` when it is damaged.
    package init?(_ stored: [UInt8]) {
        bytes = stored
        var reader = ByteReader(stored, at: 0)
        while reader.offset < stored.count {
            let place = reader.offset
            let text = reader.nextRange()
            guard reader.isSound, texts.number(of: text, in: stored).isNew else { return nil }
            places.append(place)
        }
    }

    /// The place of a text, which is added if it is new.
    package mutating func place(of text: String) -> Int {
        let bytes = text.utf8Span.span
        let found = texts.number(of: bytes)
        if found.isNew {
            places.append(self.bytes.count)
            self.bytes.append(number: UInt64(bytes.count))
            self.bytes.append(contentsOf: text.utf8)
        }
        return places[found.number]
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
