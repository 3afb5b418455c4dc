import Entente

/// The lines of some files, or of standard input, one after the other under one count.
///
/// A line that is longer than any event may be is cut right after the limit and its rest skipped,
/// so that the ledger refuses it and the next line is still read. The empty text after the last
/// line feed is no line.
struct InputLines {
    private let names: [String]
    private var nextName = 0
    private var reader: LineReader?
    private var count = 0
    private var starts: [(line: Int, name: String)] = []

    /// Lines of `names` in their order; `-` is standard input, and so is no name at all.
    init(_ names: [String]) {
        self.names = names.isEmpty ? ["-"] : names
    }

    /// Where a line stands, in words; `nil` when there is only one input.
    func place(ofLine number: Int) -> String? {
        guard names.count > 1, let start = starts.last(where: { $0.line <= number }) else {
            return nil
        }
        return "\(start.name), line \(number - start.line + 1)"
    }

    /// Up to so many lines.
    mutating func next(_ limit: Int) throws -> [InputLine] {
        var lines: [InputLine] = []
        while lines.count < limit, let line = try next() { lines.append(line) }
        return lines
    }

    /// Whether ``next()`` would not wait for more input.
    ///
    /// - Throws: `LedgerError` of kind `io`.
    func isReady() throws -> Bool { try reader?.isReady() ?? true }

    /// The next line; `nil` behind the last.
    mutating func next() throws -> InputLine? {
        while true {
            guard let reader else {
                guard try openNext() else { return nil }
                continue
            }
            if let bytes = try reader.next() {
                count += 1
                return InputLine(number: count, bytes: bytes)
            }
            self.reader = nil
        }
    }

    private mutating func openNext() throws -> Bool {
        guard nextName < names.count else { return false }
        let stream = try InputFile.open(names[nextName])
        nextName += 1
        starts.append((count + 1, stream.name))
        reader = LineReader(stream, limit: Limits.lineByteCount)
        return true
    }
}
