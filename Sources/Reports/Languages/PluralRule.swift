/// Which of several forms a language has for a number of things.
///
/// The raw value is what a catalogue states in its header, as gettext writes it.
package enum PluralRule: String, Sendable, CaseIterable {
    /// One form for all numbers.
    case one = "nplurals=1; plural=0;"

    /// One thing, and any other number.
    case singular = "nplurals=2; plural=(n != 1);"

    /// Less than two, and more.
    case upToOne = "nplurals=2; plural=(n > 1);"

    /// By the last digits: 1, 21 …; 2–4, 22–24 …; all others.
    case lastDigits =
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"

    /// How many forms there are.
    package var count: Int {
        switch self {
        case .one: 1
        case .singular, .upToOne: 2
        case .lastDigits: 3
        }
    }

    /// The place of the form for a number.
    func form(for number: Int) -> Int {
        switch self {
        case .one: return 0
        case .singular: return number == 1 ? 0 : 1
        case .upToOne: return number > 1 ? 1 : 0
        case .lastDigits:
            let (last, two) = (number % 10, number % 100)
            if last == 1 && two != 11 { return 0 }
            return (2...4).contains(last) && !(12...14).contains(two) ? 1 : 2
        }
    }
}
