/// The paragraphs of a document, and which of them no quote was taken from.
struct DocumentParagraphs {
    /// How many there are.
    let count: Int

    /// The numbers of those without a quote, from 1 on.
    let uncovered: [Int]

    /// Splits a plain text where lines are empty, or else at each line; `nil` for what is none.
    ///
    /// Quotes may span paragraphs, and leave words out with `…` or `...`.
    init?(of bytes: [UInt8], quotes: [String]) {
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
            return nil
        }
        let first = text.utf8.first { !Self.isSpace($0) }
        if first == UInt8(ascii: "<") || text.hasPrefix("%PDF") { return nil }
        let paragraphs = Self.paragraphs(of: text)
        let pieces = Set(quotes.flatMap(Self.pieces))
        count = paragraphs.count
        uncovered = paragraphs.indices.filter { place in
            !pieces.contains { piece in
                Self.contains(paragraphs[place], piece) || Self.contains(piece, paragraphs[place])
            }
        }
        .map { $0 + 1 }
    }

    private static func paragraphs(of text: String) -> [[UInt8]] {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map { plain($0.utf8) }
        let blocks = lines.split(whereSeparator: \.isEmpty)
        if blocks.count > 1 { return blocks.map { Array($0.joined(separator: [space])) } }
        return lines.filter { !$0.isEmpty }
    }

    /// The parts of a quote between what it leaves out.
    private static func pieces(of quote: String) -> [[UInt8]] {
        var parts: [[UInt8]] = [[]]
        var dots = 0
        for character in quote {
            dots = character == "." ? dots + 1 : 0
            if character == "…" || dots == 3 {
                if dots == 3 { parts[parts.count - 1].removeLast(2) }
                parts.append([])
            } else {
                parts[parts.count - 1] += Array(character.utf8)
            }
        }
        let marks: Set<UInt8> = [UInt8(ascii: "["), UInt8(ascii: "]"), space]
        return parts.map { part in
            let plain = plain(part)
            let start = plain.drop { marks.contains($0) }
            return Array(start.reversed().drop { marks.contains($0) }.reversed())
        }
        .filter { !$0.isEmpty }
    }

    /// Bytes with one space for each stretch of white space, and none at the ends.
    private static func plain(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var plain: [UInt8] = []
        for byte in bytes {
            if !isSpace(byte) {
                plain.append(byte)
            } else if let last = plain.last, last != space {
                plain.append(space)
            }
        }
        if plain.last == space { plain.removeLast() }
        return plain
    }

    private static let space = UInt8(ascii: " ")

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == space || (UInt8(ascii: "\t")...UInt8(ascii: "\r")).contains(byte)
    }

    private static func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
        guard !part.isEmpty, part.count <= text.count else { return false }
        return text.firstRange(of: part) != nil
    }
}
