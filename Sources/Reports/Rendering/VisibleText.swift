extension String {
    /// The text with every character that could drive a terminal or hide its order made visible.
    ///
    /// Such are the C0 and C1 controls, DEL, line and paragraph separators, and the bidirectional
    /// embeddings, overrides and isolates (CVE-2021-42574). They show as `\n`, `\t`, `\r` or as
    /// `\u{202E}`. A backslash stays as it is: the result is for eyes, not for reading back.
    package var withControlsEscaped: String {
        guard unicodeScalars.contains(where: { $0.visibleEscape != nil }) else { return self }
        return unicodeScalars.reduce(into: "") { escaped, scalar in
            if let visible = scalar.visibleEscape {
                escaped += visible
            } else {
                escaped.unicodeScalars.append(scalar)
            }
        }
    }
}

extension Unicode.Scalar {
    /// What to show instead of a character that must not reach a terminal; `nil` for all others.
    var visibleEscape: String? {
        switch value {
        case 0x09: #"\t"#
        case 0x0A: #"\n"#
        case 0x0D: #"\r"#
        case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069:
            #"\u{"# + String(value, radix: 16, uppercase: true) + "}"
        default: nil
        }
    }
}
