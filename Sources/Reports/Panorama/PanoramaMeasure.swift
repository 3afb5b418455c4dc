/// What a panorama counts for each party, region or country in a period.
enum PanoramaMeasure: String, CaseIterable {
    /// Parties with which it shared a meeting, an agreement or a commitment in the period.
    case activePartners

    /// Agreements in force at the end of the period.
    case inForce

    /// Agreements that entered into force in the period.
    case enteredIntoForce

    /// Agreements that ended in the period.
    case ended

    /// Meetings held in the period.
    case meetingsHeld

    /// Commitments fulfilled in the period by parties of the row.
    case commitmentsDone

    /// Countries of the active partners, but for its own.
    case countriesReached

    /// The heading of its column.
    var title: String {
        switch self {
        case .activePartners: "Active partners"
        case .inForce: "In force"
        case .enteredIntoForce: "New"
        case .ended: "Ended"
        case .meetingsHeld: "Meetings held"
        case .commitmentsDone: "Commitments done"
        case .countriesReached: "Countries reached"
        }
    }

    /// The heading of its column in a language.
    func title(in messages: Messages) -> String { messages.text(title, at: "column.\(rawValue)") }

    /// The word for it in a column of words.
    var word: String {
        switch self {
        case .activePartners: "active-partners"
        case .inForce: "in-force"
        case .enteredIntoForce: "new"
        case .ended: "ended"
        case .meetingsHeld: "meetings-held"
        case .commitmentsDone: "commitments-done"
        case .countriesReached: "countries-reached"
        }
    }
}
