import LMDB

extension Array where Element == UInt8 {
    init(_ text: String) {
        self = Array(text.utf8)
    }

    /// Copies what was lent.
    init(_ span: Span<UInt8>) {
        self = []
        reserveCapacity(span.count)
        for index in span.indices { append(span[index]) }
    }

    var text: String { String(decoding: self, as: UTF8.self) }
}

/// Copies what was lent, if anything was.
func copy(_ span: Span<UInt8>?) -> [UInt8]? {
    guard let span else { return nil }
    return Array(span)
}

extension Snapshot where Self: ~Copyable {
    func text(_ key: String, in table: Table) throws -> String? {
        guard let value = try value(for: Array(key).span, in: table) else { return nil }
        return Array(value).text
    }

    func text(_ key: UInt64, in table: Table) throws -> String? {
        guard let value = try value(for: key, in: table) else { return nil }
        return Array(value).text
    }
}

extension Snapshot where Self: ~Copyable {
    func bytes(_ key: UInt64, in table: Table) throws -> [UInt8]? {
        copy(try value(for: key, in: table))
    }
}

extension WriteTransaction {
    mutating func put(_ value: [UInt8], _ key: UInt64, in table: Table) throws {
        try put(value.span, for: key, in: table)
    }

    mutating func append(_ value: [UInt8], _ key: UInt64, in table: Table) throws {
        try put(value.span, for: key, in: table, appending: true)
    }

    mutating func put(_ value: [UInt8], _ key: [UInt8], in table: Table) throws {
        try put(value.span, for: key.span, in: table)
    }

    mutating func put(_ value: String, _ key: String, in table: Table) throws {
        try put(Array(value).span, for: Array(key).span, in: table)
    }
}
