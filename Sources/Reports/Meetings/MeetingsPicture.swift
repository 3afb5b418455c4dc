import Collaboration
import Events

/// Who met whom as a grid, and around a circle.
struct MeetingsPicture {
    /// The most parties that the pictures can show.
    private static let partyLimit = 40

    /// The pictures, unless nobody met.
    let pictures: [Picture]

    /// Draws the meetings held by each pair; of too many parties those that met most often.
    init(of pairs: [(pair: PartyPair, held: UncertainCount)], in history: KnownHistory) throws {
        var held: [PartyPair: UncertainCount] = [:]
        var sums: [Tag: Int] = [:]
        for (pair, count) in pairs where count.possible > 0 {
            held[pair] = count
            for party in [pair.first, pair.second] { sums[party, default: 0] += count.possible }
        }
        let busiest = sums.sorted { left, right in
            left.value == right.value ? left.key < right.key : left.value > right.value
        }
        let parties = try PartyProfiles(over: history).orderedByCountry(
            busiest.prefix(Self.partyLimit).map(\.key)
        )
        guard !parties.isEmpty else {
            pictures = []
            return
        }
        let cells = parties.map { row in
            parties.map { column -> HeatMap.Cell? in
                guard let pair = PartyPair(row.tag, column.tag), let count = held[pair] else {
                    return nil
                }
                return HeatMap.Cell(Double(count.possible), count.text)
            }
        }
        let names = parties.map(\.name)
        let map = HeatMap(rows: names, columns: names, cells: cells)
        let isAll = sums.count <= Self.partyLimit
        let messages = history.messages
        let title =
            isAll
            ? messages.text(.meetingsHeld)
            : messages.text(.meetingsOfMost, numbers: ["count": Self.partyLimit])
        let chord = Self.chord(parties, held)
        pictures = [
            Picture(title, .heatMap(map)), Picture(messages.text(.whoMetWhom), .network(chord)),
        ]
    }

    /// A tie for the meetings that surely were held, and another for those that may have been.
    private static func chord(
        _ parties: [NamedParty],
        _ held: [PartyPair: UncertainCount]
    ) -> NetworkChart {
        var edges: [NetworkChart.Edge] = []
        for (from, first) in parties.enumerated() {
            for (to, second) in parties.enumerated().dropFirst(from + 1) {
                guard let pair = PartyPair(first.tag, second.tag), let count = held[pair] else {
                    continue
                }
                func add(_ number: Int, isTentative: Bool) {
                    guard number > 0 else { return }
                    edges.append(
                        NetworkChart.Edge(
                            from: from,
                            to: to,
                            weight: Double(number),
                            isTentative: isTentative
                        )
                    )
                }
                add(count.definite, isTentative: false)
                add(count.possible - count.definite, isTentative: true)
            }
        }
        let nodes = parties.map { NetworkChart.Node($0.name, group: $0.country ?? "") }
        return NetworkChart(nodes: nodes, edges: edges, form: .chord)
    }
}
