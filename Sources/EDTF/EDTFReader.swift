/// What an EDTF text says, before it is bound to the text.
struct EDTFReading {
    var form: ImpreciseDate.Form
    var earliest: Instant?
    var latest: Instant?
    var isUncertain = false
    var isApproximate = false
}

/// Why reading stopped; the text itself is added where the reading began.
struct EDTFRefusal: Error {
    let reason: String
    let remedy: String

    init(_ reason: String, _ remedy: String) {
        self.reason = reason
        self.remedy = remedy
    }
}

/// Reads the composite forms: intervals and sets.
///
/// Single dates are read by ``EDTFDateReader``.
enum EDTFReader {
    static let byteLimit = 1_024

    /// Reads a text; what has an ordinary form is read without an allocation.
    static func read(_ text: Span<UInt8>) throws(EDTFRefusal) -> EDTFReading {
        if let ordinary = OrdinaryForm.date(text) { return ordinary }
        guard text.count <= byteLimit else { throw tooLong(text.count) }
        return try read(text.array[...])
    }

    private static func tooLong(_ count: Int) -> EDTFRefusal {
        EDTFRefusal("it has \(count) bytes, over the limit of \(byteLimit)", "name fewer dates")
    }

    /// Reads a text by the whole grammar.
    static func read(_ text: ArraySlice<UInt8>) throws(EDTFRefusal) -> EDTFReading {
        guard !text.isEmpty else {
            throw EDTFRefusal("the text is empty", "give a date such as 2019-03 or [..2019-03-08]")
        }
        guard text.count <= byteLimit else { throw tooLong(text.count) }
        if text.first == UInt8(ascii: "[") { return try set(text) }
        if text.first == UInt8(ascii: "{") {
            throw EDTFRefusal(
                "braces name all of several dates",
                "record each date apart, or write [a,b] for one of them"
            )
        }
        if text.contains(UInt8(ascii: "/")) { return try interval(text) }
        return try EDTFDateReader.read(text)
    }

    // MARK: Intervals (ISO 8601-2, 4.4; open and unknown ends, 10)

    private static func interval(_ text: ArraySlice<UInt8>) throws(EDTFRefusal) -> EDTFReading {
        let ends = text.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard ends.count == 2 else {
            throw EDTFRefusal("an interval has one slash", "write start/end")
        }
        let start = try intervalEnd(ends[0])
        let end = try intervalEnd(ends[1])
        guard start != nil || end != nil else {
            throw EDTFRefusal("neither end is known", "give at least one end, as in ../2019")
        }
        try requireOrder(start, end)
        return combined(.interval, start, end)
    }

    /// Reads one end; `nil` stands for an open or unknown one.
    private static func intervalEnd(
        _ text: ArraySlice<UInt8>
    ) throws(EDTFRefusal) -> EDTFReading? {
        if text.isEmpty || text.elementsEqual("..".utf8) { return nil }
        return try EDTFDateReader.read(text)
    }

    // MARK: One of a set (ISO 8601-2, 6.4)

    private static func set(_ text: ArraySlice<UInt8>) throws(EDTFRefusal) -> EDTFReading {
        guard text.last == UInt8(ascii: "]"), text.count > 2 else {
            throw EDTFRefusal("the set is empty or not closed", "write [a,b], [a..b] or [..b]")
        }
        let members = text.dropFirst().dropLast()
            .split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        var whole: EDTFReading?
        for (index, member) in members.enumerated() {
            let reading = try setMember(
                member,
                isFirst: index == 0,
                isLast: index == members.count - 1
            )
            whole = whole.map { widened($0, by: reading) } ?? reading
        }
        guard let whole else {
            throw EDTFRefusal("the set is empty", "write [a,b], [a..b] or [..b]")
        }
        return whole
    }

    /// Reads `a`, `a..b`, `..b` (first member only) or `a..` (last member only).
    private static func setMember(
        _ text: ArraySlice<UInt8>,
        isFirst: Bool,
        isLast: Bool
    ) throws(EDTFRefusal) -> EDTFReading {
        guard let dots = rangeDots(in: text) else {
            let single = try EDTFDateReader.read(text)
            return combined(.set, single, single)
        }
        let left = text[..<dots]
        let right = text[(dots + 2)...]
        guard !left.isEmpty || !right.isEmpty, isFirst || !left.isEmpty, isLast || !right.isEmpty
        else {
            throw EDTFRefusal(
                "only the first member may start open and only the last may end open",
                "write [..b], [a..] or [a..b]"
            )
        }
        let start: EDTFReading? = left.isEmpty ? nil : try EDTFDateReader.read(left)
        let end: EDTFReading? = right.isEmpty ? nil : try EDTFDateReader.read(right)
        try requireOrder(start, end)
        return combined(.set, start, end)
    }

    private static func rangeDots(in text: ArraySlice<UInt8>) -> Int? {
        let dot = UInt8(ascii: ".")
        return zip(text.indices, text.indices.dropFirst())
            .first { text[$0] == dot && text[$1] == dot }?.0
    }

    // MARK: Bounds

    private static func requireOrder(
        _ start: EDTFReading?,
        _ end: EDTFReading?
    ) throws(EDTFRefusal) {
        guard let first = start?.earliest, let last = end?.latest, last < first else { return }
        throw EDTFRefusal(
            "it ends (\(last.dayText)) before it starts (\(first.dayText))",
            "swap or correct the two ends"
        )
    }

    private static func combined(
        _ form: ImpreciseDate.Form,
        _ start: EDTFReading?,
        _ end: EDTFReading?
    ) -> EDTFReading {
        EDTFReading(
            form: form,
            earliest: start?.earliest,
            latest: end?.latest,
            isUncertain: start?.isUncertain == true || end?.isUncertain == true,
            isApproximate: start?.isApproximate == true || end?.isApproximate == true
        )
    }

    private static func widened(_ one: EDTFReading, by other: EDTFReading) -> EDTFReading {
        var whole = one
        whole.earliest = minimum(one.earliest, other.earliest)
        whole.latest = maximum(one.latest, other.latest)
        whole.isUncertain = one.isUncertain || other.isUncertain
        whole.isApproximate = one.isApproximate || other.isApproximate
        return whole
    }

    private static func minimum(_ one: Instant?, _ other: Instant?) -> Instant? {
        guard let one, let other else { return nil }
        return min(one, other)
    }

    private static func maximum(_ one: Instant?, _ other: Instant?) -> Instant? {
        guard let one, let other else { return nil }
        return max(one, other)
    }
}
