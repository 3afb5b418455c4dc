import Events

/// Something that is lost at once.
struct Shock {
    /// What is lost.
    enum Kind: String {
        case country, party, office
        /// All agreements whose term ends soon.
        case expiry
    }

    let kind: Kind

    /// The country's code, the party's or office's tag, or the time ahead.
    let subject: String

    /// The parties that are lost themselves.
    var parties: Set<Tag> = []

    /// The agreements that are lost besides those of lost parties.
    var agreements: Set<Tag> = []

    /// Whether an agreement is lost.
    func takes(_ tie: PartnerNetwork.Tie) -> Bool {
        agreements.contains(tie.agreement) || tie.parties.contains(where: parties.contains)
    }
}
