import Entente

/// The lines of a file, one after the other; memory does not grow with the file.
struct LineInput {
    private let reader: LineReader
    private var count = 0

    /// Opens a file; `-` is standard input.
    init(_ path: String) throws {
        let stream = path == "-" ? FileStream.standardInput : try FileStream(reading: path)
        reader = LineReader(stream, limit: Limits.lineByteCount)
    }

    /// The next line with its number in the file; `nil` at the end.
    mutating func next() throws -> InputLine? {
        guard let bytes = try reader.next() else { return nil }
        count += 1
        return InputLine(number: count, bytes: bytes)
    }

    /// The next lines, at most so many.
    mutating func next(_ count: Int) throws -> [InputLine] {
        var lines: [InputLine] = []
        lines.reserveCapacity(count)
        while lines.count < count, let line = try next() { lines.append(line) }
        return lines
    }

    /// Passes over some lines.
    mutating func skip(_ count: Int) throws {
        for _ in 0..<count where try next() == nil { return }
    }

    /// All lines as text.
    static func texts(_ path: String) throws -> [String] {
        var input = try LineInput(path)
        var texts: [String] = []
        while let line = try input.next() {
            texts.append(String(decoding: line.bytes, as: UTF8.self))
        }
        return texts
    }
}
