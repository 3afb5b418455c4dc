extension Hash: CustomStringConvertible {
    /// Reads 64 lowercase hexadecimal digits.
    ///
    /// A hash has one spelling: capitals are refused, so that equal texts mean equal hashes.
    package init?(hex: String) {
        guard let bytes = Hexadecimal.decode(hex) else { return nil }
        self.init(bytes)
    }

    /// Reads 44 characters of canonical, padded base64 (RFC 4648, section 4).
    package init?(base64: String) {
        guard let bytes = Base64.decode(base64) else { return nil }
        self.init(bytes)
    }

    /// The hash as 64 lowercase hexadecimal digits, its form in leaves and reports.
    package var hex: String {
        var digits: [UInt8] = []
        digits.reserveCapacity(2 * Hash.byteCount)
        appendHex(to: &digits)
        return String(decoding: digits, as: UTF8.self)
    }

    /// Appends the 64 lowercase hexadecimal digits to `bytes`.
    package func appendHex(to bytes: inout [UInt8]) {
        let (first, second) = (Hexadecimal.digits(of: words.0), Hexadecimal.digits(of: words.1))
        let (third, fourth) = (Hexadecimal.digits(of: words.2), Hexadecimal.digits(of: words.3))
        Hash(words: (first.0, first.1, second.0, second.1)).append(to: &bytes)
        Hash(words: (third.0, third.1, fourth.0, fourth.1)).append(to: &bytes)
    }

    /// The hash as 44 characters of padded base64, its form in checkpoints and proofs.
    package var base64: String {
        Base64.encode(bytes)
    }

    /// The lowercase hexadecimal digits.
    package var description: String {
        hex
    }
}
