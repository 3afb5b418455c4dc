import CanonicalJSON
import Collaboration
import EDTF
import Events

/// The strength of sectors in regions, by observed figures such as employees.
struct PanoramaStatistics: ReportMaker {
    static let kind = ReportKind(
        "panorama-statistics",
        title: "Panorama: sectors in regions",
        "In which regions are sectors large, specialised and in focus?",
        parameters: [
            ReportParameter(
                "indicator",
                "Shows only this indicator; may stand several times; those counted in employees "
                    + "when left out.",
                limit: 50,
                example: "indicator:employees"
            ),
            ReportParameter(
                "period",
                "The period that the figures hold for; the last one known when left out.",
                example: "2019"
            ),
        ],
        keys: ["indicator", "region", "sector", "period"],
        maker: Self.self
    )

    private static let columns = [
        Report.Column("indicator", "Indicator", minimumWidth: 10),
        Report.Column("region", "Region"),
        Report.Column("sector", "Sector"),
        Report.Column("period", "Period", .date),
        Report.Column("value", "Value", .number),
        Report.Column("ofRegion", "Of the region", .number),
        Report.Column("ofSector", "Of the sector", .number),
        Report.Column("locationQuotient", "Location quotient", .number),
        Report.Column("size", "Size", .words),
        Report.Column("specialisation", "Specialisation", .words),
        Report.Column("focus", "Focus", .words),
        Report.Column("stars", "Stars", .number),
        Report.Column("regionTotal", "Region's total", .words),
        Report.Column("status", "Status", .words),
        Report.Column("certainty", "Certainty", .words),
    ]

    private let history: KnownHistory
    private let arguments: ReportArguments
    private let wanted: [Tag]
    private let period: Period?

    init(_ arguments: ReportArguments, over history: KnownHistory) throws {
        self.arguments = arguments
        self.history = history
        wanted = try arguments.tags("indicator", kinds: ["indicator"])
        for tag in wanted { try history.require(tag, as: "indicator", of: arguments.report) }
        period = try arguments.period("period", asOf: history.asOf)
    }

    func report() throws -> Report {
        var marks = HistoryMarks(over: history)
        var rows: [JSONObject] = []
        var evidence: [RowEvidence] = []
        var pictures: [Picture] = []
        for indicator in wanted.isEmpty ? try history.source.entities("indicator") : wanted {
            let view = View(of: try history.standing(of: indicator), asOf: history.asOf)
            let unit = IndicatorDefinition(of: indicator, in: view)?.unit
            guard !wanted.isEmpty || unit == "employees" else { continue }
            let strength = SectorStrength(Observation.newest(in: view), in: period)
            for cell in strength.cells {
                for fact in cell.facts { _ = try marks.inspect(fact) }
                rows.append(row(cell, of: indicator))
                var behind = RowEvidence()
                behind.note("value", [cell.observation.fact.position])
                behind.note("locationQuotient", cell.facts.map(\.position))
                evidence.append(behind)
            }
            if let map = strength.map(in: history.messages) {
                pictures.append(Picture(try history.name(of: indicator), .heatMap(map)))
            }
        }
        return try Report(
            answering: arguments,
            over: history,
            columns: Self.columns,
            rows: ReportRows(rows),
            totals: ["values": .integer(rows.count)],
            marks: marks,
            pictures: pictures,
            evidence: evidence
        )
    }

    private func row(_ cell: SectorStrength.Cell, of indicator: Tag) -> JSONObject {
        var row: JSONObject = [
            "indicator": .string(indicator.text),
            "region": .string(cell.region), "sector": .string(cell.sector),
            "value": .number(cell.observation.value),
            "ofRegion": .rounded(cell.shareOfRegion), "ofSector": .rounded(cell.shareOfSector),
            "size": cell.isLarge ? "yes" : "no",
            "specialisation": cell.isSpecialised ? "yes" : "no",
            "focus": cell.isInFocus ? "yes" : "no",
            "stars": .integer([cell.isLarge, cell.isSpecialised, cell.isInFocus].count { $0 }),
            "regionTotal": cell.hasObservedTotal ? "observed" : "summed",
            "certainty": cell.observation.isDefinite ? "definite" : "possible",
        ]
        row["period"] = JSONValue(text: cell.observation.fact.text("period"))
        row["locationQuotient"] = cell.quotient.map(JSONValue.rounded)
        row["status"] = JSONValue(text: cell.observation.fact.text("status"))
        return row
    }
}
