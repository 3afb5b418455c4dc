import Events

/// Parties and their ties as a graph: who is near, who stands between others, who is cut off.
///
/// A tie counts here whether it is sure or only possible.
struct NetworkGraph {
    /// The parties that have a tie, in tag order.
    let parties: [Tag]

    /// The ties as places of their ends, in order.
    let edges: [(from: Int, to: Int)]

    private let neighbours: [[Int]]

    init(_ pairs: [PartyPair]) {
        let parties = Set(pairs.flatMap { [$0.first, $0.second] }).sorted()
        let places = Dictionary(uniqueKeysWithValues: zip(parties, parties.indices))
        var neighbours = Array(repeating: [Int](), count: parties.count)
        var edges: [(from: Int, to: Int)] = []
        for pair in pairs.sorted() {
            guard let from = places[pair.first], let to = places[pair.second] else { continue }
            edges.append((from, to))
            neighbours[from].append(to)
            neighbours[to].append(from)
        }
        self.parties = parties
        self.edges = edges
        self.neighbours = neighbours
    }

    /// How many partners a party has.
    func degree(_ place: Int) -> Int { neighbours[place].count }

    /// The ties there are of those there could be; `nil` for less than two parties.
    var density: Double? {
        let count = Double(parties.count)
        return count < 2 ? nil : 2 * Double(edges.count) / (count * (count - 1))
    }

    /// For each party the number of its component: 1 for the largest; of equal ones, the one with
    /// the least tag comes first.
    var components: [Int] {
        var sets = DisjointSets(count: parties.count)
        for edge in edges { sets.join(edge.from, edge.to) }
        let roots = parties.indices.map { sets.root($0) }
        let sizes = sets.sizes()
        // Parties are in tag order, so the first of a component is its least.
        var seen: Set<Int> = []
        let order = roots.filter { seen.insert($0).inserted }.enumerated()
            .sorted { one, other in
                let (left, right) = (sizes[one.element] ?? 0, sizes[other.element] ?? 0)
                return left == right ? one.offset < other.offset : left > right
            }
        let ranks = Dictionary(
            uniqueKeysWithValues: zip(order.map(\.element), 1...)
        )
        return roots.map { ranks[$0] ?? 0 }
    }

    /// For each party, on how many shortest ways between two others it stands; a way among several
    /// of the same length counts its part (Brandes 2001, without weights).
    ///
    /// - Complexity: parties × ties.
    var betweenness: [Double] {
        var total = Array(repeating: 0.0, count: parties.count)
        for source in parties.indices { addDependencies(on: source, to: &total) }
        // Every way was walked from both ends.
        return total.map { $0 / 2 }
    }

    private func addDependencies(on source: Int, to total: inout [Double]) {
        var order: [Int] = []
        var ways = Array(repeating: 0.0, count: parties.count)
        var distance = Array(repeating: -1, count: parties.count)
        ways[source] = 1
        distance[source] = 0
        var queue = [source]
        var head = 0
        while head < queue.count {
            let place = queue[head]
            head += 1
            order.append(place)
            for next in neighbours[place] {
                if distance[next] < 0 {
                    distance[next] = distance[place] + 1
                    queue.append(next)
                }
                if distance[next] == distance[place] + 1 { ways[next] += ways[place] }
            }
        }
        var dependency = Array(repeating: 0.0, count: parties.count)
        for place in order.reversed() {
            for next in neighbours[place] where distance[next] == distance[place] + 1 {
                dependency[place] += ways[place] / ways[next] * (1 + dependency[next])
            }
            if place != source { total[place] += dependency[place] }
        }
    }
}
