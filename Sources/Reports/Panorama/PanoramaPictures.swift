import Collaboration
import EDTF

/// A panorama in pictures: who has how much, which countries work together, and how it came about.
///
/// Nothing in a ledger says where a place lies, so countries stand in the order of their codes and
/// not on a map.
struct PanoramaPictures {
    /// How many periods are shown beside each other, the one asked for being the last.
    private static let periodCount = 6

    let question: PanoramaQuestion
    let grouping: PartyGrouping
    let engagements: Engagements
    let profiles: PartyProfiles

    private var messages: Messages { question.history.messages }

    /// The pictures of the figures of some rows; nothing without rows.
    func pictures(_ keys: [String], _ figures: PanoramaFigures) throws -> [Picture] {
        guard !keys.isEmpty else { return [] }
        let bars = try [PanoramaMeasure.activePartners, .inForce].map { measure in
            let items = try keys.map { key in
                let count = figures.tally(measure, of: key).count
                return BarChart.Item(
                    try question.name(of: key),
                    ValueRange(count),
                    text: count.text
                )
            }
            return Picture(measure.title(in: messages), .bars(BarChart(items)))
        }
        return try bars + arcs() + [editions()]
    }

    /// A dot for each country, as large as its agreements in force, and an arc for those that two
    /// countries share; nothing where no country has one.
    private func arcs() throws -> [Picture] {
        var own: [String: UncertainCount] = [:]
        var shared: [[String]: UncertainCount] = [:]
        for agreement in engagements.agreements {
            guard let force = AgreementForce(agreement, asOf: question.window.end) else { continue }
            var isSure: [String: Bool] = [:]
            for (party, isDefinite) in force.parties {
                guard let country = try profiles.profile(of: party).country else { continue }
                let sure = isDefinite && force.isDefinite
                isSure[country] = sure || isSure[country] ?? false
            }
            let countries = isSure.keys.sorted()
            for (place, country) in countries.enumerated() {
                own[country, default: UncertainCount()].add(isDefinite: isSure[country] ?? false)
                for other in countries.dropFirst(place + 1) {
                    let both = isSure[country] ?? false && isSure[other] ?? false
                    shared[[country, other], default: UncertainCount()].add(isDefinite: both)
                }
            }
        }
        let countries = own.keys.sorted()
        guard !countries.isEmpty else { return [] }
        let places = Dictionary(uniqueKeysWithValues: zip(countries, countries.indices))
        let edges = shared.sorted { $0.key.lexicographicallyPrecedes($1.key) }
            .compactMap { pair, count -> NetworkChart.Edge? in
                guard let from = places[pair[0]], let to = places[pair[1]] else { return nil }
                return NetworkChart.Edge(
                    from: from,
                    to: to,
                    weight: Double(count.possible),
                    isTentative: count.definite == 0
                )
            }
        let nodes = countries.map { country in
            NetworkChart.Node(country, group: "", size: own[country].map { ValueRange($0) })
        }
        let chart = NetworkChart(nodes: nodes, edges: edges)
        return [Picture(messages.text(.betweenCountries), .network(chart))]
    }

    /// The figures of all rows together in the last periods.
    private func editions() throws -> Picture {
        var periods = [question.period]
        while let period = periods.last, periods.count < Self.periodCount {
            periods.append(period.previous)
        }
        periods.reverse()
        let figures = try periods.map { period in
            try PanoramaFigures(
                engagements,
                in: PeriodWindow(period, asOf: question.history.asOf),
                by: grouping,
                profiles
            )
        }
        let series = PanoramaMeasure.allCases.filter { $0 != .countriesReached }.map { measure in
            SeriesChart.Series(
                measure.title(in: messages),
                ranges: figures.map { ValueRange(($0.whole[measure] ?? Tally()).count) }
            )
        }
        let chart = SeriesChart(
            periods: periods.map { messages.date($0.label) },
            series: series,
            form: .panels
        )
        let title = messages.text(.lastEditions, numbers: ["count": periods.count])
        return Picture(title, .series(chart))
    }
}
