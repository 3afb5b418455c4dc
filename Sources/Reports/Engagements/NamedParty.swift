import Events

/// A party as pictures show it.
struct NamedParty: Comparable {
    let tag: Tag
    let name: String
    let country: String?

    /// The place of its name in the reader's language.
    let key: Collation.Key

    static func < (left: Self, right: Self) -> Bool {
        if left.country != right.country {
            guard let mine = left.country else { return false }
            guard let theirs = right.country else { return true }
            return mine < theirs
        }
        return left.key == right.key ? left.tag < right.tag : left.key < right.key
    }

    static func == (left: Self, right: Self) -> Bool { left.tag == right.tag }
}

extension PartyProfiles {
    /// Parties in the order of pictures: by country, those without one last, then by name.
    func orderedByCountry(_ parties: some Sequence<Tag>) throws -> [NamedParty] {
        try parties.map { party in
            let name = try history.name(of: party)
            return NamedParty(
                tag: party,
                name: name,
                country: try profile(of: party).country,
                key: history.messages.collation.key(of: name)
            )
        }
        .sorted()
    }
}
