/// Literals stand for the values they look like; null is written `.null`.
///
/// `nil` is none of them on purpose: a missing member is `nil`. If `nil` could also be a value,
/// `found ? value : nil` would be the value `null`, and the member would seem to exist.
extension JSONValue: ExpressibleByBooleanLiteral {
    /// Makes `true` or `false`.
    package init(booleanLiteral value: Bool) {
        self = .bool(value)
    }
}

extension JSONValue: ExpressibleByIntegerLiteral {
    /// Makes a whole number, rounded from 2^53 on.
    package init(integerLiteral value: Int64) {
        self = .number(Double(value))
    }
}

extension JSONValue: ExpressibleByFloatLiteral {
    /// Makes a number.
    package init(floatLiteral value: Double) {
        self = .number(value)
    }
}

extension JSONValue: ExpressibleByStringLiteral {
    /// Makes a string.
    package init(stringLiteral value: String) {
        self = .string(value)
    }
}

extension JSONValue: ExpressibleByArrayLiteral {
    /// Makes an array.
    package init(arrayLiteral elements: JSONValue...) {
        self = .array(elements)
    }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
    /// Makes an object; of several members under one key the last wins.
    package init(dictionaryLiteral members: (String, JSONValue)...) {
        self = .object(JSONObject(members))
    }
}

extension JSONValue {
    /// Returns a whole number.
    ///
    /// - Precondition: the magnitude stays below 2^53, above which doubles skip integers.
    package static func integer(_ value: some BinaryInteger) -> JSONValue {
        precondition(
            value.magnitude < 1 << 53,
            "a whole number of 2^53 or more is no JSON number; write it as a string"
        )
        return .number(Double(value))
    }
}
