import CanonicalJSON
import Collaboration
import EDTF
import Events

/// What belongs to an agreement besides its parties: condition, texts, figures, links.
struct DossierContents {
    /// The members of the dossier, by name.
    private(set) var totals = JSONObject()

    /// The events behind each of them.
    private(set) var evidence = RowEvidence()

    /// When what happened.
    let picture: Picture

    private let facts: [Fact]
    private let history: KnownHistory

    init(
        of agreement: Tag,
        _ reading: AgreementReading?,
        _ view: View,
        in history: KnownHistory
    ) throws {
        self.history = history
        facts = view.conceivable + view.undated
        picture = DossierPicture(of: facts, reading, in: history, asOf: view.asOf).picture
        let describing = view.known.filter { Self.describing.contains($0.type) }
            .sorted { $0.position < $1.position }
        note("kind", reading?.kind.map(JSONValue.string), describing.filter { $0.has("kind") })
        note("state", reading?.state.map(JSONValue.string), [reading?.since])
        note("possibleState", reading?.possibleState.map(JSONValue.string), facts)
        note(
            "inForceSince",
            JSONValue(text: reading?.inForceSince),
            [first(AgreementType.enteredIntoForce)]
        )
        let ruled = describing.last { $0.has("entryRule") }
        note("entryIntoForce", ruled?.value("entryRule").map(condition), [ruled])
        noteTexts()
        noteFigures(reading)
        noteTerm(reading, describing)
        try noteLinks(of: agreement, view)
    }

    private static let describing: Set<EventType> = [
        "agreement.announced", "agreement.described", "agreement.drafted", "agreement.revised",
    ]
    private static let texts: Set<EventType> = [
        "agreement.drafted", "agreement.revised", "agreement.text-fixed", "agreement.translated",
    ]

    private mutating func note(_ name: String, _ value: JSONValue?, _ found: [Fact?]) {
        guard let value else { return }
        totals[name] = value
        evidence.note(name, found.compactMap { $0?.position })
    }

    private func first(_ type: EventType) -> Fact? { facts.first { $0.type == type } }

    private func last(_ type: EventType) -> Fact? { facts.last { $0.type == type } }

    /// A condition with its clause in the reader's language.
    private func condition(_ rule: JSONValue) -> JSONValue {
        guard case .object(var members) = rule else { return rule }
        if let text = members["text"] { members["text"] = JSONValue(text: history.text(text)) }
        return .object(members)
    }

    /// The versions of the text with what each changed, and the amendments.
    private mutating func noteTexts() {
        let texts = facts.filter { Self.texts.contains($0.type) }
        note("texts", .array(texts.map { entry(for: $0) }), texts)
        let amendments = facts.filter { $0.type == AgreementType.amended }
        note("amendments", .array(amendments.map { entry(for: $0) }), amendments)
    }

    private func entry(for fact: Fact) -> JSONValue {
        var entry: JSONObject = [
            "type": .string(String(fact.type.verb)), "position": .integer(fact.position),
        ]
        entry["date"] = JSONValue(text: fact.occurred)
        entry["changes"] = JSONValue(text: history.text(fact.value("changes")))
        for name in [
            "version", "document", "sha256", "languages", "language", "amendment", "effective",
        ] {
            entry[name] = fact.value(JSONPath(name))
        }
        return .object(entry)
    }

    /// The times that things took.
    private mutating func noteFigures(_ reading: AgreementReading?) {
        let signatures = reading?.signatures ?? []
        let times = [
            ("negotiationTime", first("agreement.drafted"), signatures.last),
            ("signatureSpread", signatures.count > 1 ? signatures.first : nil, signatures.last),
            ("timeToForce", signatures.last, first(AgreementType.enteredIntoForce)),
        ]
        for (name, start, end) in times {
            note(name, TimeBetween(start, end)?.json, [start, end])
        }
        var approvals = JSONObject()
        var behind: [Fact] = []
        for decision in facts
        where decision.type == AgreementType.approved || decision.type == AgreementType.rejected {
            let asked = facts.last {
                $0.type == AgreementType.submittedForApproval
                    && $0.tag("organ") == decision.tag("organ") && $0.order(to: decision) != .after
            }
            guard let organ = decision.tag("organ"), let asked,
                let time = TimeBetween(asked, decision)
            else { continue }
            approvals[organ.text] = time.json
            behind += [asked, decision]
        }
        if !approvals.isEmpty { note("approvalTime", .object(approvals), behind) }
    }

    /// When the term ends, and by when notice has to be given.
    private mutating func noteTerm(_ reading: AgreementReading?, _ describing: [Fact]) {
        let setter = last("agreement.extended") ?? describing.last { $0.has("term") }
        note("termEnd", JSONValue(text: reading?.termEnd), [setter])
        let period = describing.last { $0.has("term") }?.text("term.noticePeriod")
        guard let end = reading?.termEnd.flatMap({ try? ImpreciseDate(parsing: $0) })?.latest,
            let period, let length = try? ISODuration(parsing: period)
        else { return }
        let date = end.advanced(by: length, backwards: true).dayText
        note("noticeDate", .string(date), [setter] + describing.filter { $0.has("term") })
    }

    /// What led to the agreement, what was promised under it, and the documents it cites.
    private mutating func noteLinks(of agreement: Tag, _ view: View) throws {
        let naming = view.known.filter { $0.has("origins") }
        var seen: Set<Tag> = []
        let origins = naming.flatMap { $0.tags("origins") }.filter { seen.insert($0).inserted }
        note("origins", .array(try origins.map(named)), naming)
        let around = try history.source.events(agreement)
        let plans = around.filter { $0.type == CommitmentType.planned }
        let commitments = Set(around.compactMap { $0.tag("commitment") }).sorted()
        let entries = try commitments.compactMap { tag -> JSONValue? in
            let standing = try history.standing(of: tag)
            guard let known = CommitmentReading(of: standing, asOf: history.asOf),
                known.agreement == agreement
            else { return nil }
            var entry = try named(tag).object ?? JSONObject()
            entry["state"] = .string(known.state)
            entry["overdue"] = .string(known.overdue.rawValue)
            entry["due"] = JSONValue(text: known.due?.text)
            return .object(entry)
        }
        note("commitments", .array(entries), plans)
        let cited = facts.filter { $0.tag("document") != nil }
        let documents = Set(cited.compactMap { $0.tag("document") }).sorted()
        note("documents", .array(try documents.map(named)), cited)
        note("events", .integer(facts.count), facts)
    }

    private func named(_ tag: Tag) throws -> JSONValue {
        ["tag": .string(tag.text), "name": .string(try history.name(of: tag))]
    }
}
