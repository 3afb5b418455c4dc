/// A moment of the workload, in milliseconds since 1970, and how it is written.
struct WorkloadTime {
    /// How exactly a writer knew it.
    enum Precision {
        case second
        case zoned
        case day
        case month
    }

    static let second = 1_000
    static let day = 86_400_000

    /// When the workload begins: 2015-01-01.
    static let start = 1_420_070_400_000

    let milliseconds: Int

    init(_ milliseconds: Int) {
        self.milliseconds = milliseconds
    }

    /// Appends it as EDTF.
    func append(as precision: Precision, to bytes: inout [UInt8]) {
        let shift = precision == .zoned ? 3 * 3_600_000 : 0
        let local = milliseconds + shift
        let days = local / Self.day
        let date = Self.civil(days)
        bytes.append(date.year, digits: 4)
        bytes.append(UInt8(ascii: "-"))
        bytes.append(date.month, digits: 2)
        if precision == .month { return }
        bytes.append(UInt8(ascii: "-"))
        bytes.append(date.day, digits: 2)
        if precision == .day { return }
        let seconds = (local - days * Self.day) / 1_000
        bytes.append(UInt8(ascii: "T"))
        bytes.append(seconds / 3_600, digits: 2)
        bytes.append(UInt8(ascii: ":"))
        bytes.append(seconds / 60 % 60, digits: 2)
        bytes.append(UInt8(ascii: ":"))
        bytes.append(seconds % 60, digits: 2)
        bytes.append(contentsOf: (precision == .zoned ? "+03:00" : "Z").utf8)
    }

    /// Appends a later month, `YYYY-MM`.
    func appendMonth(after count: Int, to bytes: inout [UInt8]) {
        let date = Self.civil(milliseconds / Self.day)
        let month = date.month - 1 + count
        bytes.append(date.year + month / 12, digits: 4)
        bytes.append(UInt8(ascii: "-"))
        bytes.append(month % 12 + 1, digits: 2)
    }

    /// The date of a day counted from 1970-01-01, in the Gregorian calendar.
    private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        // Years are taken to begin in March, so that a leap day ends one.
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
            dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        )
    }
}
