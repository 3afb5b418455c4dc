import CanonicalJSON
import Collaboration
import Events

/// How many members each delegation has from each country, and who came again.
struct RosterPicture {
    /// What belongs together: the delegations of one side to the editions of one series.
    private struct Series: Hashable {
        let series: Tag
        let side: String?
    }

    private struct Delegation {
        let name: String
        let series: Series?
        let formed: Fact?
        var members: [(tag: Tag, country: String, isDefinite: Bool)] = []

        var counts: [String: UncertainCount] {
            var counts: [String: UncertainCount] = [:]
            for member in members {
                counts[member.country, default: UncertainCount()].add(isDefinite: member.isDefinite)
            }
            return counts
        }
    }

    private let messages: Messages
    private let profiles: PartyProfiles
    private var delegations: [Delegation] = []

    /// Counts nothing yet.
    init(over history: KnownHistory) {
        messages = history.messages
        profiles = PartyProfiles(over: history)
    }

    /// What stands for the country of a member of whom none is known.
    private var unknown: String { messages.text(.notKnown) }

    /// Begins with another delegation.
    mutating func begin(_ name: String, _ view: View) throws {
        let formed = view.known.first { $0.type == DelegationType.formed }
        let series = try formed?.tag("gathering").flatMap { gathering in
            try profiles.history.standing(of: gathering).recorded.lazy
                .compactMap { $0.tag("series") }.first
        }
        delegations.append(
            Delegation(
                name: name,
                series: series.map { Series(series: $0, side: formed?.text("side")) },
                formed: formed
            )
        )
    }

    /// Counts a member; a person comes from the country of those spoken for.
    mutating func count(_ member: DelegationMembers.Member) throws {
        guard member.mayBelong, !delegations.isEmpty else { return }
        let home = member.tag.kind == "person" ? member.represents : member.tag
        let country = try home.flatMap { try profiles.profile(of: $0).country } ?? unknown
        delegations[delegations.count - 1].members
            .append((member.tag, country, member.isDefinite))
    }

    /// The pictures; nothing without members.
    var pictures: [Picture] {
        let shown = delegations.filter { !$0.members.isEmpty }
        let columns = inOrder(shown.flatMap { $0.members.map(\.country) })
        guard !columns.isEmpty else { return [] }
        let cells = shown.map { delegation in
            let counts = delegation.counts
            return columns.map { column in
                counts[column].map { HeatMap.Cell(Double($0.possible), $0.text) }
            }
        }
        let map = HeatMap(rows: shown.map(\.name), columns: columns, cells: cells)
        return [Picture(messages.text(.membersByCountry), .heatMap(map))] + alluvials(of: shown)
    }

    /// Who came again, for each series with several editions.
    private func alluvials(of shown: [Delegation]) -> [Picture] {
        let editions = Dictionary(grouping: shown.filter { $0.series != nil }, by: \.series).values
            .filter { $0.count > 1 }
            .map { $0.sorted(by: Self.precedes) }
            .sorted { Self.precedes($0[0], $1[0]) }
        return editions.map { delegations in
            Picture(messages.text(.whoCameAgain), .flows(flows(of: delegations)))
        }
    }

    private static func precedes(_ left: Delegation, _ right: Delegation) -> Bool {
        guard let mine = left.formed, let theirs = right.formed else { return left.formed != nil }
        return (mine.bounds.latest, mine.position) < (theirs.bounds.latest, theirs.position)
    }

    private func flows(of delegations: [Delegation]) -> FlowChart {
        let countries = delegations.map { inOrder($0.members.map(\.country)) }
        let columns = zip(delegations, countries).map { delegation, countries in
            let counts = delegation.counts
            return FlowChart.Column(
                delegation.name,
                countries.map {
                    FlowChart.Block($0, ValueRange(counts[$0] ?? UncertainCount()))
                }
            )
        }
        var flows: [FlowChart.Flow] = []
        for place in delegations.indices.dropLast() {
            let later = Dictionary(
                delegations[place + 1].members.map { ($0.tag, $0) },
                uniquingKeysWith: { first, _ in first }
            )
            for (from, source) in countries[place].enumerated() {
                for (to, target) in countries[place + 1].enumerated() {
                    let both = delegations[place].members.compactMap { member -> Bool? in
                        guard member.country == source, let again = later[member.tag],
                            again.country == target
                        else { return nil }
                        return member.isDefinite && again.isDefinite
                    }
                    let count = UncertainCount(of: both) { $0 }
                    guard count.possible > 0 else { continue }
                    flows.append(
                        FlowChart.Flow(after: place, from: from, to: to, ValueRange(count))
                    )
                }
            }
        }
        return FlowChart(columns, flows: flows)
    }

    /// Countries in the order of their codes, those that are not known last.
    private func inOrder(_ countries: [String]) -> [String] {
        let all = Set(countries)
        return all.subtracting([unknown]).sorted() + (all.contains(unknown) ? [unknown] : [])
    }
}
