import CanonicalJSON
import Events

/// What the rulebook knows of one type of event, gathered once.
final class RuleEntry: Sendable {
    /// The kind of the family whose table has the row.
    let kind: String

    /// The type's row in its family's table.
    let row: Family.Row

    /// Members of the payload that name the entities whose history the event joins.
    let subjects: [JSONPath]

    /// The tests of the row's rules, in order.
    let tests: [@Sendable (Fact, Histories) throws -> Rule.Verdict]

    /// Whether the identifiers that the event gives are entities whose history it joins.
    let joinsIdentifiers: Bool

    /// The members by whose values some rule looks facts of the type up.
    let keys: [Keys]

    /// The types whose rules the type's arrival can break, in order, and which of their rules.
    let watchers: [Watcher]

    /// One type of event that may be there when another arrives.
    final class Watcher: Sendable {
        let type: EventType
        let rules: [Watch]

        /// Whether all of them ask only what came before.
        let asksOnlyBefore: Bool

        init(type: EventType, rules: [Watch]) {
            self.type = type
            self.rules = rules
            asksOnlyBefore = rules.allSatisfy { $0.cause.time == .before }
        }
    }

    /// A rule to be tested again.
    final class Watch: Sendable {
        let rule: Rule
        let cause: Rule.Cause

        /// Whether the events whose rule it is are found by the members of the cause.
        let isIndexed: Bool

        init(rule: Rule, isIndexed: Bool) {
            self.rule = rule
            cause = rule.cause
            self.isIndexed = isIndexed
        }
    }

    init(kind: String, row: Family.Row, keys: [Keys], watchers: [Watcher]) {
        self.kind = kind
        self.row = row
        tests = row.rules.map(\.test)
        subjects = row.subjects.map { JSONPath($0) }
        joinsIdentifiers = row.type.isAbout("party")
        self.keys = keys
        self.watchers = watchers
    }

    /// Whether an event is about an entity; as `subject(of:) ==`, mostly without making a tag.
    func isAbout(_ entity: Tag, _ fact: Fact) -> Bool {
        guard let path = subjects.first, let node = fact.node(path) else { return false }
        if fact.document.kind(node) == .string { return fact.document.isTag(node, entity) }
        return fact.document.tags(at: node, ofOneToo: false).first == entity
    }

    /// The entity an event is about.
    func subject(of fact: Fact) -> Tag? {
        guard let path = subjects.first else { return nil }
        return fact.node(path).flatMap { node in
            fact.document.tag(node) ?? fact.document.tags(at: node, ofOneToo: false).first
        }
    }
}
