/// The Legal Entity Identifier of ISO 17442: 18 characters and two check digits.
enum LegalEntityIdentifier {
    /// An LEI has 20 characters and the check digits that belong to them.
    static let isWellFormed = Rule(
        "lei-is-well-formed",
        .contradiction,
        "an LEI has 20 characters, and its check digits are right (ISO 17442)",
        field: "id",
        brokenBy: .none
    ) { fact, _ in
        let isWrong = fact.identifiers.contains { $0.scheme == "lei" && !isValid($0.id) }
        return isWrong ? .broken(by: nil) : .holds
    }

    /// Whether a text is an LEI: letters count from A = 10, and the number they form leaves 1 when
    /// divided by 97 (ISO/IEC 7064, MOD 97-10).
    static func isValid(_ text: String) -> Bool {
        guard text.utf8.count == 20 else { return false }
        var remainder = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                remainder = (remainder * 10 + Int(byte - UInt8(ascii: "0"))) % 97
            case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                remainder = (remainder * 100 + Int(byte - UInt8(ascii: "A")) + 10) % 97
            default: return false
            }
        }
        return remainder == 1
    }
}
