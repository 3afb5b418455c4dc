import Events
import Synchronization

/// The place of one type of event in the rulebook.
///
/// What other types' rules say of it is gathered when the type is first asked for: most runs of the
/// program touch a few.
final class RulePlace: Sendable {
    /// The type.
    let type: EventType

    /// The type's row in its family's table.
    let row: Family.Row

    private let kind: String
    // Not an `AtomicLazyReference`: loading one looks its type up, which takes longer than a lock.
    private let made = Mutex<RuleEntry?>(nil)

    init(kind: String, row: Family.Row) {
        type = row.type
        self.kind = kind
        self.row = row
    }

    /// All that is known of the type.
    ///
    /// - Parameter families: those of the rulebook.
    /// - Returns: the same object each time.
    /// - Complexity: O(1) but for the first time, which looks at every rule there is.
    func entry(among families: [Family]) -> RuleEntry {
        if let known = made.withLock({ $0 }) { return known }
        let entry = RuleEntry(
            kind: kind,
            row: row,
            keys: Self.keys(of: type, in: families),
            watchers: Self.watchers(of: type, in: families)
        )
        return made.withLock { made in
            if let known = made { return known }
            made = entry
            return entry
        }
    }

    /// The lists of members by which some rule looks facts of a type up.
    private static func keys(of type: EventType, in families: [Family]) -> [Keys] {
        var found: [Keys] = []
        for family in families {
            for row in family.rows {
                for rule in row.rules {
                    for lookup in rule.lookups
                    where !lookup.keys.isEmpty && lookup.types.contains(type)
                        && !found.contains(where: { $0.names == lookup.keys.names })
                    {
                        found.append(lookup.keys)
                    }
                }
            }
        }
        return found
    }

    /// The rules that an arriving event of a type can break, by the type whose rules they are.
    private static func watchers(
        of type: EventType,
        in families: [Family]
    ) -> [RuleEntry.Watcher] {
        var watching: [Family.Row] = []
        for family in families {
            for row in family.rows where row.rules.contains(where: { $0.watches.contains(type) }) {
                watching.append(row)
            }
        }
        return watching.sorted { $0.type < $1.type }.map { row in
            let known = keys(of: row.type, in: families)
            let rules = row.rules.filter { $0.cause.types?.contains(type) ?? true }
            return RuleEntry.Watcher(
                type: row.type,
                rules: rules.map { rule in
                    RuleEntry.Watch(
                        rule: rule,
                        isIndexed: known.contains { $0.names == rule.cause.keys.names }
                    )
                }
            )
        }
    }
}
