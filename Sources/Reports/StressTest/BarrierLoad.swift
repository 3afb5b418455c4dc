import CanonicalJSON
import Collaboration
import EDTF
import Events

/// What stands in the way of co-operation, by category and between which countries.
struct BarrierLoad: ReportMaker {
    static let kind = ReportKind(
        "barrier-load",
        title: "Barriers and their load",
        "What stands in the way of co-operation, what was eased, and where is it worst?",
        parameters: [
            ReportParameter(
                "country",
                "Shows only barriers that this country is part of.",
                example: "CN"
            )
        ],
        keys: ["category"],
        maker: Self.self
    )

    private static let columns = [
        Report.Column("category", "Category", .words),
        Report.Column("reports", "Reported", .number),
        Report.Column("eased", "Eased", .number),
        Report.Column("open", "Still open", .number),
        Report.Column("load", "Load", .number),
        Report.Column("unjudged", "Open, not judged", .number),
        Report.Column("worstRoute", "Worst route"),
        Report.Column("worstLoad", "Its load", .number),
        Report.Column("routes", "Routes"),
    ]

    private let history: KnownHistory
    private let arguments: ReportArguments
    private let country: String?

    init(_ arguments: ReportArguments, over history: KnownHistory) throws {
        self.arguments = arguments
        self.history = history
        country = arguments.texts("country").first
    }

    /// The barriers of one category.
    private struct Group {
        var reported = Tally()
        var eased = Tally()
        var open = Tally()
        var unjudged = Tally()

        /// Severities of open barriers, by the pair of countries; of all, under no pair.
        var load = 0.0
        var loads: [String: Double] = [:]
        var routes: Set<String> = []

        /// The pair with the greatest load.
        var worst: (route: String, load: Double)? {
            loads.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
                .first.map { ($0.key, $0.value) }
        }
    }

    func report() throws -> Report {
        let profiles = PartyProfiles(over: history)
        var marks = HistoryMarks(over: history)
        var groups: [String: Group] = [:]
        var undated = 0
        for barrier in try Barrier.all(of: history) {
            let view = View(of: try history.standing(of: barrier.tag), asOf: history.asOf)
            guard view.existsDefinitely || view.existsPossibly else {
                undated += view.undated.isEmpty ? 0 : 1
                continue
            }
            let countries = try countries(of: barrier, profiles)
            if let country, !countries.contains(country) { continue }
            for fact in view.conceivable { _ = try marks.inspect(fact) }
            add(barrier, view, countries, to: &groups[barrier.category, default: Group()])
        }
        let order = groups.sorted { one, other in
            let (left, right) = (one.value, other.value)
            if left.load != right.load { return left.load > right.load }
            let counts = (left.open.count.possible, right.open.count.possible)
            return counts.0 == counts.1 ? one.key < other.key : counts.0 > counts.1
        }
        return try Report(
            answering: arguments,
            over: history,
            columns: Self.columns,
            rows: ReportRows(order.map { Self.row($0.key, $0.value) }),
            totals: [
                "reports": Self.sum(order.map(\.value.reported)).json,
                "eased": Self.sum(order.map(\.value.eased)).json,
                "open": Self.sum(order.map(\.value.open)).json,
                "existenceUndated": .integer(undated),
            ],
            marks: marks,
            pictures: Self.pictures(order.map { ($0.key, $0.value) }, in: history.messages),
            evidence: order.map { Self.evidence($0.value) }
        )
    }

    /// The countries it stands between: those named, and the seats of the parties named.
    private func countries(of barrier: Barrier, _ profiles: PartyProfiles) throws -> [String] {
        let named = (barrier.report.value("countries")?.array ?? []).compactMap(\.string)
        let seats = try barrier.report.tags("parties").compactMap {
            try profiles.profile(of: $0).country
        }
        return Set(named + seats).sorted()
    }

    /// A barrier is open until it is eased; one that was eased with some severity left still is.
    private func add(
        _ barrier: Barrier,
        _ view: View,
        _ countries: [String],
        to group: inout Group
    ) {
        let tag = barrier.tag.text
        let facts = view.conceivable
        group.reported.add(tag, isDefinite: view.existsDefinitely, facts)
        let easings = facts.filter { $0.type == BarrierType.eased }
        let sure = view.definite.filter { $0.type == BarrierType.eased }
        if !easings.isEmpty { group.eased.add(tag, isDefinite: !sure.isEmpty, easings) }
        let severity = (sure.last ?? barrier.report).number("severity")
        let isOpen = sure.isEmpty || severity ?? 0 > 0
        guard isOpen else { return }
        let staysOpen = easings.allSatisfy { $0.number("severity") ?? 0 > 0 }
        group.open.add(tag, isDefinite: view.existsDefinitely && staysOpen, facts)
        for (place, one) in countries.enumerated() {
            for other in countries[(place + 1)...] {
                let route = "\(one)–\(other)"
                group.routes.insert(route)
                if let severity { group.loads[route, default: 0] += severity }
            }
        }
        if let severity {
            group.load += severity
        } else {
            group.unjudged.add(tag, isDefinite: view.existsDefinitely && staysOpen, facts)
        }
    }

    private static func row(_ category: String, _ group: Group) -> JSONObject {
        var row: JSONObject = [
            "category": .string(category), "reports": group.reported.count.json,
            "eased": group.eased.count.json, "open": group.open.count.json,
            "unjudged": group.unjudged.count.json,
        ]
        // Without a judgement there is no load; that is not a load of zero.
        let judged = group.open.count.possible - group.unjudged.count.possible
        if judged > 0 || group.open.isEmpty { row["load"] = .number(group.load) }
        row["worstRoute"] = JSONValue(text: group.worst?.route)
        row["worstLoad"] = group.worst.map { .number($0.load) }
        row["routes"] = JSONValue(texts: group.routes.sorted())
        return row
    }

    private static func sum(_ tallies: [Tally]) -> UncertainCount {
        var sum = Tally()
        for tally in tallies {
            for thing in tally.things { sum.add(thing, isDefinite: tally.isSure(of: thing)) }
        }
        return sum.count
    }

    private static func evidence(_ group: Group) -> RowEvidence {
        var evidence = RowEvidence()
        evidence.note("reports", group.reported.positions)
        evidence.note("eased", group.eased.positions)
        evidence.note("open", group.open.positions)
        evidence.note("unjudged", group.unjudged.positions)
        for column in ["load", "worstRoute", "worstLoad", "routes"] {
            evidence.note(column, group.open.positions)
        }
        return evidence
    }

    /// How many are open by category, and the load by pair of countries.
    private static func pictures(
        _ groups: [(category: String, group: Group)],
        in messages: Messages
    ) -> [Picture] {
        guard !groups.isEmpty else { return [] }
        let items = groups.map { category, group in
            BarChart.Item(
                messages.word(category),
                ValueRange(group.open.count),
                text: group.open.count.text
            )
        }
        var pictures = [Picture(messages.text(.openBarriers), .bars(BarChart(items)))]
        let routes = Set(groups.flatMap { $0.group.loads.keys }).sorted()
        if !routes.isEmpty {
            let cells = groups.map { _, group in
                routes.map { route in
                    group.loads[route].map {
                        HeatMap.Cell($0, messages.rounded($0))
                    }
                }
            }
            let map = HeatMap(
                rows: groups.map { messages.word($0.category) },
                columns: routes,
                cells: cells
            )
            pictures.append(Picture(messages.text(.loadByRoute), .heatMap(map)))
        }
        return pictures
    }
}
