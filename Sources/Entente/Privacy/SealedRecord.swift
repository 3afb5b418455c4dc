package import Events

/// A sealed value as stored: the tags of the persons it is about, a zero byte, the box.
///
/// The tags stand in the clear, as they do in the leaf; the box is bound to them by its key.
package struct SealedRecord {
    package let persons: [Tag]
    package let box: [UInt8]

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

    package var bytes: [UInt8] {
        Array(persons.map(\.text).joined(separator: "\n").utf8) + [0] + box
    }
}
