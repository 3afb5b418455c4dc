/// Why a text is not a JSON Pointer.
package struct JSONPointerError: Error, Hashable, CustomStringConvertible {
    /// The two ways to break RFC 6901, section 3.
    package enum Reason: Sendable, Hashable {
        /// A pointer is empty or starts with `/`.
        case noLeadingSlash

        /// A `~` has neither `0` nor `1` behind it.
        case strayTilde
    }

    /// The text as it was given.
    package let text: String

    /// What stands in the way.
    package let reason: Reason

    /// The text, the cause and the remedy, on one line of bounded length.
    package var description: String {
        let shown = PrintableText.of(text, limit: 80)
        return switch reason {
        case .noLeadingSlash:
            "\"\(shown)\" is not a JSON Pointer: it does not start with \"/\"; "
                + "write \"/key/0\", or nothing for the whole value"
        case .strayTilde:
            "\"\(shown)\" is not a JSON Pointer: a \"~\" stands alone; "
                + "write \"~0\" for \"~\" and \"~1\" for \"/\""
        }
    }
}
