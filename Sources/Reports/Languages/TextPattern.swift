/// A text with places to be filled.
///
/// `{name}` stands for a value. What stands in `[…]` falls away when a value in it is missing.
enum TextPattern {
    /// The text with its places filled; an ellipsis stands for a value that is missing.
    static func filled(
        _ pattern: String,
        by value: (String) throws -> String?
    ) rethrows -> String {
        try filled(pattern[...], by: value).text
    }

    /// The names of the places, in the order of the text.
    package static func places(of pattern: String) -> [String] {
        pattern.split(separator: "{", omittingEmptySubsequences: false).dropFirst()
            .map { String($0.prefix { $0 != "}" }) }
    }

    /// The text, and whether all values were there.
    private static func filled(
        _ pattern: Substring,
        by value: (String) throws -> String?
    ) rethrows -> (text: String, isComplete: Bool) {
        var text = ""
        var isComplete = true
        var rest = pattern
        while let character = rest.popFirst() {
            switch character {
            case "{":
                let name = rest.prefix { $0 != "}" }
                rest = rest.dropFirst(name.count + 1)
                let word = try value(String(name))
                text += word ?? "…"
                isComplete = isComplete && word != nil
            case "[":
                let optional = rest.prefix { $0 != "]" }
                rest = rest.dropFirst(optional.count + 1)
                let part = try filled(optional, by: value)
                if part.isComplete { text += part.text }
            default: text.append(character)
            }
        }
        return (text, isComplete)
    }
}
