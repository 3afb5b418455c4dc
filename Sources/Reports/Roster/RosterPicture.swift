import CanonicalJSON
import Collaboration
import Events

/// How many members each delegation has from each country.
struct RosterPicture {
    private let messages: Messages
    private let profiles: PartyProfiles
    private var delegations: [(name: String, counts: [String: UncertainCount])] = []

    /// Counts nothing yet.
    init(over history: KnownHistory) {
        messages = history.messages
        profiles = PartyProfiles(over: history)
    }

    /// What stands for the country of a member of whom none is known.
    private var unknown: String { messages.text(.notKnown) }

    /// Begins with another delegation.
    mutating func begin(_ name: String) { delegations.append((name, [:])) }

    /// Counts a member; a person comes from the country of those spoken for.
    mutating func count(_ member: DelegationMembers.Member) throws {
        guard member.mayBelong, !delegations.isEmpty else { return }
        let home = member.tag.kind == "person" ? member.represents : member.tag
        let country = try home.flatMap { try profiles.profile(of: $0).country } ?? unknown
        delegations[delegations.count - 1].counts[country, default: UncertainCount()]
            .add(isDefinite: member.isDefinite)
    }

    /// The picture; nothing without members.
    var pictures: [Picture] {
        let shown = delegations.filter { !$0.counts.isEmpty }
        var columns = Set(shown.flatMap(\.counts.keys)).sorted()
        guard !columns.isEmpty else { return [] }
        if let place = columns.firstIndex(of: unknown) {
            columns.append(columns.remove(at: place))
        }
        let cells = shown.map { delegation in
            columns.map { column in
                delegation.counts[column].map { HeatMap.Cell(Double($0.possible), $0.text) }
            }
        }
        let map = HeatMap(rows: shown.map(\.name), columns: columns, cells: cells)
        return [Picture(messages.text(.membersByCountry), .heatMap(map))]
    }
}
