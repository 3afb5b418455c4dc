import CanonicalJSON
import Collaboration
import Events

/// How large a delegation is said to be, and how much of that the list of members covers.
///
/// A stated size is a claim beside the list and is never added to it. Besides the delegation's own
/// counts, those count that give the number of its side at the gathering it was formed for.
struct DelegationSize {
    /// Units that count organisations.
    private static let organisations: Set<String> = [
        "clusters", "companies", "organisations", "parties", "members", "institutions",
    ]

    /// Units that count people.
    private static let people: Set<String> = [
        "persons", "people", "representatives", "participants", "delegates",
    ]

    /// Declared sizes, listed members and completeness.
    let json: JSONObject

    init(
        of delegation: Tag,
        view: View,
        members: DelegationMembers,
        in history: KnownHistory
    ) throws {
        let facts = view.conceivable
        let formed = (facts + view.undated).first { $0.type == DelegationType.formed }
        var declared = facts.filter { $0.type == DelegationType.counted }.flatMap(Self.quantities)
        declared += try Self.counts(atGatheringOf: formed, in: history)

        let listed = members.list.filter { $0.joined != nil && $0.mayBelong }
        let parties = UncertainCount(
            of: listed.filter { $0.tag.kind == "party" },
            isDefinite: \.isDefinite
        )
        let people = UncertainCount(
            of: listed.filter { $0.tag.kind == "person" },
            isDefinite: \.isDefinite
        )

        var json = JSONObject([
            ("name", .string(try history.name(of: delegation))),
            ("existence", view.existsDefinitely ? "definite" : "possible"),
            ("listed", UncertainCount(of: listed, isDefinite: \.isDefinite).json),
            ("listedParties", parties.json),
            ("listedPersons", people.json),
        ])
        let completeness = formed?.text("completeness")
        json["completeness"] = JSONValue(text: completeness)
        if completeness != "exhaustive" { json["list"] = "non-exhaustive" }
        if !declared.isEmpty { json["declared"] = .array(declared) }
        json["share"] = Self.share(parties: parties, people: people, declared: declared)
        self.json = json
    }

    /// Listed ÷ declared, for an exact size in a unit that the list counts too.
    private static func share(
        parties: UncertainCount,
        people: UncertainCount,
        declared: [JSONValue]
    ) -> JSONValue? {
        for size in declared where size["qualifier"]?.string == "exact" {
            guard let whole = size["value"]?.number, whole > 0, size["expected"] == nil,
                let unit = size["unit"]?.string
            else { continue }
            let count: UncertainCount
            if organisations.contains(unit) {
                count = parties
            } else if Self.people.contains(unit) {
                count = people
            } else {
                continue
            }
            guard count.definite == count.possible else { continue }
            return .number((Double(count.definite) / whole * 1_000).rounded() / 1_000)
        }
        return nil
    }

    private static func counts(
        atGatheringOf formed: Fact?,
        in history: KnownHistory
    ) throws -> [JSONValue] {
        guard let gathering = formed?.tag("gathering"), let side = formed?.text("side") else {
            return []
        }
        let view = View(of: try history.standing(of: gathering), asOf: history.asOf)
        return view.conceivable.filter { $0.type == GatheringType.counted }.flatMap(quantities)
            .filter { $0["side"]?.string == side }
    }

    private static func quantities(in fact: Fact) -> [JSONValue] {
        let values = [fact.value("count")] + (fact.value("breakdown")?.array ?? [])
        return values.compactMap { Fact.quantity($0) }
    }
}
