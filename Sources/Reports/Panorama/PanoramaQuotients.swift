import CanonicalJSON
import Collaboration
import EDTF
import Events

/// How much more a region or country works with another country than all do together.
struct PanoramaQuotients: ReportMaker {
    static let kind = ReportKind(
        "panorama-quotients",
        title: "Panorama: partnership quotients",
        "With which countries does a region or country have more agreements than others have?",
        parameters: [
            PanoramaQuestion.period,
            PartyGrouping.parameter([.country, .region], default: .country),
        ],
        keys: ["of", "partnerCountry"],
        maker: Self.self
    )

    private static let columns = [
        Report.Column("of", "Of"),
        Report.Column("partnerCountry", "Partner country"),
        Report.Column("agreements", "Agreements together", .number),
        Report.Column("ofAll", "Agreements of it", .number),
        Report.Column("partnerAll", "Agreements with the partner", .number),
        Report.Column("all", "Agreements of all", .number),
        Report.Column("quotient", "Quotient", .number),
        Report.Column("quotientPossible", "With possible ones", .number),
    ]

    /// A row and a partner country.
    private struct Pair: Hashable {
        let row: String
        let partner: String
    }

    private let question: PanoramaQuestion
    private let grouping: PartyGrouping

    init(_ arguments: ReportArguments, over history: KnownHistory) throws {
        question = try PanoramaQuestion(arguments, over: history)
        grouping = try arguments.grouping(among: [.country, .region], default: .country)
    }

    func report() throws -> Report {
        let history = question.history
        let profiles = PartyProfiles(over: history)
        var count = Count()
        var marks = HistoryMarks(over: history)
        for agreement in try Engagements(of: history, kinds: ["agreement"]).agreements {
            guard let force = AgreementForce(agreement, asOf: question.window.end) else { continue }
            for fact in force.facts { _ = try marks.inspect(fact) }
            try add(force, to: &count, profiles)
        }
        var rows: [JSONObject] = []
        var evidence: [RowEvidence] = []
        for pair in count.pairs.keys.sorted(by: { ($0.row, $0.partner) < ($1.row, $1.partner) }) {
            guard let together = count.pairs[pair] else { continue }
            rows.append(row(pair, together, count))
            var behind = RowEvidence()
            behind.note("agreements", together.positions)
            evidence.append(behind)
        }
        return try Report(
            answering: question.arguments,
            over: history,
            columns: Self.columns,
            rows: ReportRows(rows),
            totals: [
                "period": .string(question.period.text),
                "agreements": count.all.count.json,
                "withoutSeat": .integer(count.withoutSeat),
            ],
            marks: marks,
            pictures: pictures(rows),
            evidence: evidence
        )
    }

    /// Agreements in force by row, by partner country and by both.
    private struct Count {
        var all = Tally()
        var rows: [String: Tally] = [:]
        var partners: [String: Tally] = [:]
        var pairs: [Pair: Tally] = [:]
        var withoutSeat = 0
    }

    private func add(
        _ force: AgreementForce,
        to count: inout Count,
        _ profiles: PartyProfiles
    ) throws {
        let seats = try force.parties.compactMap { party, isDefinite in
            try grouping.key(of: party, in: profiles).map { row in
                (row, try profiles.profile(of: party).country, isDefinite && force.isDefinite)
            }
        }
        // With one seat known nothing is known of partners.
        guard seats.count > 1 else {
            count.withoutSeat += 1
            return
        }
        let (tag, facts) = (force.agreement.text, force.facts)
        count.all.add(tag, isDefinite: force.isDefinite, facts)
        for (row, home, isDefinite) in seats {
            count.rows[row, default: Tally()].add(tag, isDefinite: isDefinite, facts)
            if let home {
                count.partners[home, default: Tally()].add(tag, isDefinite: isDefinite, facts)
            }
            for (_, country, partnerIsDefinite) in seats {
                guard let country, country != home else { continue }
                count.pairs[Pair(row: row, partner: country), default: Tally()]
                    .add(tag, isDefinite: isDefinite && partnerIsDefinite, facts)
            }
        }
    }

    private func row(_ pair: Pair, _ together: Tally, _ count: Count) -> JSONObject {
        let counts = [
            together.count, (count.rows[pair.row] ?? Tally()).count,
            (count.partners[pair.partner] ?? Tally()).count, count.all.count,
        ]
        func quotient(_ value: KeyPath<UncertainCount, Int>) -> JSONValue? {
            let all = counts.map { Double($0[keyPath: value]) }
            return LocationQuotient.of(all[0], row: all[1], column: all[2], whole: all[3])
                .map(JSONValue.rounded)
        }
        var row: JSONObject = [
            "of": .string(pair.row), "partnerCountry": .string(pair.partner),
            "agreements": counts[0].json, "ofAll": counts[1].json,
            "partnerAll": counts[2].json, "all": counts[3].json,
        ]
        row["quotient"] = quotient(\.definite)
        let isUncertain = counts.contains { $0.definite != $0.possible }
        if isUncertain { row["quotientPossible"] = quotient(\.possible) }
        return row
    }

    private func pictures(_ rows: [JSONObject]) -> [Picture] {
        guard !rows.isEmpty else { return [] }
        let messages = question.history.messages
        var cells: [Pair: HeatMap.Cell] = [:]
        for row in rows {
            guard let of = row["of"]?.string, let partner = row["partnerCountry"]?.string,
                let quotient = row["quotient"]?.number
            else { continue }
            let text = messages.rounded(quotient)
            cells[Pair(row: of, partner: partner)] = HeatMap.Cell(quotient, text)
        }
        let names = Set(cells.keys.map(\.row)).sorted()
        let partners = Set(cells.keys.map(\.partner)).sorted()
        let grid = names.map { row in partners.map { cells[Pair(row: row, partner: $0)] } }
        let map = HeatMap(rows: names, columns: partners, cells: grid)
        return [Picture(messages.text(.partnershipQuotients), .heatMap(map))]
    }
}
