package import CanonicalJSON
package import EDTF
package import Events

/// The names that an entity bears at a valid date.
///
/// State, history and reports all show these.
package struct NamesInForce: Sendable {
    /// The names, as a list of texts, those recorded last first; empty when none is known.
    ///
    /// A name in one language, script and role takes the place of those that earlier events gave.
    package let list: [JSONValue]

    /// The event that gave the first of them.
    package let giver: Fact?

    /// The last event whose names a reader does not get, and why.
    package let hidden: (fact: Fact, why: Fact.Hidden)?

    /// Reads the names, or the titles, that events about an entity give to it.
    ///
    /// - Parameters:
    ///   - entity: the entity.
    ///   - facts: what is known of it, in any order; events about others are passed over.
    ///   - asOf: the valid date.
    package init(of entity: Tag, in facts: some Sequence<Fact>, asOf: AsOf) {
        let facts = facts.filter { fact in
            fact.mayName && fact.rules?.isAbout(entity, fact) ?? false
        }
        .sorted { $0.position > $1.position }
        var list: [JSONValue] = []
        var giver: Fact?
        for fact in facts where fact.namesHold(at: asOf) {
            guard let given = fact.nameList?.array else { continue }
            let taken = Set(list.map(NameSlot.init))
            let names = given.filter { !taken.contains(NameSlot($0)) }
            if giver == nil, !names.isEmpty { giver = fact }
            list += names
        }
        self.list = list
        self.giver = giver
        hidden = facts.lazy.compactMap { fact in fact.hiding("names").map { (fact, $0) } }.first
    }
}

/// What one name of an entity is for.
private struct NameSlot: Hashable {
    let language: JSONValue?
    let script: JSONValue?
    let kind: JSONValue?

    init(_ name: JSONValue) {
        language = name["lang"]
        script = name["script"]
        kind = name["kind"]
    }
}

extension NamesInForce {
    /// The moments at which a name may begin to hold or end, among some facts; ascending.
    package static func turns(of facts: some Sequence<Fact>) -> [Instant] {
        let turns = facts.filter { $0.isNaming }.flatMap { $0.turnsOfNames }
        return Set(turns).sorted()
    }
}

extension Fact {
    /// Why a reader does not get a personal member of the payload; `nil` when it is not hidden.
    package func hiding(_ path: String) -> Hidden? {
        if hidden.isEmpty { return nil }
        let pointer = "/data/" + path.split(separator: ".").joined(separator: "/")
        return hidden[pointer]
            ?? hidden.keys.sorted().first { $0.hasPrefix(pointer + "/") }.flatMap { hidden[$0] }
    }

    /// Whether the event gives names or a title, or hides something that may be one.
    fileprivate var mayName: Bool { has(.givenNames) || has(.title) || !hidden.isEmpty }

    /// The names or the title that the event gives to what it is about.
    fileprivate var nameList: JSONValue? { value(.givenNames) ?? value(.title) }

    /// Whether the names hold at a date: a new name does from the date the event states, or else
    /// from when it happened, and until the date it states.
    fileprivate func namesHold(at asOf: AsOf) -> Bool {
        guard isNaming else { return true }
        if let start = namesStart, start > asOf.instant { return false }
        if let end = date(.to), end.definitely(before: asOf.instant) { return false }
        return true
    }

    /// Whether the event gives names that hold from a date on.
    fileprivate var isNaming: Bool { type.says("named") || type.says("renamed") }

    /// When a name begins to hold; `nil` when it always did.
    private var namesStart: Instant? { date(.from).map(\.earliest) ?? bounds.earliest }

    /// The moments at which a name begins to hold, and no longer does.
    fileprivate var turnsOfNames: [Instant] {
        let end = date(.to)?.latest?.advanced(byMicroseconds: 1)
        return [namesStart, end].compactMap(\.self)
    }
}
