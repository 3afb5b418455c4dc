package import CanonicalJSON
package import Events

/// Where one party stands with an agreement.
package struct PartyTrack: Sendable, Hashable {
    /// Whether a party is bound, where dates are imprecise.
    package enum Bound: String, Sendable {
        /// It is, on whatever day of those that are left open things happened.
        case yes
        /// It is or it is not; the dates leave both open.
        case possibly
        /// It is not.
        case no
    }

    /// The party.
    package let party: Tag

    /// `negotiating`, `removed`, `awaiting-approval`, `approved`, `refused`, `declined`,
    /// `signatory`, `consented`, `provisional`, `bound`, `leaving` (bound, with notice given) or
    /// `out`.
    package let state: String

    /// The state with possible events, when they would change it.
    package internal(set) var possibleState: String?

    /// Whether it is bound.
    package internal(set) var bound: Bound

    /// The event behind the state; `nil` for a party of which nothing but its name is known.
    package let setter: Fact?

    /// When it signed, as written.
    package let signed: String?

    /// When it consented to be bound, as written: ratified, accepted, acceded or the like.
    package let consented: String?

    /// Since when it is or was bound, as written; of several times the last.
    package let boundSince: String?

    /// When it left, or the agreement ended for it, as written.
    package let outSince: String?

    /// How many of its reservations stand.
    package let reservations: Int

    /// The shape scripts read.
    package var json: JSONValue {
        var row = JSONObject([("party", .string(party.text)), ("state", .string(state))])
        if let possibleState { row["possibleState"] = .string(possibleState) }
        row["bound"] = .string(bound.rawValue)
        if let signed { row["signed"] = .string(signed) }
        if let consented { row["consented"] = .string(consented) }
        if let boundSince { row["boundSince"] = .string(boundSince) }
        if let outSince { row["outSince"] = .string(outSince) }
        if let setter { row["position"] = .number(Double(setter.position)) }
        if reservations > 0 { row["reservations"] = .number(Double(reservations)) }
        return .object(row)
    }
}
