/// Text from outside made safe to show on one line of a message.
enum PrintableText {
    /// Returns `text` with control characters as `\u{…}`, cut after `limit` characters.
    ///
    /// A key may hold anything a terminal would obey; a message must not pass it on.
    static func of(_ text: String, limit: Int) -> String {
        var shown = ""
        for (index, scalar) in text.unicodeScalars.enumerated() {
            guard index < limit else { return shown + "…" }
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
                shown += "\\u{" + String(scalar.value, radix: 16) + "}"
            default:
                shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }
}
