import CanonicalJSON
package import Events

/// What is known of one entity: the facts of its own history, by type.
///
/// Appending, audit, state and as-of replay judge and read the same standing.
package struct Standing: Sendable {
    /// The entity.
    package let entity: Tag

    private var byType: [EventType: [Fact]] = [:]
    private var bySlot: [Slot: [Fact]] = [:]

    /// The standing of an entity nobody has spoken of.
    package init(of entity: Tag) {
        self.entity = entity
    }

    /// The standing that a history gives.
    package init(of entity: Tag, facts: some Sequence<Fact>) {
        self.init(of: entity)
        for fact in facts { add(fact) }
    }

    /// Adds one fact, in the order of recording.
    package mutating func add(_ fact: Fact) {
        byType[fact.type, default: []].append(fact)
        for keys in Rulebook.standard.lookupKeys(of: fact.type) {
            guard let values = fact.values(of: keys) else { continue }
            bySlot[Slot(type: fact.type, keys: keys, values: values), default: []].append(fact)
        }
    }

    /// The facts of some types that carry the same value as another in every one of some members.
    ///
    /// A member that is missing on either side agrees with nothing; no members agree always.
    ///
    /// - Precondition: some rule looks facts of these types up by these members.
    /// - Complexity: O(1) and the facts found.
    package func facts(
        _ types: [EventType],
        agreeingWith fact: Fact,
        by keys: [String]
    ) -> [Fact] {
        if keys.isEmpty { return facts(types) }
        guard let values = fact.values(of: keys) else { return [] }
        return types.flatMap { bySlot[Slot(type: $0, keys: keys, values: values)] ?? [] }
    }

    /// The facts of one type, in the order of recording.
    package func facts(_ type: EventType) -> [Fact] { byType[type] ?? [] }

    /// The facts of some types.
    package func facts(_ types: [EventType]) -> [Fact] { types.flatMap { byType[$0] ?? [] } }

    /// All facts, in replay order.
    package var replay: [Fact] { byType.values.joined().sorted { $0.replaysBefore($1) } }

    /// All facts, in the order of recording.
    package var recorded: [Fact] { byType.values.joined().sorted { $0.position < $1.position } }

    /// How many facts are known.
    package var count: Int { byType.values.reduce(0) { $0 + $1.count } }
}

/// Where facts of one type stand that carry the same values in some members.
private struct Slot: Hashable {
    let type: EventType
    let keys: [String]
    let values: [JSONValue]
}

extension Fact {
    /// The values of some members; `nil` when one is missing.
    fileprivate func values(of keys: [String]) -> [JSONValue]? {
        var values: [JSONValue] = []
        for key in keys {
            guard let value = value(key) else { return nil }
            values.append(value)
        }
        return values
    }
}
