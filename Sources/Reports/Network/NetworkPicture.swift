import Events

/// Who works with whom as a picture.
struct NetworkPicture {
    /// The most parties that a picture can show.
    private static let partyLimit = 60

    /// The picture, unless there are no ties.
    let pictures: [Picture]

    /// Draws a network; of too many parties those with the strongest ties.
    init(of reading: NetworkReading, in history: KnownHistory) throws {
        let graph = reading.graph
        let strongest = graph.parties.indices.sorted { left, right in
            let (mine, theirs) = (reading.strengths[left], reading.strengths[right])
            return mine == theirs ? left < right : mine > theirs
        }
        let shown = strongest.prefix(Self.partyLimit).map { graph.parties[$0] }
        guard !shown.isEmpty else {
            pictures = []
            return
        }
        let parties = try PartyProfiles(over: history).orderedByCountry(shown)
        let places = Dictionary(
            uniqueKeysWithValues: parties.enumerated().map { ($0.element.tag, $0.offset) }
        )
        let edges = reading.ties.compactMap { tie -> NetworkChart.Edge? in
            guard let from = places[tie.pair.first], let to = places[tie.pair.second] else {
                return nil
            }
            return NetworkChart.Edge(
                from: from,
                to: to,
                weight: tie.tie.weight.rounded(toPlaces: 2),
                isTentative: tie.tie.isTentative
            )
        }
        let chart = NetworkChart(
            nodes: parties.map { NetworkChart.Node($0.name, group: $0.country ?? "") },
            edges: edges
        )
        let isAll = graph.parties.count <= Self.partyLimit
        let title =
            isAll
            ? history.messages.text(.whoWorksWithWhom)
            : history.messages.text(.strongestTies, numbers: ["count": Self.partyLimit])
        pictures = [Picture(title, .network(chart))]
    }
}
