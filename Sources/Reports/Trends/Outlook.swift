import CanonicalJSON
import Collaboration
import EDTF
import Events

/// The work ahead: open commitments and ending agreements by half-year.
struct Outlook: ReportMaker {
    static let kind = ReportKind(
        "outlook",
        title: "Outlook",
        "Which commitments fall due and which agreements end in the half-years ahead?",
        parameters: [
            ReportParameter(
                "signed",
                "Counts agreements that all have signed as if they were in force.",
                example: "true"
            )
        ],
        keys: ["period"],
        maker: Self.self
    )

    private static let columns = [
        Report.Column("period", "Half-year", .date, minimumWidth: 7),
        Report.Column("commitmentsDue", "Commitments due", .number),
        Report.Column("agreementsEnding", "Agreements ending", .number),
        Report.Column("commitments", "Which commitments"),
        Report.Column("agreements", "Which agreements"),
    ]

    private static let periodCount = 8

    private let history: KnownHistory
    private let arguments: ReportArguments
    private let countsSigned: Bool
    private let periods: [Period]

    init(_ arguments: ReportArguments, over history: KnownHistory) throws {
        self.arguments = arguments
        self.history = history
        countsSigned = try arguments.flag("signed")
        var periods = [Period(halfYearOf: history.asOf.instant.day)]
        while periods.count < Self.periodCount { periods.append(periods[periods.count - 1].next) }
        self.periods = periods
    }

    /// What falls into each half-year, and what into none of them.
    private struct Plan {
        var commitments: [Tally]
        var agreements: [Tally]
        var overdue = Tally()
        var undated = Tally()
        var later = Tally()
        var withoutEnd = Tally()
    }

    func report() throws -> Report {
        var plan = Plan(
            commitments: periods.map { _ in Tally() },
            agreements: periods.map { _ in Tally() }
        )
        var marks = HistoryMarks(over: history)
        for commitment in try history.source.entities("commitment") {
            let standing = try history.standing(of: commitment)
            guard let reading = CommitmentReading(of: standing, asOf: history.asOf),
                reading.mayBeOpen
            else { continue }
            let facts = [reading.since, reading.dueSetter].compactMap(\.self)
            for fact in facts { _ = try marks.inspect(fact) }
            add(reading, facts, to: &plan)
        }
        for agreement in try Engagements(of: history, kinds: ["agreement"]).agreements {
            guard
                let force = AgreementForce(
                    agreement,
                    asOf: history.asOf,
                    countsSigned: countsSigned
                )
            else { continue }
            for fact in force.facts { _ = try marks.inspect(fact) }
            add(force, to: &plan)
        }
        return try Report(
            answering: arguments,
            over: history,
            columns: Self.columns,
            rows: try ReportRows(periods.indices.map { try row($0, plan) }),
            totals: [
                "overdue": plan.overdue.count.json, "undated": plan.undated.count.json,
                "later": plan.later.count.json,
                "agreementsWithoutEnd": plan.withoutEnd.count.json,
            ],
            marks: marks,
            pictures: [picture(plan)],
            evidence: periods.indices.map { place in
                var evidence = RowEvidence()
                evidence.note("commitmentsDue", plan.commitments[place].positions)
                evidence.note("commitments", plan.commitments[place].positions)
                evidence.note("agreementsEnding", plan.agreements[place].positions)
                evidence.note("agreements", plan.agreements[place].positions)
                return evidence
            }
        )
    }

    /// A commitment falls due when its date is over; one of a set of dates may be any of them.
    private func add(_ reading: CommitmentReading, _ facts: [Fact], to plan: inout Plan) {
        let isOpen = reading.isDefinite && reading.staysOpen
        let tag = reading.commitment.text
        guard let due = reading.deadline, !due.isSeries, let latest = due.latest else {
            return plan.undated.add(tag, isDefinite: isOpen, facts)
        }
        guard latest >= history.asOf.instant else {
            return plan.overdue.add(tag, isDefinite: isOpen, facts)
        }
        let earliest = due.isOneOfASet ? due.earliest ?? latest : latest
        var isPlaced = false
        for (place, period) in periods.enumerated()
        where earliest <= period.end && period.start <= latest {
            let isSure = period.start <= earliest && latest <= period.end
            plan.commitments[place].add(tag, isDefinite: isOpen && isSure, facts)
            isPlaced = true
        }
        if !isPlaced { plan.later.add(tag, isDefinite: isOpen, facts) }
    }

    private func add(_ force: AgreementForce, to plan: inout Plan) {
        let tag = force.agreement.text
        guard let end = force.end else {
            return plan.withoutEnd.add(tag, isDefinite: force.isDefinite, force.facts)
        }
        for (place, period) in periods.enumerated()
        where period.start <= end && end <= period.end {
            plan.agreements[place].add(tag, isDefinite: force.isDefinite, force.facts)
        }
    }

    private func row(_ place: Int, _ plan: Plan) throws -> JSONObject {
        var row: JSONObject = [
            "period": .string(periods[place].label),
            "commitmentsDue": plan.commitments[place].count.json,
            "agreementsEnding": plan.agreements[place].count.json,
        ]
        row["commitments"] = JSONValue(texts: try names(plan.commitments[place]))
        row["agreements"] = JSONValue(texts: try names(plan.agreements[place]))
        return row
    }

    private func names(_ tally: Tally) throws -> [String] {
        try tally.things.compactMap { Tag($0) }.map(history.name)
    }

    private func picture(_ plan: Plan) -> Picture {
        let messages = history.messages
        func series(_ title: PicturePhrase, _ tallies: [Tally]) -> SeriesChart.Series {
            SeriesChart.Series(messages.text(title), ranges: tallies.map { ValueRange($0.count) })
        }
        let chart = SeriesChart(
            periods: periods.map { messages.date($0.label) },
            series: [
                series(.commitmentsDue, plan.commitments),
                series(.agreementsEnding, plan.agreements),
            ],
            form: .stacked
        )
        return Picture(messages.text(.workAhead), .series(chart))
    }
}

extension AgreementForce {
    /// The last moment of its term; `nil` when no end is known.
    ///
    /// A term told by its length only has no end here.
    var end: Instant? {
        reading.termEnd.flatMap { try? ImpreciseDate(parsing: $0) }.flatMap(\.latest)
    }
}
