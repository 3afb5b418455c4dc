import CanonicalJSON
import Collaboration
import Events

/// The events behind what the register says of one agreement, read from its history.
struct AgreementEvidence {
    let evidence: RowEvidence

    init(of agreement: Tag, in history: KnownHistory) throws {
        let view = View(of: try history.standing(of: agreement), asOf: history.asOf)
        let facts = view.conceivable + view.undated
        var evidence = RowEvidence()
        func note(_ columns: [String], _ found: [Fact], _ more: [Position] = []) {
            for column in columns { evidence.note(column, found.map(\.position) + more) }
        }
        note(["agreement", "existence", "gaps", "marks"], facts)
        note(["title"], [], try history.namers(of: agreement))
        guard let reading = AgreementReading(agreement, view) else {
            self.evidence = evidence
            return
        }
        let describing = view.known.filter { Self.describing.contains($0.type) }
        let signatures = reading.signatures
        let isSigned = reading.state?.hasSuffix("signed") ?? false
        let setters = [reading.since].compactMap(\.self) + (isSigned ? signatures : [])
        note(["kind"], describing.filter { $0.text("kind") != nil })
        note(["state", "since"], setters)
        note(["possibleState"], setters + view.possible)
        note(
            ["partyNames", "parties"],
            reading.tracks.compactMap(\.setter) + describing,
            try reading.tracks.flatMap { try history.namers(of: $0.party) }
        )
        func first(_ type: EventType) -> [Fact] {
            Array(facts.filter { $0.type == type }.prefix(1))
        }
        note(["announced"], first("agreement.announced"))
        note(["drafted"], first("agreement.drafted"))
        note(["signedFirst"], Array(signatures.prefix(1)))
        note(["signedLast"], Array(signatures.suffix(1)))
        note(["inForceSince"], first("agreement.entered-into-force"))
        let extended = facts.filter { $0.type == AgreementType.extended }
        note(["termEnd"], extended + describing.filter { $0.has("term") })
        self.evidence = evidence
    }

    /// The types of events that say what an agreement is and who are the parties to it.
    static let describing: Set<EventType> = [
        "agreement.announced", "agreement.described", "agreement.drafted", "agreement.revised",
        "agreement.party-added", "agreement.party-removed",
    ]
}
