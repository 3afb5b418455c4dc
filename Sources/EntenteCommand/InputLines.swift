import Entente
import Foundation

/// The lines of some files, or of standard input, one after the other under one count.
///
/// A line that is longer than any event may be is cut right after the limit and its rest skipped,
/// so that the ledger refuses it and the next line is still read. The empty text after the last
/// line feed is no line.
struct InputLines {
    private static let pieceByteCount = 1 << 16

    private let names: [String]
    private var nextName = 0
    private var handle: FileHandle?
    private var piece: [UInt8] = []
    private var offset = 0
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

    private mutating func next() throws -> InputLine? {
        var bytes: [UInt8] = []
        var isLine = false
        while true {
            guard offset < piece.count || handle != nil else {
                guard try openNext() else { return nil }
                continue
            }
            if offset == piece.count {
                guard try refill() else {
                    handle = nil
                    if isLine { return line(bytes) }
                    continue
                }
            }
            isLine = true
            let rest = piece[offset...]
            let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
            let room = Limits.lineByteCount + 1 - bytes.count
            bytes += rest[..<end].prefix(room)
            offset = end
            if end < piece.endIndex {
                offset += 1
                return line(bytes)
            }
        }
    }

    private mutating func line(_ bytes: [UInt8]) -> InputLine {
        count += 1
        return InputLine(number: count, bytes: bytes)
    }

    private mutating func openNext() throws -> Bool {
        guard nextName < names.count else { return false }
        let name = names[nextName]
        nextName += 1
        starts.append((count + 1, name == "-" ? "standard input" : name))
        handle = name == "-" ? .standardInput : try InputFile.open(name)
        return true
    }

    private mutating func refill() throws -> Bool {
        let name = starts.last?.name ?? "the input"
        piece = try InputFile.read(Self.pieceByteCount, from: handle, name: name)
        offset = 0
        return !piece.isEmpty
    }
}
