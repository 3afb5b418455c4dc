import EDTF

/// A `format` that is asserted (JSON Schema Validation, 7.3, and two of our own).
enum FormatRule: String, Sendable {
    /// RFC 3339 `full-date`.
    case date

    /// RFC 3339 `date-time`.
    case dateTime = "date-time"

    /// A duration of RFC 3339, appendix A.
    case duration

    /// An absolute URI of RFC 3986.
    case uri

    /// RFC 9562, the form of 8-4-4-4-12 hexadecimal digits.
    case uuid

    /// A well-formed tag of BCP 47 (RFC 5646).
    case languageTag = "language-tag"

    /// A date of ISO 8601-2 as ``ImpreciseDate`` reads it.
    case edtf

    /// Whether a text has this format.
    func accepts(_ text: String) -> Bool {
        switch self {
        case .date: text.utf8.count == 10 && Instant(rfc3339: text + "T00:00:00Z") != nil
        case .dateTime: Instant(rfc3339: text) != nil
        case .duration: (try? ISODuration(parsing: text)) != nil
        case .uri: URIReference(text)?.isAbsolute ?? false
        case .uuid: Self.isUUID(text)
        case .languageTag: LanguageTag.isWellFormed(text)
        case .edtf: (try? ImpreciseDate(parsing: text)) != nil
        }
    }

    /// What the text fails to be, for a message.
    var expectation: String {
        switch self {
        case .date: "a date such as 2019-03-08"
        case .dateTime: "a date and time such as 2019-03-08T10:00:00Z"
        case .duration: "a duration such as P6M or PT90M"
        case .uri: "an absolute URI such as https://example.org/a"
        case .uuid: "a UUID such as 0190163d-8694-739b-aea5-966c26f8ad91"
        case .languageTag: "a language tag of BCP 47 such as bg or zh-Hant"
        case .edtf: "an EDTF date such as 2019-03, 2019-03-06/2019-03-08 or [..2019-03-08]"
        }
    }

    private static func isUUID(_ text: String) -> Bool {
        let groups = text.utf8.split(
            separator: UInt8(ascii: "-"),
            omittingEmptySubsequences: false
        )
        return groups.map(\.count) == [8, 4, 4, 4, 12]
            && groups.allSatisfy { $0.allSatisfy { hexValue($0) != nil } }
    }
}
