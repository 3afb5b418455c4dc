/// Long text in several lines, without loss.
///
/// Lines break at white space, which then falls away, and between grapheme clusters of scripts that
/// are written without it. A piece longer than a line breaks anywhere between clusters.
enum LineWrapping {
    /// The text in lines of at most `width` terminal columns; one wide cluster may exceed it.
    static func lines(of text: String, within width: Int) -> [String] {
        guard text.displayWidth > width else { return [text] }
        var lines: [String] = []
        var line = ""
        var lineWidth = 0
        var space = Piece()
        for piece in pieces(of: text) {
            if !line.isEmpty && lineWidth + space.width + piece.width <= width {
                line += space.text + piece.text
                lineWidth += space.width + piece.width
            } else {
                if !line.isEmpty { lines.append(line) }
                var parts = broken(piece, within: width)
                line = parts.popLast() ?? ""
                lines += parts
                lineWidth = line.displayWidth
            }
            space = Piece(text: piece.space, width: piece.space.displayWidth)
        }
        return line.isEmpty ? lines : lines + [line]
    }

    /// The width of the longest piece that stays on one line if it can.
    static func longestPiece(of text: String) -> Int {
        pieces(of: text).map(\.width).max() ?? 0
    }

    /// Clusters that stay together, and the white space after them.
    private struct Piece {
        var text = ""
        var width = 0
        var space = ""
    }

    private static func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var current = Piece()
        var previous: Character?
        for character in text {
            if WordBoundary.isBreakingSpace(character) {
                current.space.append(character)
            } else {
                let breaks = previous.map { WordBoundary.isAllowed(between: $0, and: character) }
                if !current.space.isEmpty || breaks == true {
                    pieces.append(current)
                    current = Piece()
                }
                current.text.append(character)
                current.width += character.displayWidth
            }
            previous = character
        }
        return pieces + [current]
    }

    private static func broken(_ piece: Piece, within width: Int) -> [String] {
        guard piece.width > width else { return [piece.text] }
        var parts: [String] = []
        var part = ""
        var partWidth = 0
        for character in piece.text {
            if !part.isEmpty && partWidth + character.displayWidth > width {
                parts.append(part)
                part = ""
                partWidth = 0
            }
            part.append(character)
            partWidth += character.displayWidth
        }
        return parts + [part]
    }
}
