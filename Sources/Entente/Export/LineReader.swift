import LMDB
import Transparency

/// Reads lines that end with LF, a bounded line at a time.
///
/// The empty text behind the last LF is no line. A line that is longer than the limit is cut right
/// behind it and the rest passed over, so that whoever judges the line can refuse it and go on.
///
/// - Complexity: a line is found with the C library's vectorised search and copied once.
package final class LineReader {
    private static let firstBufferByteCount = 1 << 16
    private static let largestBufferByteCount = 1 << 20

    private let stream: FileStream
    private let limit: Int
    private let isHashing: Bool
    private var hasher = Hasher256()
    private var buffer: [UInt8]
    private var start = 0
    private var end = 0

    /// How many bytes from `start` on are known to hold no LF.
    private var passed = 0

    /// Whether everything was read.
    package private(set) var isAtEnd = false

    /// Whether the line read last ended with LF, which only the last one can lack.
    package private(set) var endedWithLineFeed = true

    /// A reader of a stream, from where that is.
    ///
    /// - Parameters:
    ///   - stream: where the bytes come from.
    ///   - limit: the longest line, in bytes.
    ///   - isHashing: whether ``digest()`` will be asked for.
    package init(_ stream: FileStream, limit: Int, isHashing: Bool = false) {
        self.stream = stream
        self.limit = limit
        self.isHashing = isHashing
        buffer = [UInt8](repeating: 0, count: Self.firstBufferByteCount)
    }

    /// The next line without its LF, with at most one byte more than the limit; `nil` at the end.
    ///
    /// - Throws: `LedgerError` of kind `io`.
    package func next() throws -> [UInt8]? {
        _ = try fetch(isWaiting: true)
        defer { passed = 0 }
        guard let found = lineEnd() else {
            return end - start > limit ? try cutLine() : lastLine()
        }
        let line = buffer.span.extracting(start..<min(found, start + limit + 1)).array
        start = found + 1
        return line
    }

    /// Whether ``next()`` would not wait for more: its line is here, or the end is.
    ///
    /// Takes in what has come meanwhile.
    ///
    /// - Throws: `LedgerError` of kind `io`.
    package func isReady() throws -> Bool { try fetch(isWaiting: false) }

    /// SHA-256 of everything read, in lowercase hex; for a reader that was told to hash.
    package func digest() -> String {
        var finished = Hasher256()
        swap(&finished, &hasher)
        return finished.finalize().hex
    }

    /// Reads on until the next line is here, or more than a line may be, or the end.
    ///
    /// - `isWaiting`: whether to wait for what has not come yet.
    /// - Returns: whether it got so far.
    private func fetch(isWaiting: Bool) throws -> Bool {
        while lineEnd() == nil, !isAtEnd, end - start <= limit {
            guard isWaiting || stream.isReadable else { return false }
            _ = try refill()
        }
        return true
    }

    /// Where the LF of the next line stands; what was looked through once is not again.
    private func lineEnd() -> Int? {
        let found = buffer.firstIndex(of: UInt8(ascii: "\n"), from: start + passed, below: end)
        passed = (found ?? end) - start
        return found
    }

    /// The line that the end of the file ends; `nil` when there is none.
    private func lastLine() -> [UInt8]? {
        guard start < end else { return nil }
        endedWithLineFeed = false
        let line = Array(buffer[start..<end])
        start = end
        return line
    }

    /// The start of a line that is too long; goes on behind its LF.
    private func cutLine() throws -> [UInt8] {
        let line = Array(buffer[start...(start + limit)])
        start = end
        while try refill() {
            if let found = buffer.firstIndex(of: UInt8(ascii: "\n"), from: start, below: end) {
                start = found + 1
                return line
            }
            start = end
        }
        endedWithLineFeed = false
        return line
    }

    /// Reads on behind what is held, which moves to the front; false at the end of the file.
    private func refill() throws -> Bool {
        guard !isAtEnd else { return false }
        let isFull = end == buffer.count
        if isFull && (start == 0 || buffer.count < Self.largestBufferByteCount) { grow() }
        if start > 0 {
            moveToFront()
        }
        let count = try stream.read(into: &buffer, from: end)
        guard count > 0 else {
            isAtEnd = true
            return false
        }
        if isHashing { hasher.update(buffer.span.extracting(end..<(end + count))) }
        end += count
        return true
    }

    /// In place: a slice of the buffer would make the assignment copy all of it.
    private func moveToFront() {
        var bytes = buffer.mutableSpan
        for index in start..<end { bytes[index - start] = bytes[index] }
        end -= start
        start = 0
    }

    /// An input that fills the buffer gives more in one call, which saves calls.
    private func grow() {
        buffer += [UInt8](repeating: 0, count: buffer.count)
    }
}
