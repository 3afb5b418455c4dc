package import Events

/// A sealed value as stored: the tags of the persons it is about, a zero byte, the box.
///
/// The tags stand in the clear, as they do in the leaf; the box is bound to them by its key.
package struct SealedRecord {
    /// The persons the value is about.
    package let persons: [Tag]

    /// Nonce, ciphertext and tag.
    package let box: [UInt8]

    /// A record of a sealed value.
    package init(persons: [Tag], box: [UInt8]) {
        self.persons = persons
        self.box = box
    }

    /// Reads a stored record; `nil` when it is none.
    package init?(_ bytes: [UInt8]) {
        guard let end = bytes.firstIndex(of: 0) else { return nil }
        let names = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\n")
        persons = names.compactMap { Tag(String($0)) }
        guard persons.count == names.count, !persons.isEmpty else { return nil }
        box = Array(bytes[(end + 1)...])
    }

    /// The bytes as stored.
    package var bytes: [UInt8] {
        Array(persons.map(\.text).joined(separator: "\n").utf8) + [0] + box
    }
}
