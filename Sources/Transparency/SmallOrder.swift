/// Ed25519 points of small order: under them, a signature can be made that fits many texts.
///
/// The list is complete, with the encodings that are not reduced; the highest bit is the sign of
/// a coordinate and does not matter here.
enum SmallOrder {
    static func contains(_ key: [UInt8]) -> Bool {
        guard let last = key.last else { return false }
        let unsigned = key.dropLast() + [last & 0x7F]
        return encodings.contains(Array(unsigned))
    }

    private static let encodings = Set(
        [
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        ].compactMap(Hexadecimal.decode)
    )
}
