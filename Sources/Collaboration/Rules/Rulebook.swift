package import CanonicalJSON
package import Events

/// Every family's table, found by type and by kind.
package struct Rulebook: Sendable {
    /// The rules this program knows.
    package static let standard = Rulebook([
        .parties, .identifiers, .people, .organs, .mandates, .series, .gatherings, .programmeItems,
        .visits, .findings,
        .barriers, .delegations, .meetings, .slots, .opportunities, .agreements, .commitments,
        .platforms, .offices, .products, .documents, .digests, .indicators, .frameworks, .reports,
        .schemas,
    ])

    /// The families, in the order they are explained.
    package let families: [Family]
    private let places: TypeTable

    private init(_ families: [Family]) {
        self.families = families
        places = TypeTable(families)
    }

    /// The row of one type; `nil` when it has no rules and joins no entity's history.
    package func row(_ type: EventType) -> Family.Row? { places.place(of: type)?.row }

    /// All that is known of one type.
    func entry(_ type: EventType) -> RuleEntry? { places.place(of: type)?.entry(among: families) }

    /// The family of one kind of tag.
    package func family(ofKind kind: some StringProtocol) -> Family? {
        let kind = String(kind)
        return families.first { $0.kind == kind }
    }

    /// The types whose rules an event of this type can break by arriving late.
    package func watchers(of type: EventType) -> [EventType] {
        entry(type)?.watchers.map(\.type) ?? []
    }

    /// The entities whose own history an event joins: those its row names or derives, and the
    /// identifiers it gives to a party; for a user's own type, which has no row, all that it is
    /// tagged with.
    package func entities(of fact: Fact, tags: [Tag]) -> [Tag] {
        guard let entry = entry(of: fact) else { return fact.type.isUsers ? tags.sorted() : [] }
        var found: [Tag] = []
        for path in entry.subjects {
            guard let node = fact.node(path) else { continue }
            if let tag = fact.document.tag(node) {
                found.append(tag)
            } else {
                found += fact.document.tags(at: node, ofOneToo: false)
            }
        }
        if entry.joinsIdentifiers {
            for tag in tags where tag.isOfKind("identifier") { found.append(tag) }
        }
        if let derived = entry.row.derived { found += derived(fact) }
        found.sortEachOnce()
        return found
    }

    /// Whether an event with no corrections joins the own history of an entity; as looking it up
    /// in its ``entities(of:tags:)``, without making lists.
    package func joins(_ fact: Fact, historyOf entity: Tag, tags: () -> [Tag]) -> Bool {
        guard let entry = entry(of: fact) else {
            return fact.type.isUsers && tags().contains(entity)
        }
        for path in entry.subjects where fact.names(path, entity) { return true }
        if entry.joinsIdentifiers, entity.isOfKind("identifier") { return tags().contains(entity) }
        return entry.row.derived?(fact).contains(entity) ?? false
    }

    /// The entity an event is about.
    package func subject(of fact: Fact) -> Tag? { entry(of: fact)?.subject(of: fact) }

    /// Whether an event is about an entity; as `subject(of:) ==`, mostly without making a tag.
    package func isAbout(_ entity: Tag, _ fact: Fact) -> Bool {
        fact.rules?.isAbout(entity, fact) ?? false
    }

    /// All that is known of a fact's type, which every fact carries.
    func entry(of fact: Fact) -> RuleEntry? { fact.rules }

    /// The type whose name stands in a document; one that the rulebook knows is not made anew.
    package func type(in document: JSONDocument, _ node: Int) -> EventType? {
        guard document.kind(node) == .string else { return nil }
        return document.withText(node) { places.type($0) ?? EventType(bytes: $0) }
    }
}

/// Finds the place of a type by its fingerprint, by open addressing.
private struct TypeTable: Sendable {
    private let slots: [RulePlace?]

    /// The places by the numbers of their types.
    private let numbered: [RulePlace?]

    init(_ families: [Family]) {
        let count = families.reduce(0) { $0 + $1.rows.count }
        var size = 16
        while size < count * 4 { size *= 2 }
        var slots = [RulePlace?](repeating: nil, count: size)
        for family in families {
            for row in family.rows {
                var slot = Int(truncatingIfNeeded: row.type.fingerprint) & (size - 1)
                while let other = slots[slot] {
                    precondition(other.type != row.type, "a type stands twice in the rulebook")
                    slot = (slot + 1) & (size - 1)
                }
                slots[slot] = RulePlace(kind: family.kind, row: row)
            }
        }
        self.slots = slots
        let places = slots.compactMap(\.self)
        let most = places.reduce(0) { max($0, Int($1.type.number)) }
        var numbered = [RulePlace?](repeating: nil, count: most + 1)
        for place in places { numbered[Int(place.type.number)] = place }
        self.numbered = numbered
    }

    func place(of type: EventType) -> RulePlace? {
        let number = Int(type.number)
        if number > 0 { return number < numbered.count ? numbered[number] : nil }
        var slot = Int(truncatingIfNeeded: type.fingerprint) & (slots.count - 1)
        while let place = slots[slot] {
            if place.type == type { return place }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    func type(_ bytes: Span<UInt8>) -> EventType? {
        let fingerprint = EventType.fingerprint(of: bytes)
        var slot = Int(truncatingIfNeeded: fingerprint) & (slots.count - 1)
        while let place = slots[slot] {
            let type = place.type
            if type.fingerprint == fingerprint, type.matches(bytes) { return type }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }
}
