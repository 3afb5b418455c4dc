import CanonicalJSON
import Entente
import Reports

/// Data for standard output, written in large pieces.
final class Output {
    private static let pieceByteCount = 1 << 16

    private var pending: [UInt8] = []

    /// Writes one text with a line feed, at once.
    static func print(_ text: String) throws {
        let output = Output()
        output.line(text)
        try output.flush()
    }

    /// Writes one value, indented for people and good for scripts, at once.
    static func print(_ value: JSONValue) throws {
        try print(value.prettyPrinted())
    }

    /// Adds bytes as they are.
    func write(_ bytes: [UInt8]) throws {
        pending += bytes
        if pending.count >= Self.pieceByteCount { try flush() }
    }

    /// Adds a text and a line feed.
    func line(_ text: String) {
        pending += Array(text.utf8)
        pending.append(UInt8(ascii: "\n"))
    }

    /// Adds a value in one line of canonical bytes.
    func json(_ value: JSONValue) throws {
        try write(value.canonicalBytes() + [UInt8(ascii: "\n")])
    }

    /// Writes one value in one line of canonical bytes, and all that was gathered before.
    func finish(with value: JSONValue) throws {
        try json(value)
        try flush()
    }

    /// Writes what is gathered.
    ///
    /// - Throws: `BrokenPipe` when the reader has gone, `LedgerError` of kind `io` otherwise.
    func flush() throws {
        guard !pending.isEmpty else { return }
        defer { pending.removeAll(keepingCapacity: true) }
        try FileStream.standardOutput.write(pending)
    }
}
