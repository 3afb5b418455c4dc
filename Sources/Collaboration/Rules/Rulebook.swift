package import CanonicalJSON
package import Events

/// Every family's table, found by type and by kind.
package struct Rulebook: Sendable {
    /// The rules this program knows.
    package static let standard = Rulebook([
        .parties, .identifiers, .people, .organs, .gatherings, .programmeItems, .visits, .findings,
        .barriers, .delegations, .meetings, .agreements, .commitments, .platforms, .offices,
        .products, .documents,
    ])

    /// The families, in the order they are explained.
    package let families: [Family]
    private let entries: TypeTable
    private let byKind: [String: Family]

    init(_ families: [Family]) {
        self.families = families
        let rows = families.flatMap(\.rows)
        let types = Set(rows.map(\.type))
        precondition(types.count == rows.count, "a type stands twice in the rulebook")
        let keys = Self.keys(of: rows)
        entries = TypeTable(
            families.flatMap { family in
                family.rows.map { row in
                    RuleEntry(
                        kind: family.kind,
                        row: row,
                        keys: keys[row.type] ?? [],
                        watchers: Self.watchers(of: row.type, in: rows, keys)
                    )
                }
            }
        )
        byKind = .init(uniqueKeysWithValues: families.map { ($0.kind, $0) })
    }

    /// For each type, the lists of members by which some rule looks its facts up.
    private static func keys(of rows: [Family.Row]) -> [EventType: [Keys]] {
        var keys: [EventType: [Keys]] = [:]
        for lookup in rows.flatMap(\.rules).flatMap(\.lookups) where !lookup.keys.isEmpty {
            for type in lookup.types
            where !(keys[type] ?? []).contains(where: { $0.names == lookup.keys.names }) {
                keys[type, default: []].append(lookup.keys)
            }
        }
        return keys
    }

    /// The rules that an arriving event of a type can break, by the type whose rules they are.
    private static func watchers(
        of type: EventType,
        in rows: [Family.Row],
        _ keys: [EventType: [Keys]]
    ) -> [RuleEntry.Watcher] {
        let watching = rows.filter { row in row.rules.contains { $0.watches.contains(type) } }
        return watching.sorted { $0.type < $1.type }.map { row in
            let known = keys[row.type] ?? []
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

    /// The row of one type; `nil` when it has no rules and joins no entity's history.
    package func row(_ type: EventType) -> Family.Row? { entries.entry(type)?.row }

    /// All that is known of one type.
    func entry(_ type: EventType) -> RuleEntry? { entries.entry(type) }

    /// The family of one kind of tag.
    package func family(ofKind kind: some StringProtocol) -> Family? { byKind[String(kind)] }

    /// The types whose rules an event of this type can break by arriving late.
    package func watchers(of type: EventType) -> [EventType] {
        entries.entry(type)?.watchers.map(\.type) ?? []
    }

    /// The entities whose own history an event joins: those its row names, and the identifiers it
    /// gives to a party.
    package func entities(of fact: Fact, tags: some Collection<Tag>) -> [Tag] {
        guard let entry = entry(of: fact) else { return [] }
        var found: [Tag] = []
        for path in entry.subjects {
            guard let node = fact.node(path) else { continue }
            if let tag = fact.document.tag(node) {
                found.append(tag)
            } else {
                found += fact.document.tags(at: node, ofOneToo: false)
            }
        }
        if entry.joinsIdentifiers { found += tags.filter { $0.isOfKind("identifier") } }
        return found.count > 1 ? Set(found).sorted() : found
    }

    /// Whether an event with no corrections joins the own history of an entity; as looking it up
    /// in its ``entities(of:tags:)``, without making lists.
    package func joins(_ fact: Fact, historyOf entity: Tag, tags: () -> [Tag]) -> Bool {
        guard let entry = entry(of: fact) else { return false }
        for path in entry.subjects where fact.names(path, entity) { return true }
        return entry.joinsIdentifiers && entity.isOfKind("identifier") && tags().contains(entity)
    }

    /// The entity an event is about.
    package func subject(of fact: Fact) -> Tag? { entry(of: fact)?.subject(of: fact) }

    /// All that is known of a fact's type.
    func entry(of fact: Fact) -> RuleEntry? { entries.entry(fact.type) }

    /// The type whose name stands in a document; one that the rulebook knows is not made anew.
    package func type(in document: JSONDocument, _ node: Int) -> EventType? {
        guard document.kind(node) == .string else { return nil }
        return document.withText(node) { entries.type($0) ?? EventType(bytes: $0) }
    }
}

/// Finds what is known of a type by its fingerprint, by open addressing.
private struct TypeTable: Sendable {
    private let slots: [RuleEntry?]

    init(_ entries: [RuleEntry]) {
        var size = 16
        while size < entries.count * 4 { size *= 2 }
        var slots = [RuleEntry?](repeating: nil, count: size)
        for entry in entries {
            var slot = Int(truncatingIfNeeded: entry.row.type.fingerprint) & (size - 1)
            while slots[slot] != nil { slot = (slot + 1) & (size - 1) }
            slots[slot] = entry
        }
        self.slots = slots
    }

    func entry(_ type: EventType) -> RuleEntry? {
        var slot = Int(truncatingIfNeeded: type.fingerprint) & (slots.count - 1)
        while let entry = slots[slot] {
            if entry.row.type == type { return entry }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    func type(_ bytes: Span<UInt8>) -> EventType? {
        let fingerprint = EventType.fingerprint(of: bytes)
        var slot = Int(truncatingIfNeeded: fingerprint) & (slots.count - 1)
        while let entry = slots[slot] {
            let type = entry.row.type
            if type.fingerprint == fingerprint, type.matches(bytes) { return type }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }
}
