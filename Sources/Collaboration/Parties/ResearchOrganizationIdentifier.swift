/// The identifier of the Research Organization Registry: a zero, six characters of Crockford's
/// base 32 and two check digits.
enum ResearchOrganizationIdentifier {
    /// The digits of Crockford's base 32, in lowercase; `i`, `l`, `o` and `u` are none of them.
    private static let digits = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    /// Whether a text is such an identifier, as it stands after `https://ror.org/`: the check
    /// digits are those of the number that the first seven characters form (ISO/IEC 7064, MOD
    /// 97-10).
    ///
    /// Capital letters are refused: one organisation would have several spellings.
    static func isValid(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 9, bytes[0] == UInt8(ascii: "0") else { return false }
        var number = 0
        for byte in bytes[..<7] {
            guard let digit = digits.firstIndex(of: byte) else { return false }
            number = number * 32 + digit
        }
        let check = 98 - number * 100 % 97
        let zero = UInt8(ascii: "0")
        return bytes[7...] == [zero + UInt8(check / 10), zero + UInt8(check % 10)]
    }
}
