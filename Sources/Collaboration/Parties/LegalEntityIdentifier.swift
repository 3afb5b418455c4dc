/// The Legal Entity Identifier of ISO 17442: 18 characters and two check digits.
enum LegalEntityIdentifier {
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
