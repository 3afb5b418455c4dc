extension JSONValue {
    /// The string, or `nil` if the value is something else.
    package var string: String? {
        if case .string(let string) = self { string } else { nil }
    }

    /// The number, or `nil` if the value is something else.
    package var number: Double? {
        if case .number(let number) = self { number } else { nil }
    }

    /// The number as an integer, or `nil` if it has a fraction or exceeds `Int64`.
    package var integer: Int64? {
        guard case .number(let number) = self, number >= -0x1p63, number < 0x1p63 else {
            return nil
        }
        let integer = Int64(number)
        return Double(integer) == number ? integer : nil
    }

    /// The truth value, or `nil` if the value is something else.
    package var bool: Bool? {
        if case .bool(let bool) = self { bool } else { nil }
    }

    /// The elements, or `nil` if the value is something else.
    package var array: [JSONValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    /// The object, or `nil` if the value is something else.
    package var object: JSONObject? {
        if case .object(let object) = self { object } else { nil }
    }

    /// Whether the value is the literal `null`.
    package var isNull: Bool {
        if case .null = self { true } else { false }
    }

    /// The member's value under `key`, or `nil` if this is no object or has no such key.
    package subscript(key: String) -> JSONValue? {
        object?[key]
    }

    /// The element at `index`, or `nil` if this is no array or is too short.
    package subscript(index: Int) -> JSONValue? {
        guard case .array(let elements) = self, elements.indices.contains(index) else {
            return nil
        }
        return elements[index]
    }

    /// The value that `pointer` leads to, or `nil` if it leads nowhere (RFC 6901, section 4).
    package subscript(pointer: JSONPointer) -> JSONValue? {
        var current = self
        for token in pointer.tokens {
            guard let next = current.child(token) else { return nil }
            current = next
        }
        return current
    }

    /// Returns the value with `replacement` in the place that `pointer` leads to.
    ///
    /// Only what exists is replaced: if `pointer` leads nowhere, the value comes back as it is.
    package func replacing(_ pointer: JSONPointer, with replacement: JSONValue) -> JSONValue {
        replacing(pointer.tokens[...], with: replacement)
    }

    private func replacing(
        _ tokens: ArraySlice<String>,
        with replacement: JSONValue
    ) -> JSONValue {
        guard let token = tokens.first else { return replacement }
        guard let child = child(token) else { return self }
        let replaced = child.replacing(tokens.dropFirst(), with: replacement)
        switch self {
        case .object(var object):
            object[token] = replaced
            return .object(object)
        case .array(var elements):
            if let index = JSONPointer.arrayIndex(token) { elements[index] = replaced }
            return .array(elements)
        default:
            return self
        }
    }

    /// The value one reference token further.
    private func child(_ token: String) -> JSONValue? {
        switch self {
        case .object(let object): object[token]
        case .array: JSONPointer.arrayIndex(token).flatMap { self[$0] }
        default: nil
        }
    }
}
