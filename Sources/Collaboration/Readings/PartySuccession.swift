import CanonicalJSON
package import Events

/// Who stands for a party at a date.
///
/// A record that was merged into another is stood for by that one at every date; a party that
/// became one other in law, from the date on which it surely had. In a split, parties go on by
/// themselves.
package struct PartySuccession {
    private let asOf: AsOf

    /// Looks at a valid date.
    package init(asOf: AsOf) {
        self.asOf = asOf
    }

    /// The party that stands for another; the party itself where nothing took its place.
    ///
    /// It asks for the history of each party on the way, and throws what that throws.
    package func successor(of party: Tag, _ standing: (Tag) throws -> Standing) rethrows -> Tag {
        var current = party
        var merged: Set<Tag> = [party]
        var last: Start?
        while true {
            let own = try standing(current)
            let survivor = MergerRules.merger(of: current, in: own)?.tag(MergerRules.survivor)
            if let survivor, merged.insert(survivor).inserted {
                current = survivor
            } else if let change = change(of: current, after: last, in: own) {
                (current, last) = (change.into, change.start)
            } else {
                return current
            }
        }
    }

    /// The first change of a party into another one, after an earlier change in its line.
    private func change(
        of party: Tag,
        after last: Start?,
        in standing: Standing
    ) -> (into: Tag, start: Start)? {
        var first: (into: Tag, start: Start)?
        for type in [Self.change, Self.dissolution] {
            standing.visit(type) { fact in
                let start = Start(of: fact)
                guard start.certainty(at: asOf) == .definite,
                    last?.replaysBefore(start) ?? true,
                    let into = Self.result(of: fact, for: party), into != party
                else { return true }
                if first.map({ start.replaysBefore($0.start) }) ?? true { first = (into, start) }
                return true
            }
        }
        return first
    }

    /// What became of a party by an event: one other, or nothing that stands for it.
    private static func result(of fact: Fact, for party: Tag) -> Tag? {
        if fact.type == dissolution { return fact.isTag(.party, party) ? fact.tag(successor) : nil }
        let into = fact.tags(results)
        let stands = into.count == 1 && fact.names(originals, party) && !fact.says(.kind, "split")
        return stands ? into[0] : nil
    }

    private static let change: EventType = "party.changed-into"
    private static let dissolution: EventType = "party.dissolved"
    private static let originals: JSONPath = "originals"
    private static let results: JSONPath = "results"
    private static let successor: JSONPath = "successor"
}
