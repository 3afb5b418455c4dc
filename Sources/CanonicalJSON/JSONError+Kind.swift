extension JSONError {
    /// What a reader can object to.
    package enum Kind: Sendable, Hashable {
        /// Nothing but white space was given.
        case empty

        /// The input starts with a byte order mark, which RFC 8259, section 8.1, forbids.
        case byteOrderMark

        /// The input ends too early.
        case unexpectedEnd(Expectation)

        /// A byte stands where the grammar has another.
        case unexpectedByte(UInt8, Expectation)

        /// A bare word is none of the three literals.
        case unknownWord

        /// Something follows the value.
        case trailingText

        /// Arrays and objects nest deeper than the reader's limit.
        case tooDeep(limit: Int)

        /// An object has two members whose keys are equal once unescaped.
        case duplicateKey

        /// A string is not UTF-8.
        case invalidUTF8

        /// An escape gives one half of a surrogate pair, which is no character.
        case loneSurrogate

        /// A control character stands in a string as it is.
        case controlCharacter(UInt8)

        /// A backslash is followed by something that is no escape.
        case invalidEscape

        /// A number has a zero in front of another digit.
        case leadingZero

        /// The words `NaN` or `Infinity` stand for a number.
        case notANumber

        /// A number exceeds the finite doubles.
        case numberTooLarge

        /// A whole number reaches 2^53, from where on doubles skip integers.
        case integerTooLarge
    }

    /// What the grammar asks for in a place.
    package enum Expectation: String, Sendable, Hashable {
        /// Where a value must start.
        case value = "a value"

        /// Behind the opening bracket of an array.
        case valueOrEnd = "a value or \"]\""

        /// Behind the comma in an object.
        case key = "a key in quotation marks"

        /// Behind the opening brace of an object.
        case keyOrEnd = "a key in quotation marks or \"}\""

        /// Behind a key.
        case colon = "\":\""

        /// Behind an element of an array.
        case commaOrBracket = "\",\" or \"]\""

        /// Behind a member of an object.
        case commaOrBrace = "\",\" or \"}\""

        /// Where a number needs one more.
        case digit = "a digit"

        /// Where a string is still open.
        case closingQuote = "the closing quotation mark of a string"
    }
}

extension JSONError.Kind: CustomStringConvertible {
    /// Cause and remedy in one sentence.
    package var description: String {
        switch self {
        case .empty: "the input is empty; give one JSON value"
        case .byteOrderMark:
            "the input starts with a byte order mark; write plain UTF-8 without one"
        case .unexpectedEnd(let expected):
            "the input ends where \(expected.rawValue) belongs; complete it"
        case .unexpectedByte(let byte, let expected):
            "\(Self.name(byte)) stands where \(expected.rawValue) belongs; correct it"
        case .unknownWord:
            "a bare word is not true, false or null; put text in quotation marks"
        case .trailingText: "text follows the value; give one JSON value"
        case .tooDeep(let limit):
            "arrays and objects nest deeper than \(limit); make the value flatter"
        case .duplicateKey: "the key stands twice in one object; keep one of the two"
        case .invalidUTF8: "a string is not valid UTF-8; encode the text as UTF-8"
        case .loneSurrogate:
            "a \\u escape is half of a surrogate pair; write both halves or the character"
        case .controlCharacter(let byte):
            "control character 0x\(Self.hex(byte)) stands in a string; "
                + "write it as \\u00\(Self.hex(byte))"
        case .invalidEscape:
            "a backslash starts no JSON escape; use \\\" \\\\ \\/ \\b \\f \\n \\r \\t "
                + "or \\u and four hexadecimal digits"
        case .leadingZero: "a number starts with a needless zero; drop the zero"
        case .notANumber: "NaN and Infinity are no JSON numbers; use null or leave it out"
        case .numberTooLarge: "a number exceeds the range of a double; write it as a string"
        case .integerTooLarge:
            "a whole number reaches 2^53 and would lose digits; write it as a string"
        }
    }

    private static func name(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "\""): "a quotation mark"
        case 0x21...0x7E: "\"\(Unicode.Scalar(byte))\""
        default: "byte 0x\(hex(byte))"
        }
    }

    private static func hex(_ byte: UInt8) -> String {
        (byte < 0x10 ? "0" : "") + String(byte, radix: 16)
    }
}
