import Events

/// A party as pictures show it.
struct NamedParty: Comparable {
    let tag: Tag
    let name: String
    let country: String?

    static func < (left: Self, right: Self) -> Bool {
        if left.country != right.country {
            guard let mine = left.country else { return false }
            guard let theirs = right.country else { return true }
            return mine < theirs
        }
        if left.name.utf8.elementsEqual(right.name.utf8) { return left.tag < right.tag }
        return left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
    }

    static func == (left: Self, right: Self) -> Bool { left.tag == right.tag }
}

extension PartyProfiles {
    /// Parties in the order of pictures: by country, those without one last, then by name.
    func orderedByCountry(_ parties: some Sequence<Tag>) throws -> [NamedParty] {
        try parties.map { party in
            NamedParty(
                tag: party,
                name: try history.name(of: party),
                country: try profile(of: party).country
            )
        }
        .sorted()
    }
}
