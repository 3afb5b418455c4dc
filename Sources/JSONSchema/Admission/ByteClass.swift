/// A set of characters, exact for ASCII.
struct ByteClass: Sendable {
    /// The bytes below 64, one bit each.
    private(set) var low: UInt64 = 0

    /// The bytes from 64 to 127, one bit each.
    private(set) var high: UInt64 = 0

    /// Whether characters outside ASCII may belong to the set; which ones is not known here.
    private(set) var reachesBeyondASCII = false

    init() {}

    init(_ set: ScalarSet) {
        if let single = set.single, single < 128 {
            insert(single...single)
        } else {
            for range in set.ranges { insert(range) }
            for byte in UInt8(0)..<128 where !set.classes.isEmpty {
                let scalar = Unicode.Scalar(byte)
                if set.classes.contains(where: { $0.members.contains(scalar) != $0.isNegated }) {
                    insert(UInt32(byte)...UInt32(byte))
                }
            }
            if !set.classes.isEmpty { reachesBeyondASCII = true }
            if set.isNegated { (low, high, reachesBeyondASCII) = (~low, ~high, true) }
        }
    }

    var isEmpty: Bool { low == 0 && high == 0 && !reachesBeyondASCII }

    private mutating func insert(_ range: ClosedRange<UInt32>) {
        if range.upperBound >= 128 { reachesBeyondASCII = true }
        low |= Self.bits(range, from: 0)
        high |= Self.bits(range, from: 64)
    }

    /// The bits of the 64 characters from `start` that lie in `range`.
    private static func bits(_ range: ClosedRange<UInt32>, from start: UInt32) -> UInt64 {
        let first = max(range.lowerBound, start)
        let last = min(range.upperBound, start + 63)
        guard first <= last else { return 0 }
        let width = last - first + 1
        return (width == 64 ? .max : (1 << UInt64(width)) - 1) << UInt64(first - start)
    }

    /// Whether an ASCII byte belongs to the set; beyond ASCII the answer means nothing.
    @inline(__always)
    func contains(_ byte: UInt8) -> Bool {
        ((byte < 64 ? low : high) >> UInt64(byte & 63)) & 1 != 0
    }

    func isDisjoint(with other: ByteClass) -> Bool {
        low & other.low == 0 && high & other.high == 0
            && !(reachesBeyondASCII && other.reachesBeyondASCII)
    }

    mutating func formUnion(_ other: ByteClass) {
        low |= other.low
        high |= other.high
        reachesBeyondASCII = reachesBeyondASCII || other.reachesBeyondASCII
    }
}
