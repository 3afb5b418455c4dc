package import Events

/// Judges whether an event may join the histories it belongs to.
package struct Judge: Sendable {
    /// The rules it goes by.
    package let rulebook: Rulebook

    /// A judge that goes by some rules; by all that this program knows, if none are given.
    package init(_ rulebook: Rulebook = .standard) {
        self.rulebook = rulebook
    }

    /// Everything that stands against one event, given the histories as known before it.
    ///
    /// Objections to events that are already there name them: a late-recorded past event is
    /// judged in its own place.
    ///
    /// - Parameters:
    ///   - fact: the event.
    ///   - standing: the standing of any entity; it may or may not hold the event.
    /// - Returns: every objection, those that name the event from a later one's side last.
    /// - Throws: what `standing` throws.
    /// - Complexity: the facts of the entity's own history that the rules read.
    package func objections(
        to fact: Fact,
        standing: (Tag) throws -> Standing
    ) throws -> [Objection] {
        guard let entry = rulebook.entry(of: fact), let subject = entry.subject(of: fact) else {
            return []
        }
        return try objections(to: fact, entry, own: try standing(subject), standing: standing)
    }

    /// Everything that stands against one event of an entity whose standing is at hand.
    ///
    /// - Parameters:
    ///   - fact: the event.
    ///   - own: the standing of the entity the event is about (``Rulebook/subject(of:)``).
    ///   - standing: the standing of any entity; it may or may not hold the event.
    /// - Returns: what ``objections(to:standing:)`` does.
    /// - Throws: what `standing` throws.
    package func objections(
        to fact: Fact,
        own: Standing,
        standing: (Tag) throws -> Standing
    ) throws -> [Objection] {
        guard let entry = rulebook.entry(of: fact) else { return [] }
        return try objections(to: fact, entry, own: own, standing: standing)
    }

    private func objections(
        to fact: Fact,
        _ entry: RuleEntry,
        own: Standing,
        standing: (Tag) throws -> Standing
    ) throws -> [Objection] {
        try withoutActuallyEscaping(standing) { standing in
            var found: [Objection] = []
            let histories = Histories(own: own, other: standing)
            for index in entry.tests.indices {
                guard case .broken(let other) = try entry.tests[index](fact, histories) else {
                    continue
                }
                found.append(Objection(entry.row.rules[index], to: fact, against: other))
            }
            if !entry.watchers.isEmpty {
                try Retrial(of: fact, against: own, other: standing)
                    .run(entry.watchers, into: &found)
            }
            return found
        }
    }

    /// The rules of one fact that are broken or cannot be decided in a whole history.
    ///
    /// - Parameters:
    ///   - fact: the event.
    ///   - likely: the standing of an entity that the event is likely to be about, if one is at
    ///     hand; what `standing` would give for it.
    ///   - standing: the standing of any entity; it holds the event.
    /// - Returns: what is broken, and what cannot be decided.
    /// - Throws: what `standing` throws.
    package func marks(
        on fact: Fact,
        expecting likely: Standing? = nil,
        standing: (Tag) throws -> Standing
    ) throws -> FactVerdict {
        guard let entry = rulebook.entry(of: fact) else { return FactVerdict() }
        let own: Standing
        if let likely, entry.isAbout(likely.entity, fact) {
            own = likely
        } else if let subject = entry.subject(of: fact) {
            own = try standing(subject)
        } else {
            return FactVerdict()
        }
        return try withoutActuallyEscaping(standing) { standing in
            let histories = Histories(own: own, other: standing)
            var verdict = FactVerdict()
            for index in entry.tests.indices {
                switch try entry.tests[index](fact, histories) {
                case .holds: break
                case .broken(let other):
                    let rule = entry.row.rules[index]
                    verdict.objections.append(Objection(rule, to: fact, against: other))
                case .orderUnknown(let other):
                    let rule = entry.row.rules[index]
                    verdict.orderUnknown.append(FactVerdict.Doubt(rule: rule, with: other))
                }
            }
            return verdict
        }
    }
}

extension Objection {
    init(_ rule: Rule, to fact: Fact, against other: Fact?) {
        self.init(
            rule: rule.id,
            weight: rule.weight,
            words: rule.words,
            asker: nil,
            position: fact.position,
            type: fact.type,
            against: other,
            pointer: rule.field.map { "/data/" + $0.replacing(".", with: "/") }
        )
    }

    /// The same collision, seen from the event that arrived later.
    func seen(from fact: Fact, against later: Fact) -> Objection {
        Objection(
            rule: rule,
            weight: weight,
            words: "\(later.type) at \(later.position) asks that \(words)",
            asker: later,
            position: fact.position,
            type: fact.type,
            against: later,
            pointer: nil
        )
    }
}
