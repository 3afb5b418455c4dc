import CanonicalJSON
import Collaboration
import Events

/// What one party to an agreement did, organ by organ.
struct DossierParty {
    private let track: PartyTrack
    private let facts: [Fact]
    private let all: [Fact]

    /// The events that name it as a party, whatever the date.
    private let naming: [Fact]

    private let history: KnownHistory

    /// Looks through the events of an agreement: those that count, and all that are known.
    init(_ track: PartyTrack, facts: [Fact], known: [Fact], in history: KnownHistory) {
        self.track = track
        self.history = history
        all = facts
        naming = known.filter { fact in
            AgreementEvidence.describing.contains(fact.type)
                && fact.references.contains(track.party)
        }
        self.facts = facts.filter { $0.concernedParties.contains(track.party) }
    }

    private static let decisions: Set<EventType> = ["agreement.approved", "agreement.rejected"]

    /// The organs that were asked, decided, or have to; `nil` alone where there are none.
    func organs() throws -> [Tag?] {
        var organs = facts.filter {
            $0.type == AgreementType.submittedForApproval || Self.decisions.contains($0.type)
        }
        .compactMap { $0.tag("organ") }
        for organ in all.flatMap({ $0.tags("requiredOrgans") }) {
            let known = try history.standing(of: organ).recorded
            if known.contains(where: { $0.tags("party").contains(track.party) }) {
                organs.append(organ)
            }
        }
        var seen: Set<Tag> = []
        let list = organs.filter { seen.insert($0).inserted }
        return list.isEmpty ? [nil] : list
    }

    /// The row of the party and one of its organs.
    func row(for organ: Tag?, _ marks: inout HistoryMarks) throws -> JSONObject {
        var row = JSONObject([
            ("party", .string(track.party.text)),
            ("partyName", .string(try history.name(of: track.party))),
            ("state", .string(track.state)),
            ("bound", .string(track.bound.rawValue)),
        ])
        row["possibleState"] = JSONValue(text: track.possibleState)
        if let organ { try fill(&row, with: organ) }
        if let signing {
            row["signed"] = JSONValue(text: signing.occurred)
            row["version"] = signing.value("version")
            row["modality"] = JSONValue(text: signing.text("modality"))
            if let signatory = signing.tag("signatory") {
                row["signatory"] = .string(signatory.text)
                row["signatoryName"] = .string(try history.name(of: signatory))
            }
            row["capacity"] = JSONValue(
                text: history.text(signing.value("capacity"))
                    ?? signing.hiding("capacity")?.rawValue
            )
            row["mandate"] = JSONValue(text: signing.tag("mandate")?.text)
        }
        row["consented"] = JSONValue(text: track.consented)
        row["inForce"] = JSONValue(text: track.boundSince)
        row["reservations"] = .integer(track.reservations)
        row["notice"] = JSONValue(text: notice?.occurred)
        row["noticeEffective"] = JSONValue(text: notice?.text("effective"))
        row["out"] = JSONValue(text: track.outSince)
        let found = try facts(for: organ).map { try marks.inspect($0) }
        row["marks"] = JSONValue(text: EventMarks(joining: found).text)
        return row
    }

    private func fill(_ row: inout JSONObject, with organ: Tag) throws {
        row["organ"] = .string(organ.text)
        row["organName"] = .string(try history.name(of: organ))
        row["submitted"] = JSONValue(text: submission(to: organ)?.occurred)
        guard let decision = decision(of: organ) else { return }
        row["decision"] = .string(String(decision.type.verb))
        row["decided"] = JSONValue(text: decision.occurred)
        row["reference"] = JSONValue(text: decision.text("decision"))
        row["vote"] = JSONValue(text: Self.words(for: decision.value("vote")))
    }

    /// The events behind the cells of a row.
    func evidence(for organ: Tag?) throws -> RowEvidence {
        var evidence = RowEvidence()
        func note(_ columns: [String], _ found: [Fact?], _ more: [Position] = []) {
            for column in columns {
                evidence.note(column, found.compactMap(\.self).map(\.position) + more)
            }
        }
        let mine = facts(for: organ)
        // What happened to the whole concerns it since it is named as a party.
        let own = mine.isEmpty ? naming : mine
        note(["party"], naming + mine + [track.setter])
        note(["marks", "bound"], own + [track.setter])
        note(["partyName"], [], try history.namers(of: track.party))
        note(["state", "possibleState", "inForce", "out", "consented"], [track.setter] + own)
        note(["reservations"], facts.filter { $0.type.verb.hasPrefix("reservation") })
        if let organ {
            note(["organ"], mine.filter { $0.tag("organ") == organ })
            note(["organName"], [], try history.namers(of: organ))
            note(["submitted"], [submission(to: organ)])
            note(["decision", "decided", "reference", "vote"], [decision(of: organ)])
        }
        note(["signed", "capacity", "mandate", "version", "modality"], [signing])
        let signatory = signing?.tag("signatory")
        note(["signatoryName"], [signing], try signatory.map(history.namers) ?? [])
        note(["notice"], [notice])
        return evidence
    }

    /// What concerns the party and one of its organs, or no organ at all.
    private func facts(for organ: Tag?) -> [Fact] {
        facts.filter { fact in
            guard Self.decisions.contains(fact.type) || fact.type.verb == "submitted-for-approval"
            else { return true }
            return fact.tag("organ") == organ
        }
    }

    private var signing: Fact? { facts.last { $0.type == AgreementType.signed } }

    private var notice: Fact? { facts.last { $0.type == AgreementType.withdrawalNotified } }

    private func submission(to organ: Tag) -> Fact? {
        facts.last { $0.type == AgreementType.submittedForApproval && $0.tag("organ") == organ }
    }

    private func decision(of organ: Tag) -> Fact? {
        facts.last { Self.decisions.contains($0.type) && $0.tag("organ") == organ }
    }

    /// `7 for, 0 against, 1 abstaining (simple majority)`.
    private static func words(for vote: JSONValue?) -> String? {
        guard let vote else { return nil }
        let parts = [("for", "for"), ("against", "against"), ("abstain", "abstaining")]
            .compactMap { key, word in vote[key]?.displayText.map { "\($0) \(word)" } }
        let requirement = vote["requirement"]?.string.map { "(\($0))" }
        return
            ([parts.joined(separator: ", ")].filter { !$0.isEmpty }
            + [requirement].compactMap(\.self)).joined(separator: " ")
    }
}
