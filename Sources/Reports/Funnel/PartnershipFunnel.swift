import CanonicalJSON
import Collaboration
import Events

/// How many meetings led to opportunities, agreements and commitments fulfilled.
struct PartnershipFunnel: ReportMaker {
    static let kind = ReportKind(
        "partnership-funnel",
        title: "Partnership funnel",
        "How many meetings led to an opportunity, an agreement and a commitment fulfilled?",
        parameters: [
            ReportParameter(
                "period",
                "Counts only what began with a meeting or another contact in this period: EDTF, "
                    + "or 2020-H1 for a half-year.",
                example: "2020-01-01/2020-06-30"
            ),
            ReportParameter(
                "gathering",
                "Counts only what began at this gathering.",
                example: "gathering:brno-2020"
            ),
        ],
        maker: Self.self
    )

    private static let columns = [
        Report.Column("stage", "Stage", .number),
        Report.Column("what", "What", .words),
        Report.Column("n", "Count", .number),
        Report.Column("fromPrevious", "% of previous", .number),
        Report.Column("fromFirst", "% of meetings", .number),
        Report.Column("lag", "Median days", .number),
        Report.Column("wait", "Median with open", .number),
        Report.Column("open", "Open", .number),
        Report.Column("dropped", "Dropped", .number),
        Report.Column("reasons", "Why"),
        Report.Column("unlinked", "No origin", .number),
        Report.Column("reported", "Reported"),
    ]

    private let history: KnownHistory
    private let arguments: ReportArguments
    private let scope: MeetingScope

    init(_ arguments: ReportArguments, over history: KnownHistory) throws {
        self.arguments = arguments
        self.history = history
        scope = try MeetingScope(arguments, over: history)
    }

    func report() throws -> Report {
        let reading = try FunnelReading(over: history)
        var marks = reading.marks
        let figures = FunnelFigures(
            of: reading,
            at: scope.gathering,
            in: scope.period,
            asOf: history.asOf
        )
        let claims = try ReportedMeetings(in: scope, of: history).claims
        for claim in claims { _ = try marks.inspect(claim.event.fact) }
        var totals = JSONObject([
            ("signedWithoutOrigin", figures[.signed].unlinked.json)
        ])
        if !claims.isEmpty {
            totals["reported"] = .array(
                try claims.map { .object(try row(for: $0, besides: figures)) }
            )
        }
        return try Report(
            answering: arguments,
            over: history,
            columns: Self.columns,
            rows: ReportRows(FunnelStage.allCases.map { row(for: $0, in: figures, claims) }),
            totals: totals,
            marks: marks,
            pictures: FunnelPictures(
                of: figures,
                reported: claims.map(\.count),
                in: history.messages
            ).pictures,
            evidence: FunnelStage.allCases.map { evidence(for: $0, in: figures, claims) }
        )
    }

    private func row(
        for stage: FunnelStage,
        in figures: FunnelFigures,
        _ claims: [ReportedMeetings.Claim]
    ) -> JSONObject {
        let own = figures[stage]
        var row = JSONObject([
            ("stage", .integer(stage.rawValue)),
            ("what", .string(stage.title)),
            ("n", own.count.json),
        ])
        if let before = stage.earlier.first {
            let share = Share(own.count, of: figures[before].count, isPart: false)
            row["fromPrevious"] = share?.json
            row["fromFirst"] =
                Share(own.count, of: figures[.meeting].count, isPart: false)?.json
            row["unlinked"] = own.unlinked.json
        }
        row["lag"] = StageLag.median(own.lags)
        row["wait"] = StageWait.median(own.waits)
        if stage != .fulfilled {
            row["open"] = own.open.json
            row["dropped"] = own.dropped.json
        }
        row["reasons"] = JSONValue(texts: Self.reasons(own))
        if stage == .meeting, !claims.isEmpty { row["reported"] = .array(claims.map(\.count)) }
        return row
    }

    /// Why some went no further, the most frequent reason first.
    private static func reasons(_ figures: FunnelFigures.Figures) -> [String] {
        figures.reasons.sorted { left, right in
            let (mine, theirs) = (left.value.possible, right.value.possible)
            if mine != theirs { return mine > theirs }
            return left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
        }
        .map { "\($0.key) (\($0.value.text))" }
    }

    private func evidence(
        for stage: FunnelStage,
        in figures: FunnelFigures,
        _ claims: [ReportedMeetings.Claim]
    ) -> RowEvidence {
        var evidence = figures[stage].evidence
        if stage == .meeting, !claims.isEmpty {
            evidence.note("reported", claims.map(\.event.fact.position))
        }
        return evidence
    }

    /// A number of meetings that is only stated, and what came of the gathering that it is about.
    private func row(
        for claim: ReportedMeetings.Claim,
        besides figures: FunnelFigures
    ) throws -> JSONObject {
        var row = try claim.row(in: history)
        // What one delegation, party or person had is not what the gathering led to.
        let isWhole = !["delegation", "party", "person"].contains { row[$0] != nil }
        guard isWhole, let gathering = claim.gathering else { return row }
        for (stage, name) in Self.yield {
            let count = figures.atGathering[gathering]?[stage] ?? UncertainCount()
            row[name] = count.json
            row["\(name)Share"] = Self.share(of: count, in: claim.count)
        }
        return row
    }

    private static let yield: [(stage: FunnelStage, name: String)] = [
        (.opportunity, "opportunities"), (.agreement, "agreements"), (.signed, "signed"),
        (.inForce, "inForce"),
    ]

    /// A part of a stated number in percent, unless there is none; of more than 90, one is less
    /// than 1.1 %.
    private static func share(of count: UncertainCount, in claim: JSONValue) -> JSONValue? {
        guard let value = claim["value"]?.number, value > 0, count.possible > 0 else { return nil }
        let qualifier: JSONValue =
            switch claim["qualifier"]?.string {
            case "over", "at-least": "at-most"
            case "at-most": "at-least"
            case let same?: .string(same)
            case nil: "exact"
            }
        let (low, high) = (count.definite, count.possible)
        return [
            "low": .number((Double(low) * 100 / value).rounded(toPlaces: 1)),
            "high": .number((Double(high) * 100 / value).rounded(toPlaces: 1)),
            "qualifier": qualifier, "unit": "percent",
        ]
    }
}
