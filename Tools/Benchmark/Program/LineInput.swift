import Foundation

/// The lines of a file, one after the other; memory does not grow with the file.
struct LineInput {
    private let handle: FileHandle
    private var piece: [UInt8] = []
    private var offset = 0

    private static let byteCount = 1 << 20

    /// Opens a file; `-` is standard input.
    init(_ path: String) throws {
        handle =
            path == "-"
            ? .standardInput : try FileHandle(forReadingFrom: URL(filePath: path))
    }

    /// The next line without its line feed; `nil` at the end.
    mutating func next() throws -> [UInt8]? {
        while true {
            if let end = piece[offset...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { offset = end + 1 }
                return Array(piece[offset..<end])
            }
            let rest = Array(piece[offset...])
            offset = 0
            guard let data = try handle.read(upToCount: Self.byteCount), !data.isEmpty else {
                piece = []
                return rest.isEmpty ? nil : rest
            }
            piece = rest + data
        }
    }

    /// The next lines, at most so many.
    mutating func next(_ count: Int) throws -> [[UInt8]] {
        var lines: [[UInt8]] = []
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
        while let line = try input.next() { texts.append(String(decoding: line, as: UTF8.self)) }
        return texts
    }
}
