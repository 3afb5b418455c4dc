/// Lines of iCalendar (RFC 5545): folded at 75 bytes, and ended by CRLF.
struct CalendarText {
    private(set) var bytes: [UInt8] = []

    /// The most bytes of a line, without its end (section 3.1).
    private static let limit = 75

    /// Adds a property whose value stands as it is.
    mutating func line(_ name: String, _ value: String) {
        var room = Self.limit
        for scalar in "\(name):\(value)".unicodeScalars {
            let encoded = UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
            if encoded.count > room {
                bytes.append(contentsOf: "\r\n ".utf8)
                room = Self.limit - 1
            }
            bytes.append(contentsOf: encoded)
            room -= encoded.count
        }
        bytes.append(contentsOf: "\r\n".utf8)
    }

    /// Adds a property whose value is a text (section 3.3.11); lines of it stay lines.
    mutating func text(_ name: String, _ value: String) {
        let lines = value.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line).withControlsEscaped.escaped(["\\", ";", ","])
        }
        line(name, lines.joined(separator: "\\n"))
    }
}

extension String {
    /// The text with a backslash before each of some characters, whatever is combined with them.
    func escaped(_ characters: Set<Unicode.Scalar>) -> String {
        unicodeScalars.reduce(into: "") { escaped, scalar in
            if characters.contains(scalar) { escaped += "\\" }
            escaped.unicodeScalars.append(scalar)
        }
    }
}
