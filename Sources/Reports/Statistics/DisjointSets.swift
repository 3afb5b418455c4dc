/// Which of some things hang together, as pairs of them are joined.
struct DisjointSets {
    private var parents: [Int]

    /// Things by their places, none joined to another.
    init(count: Int) { parents = Array(0..<count) }

    /// Adds a thing that is joined to none; its place.
    mutating func add() -> Int {
        parents.append(parents.count)
        return parents.count - 1
    }

    /// Puts the sets of two things together.
    mutating func join(_ one: Int, _ other: Int) { parents[root(one)] = root(other) }

    /// The set a thing is in, by the place of one of its members.
    mutating func root(_ place: Int) -> Int {
        var place = place
        while parents[place] != place {
            parents[place] = parents[parents[place]]
            place = parents[place]
        }
        return place
    }

    /// How many things each set has, by what ``root(_:)`` says.
    mutating func sizes() -> [Int: Int] {
        var sizes: [Int: Int] = [:]
        for place in parents.indices { sizes[root(place), default: 0] += 1 }
        return sizes
    }
}
