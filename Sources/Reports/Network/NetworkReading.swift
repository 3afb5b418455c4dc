import CanonicalJSON
import Collaboration
import Events

/// Who works with whom at the basis: the ties, the parties and the figures of the whole.
struct NetworkReading {
    static let parameters =
        [
            ReportParameter(
                "party",
                "Shows only this party or person, those it works with, and the ties among them.",
                example: "party:morava"
            )
        ] + TieWeights.parameters + [
            ReportParameter(
                "betweenness",
                "Whether to count who stands between others even among more than \(partyLimit) "
                    + "parties, which takes time by their number times that of their ties.",
                example: "true"
            )
        ]

    /// Up to so many parties it is worked out unasked who stands between others.
    private static let partyLimit = 1_000

    /// The ties, the heaviest first, then by tag.
    let ties: [(pair: PartyPair, tie: NetworkTie)]

    let graph: NetworkGraph
    let strengths: [Double]
    let components: [Int]

    /// Who stands between others; `nil` when that was not worked out.
    let betweenness: [Double]?
    let countries: [Tag: String]
    let marks: HistoryMarks
    private let history: KnownHistory
    private let party: Tag?

    init(_ arguments: ReportArguments, over history: KnownHistory) throws {
        self.history = history
        let asked = try arguments.tags("party", kinds: ["party", "person"]).first
        if let asked { try history.require(asked, as: "party", of: arguments.report) }
        party = try asked.map(history.successor)
        let isAsked = try arguments.flag("betweenness")
        let weights = try TieWeights(arguments, asOf: history.asOf)
        let all = try NetworkTies(weighed: weights, over: history)
        marks = all.marks
        let shown = Self.around(party, all.ties)
        // What is moved about is small.
        let order = shown.map { (pair: $0.key, weight: $0.value.weight) }.sorted { left, right in
            left.weight == right.weight ? left.pair < right.pair : left.weight > right.weight
        }
        ties = order.compactMap { pair, _ in shown[pair].map { (pair, $0) } }
        graph = NetworkGraph(ties.map(\.pair))
        components = graph.components
        betweenness =
            isAsked || graph.parties.count <= Self.partyLimit ? graph.betweenness : nil
        var weightOfParty: [Tag: Double] = [:]
        for (pair, tie) in ties {
            weightOfParty[pair.first, default: 0] += tie.weight
            weightOfParty[pair.second, default: 0] += tie.weight
        }
        strengths = graph.parties.map { weightOfParty[$0] ?? 0 }
        var countries: [Tag: String] = [:]
        let profiles = PartyProfiles(over: history)
        for party in graph.parties { countries[party] = try profiles.profile(of: party).country }
        self.countries = countries
    }

    /// The ties of a party, and those among its partners; all without a party.
    private static func around(
        _ party: Tag?,
        _ ties: [PartyPair: NetworkTie]
    ) -> [PartyPair: NetworkTie] {
        guard let party else { return ties }
        let near = Set(ties.keys.filter { $0.contains(party) }.flatMap { [$0.first, $0.second] })
        return ties.filter { near.contains($0.key.first) && near.contains($0.key.second) }
    }

    /// The figures of the whole.
    func totals() throws -> JSONObject {
        var totals = JSONObject([
            ("parties", .integer(graph.parties.count)),
            ("ties", .integer(ties.count)),
            ("components", .integer(components.max() ?? 0)),
        ])
        if !components.isEmpty {
            totals["largestComponent"] = .integer(components.count { $0 == 1 })
        }
        totals["density"] = graph.density.map { .number($0.rounded(toPlaces: 3)) }
        let known = ties.compactMap { tie -> Bool? in
            guard let one = countries[tie.pair.first], let other = countries[tie.pair.second]
            else { return nil }
            return one != other
        }
        if !known.isEmpty {
            let share = Double(known.count { $0 }) * 100 / Double(known.count)
            totals["crossBorder"] = [
                "value": .number(share.rounded(toPlaces: 1)), "unit": "percent",
            ]
        }
        totals["countryUnknown"] = .integer(graph.parties.count { countries[$0] == nil })
        totals["concentration"] = concentration.map { .number($0.rounded(toPlaces: 3)) }
        if let broker = try broker() { totals["broker"] = broker }
        if betweenness == nil {
            let words = history.messages
            totals["betweenness"] = .string(
                words.text(.notWorkedOut, ["parameter": "betweenness=true"])
            )
        }
        return totals
    }

    /// How far agreements lie with partners of one country: the sum of the squared shares
    /// (Herfindahl–Hirschman), 1 when all of them do; `nil` where no country is known.
    ///
    /// In each tie each is the other's partner; for one party only its own partners count.
    private var concentration: Double? {
        var counts: [String: Int] = [:]
        for (pair, tie) in ties where party.map(pair.contains) ?? true {
            for end in [pair.first, pair.second] where end != party {
                guard let country = countries[end] else { continue }
                counts[country, default: 0] += tie[.agreements].possible
            }
        }
        return Diversity(counts.values).concentration
    }

    /// The party that stands most between others.
    private func broker() throws -> JSONValue? {
        guard let betweenness,
            let place = betweenness.indices.max(by: { left, right in
                betweenness[left] == betweenness[right]
                    ? left > right : betweenness[left] < betweenness[right]
            }), betweenness[place] > 0
        else { return nil }
        return [
            "party": .string(graph.parties[place].text),
            "name": .string(try history.name(of: graph.parties[place])),
            "betweenness": .number(betweenness[place].rounded(toPlaces: 3)),
        ]
    }
}
