import CanonicalJSON
import Collaboration
import Events

/// Who works with how many, how closely, and between whom; one row for each party.
struct NetworkParties: ReportMaker {
    static let kind = ReportKind(
        "network-parties",
        title: "Parties of the network",
        "Which party works with how many others, how closely, and between whom does it stand?",
        parameters: NetworkReading.parameters,
        maker: Self.self
    )

    private static let columns = [
        Report.Column("party", "Party", minimumWidth: 10),
        Report.Column("name", "Name"),
        Report.Column("country", "Country"),
        Report.Column("degree", "Partners", .number),
        Report.Column("strength", "Strength", .number),
        Report.Column("betweenness", "Between", .number),
        Report.Column("component", "Component", .number),
    ]

    private let history: KnownHistory
    private let arguments: ReportArguments
    private let reading: NetworkReading

    init(_ arguments: ReportArguments, over history: KnownHistory) throws {
        self.arguments = arguments
        self.history = history
        reading = try NetworkReading(arguments, over: history)
    }

    func report() throws -> Report {
        let order = reading.graph.parties.indices.sorted { left, right in
            let (mine, theirs) = (reading.strengths[left], reading.strengths[right])
            if mine != theirs { return mine > theirs }
            let degrees = (reading.graph.degree(left), reading.graph.degree(right))
            return degrees.0 == degrees.1 ? left < right : degrees.0 > degrees.1
        }
        let evidence = evidence()
        return try Report(
            answering: arguments,
            over: history,
            assuming: TieWeights.assumed,
            columns: Self.columns,
            rows: try ReportRows(order.map(row)),
            totals: try reading.totals(),
            marks: reading.marks,
            pictures: NetworkPicture(of: reading, in: history).pictures,
            evidence: order.map { evidence[reading.graph.parties[$0]] ?? RowEvidence() }
        )
    }

    private func row(_ place: Int) throws -> JSONObject {
        let party = reading.graph.parties[place]
        var row = JSONObject([
            ("party", .string(party.text)),
            ("name", .string(try history.name(of: party))),
            ("degree", .integer(reading.graph.degree(place))),
            ("strength", .number(reading.strengths[place].rounded(toPlaces: 2))),
            ("component", .integer(reading.components[place])),
        ])
        row["country"] = JSONValue(text: reading.countries[party])
        row["betweenness"] = reading.betweenness.map { .number($0[place].rounded(toPlaces: 3)) }
        return row
    }

    /// All that stands behind the ties of each party.
    private func evidence() -> [Tag: RowEvidence] {
        var evidence: [Tag: RowEvidence] = [:]
        for (pair, tie) in reading.ties {
            for positions in tie.evidence.positions.values {
                evidence[pair.first, default: RowEvidence()].note("degree", positions)
                evidence[pair.second, default: RowEvidence()].note("degree", positions)
            }
        }
        return evidence
    }
}
