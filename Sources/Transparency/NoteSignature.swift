/// One signature line of a note, not yet verified.
package struct NoteSignature: Sendable {
    /// The name of the key.
    package let name: String

    /// The number that tells keys of one name apart.
    package let keyID: UInt32

    /// What follows the key number: a signature, for some kinds with a time before it.
    package let payload: [UInt8]

    init(name: String, keyID: UInt32, payload: [UInt8]) {
        self.name = name
        self.keyID = keyID
        self.payload = payload
    }

    /// Reads a line without its line feed, or nothing if it is not a signature line.
    package init?(parsing line: String) {
        let line = Array(line.utf8)
        guard line.starts(with: NoteSignature.dash) else { return nil }
        let rest = line.dropFirst(NoteSignature.dash.count)
        guard let space = rest.firstIndex(of: UInt8(ascii: " ")) else { return nil }
        let name = String(decoding: rest[..<space], as: UTF8.self)
        guard
            KeyName.isValid(name),
            let bytes = Base64.decode(rest[(space + 1)...]),
            bytes.count > 4
        else { return nil }
        self.name = name
        self.keyID = bytes[..<4].reduce(0) { $0 << 8 | UInt32($1) }
        self.payload = Array(bytes[4...])
    }

    /// The line, without a line feed.
    package var line: String {
        var bytes: [UInt8] = []
        for shift in stride(from: 24, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: keyID >> UInt32(shift)))
        }
        return "\u{2014} \(name) \(Base64.encode(bytes + payload))"
    }

    /// Whether both lines claim to be made by the same key.
    func hasSameKey(as other: NoteSignature) -> Bool {
        keyID == other.keyID && name.utf8.elementsEqual(other.name.utf8)
    }

    /// An em dash and a space.
    private static let dash: [UInt8] = [0xE2, 0x80, 0x94, 0x20]
}

extension NoteSignature: Hashable {
    /// Compares names byte by byte: names that only look alike name different keys.
    package static func == (left: NoteSignature, right: NoteSignature) -> Bool {
        left.hasSameKey(as: right) && left.payload == right.payload
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(keyID)
        hasher.combine(payload)
    }
}
