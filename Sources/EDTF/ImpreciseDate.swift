/// A date as a source gives it, with the first and the last moment it can mean.
///
/// Reads the Extended Date/Time Format (EDTF) of ISO 8601-2:2019, annex A:
///
/// - Level 0: `2019`, `2019-03`, `2019-03-08`, `2019-03-08T10:00:00` with `Z`, an offset or
///   neither, `2019-03-06/2019-03-08`.
/// - Level 1: years `Y17000` and `-0043`, seasons `2019-21` to `2019-24`, qualifiers `2019-03?`,
///   `~` and `%`, unspecified digits `201X`, `20XX`, `2019-XX`, `2019-03-XX`, open ends `../2019`
///   and `2019/..`, unknown ends `/2019` and `2019/`.
/// - Level 2, only one of a set: `[2018,2019]`, `[2018..2019]`, `[..2019-03-08]`, `[2019-03-08..]`.
///   All of a set, `{2018,2019}`, is several facts, to be recorded apart.
///
/// Conventions where the standard leaves room:
/// - A bare day is a UTC day. A time lasts as long as its last digit. Without `Z` or an offset it
///   is local to an unknown place, and its bounds hold wherever that is (UTC+14 to UTC−12).
/// - Times may also stand in intervals and sets.
/// - `?`, `~` and `%` are kept (``isUncertain``, ``isApproximate``) and do not widen the bounds.
/// - A season bounds what it means in either hemisphere: spring (21) and autumn (23) lie within
///   March to November, summer (22) and winter (24) from December of the year before to February
///   of the year after.
/// - An open end (`..`) and an unknown end (nothing) both have no bound.
package struct ImpreciseDate: Sendable, Hashable, CustomStringConvertible {
    /// The shape of the text.
    package enum Form: Sendable, Hashable {
        /// One year, month, day or season, however precise.
        case date

        /// One day with a time of day.
        case dateTime

        /// A start and an end, of which one may be open or unknown.
        case interval

        /// One of several dates, it is not known which.
        case set
    }

    /// The text as written.
    package let text: String

    /// The shape of the text.
    package let form: Form

    /// The first microsecond it can mean; `nil` if the start is unknown or open.
    package let earliest: Instant?

    /// The last microsecond it can mean; `nil` if the end is unknown or open.
    package let latest: Instant?

    /// Whether any part is marked `?` or `%`: the source may be wrong.
    package let isUncertain: Bool

    /// Whether any part is marked `~` or `%`: the date is near this one.
    package let isApproximate: Bool

    /// Reads one EDTF text.
    ///
    /// - Parameter text: At most 1,024 bytes of ASCII, without white space.
    /// - Throws: ``EDTFError`` for an empty text, a form that is not supported, a day that the
    ///   calendar does not have, or an interval that ends before it starts.
    package init(parsing text: String) throws(EDTFError) {
        do {
            self.init(try EDTFReader.read(text.utf8Span.span), of: text)
        } catch {
            throw EDTFError(text: text, reason: error.reason, remedy: error.remedy)
        }
    }

    /// Reads one EDTF text from its UTF-8 bytes.
    ///
    /// - Throws: ``EDTFError`` as ``init(parsing:)`` of a text does.
    package init(parsing text: Span<UInt8>) throws(EDTFError) {
        do {
            self.init(try EDTFReader.read(text), of: Self.text(of: text))
        } catch {
            throw EDTFError(
                text: Self.text(of: text),
                reason: error.reason,
                remedy: error.remedy
            )
        }
    }

    /// The text of bytes, without an allocation for a short one; what is no UTF-8 is replaced.
    private static func text(of bytes: Span<UInt8>) -> String {
        if let text = try? UTF8Span(validating: bytes) { return String(copying: text) }
        return String(decoding: bytes.array, as: UTF8.self)
    }

    private init(_ reading: EDTFReading, of text: String) {
        self.text = text
        form = reading.form
        earliest = reading.earliest
        latest = reading.latest
        isUncertain = reading.isUncertain
        isApproximate = reading.isApproximate
    }

    /// Whether an end is open or unknown.
    package var isOpen: Bool { earliest == nil || latest == nil }

    /// The text as written.
    package var description: String { text }
}
