import Foundation
import Transparency

/// Reads lines that end with LF, a bounded line at a time, and hashes all it reads.
struct LineReader: ~Copyable {
    private let limit: Int
    private let more: () throws -> Data?
    private var hasher = Hasher256()
    private var buffer: [UInt8] = []
    private var start = 0

    /// Whether everything was read.
    private(set) var isAtEnd = false

    /// - Parameters:
    ///   - limit: the longest line, in bytes.
    ///   - more: the next bytes; nothing or none at the end.
    init(limit: Int, more: @escaping () throws -> Data?) {
        self.limit = limit
        self.more = more
    }

    /// The next line without its LF; `nil` at the end.
    ///
    /// - Throws: `LedgerError` when a line is too long or the last one has no LF.
    mutating func next() throws -> [UInt8]? {
        while true {
            if let end = buffer[start...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = Array(buffer[start..<end])
                start = end + 1
                return line
            }
            guard buffer.count - start <= limit else {
                throw LedgerError(.refused, "a line is longer than \(limit) bytes")
            }
            guard let data = try more(), !data.isEmpty else {
                isAtEnd = true
                guard start == buffer.count else {
                    throw LedgerError(.refused, "the last line is cut: it does not end with LF")
                }
                return nil
            }
            let bytes = Array(data)
            hasher.update(bytes.span)
            buffer = Array(buffer[start...]) + bytes
            start = 0
        }
    }

    /// SHA-256 of everything read, in lowercase hex.
    consuming func digest() -> String { hasher.finalize().hex }
}
