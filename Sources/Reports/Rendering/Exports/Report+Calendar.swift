import CanonicalJSON
import EDTF

extension Report {
    /// The rows that are due, as an iCalendar that calendars subscribe to (RFC 5545).
    ///
    /// A row is an event of whole days: the day it is due, or all days it may be due on. It has the
    /// same id whenever it is asked for, and its time-stamp is that of the last event known. A row
    /// without a last due day is left out, as is one that no calendar has room for.
    func calendar() -> [UInt8] {
        var text = CalendarText()
        text.line("BEGIN", "VCALENDAR")
        text.line("VERSION", "2.0")
        text.line("PRODID", "-//entente//\(name)//EN")
        text.line("CALSCALE", "GREGORIAN")
        text.line("METHOD", "PUBLISH")
        text.text("NAME", title)
        text.text("X-WR-CALNAME", title)
        let basis = basisEntries.map { "\($0.name): \($0.value)" }
        text.text("DESCRIPTION", basis.joined(separator: "\n"))
        var isEmpty = true
        for row in rows {
            guard let span = Self.days(of: row) else { continue }
            isEmpty = false
            write(row, from: span.first, to: span.last, on: &text)
        }
        if isEmpty { Self.writeZone(on: &text) }
        text.line("END", "VCALENDAR")
        return text.bytes
    }

    /// The days on which a row may be due.
    private static func days(of row: JSONObject) -> (first: CivilDay, last: CivilDay)? {
        func day(_ key: String) -> CivilDay? {
            guard let text = row[key]?.string, let date = try? ImpreciseDate(parsing: text) else {
                return nil
            }
            return date.earliest.map(\.day).flatMap { (1...9_998).contains($0.year) ? $0 : nil }
        }
        guard let last = day("dueLatest") else { return nil }
        let first = day("dueEarliest") ?? last
        return (first.dayNumber <= last.dayNumber ? first : last, last)
    }

    private func write(
        _ row: JSONObject,
        from first: CivilDay,
        to last: CivilDay,
        on text: inout CalendarText
    ) {
        func date(_ day: CivilDay) -> String {
            day.description.filter { $0 != "-" }
        }
        let commitment = row["commitment"]?.string ?? ""
        text.line("BEGIN", "VEVENT")
        text.text("UID", "\(commitment)@\(basis["origin"]?.string ?? "entente")")
        text.line("DTSTAMP", stamp)
        text.line("DTSTART;VALUE=DATE", date(first))
        // The end is the first day that no longer counts (section 3.6.1).
        text.line("DTEND;VALUE=DATE", date(CivilDay(dayNumber: last.dayNumber + 1)))
        text.text("SUMMARY", row["title"]?.string ?? commitment)
        text.text("DESCRIPTION", Self.details(of: row))
        text.line("STATUS", Self.status(of: row))
        text.line("SEQUENCE", row["reschedules"]?.displayText ?? "0")
        text.line("TRANSP", "TRANSPARENT")
        text.text("CATEGORIES", row["timing"]?.string ?? row["state"]?.string ?? "")
        text.line("END", "VEVENT")
    }

    private static func details(of row: JSONObject) -> String {
        let entries: [(String, String?)] = [
            ("Due", row["dueVerbatim"]?.displayText ?? row["due"]?.displayText),
            ("Under", row["agreementTitle"]?.displayText),
            ("By", row["executorNames"]?.displayText), ("State", row["state"]?.displayText),
            ("Percent", row["progress"]?.displayText), ("Id", row["commitment"]?.displayText),
        ]
        return entries.compactMap { name, value in value.map { "\(name): \($0)" } }
            .joined(separator: "\n")
    }

    private static func status(of row: JSONObject) -> String {
        switch (row["state"]?.string, row["existence"]?.string) {
        case ("waived", _): "CANCELLED"
        case (_, "possible"): "TENTATIVE"
        default: "CONFIRMED"
        }
    }

    /// When what is told was recorded, in UTC to the second.
    private var stamp: String {
        let recorded = basis["knownAt"]?["recorded"]?.string.flatMap { Instant(rfc3339: $0) }
        let second = (recorded ?? Instant(microseconds: 0)).rfc3339.prefix(19)
        return second.filter { $0 != "-" && $0 != ":" } + "Z"
    }

    /// A calendar has at least one part (section 3.6); that of nothing has the zone it counts in.
    private static func writeZone(on text: inout CalendarText) {
        for (name, value) in [
            ("BEGIN", "VTIMEZONE"), ("TZID", "UTC"), ("BEGIN", "STANDARD"),
            ("DTSTART", "19700101T000000"), ("TZOFFSETFROM", "+0000"), ("TZOFFSETTO", "+0000"),
            ("END", "STANDARD"), ("END", "VTIMEZONE"),
        ] {
            text.line(name, value)
        }
    }
}
