import CanonicalJSON
import Collaboration
import Events

extension KnownHistory {
    /// The country of a party's seat at the date; `nil` when nothing says it.
    func country(of party: Tag) throws -> String? {
        let facts = try standing(of: party).recorded
        var fields = JSONObject()
        if let country = facts.last(where: { $0.type == registration })?.value("country") {
            fields["country"] = ["value": country]
        }
        DatedFields(of: party, in: facts, asOf: asOf).change(&fields)
        return fields["country"]?["value"]?.string
    }

    /// Parties in the order of pictures: by country, those without one last, then by name.
    func orderedByCountry(_ parties: some Sequence<Tag>) throws -> [NamedParty] {
        try parties.map { party in
            NamedParty(
                tag: party,
                name: try name(of: party),
                country: try country(of: party)
            )
        }
        .sorted()
    }
}

private let registration: EventType = "party.registered"

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
