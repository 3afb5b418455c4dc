/// How much room a text takes in a proportional font nobody has seen yet.
///
/// The widths are those of wide sans-serif faces, so that a text takes less in most fonts. They
/// rest on ``Swift/String/displayWidth``, with letters that are broad in every face set apart.
enum TextWidth {
    /// The size of all texts but headings, in units of the drawing.
    static let size = 12.0

    /// The distance between lines of that size.
    static let lineHeight = 15.0

    /// The room a text takes at a size, in units of the drawing.
    static func of(_ text: String, size: Double = size) -> Double {
        text.reduce(0) { $0 + ems(of: $1) } * size
    }

    /// The text, or as much of it as fits before an ellipsis.
    static func shortened(_ text: String, to width: Double, size: Double = size) -> String {
        let text = text.withControlsEscaped
        guard of(text, size: size) > width else { return text }
        var room = width / size - ems(of: "…")
        let kept = text.prefix { character in
            room -= ems(of: character)
            return room >= 0
        }
        return kept.isEmpty ? "…" : kept + "…"
    }

    /// The text in at most `limit` lines, the last of which may end in an ellipsis.
    static func lines(_ text: String, within width: Double, limit: Int = 2) -> [String] {
        let text = text.withControlsEscaped
        guard limit > 1, of(text) > width else { return [shortened(text, to: width)] }
        var columns = max(1, Int(width / (size * broadest)))
        var lines = LineWrapping.lines(of: text, within: columns)
        // As many columns as do not make a line too long.
        while true {
            let wider = LineWrapping.lines(of: text, within: columns + 1)
            guard wider.allSatisfy({ of($0) <= width }), wider.count > 1 else { break }
            columns += 1
            lines = wider
        }
        guard lines.count > limit else { return lines }
        let rest = lines[(limit - 1)...].joined(separator: " ")
        return lines.prefix(limit - 1) + [shortened(rest, to: width)]
    }

    private static let broadest = 1.1

    private static func ems(of character: Character) -> Double {
        switch character {
        case "i", "l", "j", "t", "f", "r", "I", ".", ",", ":", ";", "'", "|", "!", "(", ")", "[",
            "]", " ", "/", "-", "·":
            0.42
        case "M", "W", "@", "%", "—", "…", "Ж", "М", "Ш", "Щ", "Ю", "Ы", "Ф": broadest
        case "m", "w", "ж", "м", "ш", "щ", "ю", "ы", "ф": 0.95
        case "a"..."z", "0"..."9": 0.62
        case "A"..."Z": 0.75
        default: Double(character.displayWidth) * (character.displayWidth > 1 ? 0.55 : 0.72)
        }
    }
}
