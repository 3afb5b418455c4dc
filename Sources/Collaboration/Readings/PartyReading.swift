import CanonicalJSON
import EDTF
import Events

/// What a party is part of, and what became of it and of its record.
struct PartyReading {
    private let party: Tag
    private let facts: [Fact]
    private let asOf: AsOf

    /// Reads what is known of a party, at a date.
    init(of party: Tag, in facts: [Fact], asOf: AsOf) {
        self.party = party
        self.facts = facts
        self.asOf = asOf
    }

    /// Members of its state; those that would say nothing are left out.
    var members: [(name: String, value: JSONValue)] {
        [
            ("parents", parents), ("memberships", memberships), ("mergedInto", mergedInto),
            ("duplicates", duplicates), ("changedInto", changes("originals", "results")),
            ("changedFrom", changes("results", "originals")),
        ]
        .filter { !$0.1.isEmpty }
        .map { name, entries in (name, name == "mergedInto" ? entries[0] : .array(entries)) }
    }

    /// The parents; the one named at registration until a dated one takes its place.
    private var parents: [JSONValue] {
        let placements = facts.filter { $0.type == PlacementRules.placement }
        let named = facts.filter { $0.type == PlacementRules.registration }.compactMap { fact in
            let begun = placements.map { Start(of: $0).certainty(at: asOf) }.max()
            return entry(fact, Certainty.definite.unless(begun), [("party", .parent)])
        }
        let dated = placements.compactMap { link -> JSONValue? in
            if link.date(.to)?.definitely(before: asOf.instant) ?? false { return nil }
            let start = Start(of: link)
            let next = placements.filter { $0.position != link.position }.map { Start(of: $0) }
            let replaced = next.compactMap { next -> Certainty? in
                switch start.order(to: next) {
                case .before: next.certainty(at: asOf)
                case .after: nil
                default: min(next.certainty(at: asOf), .possible)
                }
            }
            let certainty = start.certainty(at: asOf).unless(replaced.max())
            return entry(link, certainty, [("party", .parent), ("from", .from), ("to", .to)])
        }
        return named + dated
    }

    private var memberships: [JSONValue] {
        let endings = facts.filter { $0.type == "membership.ended" }
        return facts.filter { $0.type == "membership.begun" }.compactMap { begun in
            let ended = endings.filter { end in
                end.hasTheSameTag(as: begun, at: .group)
                    && (!end.has(.role) || end.saysTheSame(as: begun, at: .role))
            }
            let certainty = begun.certainty(at: asOf, endedBy: ended)
            return entry(begun, certainty, [("party", .group), ("role", .role), ("from", .from)])
        }
    }

    private var mergedInto: [JSONValue] {
        let merged = MergerRules.merger(of: party, in: Standing(of: party, facts: facts))
        return merged.flatMap { entry($0, .definite, [("party", MergerRules.survivor)]) }
            .map { [$0] } ?? []
    }

    private var duplicates: [JSONValue] {
        let standing = Standing(of: party, facts: facts)
        let merged = facts.filter { $0.type == "party.merged" }
            .filter { $0.isTag(MergerRules.survivor, party) }
        return merged.compactMap { fact in
            guard let duplicate = fact.tag(MergerRules.duplicate),
                MergerRules.merger(of: duplicate, in: standing)?.position == fact.position
            else { return nil }
            return entry(fact, .definite, [("party", MergerRules.duplicate)])
        }
    }

    private func changes(_ mine: JSONPath, _ others: JSONPath) -> [JSONValue] {
        facts.filter { $0.type == "party.changed-into" && $0.names(mine, party) }
            .compactMap { fact in
                let certainty = Start(of: fact).certainty(at: asOf)
                return entry(fact, certainty, [("parties", others), ("kind", .kind)])
            }
    }

    private func entry(
        _ fact: Fact,
        _ certainty: Certainty,
        _ members: [(String, JSONPath)]
    ) -> JSONValue? {
        // Who is named first is what it is about.
        members.first.map { fact.has($0.1) } ?? false ? fact.entry(certainty, members) : nil
    }
}

extension Fact {
    /// How sure it is that what the event began still holds at a date.
    func certainty(at asOf: AsOf, endedBy endings: [Fact]) -> Certainty {
        let ended = endings.filter { order(to: $0) != .after }.map { end in
            let certainty = Start(of: end).certainty(at: asOf)
            return order(to: end) == .before ? certainty : min(certainty, .possible)
        }
        return Start(of: self).certainty(at: asOf).unless(ended.max())
    }

    /// Some members of the payload with the event that says so; `nil` when it does not hold.
    func entry(_ certainty: Certainty, _ members: [(String, JSONPath)]) -> JSONValue? {
        guard certainty != .none else { return nil }
        var entry = JSONObject()
        for (name, path) in members {
            guard let value = value(path) else { continue }
            entry[name] = value
        }
        entry["position"] = .integer(position)
        if certainty == .possible { entry["certainty"] = .string(certainty.rawValue) }
        return .object(entry)
    }
}
