import CanonicalJSON
import Collaboration
import Events

/// Where parties are seated and what they work in, at the as-of date.
final class PartyProfiles {
    /// What is known of one party.
    struct Profile {
        /// ISO 3166-1 alpha-2.
        var country: String?

        /// ISO 3166-2 or NUTS.
        var region: String?

        /// Scheme and code of each sector, such as `nace-2 28.99`, in order.
        var sectors: [String] = []
    }

    let history: KnownHistory
    private var known: [Tag: Profile] = [:]

    private static let members = ["country", "region", "sectors"]

    init(over history: KnownHistory) {
        self.history = history
    }

    /// The profile of a party; empty for one that was never registered.
    func profile(of party: Tag) throws -> Profile {
        if let found = known[party] { return found }
        let facts = try history.standing(of: party).recorded
        var fields = JSONObject()
        if let registered = facts.last(where: { $0.type == PartyType.registered }) {
            for member in Self.members {
                fields[member] = registered.value(member).map { ["value": $0] }
            }
        }
        DatedFields(of: party, in: facts, asOf: history.asOf).change(&fields)
        let sectors = fields["sectors"]?["value"]?.array ?? []
        let profile = Profile(
            country: fields["country"]?["value"]?.string,
            region: fields["region"]?["value"]?.string,
            sectors: Set(sectors.compactMap { SectorCode($0)?.text }).sorted()
        )
        known[party] = profile
        return profile
    }
}

/// A sector in a classification.
struct SectorCode: Hashable {
    /// Scheme and code, such as `nace-2 28.99`.
    let text: String

    /// Reads `{scheme, code}`.
    init?(_ value: JSONValue?) {
        guard let scheme = value?["scheme"]?.string, let code = value?["code"]?.string else {
            return nil
        }
        text = "\(scheme) \(code)"
    }
}
