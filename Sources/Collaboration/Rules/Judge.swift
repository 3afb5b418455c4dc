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
        standing: @escaping (Tag) throws -> Standing
    ) throws -> [Objection] {
        guard let row = rulebook.row(fact.type), let subject = rulebook.subject(of: fact) else {
            return []
        }
        var own = try standing(subject)
        var objections = try self.objections(
            to: fact,
            row: row,
            histories: Histories(own: own, other: standing)
        )
        let watchers = rulebook.watchers(of: fact.type)
        guard !watchers.isEmpty else { return objections }
        if !own.facts(fact.type).contains(where: { $0.position == fact.position }) { own.add(fact) }
        let histories = Histories(own: own, other: standing)
        for later in own.facts(watchers) where later.position != fact.position {
            guard let row = rulebook.row(later.type) else { continue }
            objections += try self.objections(to: later, row: row, histories: histories)
                .filter { $0.against?.position == fact.position }
                .map { $0.seen(from: fact, against: later) }
        }
        return objections
    }

    /// The rules of one fact that are broken or cannot be decided in a whole history.
    package func marks(
        on fact: Fact,
        standing: @escaping (Tag) throws -> Standing
    ) throws -> (objections: [Objection], orderUnknown: [(rule: Rule, with: Fact)]) {
        guard let row = rulebook.row(fact.type), let subject = rulebook.subject(of: fact) else {
            return ([], [])
        }
        let histories = Histories(own: try standing(subject), other: standing)
        var objections: [Objection] = []
        var doubtful: [(rule: Rule, with: Fact)] = []
        for rule in row.rules {
            switch try rule.test(fact, histories) {
            case .holds: break
            case .broken(let other): objections.append(Objection(rule, to: fact, against: other))
            case .orderUnknown(let other): doubtful.append((rule, other))
            }
        }
        return (objections, doubtful)
    }

    private func objections(
        to fact: Fact,
        row: Family.Row,
        histories: Histories
    ) throws -> [Objection] {
        try row.rules.compactMap { rule in
            guard case .broken(let other) = try rule.test(fact, histories) else { return nil }
            return Objection(rule, to: fact, against: other)
        }
    }
}

extension Objection {
    fileprivate init(_ rule: Rule, to fact: Fact, against other: Fact?) {
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
    fileprivate func seen(from fact: Fact, against later: Fact) -> Objection {
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
