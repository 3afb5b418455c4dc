package import CanonicalJSON
package import Events

/// Fields of an entity that dated events changed: a seat, sectors, the time of a gathering.
package struct DatedFields {
    private let entity: Tag
    private let changes: [Fact]

    /// Reads the changes that certainly hold at a date.
    package init(of entity: Tag, in facts: [Fact], asOf: AsOf) {
        self.entity = entity
        changes = facts.filter { fact in
            fact.rules.map { !$0.row.changes.isEmpty && $0.isAbout(entity, fact) } ?? false
        }
        .map { (fact: $0, start: Start(of: $0)) }
        .filter { $0.start.certainty(at: asOf) == .definite }
        .sorted { $0.start.replaysBefore($1.start) }
        .map(\.fact)
    }

    /// Puts what they say, as `{"value", "position"}`, in the place of what described the entity
    /// before; a member that a change leaves out is taken away.
    package func change(_ fields: inout JSONObject) {
        for fact in changes {
            for name in fact.rules?.row.changes ?? [] {
                guard let value = fact.value(JSONPath(name)) else {
                    fields[name] = nil
                    continue
                }
                fields[name] = ["value": value, "position": .integer(fact.position)]
            }
        }
    }
}
