import Collaboration
import EDTF
import Events

/// What parties, regions or countries did together in a period.
struct PanoramaFigures {
    /// The figures of one row.
    typealias Row = [PanoramaMeasure: Tally]

    /// The figures by row.
    private(set) var rows: [String: Row] = [:]

    /// The figures of all rows together, each thing counted once.
    private(set) var whole: Row = [:]

    /// Things that happened at a time of which nothing is known.
    private(set) var undated = 0

    private let window: PeriodWindow
    private let grouping: PartyGrouping
    private let profiles: PartyProfiles

    /// Counts.
    init(
        _ engagements: Engagements,
        in window: PeriodWindow,
        by grouping: PartyGrouping,
        _ profiles: PartyProfiles
    ) throws {
        self.window = window
        self.grouping = grouping
        self.profiles = profiles
        for engagement in engagements.all { try link(engagement) }
        for agreement in engagements.agreements { try count(agreement: agreement) }
        for meeting in engagements.meetings {
            let held = meeting.facts.filter { $0.type == MeetingType.held }
            guard let counted = window.counted(held, among: meeting.facts) else { continue }
            try add(.meetingsHeld, meeting.tag, of: meeting.parties, counted)
        }
        for commitment in engagements.commitments {
            // One occurrence of a series does not fulfil the series.
            let done = commitment.facts.filter {
                $0.type == CommitmentType.fulfilled && $0.text("occurrence") == nil
            }
            guard let counted = window.first(done, among: commitment.facts) else { continue }
            try add(.commitmentsDone, commitment.tag, of: commitment.executors, counted)
        }
    }

    /// All facts that count, in the order of recording.
    var facts: [Fact] {
        var all = Tally()
        for tally in whole.values { all.note(tally.facts) }
        return all.facts
    }

    /// A figure of a row; empty when the row has none.
    func tally(_ measure: PanoramaMeasure, of row: String) -> Tally {
        rows[row]?[measure] ?? Tally()
    }

    /// Counts partners and their countries.
    private mutating func link(_ engagement: Engagement) throws {
        undated += engagement.facts.count { $0.axis == .occurred && $0.hasNoDate }
        guard let counted = window.counted(engagement.facts, among: engagement.facts) else {
            return
        }
        let members = try engagement.parties.map { party in
            (party, try grouping.key(of: party, in: profiles))
        }
        for row in Set(members.compactMap(\.1)) {
            let own = try members.filter { $0.1 == row }
                .compactMap { try profiles.profile(of: $0.0).country }
            var partners: [String] = []
            var unseated: [String] = []
            var countries: Set<String> = []
            for (party, key) in members where key != row {
                let country = try profiles.profile(of: party).country
                let isElsewhere = country.map { !own.contains($0) } ?? false
                if let country, isElsewhere { countries.insert(country) }
                // One whose seat is not known may be of the same row.
                if key != nil || isElsewhere && !own.isEmpty {
                    partners.append(party.text)
                } else {
                    unseated.append(party.text)
                }
            }
            note(.activePartners, partners, in: row, counted)
            note(.activePartners, unseated, in: row, (counted.facts, false))
            note(.countriesReached, countries, in: row, counted)
        }
    }

    private mutating func count(agreement: Engagement) throws {
        if let force = AgreementForce(agreement, asOf: window.end) {
            for (party, isDefinite) in force.parties {
                guard let row = try grouping.key(of: party, in: profiles) else { continue }
                let sure = isDefinite && force.isDefinite
                note(.inForce, [agreement.tag.text], in: row, (force.facts, sure))
            }
        }
        let entries = agreement.facts.filter { $0.type == AgreementType.enteredIntoForce }
        if let counted = window.first(entries, among: agreement.facts) {
            try add(.enteredIntoForce, agreement.tag, of: agreement.parties, counted)
        }
        let now = agreement.ending(asOf: window.end)
        let before = agreement.ending(asOf: window.before)
        guard now.visibility != .absent, before.visibility != .definite, let setter = now.setter
        else { return }
        let isDefinite = now.visibility == .definite && before.visibility == .absent
        try add(.ended, agreement.tag, of: agreement.parties, ([setter], isDefinite))
    }

    /// Counts a thing once in the row of each of some parties.
    private mutating func add(
        _ measure: PanoramaMeasure,
        _ thing: Tag,
        of parties: [Tag],
        _ counted: (facts: [Fact], isDefinite: Bool)
    ) throws {
        for party in parties {
            guard let row = try grouping.key(of: party, in: profiles) else { continue }
            note(measure, [thing.text], in: row, counted)
        }
    }

    private mutating func note(
        _ measure: PanoramaMeasure,
        _ things: some Collection<String>,
        in row: String,
        _ counted: (facts: [Fact], isDefinite: Bool)
    ) {
        guard !things.isEmpty else { return }
        for thing in things {
            rows[row, default: [:]][measure, default: Tally()]
                .add(thing, isDefinite: counted.isDefinite)
            whole[measure, default: Tally()].add(thing, isDefinite: counted.isDefinite)
        }
        rows[row]?[measure]?.note(counted.facts)
        whole[measure]?.note(counted.facts)
    }
}
