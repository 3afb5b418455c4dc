/// Whether bytes are UTF-8 (RFC 3629), eight at a time.
///
/// In each byte of a word the highest bit says what is asked of that byte: `word << 1` puts the
/// second bit there, and so on. So eight bytes are judged without a branch, which text that
/// changes between scripts would make the processor guess wrong.
enum UTF8Check {
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// What a word asks of the next one, as a bit in each byte concerned.
    private struct Demand {
        /// A byte 10xxxxxx must stand here, and nowhere else.
        var continuation: UInt64 = 0

        /// The byte must be A0 or more: it follows E0, and less would be an overlong form.
        var high: UInt64 = 0

        /// The byte must be less than A0: it follows ED, and more would be a surrogate.
        var low: UInt64 = 0
    }

    /// Whether the bytes in `range` are UTF-8; O(n).
    static func isValid(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        var demand = Demand()
        var faults: UInt64 = 0
        var beyond: UInt64 = 0
        while range.upperBound &- index >= 8 {
            step(ByteWord.load(text, index), &demand, &faults, &beyond)
            index &+= 8
        }
        let rest = ByteWord.load(text, index..<range.upperBound)
        step(rest, &demand, &faults, &beyond)
        if beyond != 0 { return isValidByCharacter(text, range) }
        return faults == 0 && demand.continuation == 0
    }

    /// Judges one word; characters of four bytes are only noted in `beyond`.
    @inline(__always)
    private static func step(
        _ word: UInt64,
        _ demand: inout Demand,
        _ faults: inout UInt64,
        _ beyond: inout UInt64
    ) {
        let (bit6, bit5, bit4) = (word &<< 1, word &<< 2, word &<< 3)
        let (bit3, bit2, bit1, bit0) = (word &<< 4, word &<< 5, word &<< 6, word &<< 7)
        let high = word & highBits
        let leads = high & bit6
        let threes = leads & bit5
        beyond |= threes & bit4

        let wanted = demand.continuation | leads &<< 8 | threes &<< 16
        faults |= wanted ^ (high ^ leads)
        faults |= demand.high & ~bit5 | demand.low & bit5
        // C0 and C1 could only start overlong forms.
        faults |= leads & ~threes & ~(bit4 | bit3 | bit2 | bit1)

        let afterE0 = threes & ~(bit3 | bit2 | bit1 | bit0)
        let afterED = threes & bit3 & bit2 & ~bit1 & bit0
        faults |= (afterE0 &<< 8) & ~bit5 | (afterED &<< 8) & bit5
        demand = Demand(
            continuation: leads &>> 56 | threes &>> 48,
            high: afterE0 &>> 56,
            low: afterED &>> 56
        )
    }

    /// The same, one character at a time.
    private static func isValidByCharacter(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let text = text.extracting(range)
        var index = 0
        while index < text.count {
            let lead = UInt32(text[index])
            let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
            guard text.count - index >= length else { return false }
            var scalar = length == 1 ? lead : lead & (0x7F >> UInt32(length))
            for next in index + 1..<index + length {
                let bits = UInt32(text[next]) ^ 0x80
                guard bits < 0x40 else { return false }
                scalar = scalar << 6 | bits
            }
            guard isWellFormed(scalar, length), lead < 0x80 || lead >= 0xC2, lead < 0xF5 else {
                return false
            }
            index += length
        }
        return true
    }

    /// Whether a scalar value exists and takes so many bytes.
    private static func isWellFormed(_ scalar: UInt32, _ length: Int) -> Bool {
        switch length {
        case 3: scalar >= 0x800 && scalar & 0xF800 != 0xD800
        case 4: scalar >= 0x10000 && scalar <= 0x10FFFF
        default: true
        }
    }
}
