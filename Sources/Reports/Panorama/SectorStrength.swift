import CanonicalJSON
import Collaboration
import EDTF

/// How strong each sector is in each region, by one indicator in one period.
struct SectorStrength {
    /// One sector in one region.
    struct Cell {
        let region: String
        let sector: String
        let observation: Observation

        /// The events that the quotient rests on.
        let facts: [Fact]

        /// `(e_rs ÷ e_r) ÷ (e_s ÷ e)`.
        let quotient: Double?

        let shareOfRegion: Double
        let shareOfSector: Double

        /// Whether the region is among the largest tenth in the sector.
        let isLarge: Bool

        /// Whether the sector is among the largest tenth by its share of the region.
        let isInFocus: Bool

        /// Whether the total of the region was observed, rather than summed up from its sectors.
        let hasObservedTotal: Bool

        /// Whether the sector has at least twice the share that it has in all regions.
        var isSpecialised: Bool { quotient.map { $0 >= SectorStrength.leastQuotient } ?? false }
    }

    /// From which quotient on a region is specialised.
    static let leastQuotient = 2.0

    /// The share of regions that are the first in a sector.
    static let topShare = 0.1

    /// The cells, by sector, the largest first.
    let cells: [Cell]

    /// Works out the strengths in a period; in the last one known when there is none.
    init(_ observations: [Observation], in period: Period?) {
        let regional = observations.filter { $0.cell.region != nil && $0.cell.subject == nil }
        let sectoral = regional.filter { $0.cell.sector != nil }
        let last = sectoral.map(\.cell.period).max { one, other in
            one.last == other.last ? one.first > other.first : one.last < other.last
        }
        guard let period = period ?? last else {
            cells = []
            return
        }
        let inPeriod = regional.filter { $0.cell.period == period }
        let regions = Dictionary(grouping: inPeriod) { $0.cell.region ?? "" }
        let totals = regions.mapValues(Total.init)
        let sectors = Dictionary(grouping: sectoral.filter { $0.cell.period == period }) {
            $0.cell.sector ?? ""
        }
        // Sums of equal bytes need one order.
        let whole = totals.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value.value }
        let facts = inPeriod.map(\.fact)
        cells = sectors.sorted { $0.key < $1.key }.flatMap { sector, values in
            Self.cells(of: sector, values, totals, whole: whole, facts)
        }
    }

    /// What there is of all sectors in a region.
    private struct Total {
        let value: Double
        let isObserved: Bool

        init(_ observations: [Observation]) {
            let total = observations.last { $0.cell.sector == nil }
            isObserved = total != nil
            value = total?.value ?? observations.reduce(0) { $0 + $1.value }
        }
    }

    private static func cells(
        of sector: String,
        _ values: [Observation],
        _ totals: [String: Total],
        whole: Double,
        _ facts: [Fact]
    ) -> [Cell] {
        let sum = values.reduce(0) { $0 + $1.value }
        let shares = values.map { observation -> Double in
            let total = totals[observation.cell.region ?? ""]?.value ?? 0
            return total > 0 ? observation.value / total : 0
        }
        let sizes = values.map(\.value)
        return zip(values, shares).map { observation, share in
            let region = observation.cell.region ?? ""
            let total = totals[region]
            return Cell(
                region: region,
                sector: sector,
                observation: observation,
                facts: facts,
                quotient: LocationQuotient.of(
                    observation.value,
                    row: total?.value ?? 0,
                    column: sum,
                    whole: whole
                ),
                shareOfRegion: share,
                shareOfSector: sum > 0 ? observation.value / sum : 0,
                isLarge: isTop(observation.value, among: sizes),
                isInFocus: isTop(share, among: shares),
                hasObservedTotal: total?.isObserved ?? false
            )
        }
        .sorted { one, other in
            one.observation.value == other.observation.value
                ? one.region < other.region : one.observation.value > other.observation.value
        }
    }

    /// Whether a value ranks within the first tenth; of fewer than ten values none does.
    private static func isTop(_ value: Double, among values: [Double]) -> Bool {
        let rank = 1 + values.count { $0 > value }
        return Double(rank) <= topShare * Double(values.count)
    }

    /// The quotients by region and sector; `nil` without cells.
    func map(in messages: Messages) -> HeatMap? {
        guard !cells.isEmpty else { return nil }
        let regions = Set(cells.map(\.region)).sorted()
        let sectors = Set(cells.map(\.sector)).sorted()
        let found = Dictionary(
            cells.map { ([$0.region, $0.sector], $0.quotient) },
            uniquingKeysWith: { first, _ in first }
        )
        let grid = regions.map { region in
            sectors.map { sector in
                (found[[region, sector]] ?? nil).map {
                    HeatMap.Cell($0, messages.rounded($0))
                }
            }
        }
        return HeatMap(rows: regions, columns: sectors, cells: grid)
    }
}
