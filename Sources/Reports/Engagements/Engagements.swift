import CanonicalJSON
import Collaboration
import EDTF
import Events

/// One agreement, meeting or commitment, with its history and who takes part in it.
struct Engagement {
    let tag: Tag

    /// Its history.
    let standing: Standing

    /// The facts of it, in replay order.
    let facts: [Fact]

    /// The parties to it, each once, by who stands for them.
    let parties: [Tag]

    /// Who stands for the parties that its events name, where that is another.
    var successors: [Tag: Tag] = [:]

    /// Those of them who carry it out, for a commitment.
    var executors: [Tag] = []

    /// What it was at each date, for an agreement.
    var readings: AgreementReadings?
}

/// All agreements, meetings and commitments of a ledger, read once.
struct Engagements {
    private(set) var agreements: [Engagement] = []
    private(set) var meetings: [Engagement] = []
    private(set) var commitments: [Engagement] = []

    /// How many there are of which nothing says when they were.
    private(set) var undated = 0

    private static let participants: JSONPath = "participants"
    private static let asking: [JSONPath] = ["from", "to"]

    private let asOf: AsOf

    /// Reads what was known, and had happened or may have, by a date; the as-of date when left out.
    init(
        of history: KnownHistory,
        asOf: AsOf? = nil,
        kinds: Set<String> = ["agreement", "meeting", "commitment"]
    ) throws {
        self.asOf = asOf ?? history.asOf
        if kinds.contains("agreement") { try readAgreements(history) }
        if kinds.contains("meeting") { try readMeetings(history) }
        if kinds.contains("commitment") { try readCommitments(history) }
    }

    /// All of them.
    var all: [Engagement] { agreements + meetings + commitments }

    private mutating func readAgreements(_ history: KnownHistory) throws {
        for tag in try history.source.entities("agreement") {
            let standing = try history.standing(of: tag)
            let view = View(of: standing, asOf: asOf)
            guard let reading = AgreementReading(tag, view) else {
                if !view.undated.isEmpty { undated += 1 }
                continue
            }
            let readings = AgreementReadings(of: standing)
            readings.keep(reading, asOf: asOf)
            var successors: [Tag: Tag] = [:]
            var parties: [Tag] = []
            for track in reading.tracks {
                let party = try history.successor(of: track.party)
                if party != track.party { successors[track.party] = party }
                if track.state != "removed", !parties.contains(party) { parties.append(party) }
            }
            agreements.append(
                Engagement(
                    tag: tag,
                    standing: standing,
                    facts: view.known,
                    parties: parties,
                    successors: successors,
                    readings: readings
                )
            )
        }
    }

    private mutating func readMeetings(_ history: KnownHistory) throws {
        for tag in try history.source.entities("meeting") {
            let standing = try history.standing(of: tag)
            let view = View(of: standing, asOf: asOf)
            let facts = view.conceivable
            guard view.existsDefinitely || view.existsPossibly else {
                if !view.undated.isEmpty { undated += 1 }
                continue
            }
            let last = facts.last { $0.has(Self.participants) }
            let asked = facts.flatMap { fact in Self.asking.flatMap { fact.tags($0) } }
            let members = (last?.tags(Self.participants) ?? asked).filter { $0.isOfKind("party") }
            meetings.append(
                Engagement(
                    tag: tag,
                    standing: standing,
                    facts: view.known,
                    parties: try history.successors(of: members)
                )
            )
        }
    }

    private mutating func readCommitments(_ history: KnownHistory) throws {
        let parties = Dictionary(
            agreements.map { ($0.tag, $0.parties) },
            uniquingKeysWith: { first, _ in first }
        )
        for tag in try history.source.entities("commitment") {
            let standing = try history.standing(of: tag)
            guard let reading = CommitmentReading(of: standing, asOf: asOf) else {
                if !View(of: standing, asOf: asOf).undated.isEmpty { undated += 1 }
                continue
            }
            let executors = try history.successors(
                of: reading.executors.filter { $0.isOfKind("party") }
            )
            let others = reading.agreement.flatMap { parties[$0] } ?? []
            commitments.append(
                Engagement(
                    tag: tag,
                    standing: standing,
                    facts: standing.replay,
                    parties: Set(executors + others).sorted(),
                    executors: executors.isEmpty ? others : executors
                )
            )
        }
    }
}
