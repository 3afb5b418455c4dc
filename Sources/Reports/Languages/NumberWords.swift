/// Numbers with the separators of a language.
///
/// Two examples in the catalogue show them: how 1234.5 and how 12345.6 are written.
struct NumberWords {
    private let decimal: String
    private let group: String

    /// How many digits before the decimals are not grouped yet.
    private let ungroupedDigits: Int

    init(_ messages: Messages) {
        let small = messages.pattern(.number)
        let large = messages.pattern(.largeNumber)
        decimal = Self.separator(before: "5", in: small)
        group = Self.separator(before: "3", in: large)
        ungroupedDigits = Self.separator(before: "2", in: small).isEmpty ? 4 : 3
    }

    /// What stands between a digit and the digit before it.
    private static func separator(before digit: Character, in example: String) -> String {
        guard let end = example.lastIndex(of: digit) else { return "" }
        let digits = example[..<end].lastIndex(where: \.isNumber)
        return digits.map { String(example[example.index(after: $0)..<end]) } ?? ""
    }

    /// A number as JSON writes it; one with an exponent stays as it is.
    func text(_ number: String) -> String {
        let isNegative = number.hasPrefix("-")
        let parts = number.drop { $0 == "-" }.split(separator: ".")
        guard let whole = parts.first, parts.count <= 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
        else { return number }
        var text = isNegative ? "−" : ""
        for (index, digit) in whole.enumerated() {
            let left = whole.count - index
            if index > 0, left % 3 == 0, whole.count > ungroupedDigits { text += group }
            text.append(digit)
        }
        return parts.count == 2 ? text + decimal + parts[1] : text
    }
}
