/// A JSON value as RFC 8259 defines it.
///
/// Two values are equal when their canonical bytes are: object members have no order of
/// their own, and strings are compared by their UTF-8 bytes, never by canonical equivalence.
package enum JSONValue: Sendable {
    /// The literal `null`.
    case null

    /// The literals `true` and `false`.
    case bool(Bool)

    /// A number; JSON knows no other than the double. It must be finite to be written.
    case number(Double)

    /// A string of Unicode scalar values, never normalised.
    case string(String)

    /// Values in their order.
    case array([JSONValue])

    /// Members under unique keys.
    case object(JSONObject)
}

extension JSONValue: Hashable {
    /// Whether both values have the same canonical bytes.
    package static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.string(let left), .string(let right)): left.hasSameBytes(as: right)
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)): left == right
        default: false
        }
    }

    /// Feeds the value to `hasher`.
    ///
    /// The hash of a string is that of its normal form. Strings of equal bytes share it,
    /// which is all that equality asks.
    package func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .bool(let bool): hasher.combine(bool)
        case .number(let number): hasher.combine(number)
        case .string(let string): hasher.combine(string)
        case .array(let elements): hasher.combine(elements)
        case .object(let object): hasher.combine(object)
        }
    }
}
