import CanonicalJSON
import Collaboration
import EDTF
import Events

/// Indicators that are worked out from the ledger itself, for each region or country.
///
/// Only what is certain counts.
struct LedgerIndicators {
    /// The dimension of what shows how much is done together, and with whom.
    static let collaboration = "collaboration-and-internationalisation"

    /// The dimension of what shows how reliably things are decided and done.
    static let governance = "governance"

    private let history: KnownHistory
    private let asOf: AsOf
    private let grouping: PartyGrouping
    private let profiles: PartyProfiles
    private let engagements: Engagements

    private static let speaking: Set<EventType> = ["meeting.held", "agreement.signed"]

    init(
        of history: KnownHistory,
        asOf: AsOf,
        by grouping: PartyGrouping,
        _ profiles: PartyProfiles
    ) throws {
        self.history = history
        self.asOf = asOf
        self.grouping = grouping
        self.profiles = profiles
        engagements = try Engagements(of: history, asOf: asOf)
    }

    /// All of them.
    func list() throws -> [ScoredIndicator] {
        var ties: [String: Ties] = [:]
        for agreement in engagements.agreements { try read(agreement: agreement, into: &ties) }
        for meeting in engagements.meetings { try read(meeting: meeting, into: &ties) }
        let members = try members()
        let works = try works()
        var list = [
            ScoredIndicator("partners-abroad", dimension: Self.collaboration),
            ScoredIndicator("agreements-per-100-members", dimension: Self.collaboration),
            ScoredIndicator("repeat-meeting-rate", dimension: Self.collaboration),
            ScoredIndicator("languages-covered", dimension: Self.collaboration),
            ScoredIndicator("fulfilment-rate", dimension: Self.collaboration),
            ScoredIndicator("evidence-rate", dimension: Self.governance),
            ScoredIndicator("punctuality", dimension: Self.governance),
            ScoredIndicator("approval-days", dimension: Self.governance, isLowerBetter: true),
        ]
        for (row, tie) in ties {
            list[0].set(Double(tie.abroad.count.definite), of: row, tie.abroad.facts)
            if let count = members[row]?.count.definite, count > 0 {
                let agreements = Double(tie.agreements.count.definite)
                list[1].set(agreements / Double(count) * 100, of: row, tie.agreements.facts)
            }
            let pairs = tie.meetings.values
            let repeated = pairs.count { $0.count.definite > 1 }
            let met = pairs.flatMap(\.facts)
            list[2].set(Share.ratio(repeated, of: pairs.count), of: row, met)
            // That no language is told does not say that there was none.
            let languages = tie.languages
            if !languages.isEmpty {
                list[3].set(Double(languages.count.definite), of: row, languages.facts)
            }
            list[7].set(tie.approvalDays.median, of: row, tie.approvals)
        }
        for (row, work) in works {
            let rates = [
                Share.ratio(work.fulfilled, of: work.planned - work.waived),
                Share.ratio(work.evidenced, of: work.fulfilled),
                Share.ratio(work.inTime, of: work.fulfilled + work.missed + work.overdue),
            ]
            for (place, rate) in rates.enumerated() {
                list[4 + place].set(rate, of: row, work.facts)
            }
        }
        return list
    }
}

extension LedgerIndicators {
    /// What a region or country has with others.
    private struct Ties {
        var abroad = Tally()
        var agreements = Tally()
        /// The meetings of each pair of parties.
        var meetings: [String: Tally] = [:]
        var languages = Tally()
        var approvalDays: [Double] = []
        var approvals: [Fact] = []
    }

    private func read(agreement: Engagement, into ties: inout [String: Ties]) throws {
        if let force = AgreementForce(agreement, asOf: asOf), force.isDefinite {
            let bound = force.parties.filter(\.isDefinite).map(\.party)
            try tie(bound, force.facts, into: &ties)
            for row in try rows(of: bound) {
                ties[row, default: Ties()].agreements
                    .add(agreement.tag.text, isDefinite: true, force.facts)
            }
        }
        let facts = View(of: agreement.standing, asOf: asOf).definite
        let rows = try rows(of: agreement.parties)
        for fact in facts { speak(fact, rows, into: &ties) }
        let submissions = facts.filter { $0.type == AgreementType.submittedForApproval }
        for decision in facts where decision.type == AgreementType.approved {
            let asked = submissions.last { submitted in
                submitted.tag("organ") == decision.tag("organ")
                    && submitted.order(to: decision) == .before
            }
            guard let asked, let days = decision.days(since: asked),
                let party = decision.tag("party"),
                let row = try grouping.key(of: party, in: profiles)
            else { continue }
            ties[row, default: Ties()].approvalDays.append(Double(days))
            ties[row, default: Ties()].approvals += [asked, decision]
        }
    }

    private func read(meeting: Engagement, into ties: inout [String: Ties]) throws {
        let held = View(of: meeting.standing, asOf: asOf).definite.filter {
            $0.type == MeetingType.held
        }
        guard !held.isEmpty else { return }
        try tie(meeting.parties, held, into: &ties)
        let rows = try rows(of: meeting.parties)
        for fact in held { speak(fact, rows, into: &ties) }
        for (place, one) in meeting.parties.enumerated() {
            for other in meeting.parties[(place + 1)...] {
                for row in try self.rows(of: [one, other]) {
                    ties[row, default: Ties()].meetings["\(one) \(other)", default: Tally()]
                        .add(meeting.tag.text, isDefinite: true, held)
                }
            }
        }
    }

    /// Counts partners in other countries.
    private func tie(_ parties: [Tag], _ facts: [Fact], into ties: inout [String: Ties]) throws {
        for party in parties {
            guard let row = try grouping.key(of: party, in: profiles),
                let home = try profiles.profile(of: party).country
            else { continue }
            for other in parties {
                guard let country = try profiles.profile(of: other).country, country != home
                else { continue }
                ties[row, default: Ties()].abroad.add(other.text, isDefinite: true, facts)
            }
        }
    }

    /// Counts the languages that something was held or written in.
    private func speak(_ fact: Fact, _ rows: Set<String>, into ties: inout [String: Ties]) {
        var languages: [String] = []
        if Self.speaking.contains(fact.type) {
            languages = (fact.value("languages")?.array ?? []).compactMap(\.string)
        } else if fact.type == AgreementType.translated {
            languages = [fact.text("language")].compactMap(\.self)
        }
        for row in rows {
            for language in languages {
                ties[row, default: Ties()].languages.add(language, isDefinite: true, [fact])
            }
        }
    }

    private func rows(of parties: [Tag]) throws -> Set<String> {
        Set(try parties.compactMap { try grouping.key(of: $0, in: profiles) })
    }
}

extension LedgerIndicators {
    /// The commitments that a region or country carries out.
    private struct Work {
        var planned = 0
        var waived = 0
        var fulfilled = 0
        var evidenced = 0
        var inTime = 0
        var missed = 0
        var overdue = 0
        var facts: [Fact] = []
    }

    private func works() throws -> [String: Work] {
        var works: [String: Work] = [:]
        for commitment in engagements.commitments {
            guard let reading = CommitmentReading(of: commitment.standing, asOf: asOf),
                reading.isDefinite, reading.possibleState == nil
            else { continue }
            let timing = CommitmentTiming(of: reading, asOf: asOf, horizon: asOf.instant)
            for row in try rows(of: commitment.executors) {
                var work = works[row] ?? Work()
                work.planned += 1
                work.facts.append(reading.since)
                switch reading.state {
                case "waived": work.waived += 1
                case "missed": work.missed += 1
                case "fulfilled":
                    work.fulfilled += 1
                    work.evidenced += reading.since.tags("evidence").isEmpty ? 0 : 1
                    work.inTime += timing == .doneInTime ? 1 : 0
                default: work.overdue += reading.overdue == .yes ? 1 : 0
                }
                works[row] = work
            }
        }
        return works
    }

    /// The members of the groups that are seated in a region or country.
    private func members() throws -> [String: Tally] {
        var members: [String: Tally] = [:]
        for party in try history.source.entities("party") {
            let facts = View(of: try history.standing(of: party), asOf: asOf).definite
            for begun in facts where begun.type == MembershipType.begun {
                let hasEnded = facts.contains { end in
                    end.type == MembershipType.ended && end.tag("group") == begun.tag("group")
                        && begun.order(to: end) != .after
                }
                guard !hasEnded, begun.tag("member") == party, let group = begun.tag("group"),
                    let row = try grouping.key(of: group, in: profiles)
                else { continue }
                members[row, default: Tally()].add(party.text, isDefinite: true, [begun])
            }
        }
        return members
    }
}

extension Fact {
    /// The days from another fact to this one, when both are known to the day.
    fileprivate func days(since other: Fact) -> Int? {
        guard let day, let start = other.day else { return nil }
        return day - start
    }

    private var day: Int? {
        guard let first = bounds.earliest?.day, first == bounds.latest.day else { return nil }
        return first.dayNumber
    }
}
