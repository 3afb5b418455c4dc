/// A length of time such as `P6M` (ISO 8601-1, 5.5.2.2; RFC 3339, appendix A).
///
/// Kept by its parts: a month has no fixed length. Weeks stand alone; only whole numbers are read.
package struct ISODuration: Sendable, Hashable, CustomStringConvertible {
    /// The text as written.
    package let text: String

    /// Whole years.
    package private(set) var years = 0

    /// Whole months, beside the years.
    package private(set) var months = 0

    /// Whole weeks; if not 0, everything else is 0.
    package private(set) var weeks = 0

    /// Whole days, beside the months.
    package private(set) var days = 0

    /// Whole hours, beside the days.
    package private(set) var hours = 0

    /// Whole minutes, beside the hours.
    package private(set) var minutes = 0

    /// Whole seconds, beside the minutes.
    package private(set) var seconds = 0

    /// Reads one duration.
    ///
    /// - Parameter text: `P`, then numbers with `Y`, `M`, `D` in this order, then `T` and numbers
    ///   with `H`, `M`, `S` in this order; at least one of them. Or `P` and weeks: `P2W`.
    /// - Throws: ``EDTFError`` if the text is anything else or a number does not fit.
    package init(parsing text: String) throws(EDTFError) {
        self.text = text
        guard read(text) else {
            throw EDTFError(
                text: text,
                reason: "a duration is P with whole years, months, days, T and a time, or weeks",
                remedy: "write for example P6M, P1Y6M, P10D, P2W or PT90M"
            )
        }
    }

    /// The text as written.
    package var description: String { text }

    private mutating func read(_ text: String) -> Bool {
        var bytes = ByteCursor(Array(text.utf8))
        guard bytes.take("P") else { return false }
        if text.utf8.last == UInt8(ascii: "W") {
            guard let number = bytes.number(), bytes.take("W") else { return false }
            weeks = number
            return bytes.isAtEnd
        }
        var isFilled = false
        if !bytes.isAtEnd, bytes.next != UInt8(ascii: "T") {
            guard read([("Y", \.years), ("M", \.months), ("D", \.days)], &bytes) else {
                return false
            }
            isFilled = true
        }
        if bytes.take("T") {
            guard read([("H", \.hours), ("M", \.minutes), ("S", \.seconds)], &bytes) else {
                return false
            }
            isFilled = true
        }
        return isFilled && bytes.isAtEnd
    }

    /// Reads numbers whose units keep the given order; at least one.
    private mutating func read(
        _ units: [(letter: Unicode.Scalar, part: WritableKeyPath<Self, Int>)],
        _ bytes: inout ByteCursor
    ) -> Bool {
        var remaining = units[...]
        var isFilled = false
        while let next = bytes.next, (0x30...0x39).contains(next) {
            guard let number = bytes.number() else { return false }
            guard let index = remaining.firstIndex(where: { bytes.take($0.letter) }) else {
                return false
            }
            self[keyPath: remaining[index].part] = number
            remaining = remaining[(index + 1)...]
            isFilled = true
        }
        return isFilled
    }
}
