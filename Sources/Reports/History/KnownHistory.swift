import CanonicalJSON
import Collaboration
import EDTF
import Events

/// A ledger at one basis, as a report reads it.
final class KnownHistory {
    let source: ReportSource
    private var names: [Tag: String] = [:]
    private var successors: [Tag: Tag] = [:]
    private var records: [Position: EventRecord?] = [:]

    init(_ source: ReportSource) {
        self.source = source
    }

    var asOf: AsOf { source.basis.asOf }

    var messages: Messages { source.messages }

    /// The history of one entity; empty for kinds that have none of their own.
    ///
    /// Whoever answers keeps what was asked for.
    func standing(of tag: Tag) throws -> Standing {
        source.judge.rulebook.family(ofKind: tag.kind) == nil
            ? Standing(of: tag) : try source.standing(tag)
    }

    /// The party under which ties of another are counted: the one that its record was merged into,
    /// or that it became by the as-of date; itself as a rule.
    ///
    /// What is told of one agreement or one event keeps the name that stands there.
    func successor(of party: Tag) throws -> Tag {
        guard party.isOfKind("party") else { return party }
        if let known = successors[party] { return known }
        let found = try PartySuccession(asOf: asOf).successor(of: party) { try standing(of: $0) }
        successors[party] = found
        return found
    }

    /// Each party or person once, by who stands for it; in tag order.
    func successors(of members: some Sequence<Tag>) throws -> [Tag] {
        Set(try members.map(successor)).sorted()
    }

    /// The entity an event is about.
    func subject(of fact: Fact) -> Tag? { source.judge.rulebook.subject(of: fact) }

    /// How a fact counts at the basis, among the other facts of its entity.
    func visibility(of fact: Fact) throws -> Visibility {
        // The other facts only matter to one that has no start of its own.
        guard fact.bounds.earliest == nil, fact.axis == .occurred,
            fact.bounds.latest > asOf.instant
        else { return asOf.visibility(of: fact, among: []) }
        let others = try subject(of: fact).map { try standing(of: $0).recorded } ?? []
        return asOf.visibility(of: fact, among: others)
    }

    /// The rules a fact breaks, and those of which that cannot be known.
    func verdict(on fact: Fact) throws -> FactVerdict { try source.verdict(fact) }

    /// The name to show for an entity; its tag when nothing better is known.
    func name(of tag: Tag) throws -> String {
        if let known = names[tag] { return known }
        // A name may be made of other names, and those of this one.
        names[tag] = tag.text
        let found = try EntityName(of: tag, in: self).text
        names[tag] = found
        return found
    }

    /// The events that may give an entity the name it is shown by.
    func namers(of tag: Tag) throws -> [Position] {
        try standing(of: tag).recorded.filter { fact in
            subject(of: fact) == tag && Self.naming.contains { fact.has($0) }
        }
        .map(\.position)
    }

    private static let naming: [JSONPath] = [
        "names", "title", "nameUnknown", "description", "kind", "side", "text",
    ]

    /// One event with what was recorded about it; `nil` when it was not known.
    func record(at position: Position) throws -> EventRecord? {
        if let known = records[position] { return known }
        let found = try source.records.at(position)
        records[position] = found
        return found
    }

    /// One text in the reader's language, from a list in several.
    func text(_ list: JSONValue?) -> String? {
        LocalizedNames(list).name(preferring: source.languages)
    }

    /// Refuses a tag that no event names.
    func require(
        _ tag: Tag,
        as parameter: String,
        of report: ReportKind
    ) throws {
        if try standing(of: tag).count > 0 { return }
        if try !source.events(tag).isEmpty { return }
        throw ReportError.unknownEntity(tag.text, parameter: parameter, report: report)
    }

    /// The basis, with what was asked beside it, and what holds where nothing was.
    func basis(
        for arguments: ReportArguments,
        assuming defaults: JSONObject = JSONObject()
    ) -> JSONValue {
        let basis = source.basis
        var parameters = defaults
        for member in basis.parameters.members { parameters[member.key] = member.value }
        for member in arguments.json.members { parameters[member.key] = member.value }
        if parameters["lang"] == nil, !source.languages.isEmpty {
            parameters["lang"] = .string(source.languages.joined(separator: ","))
        }
        return Basis(
            origin: basis.origin,
            asOf: basis.asOf,
            size: basis.size,
            root: basis.root,
            recorded: basis.recorded,
            parameters: parameters
        ).json
    }
}
