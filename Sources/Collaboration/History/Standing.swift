import CanonicalJSON
package import Events

/// What is known of one entity: the facts of its own history, by type.
///
/// Appending, audit, state and as-of replay judge and read the same standing. A copy shares what
/// it was copied from until one of the two changes.
package struct Standing {
    /// The entity.
    package let entity: Tag

    /// The facts; `nil` when there are none.
    private var known: KnownFacts?

    /// A fact that is there for the time being, behind all others.
    private var arriving: Fact?

    /// The standing of an entity nobody has spoken of.
    package init(of entity: Tag) {
        self.entity = entity
    }

    /// The standing that a history gives.
    package init(of entity: Tag, facts: some Sequence<Fact>) {
        self.entity = entity
        let known = KnownFacts(reserving: facts.underestimatedCount)
        for fact in facts { known.add(fact) }
        self.known = known
    }

    /// Adds one fact, in the order of recording.
    ///
    /// - Complexity: O(1), and the types known of the entity.
    package mutating func add(_ fact: Fact) {
        // Not bound to a name, which would be another reference.
        if known == nil {
            known = KnownFacts()
        } else if !isKnownUniquelyReferenced(&known) {
            known = known.map { KnownFacts(copying: $0) }
        }
        known?.add(fact)
    }

    /// The same standing, and a fact behind all others for as long as the copy lives.
    func with(_ fact: Fact) -> Standing {
        var standing = self
        standing.arriving = fact
        return standing
    }

    /// Whether a fact is here.
    func holds(_ fact: Fact) -> Bool {
        guard let last = last(of: fact.type), last.position >= fact.position else { return false }
        return first(of: fact.type) { $0.position == fact.position } != nil
    }

    /// Whether anything recorded before a position is known.
    func isKnown(before position: Position) -> Bool {
        known?.facts.contains { $0.position < position } ?? false
    }

    /// How many facts are known.
    package var count: Int { (known?.facts.count ?? 0) + (arriving == nil ? 0 : 1) }

    /// All facts, in the order of recording.
    package var recorded: [Fact] {
        if let known, known.isAscending, arriving == nil { return known.facts }
        return all.sorted { $0.position < $1.position }
    }

    /// All facts, in replay order.
    package var replay: [Fact] {
        var facts = all
        facts.sortInReplayOrder()
        return facts
    }

    /// All facts, in the order in which they were added.
    package var all: [Fact] {
        let facts = known?.facts ?? []
        return arriving.map { facts + [$0] } ?? facts
    }

    /// The facts of one type, in the order of recording.
    package func facts(_ type: EventType) -> [Fact] {
        var found: [Fact] = []
        visit(type) { fact in
            found.append(fact)
            return true
        }
        return found
    }

    /// The facts of some types, type after type.
    package func facts(_ types: [EventType]) -> [Fact] { types.flatMap { facts($0) } }

    /// The highest position among the facts of a type, and the latest of their known starts.
    func last(of type: EventType) -> KnownFacts.Last? { known?.last(of: type) }
}

/// What rules ask, without making lists.
extension Standing {
    /// Looks at the facts of one type in the order of recording, until `body` says no.
    ///
    /// - Returns: whether `body` never said no.
    @discardableResult
    func visit(_ type: EventType, _ body: (Fact) -> Bool) -> Bool {
        if let known, !known.visit(type, body) { return false }
        if let arriving, arriving.isOf(type) { return body(arriving) }
        return true
    }

    /// Looks at the facts of one type that carry the same value as another in every one of some
    /// members, until `body` says no.
    ///
    /// A member that is missing on either side agrees with nothing; no members agree always.
    ///
    /// - Precondition: some rule looks facts of the type up by these members, and `key` is what
    ///   these make of `fact`.
    /// - Returns: whether `body` never said no.
    /// - Complexity: O(1) and the facts found.
    @discardableResult
    func visit(
        _ type: EventType,
        agreeingWith fact: Fact,
        by keys: Keys,
        key: UInt64,
        _ body: (Fact) -> Bool
    ) -> Bool {
        if let known {
            let isDone = !known.visit(type, filedUnder: key) { other in
                !keys.agree(fact, other) || body(other)
            }
            if isDone { return false }
        }
        if let arriving, arriving.isOf(type), keys.agree(fact, arriving) { return body(arriving) }
        return true
    }

    /// Looks at the facts of one type that may carry a value under one member, until `body` says
    /// no; others may be among them.
    ///
    /// - Precondition: some rule looks facts of the type up by the one member of `keys`.
    /// - Returns: whether `body` never said no.
    /// - Complexity: O(1) and the facts found.
    @discardableResult
    func visit(
        _ type: EventType,
        havingUnder keys: Keys,
        _ node: Int,
        of document: JSONDocument,
        _ body: (Fact) -> Bool
    ) -> Bool {
        if let known, known.mask & type.maskBit != 0 {
            let key = keys.fingerprint(ofValue: node, in: document)
            guard known.visit(type, filedUnder: key, body) else { return false }
        }
        if let arriving, arriving.isOf(type) { return body(arriving) }
        return true
    }

    /// Whether there can be facts of some types.
    private func mayHold(_ types: TypeSet) -> Bool {
        (known?.mask ?? 0) & types.mask != 0 || arriving != nil
    }

    /// The first fact of one type for which something holds.
    func first(of type: EventType, where isWanted: (Fact) -> Bool = { _ in true }) -> Fact? {
        if let known, let found = known.first(of: type, where: isWanted) { return found }
        guard let arriving, arriving.isOf(type), isWanted(arriving) else { return nil }
        return arriving
    }

    /// The first fact of some types, type after type, for which something holds.
    func first(of types: TypeSet, where isWanted: (Fact) -> Bool = { _ in true }) -> Fact? {
        guard mayHold(types) else { return nil }
        for index in types.types.indices {
            if let found = first(of: types.types[index], where: isWanted) { return found }
        }
        return nil
    }

    /// The first fact of some types that agrees with another and for which something holds.
    func first(
        of types: TypeSet,
        agreeingWith fact: Fact,
        by keys: Keys,
        where isWanted: (Fact) -> Bool
    ) -> Fact? {
        guard mayHold(types) else { return nil }
        if keys.isEmpty { return first(of: types, where: isWanted) }
        guard let key = keys.fingerprint(of: fact) else { return nil }
        var found: Fact?
        for index in types.types.indices where found == nil {
            visit(types.types[index], agreeingWith: fact, by: keys, key: key) { other in
                guard isWanted(other) else { return true }
                found = other
                return false
            }
        }
        return found
    }

    /// Whether something holds for a fact of some types.
    func contains(_ types: TypeSet, where isWanted: (Fact) -> Bool = { _ in true }) -> Bool {
        first(of: types, where: isWanted) != nil
    }

    /// Whether something holds for a fact of one type.
    func contains(_ type: EventType, where isWanted: (Fact) -> Bool = { _ in true }) -> Bool {
        first(of: type, where: isWanted) != nil
    }
}

extension Array<Fact> {
    /// Sorts in replay order; what is in order already is only looked at.
    mutating func sortInReplayOrder() {
        for index in indices.dropFirst() where self[index].replaysBefore(self[index - 1]) {
            sort { $0.replaysBefore($1) }
            return
        }
    }
}
