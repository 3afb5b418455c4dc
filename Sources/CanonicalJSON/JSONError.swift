/// Why bytes were not read as JSON, and where.
package struct JSONError: Error, Hashable, CustomStringConvertible {
    /// What stands in the way.
    package let kind: Kind

    /// The number of bytes before the offending one.
    package let offset: Int

    /// The line of that byte, from 1; a line ends with a line feed.
    package let line: Int

    /// The column of that byte in UTF-8 bytes, from 1.
    package let column: Int

    /// The innermost value that was being read; for a duplicate key, the member.
    package let pointer: JSONPointer

    /// Locates `fault` in the input it comes from.
    init(_ fault: JSONFault, in bytes: Span<UInt8>) {
        var line = 1
        var lineStart = 0
        for index in 0..<fault.offset where bytes[index] == UInt8(ascii: "\n") {
            line += 1
            lineStart = index + 1
        }
        kind = fault.kind
        offset = fault.offset
        self.line = line
        column = fault.offset - lineStart + 1
        pointer = JSONPointer(fault.path.reversed())
    }

    /// Place, cause and remedy on one line; never a value, and of keys at most 200 characters.
    package var description: String {
        let place = "line \(line), column \(column)"
        guard !pointer.tokens.isEmpty else { return "\(place): \(kind)" }
        return "\(place), at \(PrintableText.of(pointer.description, limit: 200)): \(kind)"
    }
}
