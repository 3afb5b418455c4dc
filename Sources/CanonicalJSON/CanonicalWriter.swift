/// Writes values as RFC 8785 (JCS) has them: one text for one value, whoever writes it.
///
/// The ledger hashes these bytes. Keys stand in UTF-16 order, without white space; strings
/// escape what they must and nothing else; numbers look as in ECMAScript.
struct CanonicalWriter {
    var bytes: [UInt8]

    mutating func write(_ value: JSONValue) {
        switch value {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(true): bytes.append(contentsOf: "true".utf8)
        case .bool(false): bytes.append(contentsOf: "false".utf8)
        case .number(let number): write(number)
        case .string(let string): write(string)
        case .array(let elements): write(elements)
        case .object(let object): write(object)
        }
    }

    private mutating func write(_ elements: [JSONValue]) {
        bytes.append(UInt8(ascii: "["))
        var isFirst = true
        for element in elements {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            write(element)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func write(_ object: JSONObject) {
        bytes.append(UInt8(ascii: "{"))
        var isFirst = true
        for member in object.members {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            write(member.key)
            bytes.append(UInt8(ascii: ":"))
            write(member.value)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    /// Writes a string with the escapes of RFC 8785, section 3.2.2.2.
    mutating func write(_ string: String) {
        bytes.append(UInt8(ascii: "\""))
        if Self.needsEscapes(string) {
            for byte in string.utf8 { writeEscaped(byte) }
        } else {
            bytes.append(contentsOf: string.utf8)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func needsEscapes(_ string: String) -> Bool {
        let text = string.utf8Span.span
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                return true
            }
            index += 1
        }
        return false
    }

    private mutating func writeEscaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): bytes.append(contentsOf: "\\\"".utf8)
        case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
        case 0x08: bytes.append(contentsOf: "\\b".utf8)
        case 0x09: bytes.append(contentsOf: "\\t".utf8)
        case 0x0A: bytes.append(contentsOf: "\\n".utf8)
        case 0x0C: bytes.append(contentsOf: "\\f".utf8)
        case 0x0D: bytes.append(contentsOf: "\\r".utf8)
        case 0x00..<0x10:
            bytes.append(contentsOf: "\\u000".utf8)
            bytes.append(contentsOf: String(byte, radix: 16).utf8)
        case 0x10..<0x20:
            bytes.append(contentsOf: "\\u00".utf8)
            bytes.append(contentsOf: String(byte, radix: 16).utf8)
        default: bytes.append(byte)
        }
    }

    /// Writes a number as RFC 8785, section 3.2.2.3, has it.
    ///
    /// - Precondition: the number is finite; JSON has no other.
    mutating func write(_ number: Double) {
        precondition(number.isFinite, "NaN and Infinity are no JSON numbers")
        if number.magnitude < 0x1p53, case let integer = Int64(number), Double(integer) == number {
            bytes.append(contentsOf: String(integer).utf8)
        } else {
            ECMAScriptNumber(number).append(to: &bytes)
        }
    }
}
