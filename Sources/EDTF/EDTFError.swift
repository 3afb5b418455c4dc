/// Why a text is not taken as a date.
package struct EDTFError: Error, Hashable, CustomStringConvertible {
    /// The text as given.
    package let text: String

    /// What stands in the way.
    package let reason: String

    /// What to write instead.
    package let remedy: String

    /// Says what is wrong with `text` and how to write it.
    package init(text: String, reason: String, remedy: String) {
        self.text = text
        self.reason = reason
        self.remedy = remedy
    }

    /// One line: the text (its first 80 characters), the reason, the remedy.
    package var description: String {
        let shown = text.count > 80 ? text.prefix(80) + "…" : text[...]
        return "\"\(shown)\" is not a date: \(reason); \(remedy)"
    }
}
