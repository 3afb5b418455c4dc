import Collaboration
import Events

/// Who met whom as a grid.
struct MeetingsPicture {
    /// The most parties that a grid can show.
    private static let partyLimit = 40

    /// The grid, unless nobody met.
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
        let title =
            isAll
            ? history.messages.text(.meetingsHeld)
            : history.messages.text(.meetingsOfMost, numbers: ["count": Self.partyLimit])
        pictures = [Picture(title, .heatMap(map))]
    }
}
