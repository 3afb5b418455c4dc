package import Events

/// What is known of one entity: the facts of its own history, by type.
///
/// Appending, audit, state and as-of replay judge and read the same standing.
package struct Standing: Sendable {
    /// The entity.
    package let entity: Tag

    private var byType: [EventType: [Fact]] = [:]

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
