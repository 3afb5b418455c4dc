import CanonicalJSON

extension Report {
    /// The rows as RFC 4180 records under a record of the column keys; CRLF ends each record.
    ///
    /// Fields are quoted where the standard asks for it, and around the separators that
    /// spreadsheets of other countries split at. Text a spreadsheet would run as a formula starts
    /// with an apostrophe.
    func commaSeparated() -> String {
        var records = [columns.map(\.key)]
        records += rows.map { row in columns.map { row[$0.key]?.displayText ?? "" } }
        return records.map { $0.map(Self.field).joined(separator: ",") + "\r\n" }.joined()
    }

    private static func field(_ text: String) -> String {
        let safe = startsFormula(text) && !isPlainNumber(text) ? "'" + text : text
        let needsQuotes = safe.unicodeScalars.contains { scalar in
            switch scalar {
            case "\"", ",", ";", "\t", "\r", "\n": true
            default: false
            }
        }
        guard needsQuotes || safe.hasPrefix(" ") || safe.hasSuffix(" ") else { return safe }
        var quoted = String.UnicodeScalarView("\"".unicodeScalars)
        for scalar in safe.unicodeScalars {
            if scalar == "\"" { quoted.append(scalar) }
            quoted.append(scalar)
        }
        quoted.append("\"")
        return String(quoted)
    }

    /// Whether a spreadsheet may run the text: it starts with an operator, as some locales also
    /// write it in full width, or with white space that an import may take off.
    private static func startsFormula(_ text: String) -> Bool {
        switch text.unicodeScalars.first(where: { $0 != " " }) {
        case "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}":
            true
        default: false
        }
    }

    /// Whether the text is a sign, digits, and perhaps a fraction and an exponent, and so harmless.
    private static func isPlainNumber(_ text: String) -> Bool {
        var rest = text.utf8[...]
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
            rest = rest.dropFirst()
        }
        guard takeDigits(from: &rest) else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            guard takeDigits(from: &rest) else { return false }
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
                rest = rest.dropFirst()
            }
            guard takeDigits(from: &rest) else { return false }
        }
        return rest.isEmpty
    }

    private static func takeDigits(from rest: inout Substring.UTF8View) -> Bool {
        let after = rest.drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        defer { rest = after }
        return after.startIndex > rest.startIndex
    }
}
