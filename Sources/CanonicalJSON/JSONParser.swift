/// One pass over a JSON text (RFC 8259).
///
/// The bytes are an argument of every step, not a property: a value that keeps a span would
/// have to be lifetime-bound itself.
struct JSONParser {
    let numbers: JSONReader.Numbers
    let maximumDepth: Int

    /// The next byte to read.
    var offset = 0

    /// How many arrays and objects are open.
    private var depth = 0

    /// The keys of the open objects, outermost first.
    private var keys: [Key] = []

    /// The bytes of the string whose escapes are being resolved.
    var unescaped: [UInt8] = []

    /// Where a key starts in the input, and what sorts it.
    private struct Key {
        let offset: Int
        let prefix: UInt64
    }

    init(numbers: JSONReader.Numbers, maximumDepth: Int) {
        self.numbers = numbers
        self.maximumDepth = maximumDepth
    }

    /// Reads everything.
    mutating func document(_ bytes: Span<UInt8>) throws(JSONFault) -> JSONValue {
        if Self.startsWithByteOrderMark(bytes) { throw JSONFault(.byteOrderMark, at: 0) }
        skipSpace(bytes)
        guard offset < bytes.count else { throw JSONFault(.empty, at: offset) }
        let value = try value(bytes, expecting: .value)
        skipSpace(bytes)
        guard offset == bytes.count else { throw JSONFault(.trailingText, at: offset) }
        return value
    }

    private mutating func value(
        _ bytes: Span<UInt8>,
        expecting expected: JSONError.Expectation
    ) throws(JSONFault) -> JSONValue {
        guard offset < bytes.count else { throw JSONFault(.unexpectedEnd(expected), at: offset) }
        switch bytes[offset] {
        case UInt8(ascii: "\""): return .string(try string(bytes))
        case UInt8(ascii: "{"): return .object(try object(bytes))
        case UInt8(ascii: "["): return .array(try array(bytes))
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return .number(try number(bytes))
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
            return try word(bytes)
        case let byte: throw JSONFault(.unexpectedByte(byte, expected), at: offset)
        }
    }

    private mutating func array(_ bytes: Span<UInt8>) throws(JSONFault) -> [JSONValue] {
        try open()
        defer { depth -= 1 }
        skipSpace(bytes)
        if take(UInt8(ascii: "]"), bytes) { return [] }

        var elements: [JSONValue] = []
        while true {
            do {
                let expected = elements.isEmpty ? JSONError.Expectation.valueOrEnd : .value
                elements.append(try value(bytes, expecting: expected))
            } catch {
                throw error.inside(String(elements.count))
            }
            skipSpace(bytes)
            if take(UInt8(ascii: "]"), bytes) { return elements }
            try expect(UInt8(ascii: ","), .commaOrBracket, bytes)
            skipSpace(bytes)
        }
    }

    private mutating func object(_ bytes: Span<UInt8>) throws(JSONFault) -> JSONObject {
        try open()
        defer { depth -= 1 }
        skipSpace(bytes)
        if take(UInt8(ascii: "}"), bytes) { return JSONObject() }

        let firstKey = keys.count
        defer { keys.removeLast(keys.count - firstKey) }
        var members: [JSONObject.Member] = []
        members.reserveCapacity(8)
        var isAscending = true
        while true {
            let start = offset
            let key = try key(bytes, expecting: members.isEmpty ? .keyOrEnd : .key)
            let prefix = key.canonicalPrefix
            if isAscending, let last = members.last, let lastPrefix = keys.last?.prefix {
                isAscending =
                    prefix == lastPrefix
                    ? last.key.canonicalOrder(to: key) < 0 : lastPrefix < prefix
            }
            keys.append(Key(offset: start, prefix: prefix))
            do {
                members.append(
                    JSONObject.Member(key: key, value: try value(bytes, expecting: .value))
                )
            } catch {
                throw error.inside(key)
            }
            skipSpace(bytes)
            if take(UInt8(ascii: "}"), bytes) { break }
            try expect(UInt8(ascii: ","), .commaOrBrace, bytes)
            skipSpace(bytes)
        }
        return JSONObject(
            ascending: isAscending ? members : try sorted(members, under: keys[firstKey...])
        )
    }

    /// Reads a key, the colon behind it, and the space up to the value.
    private mutating func key(
        _ bytes: Span<UInt8>,
        expecting expected: JSONError.Expectation
    ) throws(JSONFault) -> String {
        guard offset < bytes.count else { throw JSONFault(.unexpectedEnd(expected), at: offset) }
        guard bytes[offset] == UInt8(ascii: "\"") else {
            throw JSONFault(.unexpectedByte(bytes[offset], expected), at: offset)
        }
        let key = try string(bytes)
        skipSpace(bytes)
        do {
            try expect(UInt8(ascii: ":"), .colon, bytes)
        } catch {
            throw error.inside(key)
        }
        skipSpace(bytes)
        return key
    }

    /// Sorts members into canonical order and objects to the first repeated key.
    private func sorted(
        _ members: [JSONObject.Member],
        under keys: ArraySlice<Key>
    ) throws(JSONFault) -> [JSONObject.Member] {
        let order = zip(keys, members.indices)
            .map { (prefix: $0.prefix, index: $1) }
            .sorted { left, right in
                if left.prefix != right.prefix { return left.prefix < right.prefix }
                let order = members[left.index].key.canonicalOrder(to: members[right.index].key)
                return order != 0 ? order < 0 : left.index < right.index
            }
        var sorted: [JSONObject.Member] = []
        sorted.reserveCapacity(order.count)
        var lastPrefix: UInt64?
        var firstRepeated: Int?
        for (prefix, index) in order {
            if prefix == lastPrefix, sorted.last?.key.hasSameBytes(as: members[index].key) == true {
                firstRepeated = min(firstRepeated ?? index, index)
            }
            lastPrefix = prefix
            sorted.append(members[index])
        }
        if let index = firstRepeated {
            throw JSONFault(.duplicateKey, at: keys[keys.startIndex + index].offset)
                .inside(members[index].key)
        }
        return sorted
    }

    private mutating func word(_ bytes: Span<UInt8>) throws(JSONFault) -> JSONValue {
        let start = offset
        if take("true", bytes) { return .bool(true) }
        if take("false", bytes) { return .bool(false) }
        if take("null", bytes) { return .null }
        let isNumber = take("NaN", bytes) || take("Infinity", bytes)
        throw JSONFault(isNumber ? .notANumber : .unknownWord, at: start)
    }
}

// MARK: - Small steps

extension JSONParser {
    mutating func skipSpace(_ bytes: Span<UInt8>) {
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"):
                offset += 1
            default: return
            }
        }
    }

    /// Steps over `byte` if it comes next.
    mutating func take(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
        guard offset < bytes.count, bytes[offset] == byte else { return false }
        offset += 1
        return true
    }

    /// Steps over the ASCII `word` if it comes next.
    mutating func take(_ word: String, _ bytes: Span<UInt8>) -> Bool {
        let wanted = word.utf8Span.span
        guard bytes.count - offset >= wanted.count else { return false }
        for index in 0..<wanted.count where bytes[offset + index] != wanted[index] { return false }
        offset += wanted.count
        return true
    }

    private mutating func expect(
        _ byte: UInt8,
        _ expected: JSONError.Expectation,
        _ bytes: Span<UInt8>
    ) throws(JSONFault) {
        guard !take(byte, bytes) else { return }
        guard offset < bytes.count else { throw JSONFault(.unexpectedEnd(expected), at: offset) }
        throw JSONFault(.unexpectedByte(bytes[offset], expected), at: offset)
    }

    /// Steps over an opening bracket or brace.
    private mutating func open() throws(JSONFault) {
        guard depth < maximumDepth else {
            throw JSONFault(.tooDeep(limit: maximumDepth), at: offset)
        }
        depth += 1
        offset += 1
    }

    private static func startsWithByteOrderMark(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count >= 2 else { return false }
        return switch (bytes[0], bytes[1]) {
        case (0xFE, 0xFF), (0xFF, 0xFE): true
        case (0xEF, 0xBB): bytes.count >= 3 && bytes[2] == 0xBF
        default: false
        }
    }
}
