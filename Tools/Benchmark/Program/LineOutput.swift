import Entente
import LMDB

/// Writes lines to a file, a megabyte at a time.
struct LineOutput {
    private let stream: FileStream
    private var buffer: [UInt8] = []

    private static let byteCount = 1 << 20

    /// Starts a new file, in place of one that is there; `-` is standard output.
    init(_ path: String) throws {
        stream = path == "-" ? .standardOutput : try FileStream(writing: path)
        buffer.reserveCapacity(Self.byteCount + 65_536)
    }

    /// Adds one line.
    mutating func write(_ line: [UInt8]) throws {
        buffer += line
        try endLine()
    }

    /// Adds one line that is lent.
    mutating func write(_ line: borrowing Span<UInt8>) throws {
        buffer += line.array
        try endLine()
    }

    /// Adds one line that begins with its tags: the same event for those who know no schemas.
    mutating func write(_ line: [UInt8], spellingOut tags: [WorkloadTag]) throws {
        buffer += "{\"tags\":[".utf8
        for (index, tag) in tags.enumerated() {
            buffer += index > 0 ? ",\"".utf8 : "\"".utf8
            tag.append(to: &buffer)
            buffer.append(UInt8(ascii: "\""))
        }
        buffer += "],".utf8
        buffer += line.dropFirst()
        try endLine()
    }

    /// Writes what is held back.
    mutating func finish() throws {
        try stream.write(buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    private mutating func endLine() throws {
        buffer.append(UInt8(ascii: "\n"))
        if buffer.count >= Self.byteCount { try finish() }
    }
}
