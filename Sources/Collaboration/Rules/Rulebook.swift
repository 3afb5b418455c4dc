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
    private let rows: [EventType: Family.Row]
    private let byKind: [String: Family]

    /// For each type, the lists of members by which some rule looks its facts up.
    private let lookupKeys: [EventType: [[String]]]

    /// For each type, the types whose rules its late arrival can break.
    private let watchers: [EventType: [EventType]]

    init(_ families: [Family]) {
        self.families = families
        var rows: [EventType: Family.Row] = [:]
        var watchers: [EventType: Set<EventType>] = [:]
        for row in families.flatMap(\.rows) {
            precondition(rows.updateValue(row, forKey: row.type) == nil, "\(row.type) stands twice")
            for watched in row.rules.flatMap(\.watches) {
                watchers[watched, default: []].insert(row.type)
            }
        }
        var lookupKeys: [EventType: Set<[String]>] = [:]
        for lookup in rows.values.flatMap(\.rules).flatMap(\.lookups) where !lookup.keys.isEmpty {
            for type in lookup.types { lookupKeys[type, default: []].insert(lookup.keys) }
        }
        self.lookupKeys = lookupKeys.mapValues(Array.init)
        self.rows = rows
        self.watchers = watchers.mapValues { $0.sorted() }
        byKind = .init(uniqueKeysWithValues: families.map { ($0.kind, $0) })
    }

    /// The row of one type; `nil` when it has no rules and joins no entity's history.
    package func row(_ type: EventType) -> Family.Row? { rows[type] }

    /// The lists of members by which some rule looks facts of a type up.
    func lookupKeys(of type: EventType) -> [[String]] { lookupKeys[type] ?? [] }

    /// The family of one kind of tag.
    package func family(ofKind kind: some StringProtocol) -> Family? { byKind[String(kind)] }

    /// The types whose rules an event of this type can break by arriving late.
    package func watchers(of type: EventType) -> [EventType] { watchers[type] ?? [] }

    /// The entities whose own history an event joins: those its row names, and the identifiers it
    /// gives to a party.
    package func entities(of fact: Fact, tags: some Collection<Tag>) -> [Tag] {
        guard let row = rows[fact.type] else { return [] }
        var found = row.subjects.flatMap(fact.tags)
        if fact.type.noun == "party" { found += tags.filter { $0.kind == "identifier" } }
        return Set(found).sorted()
    }

    /// The entity an event is about.
    package func subject(of fact: Fact) -> Tag? {
        rows[fact.type]?.subjects.first.flatMap { fact.tags($0).first }
    }
}
