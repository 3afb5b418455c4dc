import Events

/// For each key of a ``KeySet``, the places of the events that have it, ascending.
///
/// A chain through one array for each key: adding is O(1), and keys need not come together.
struct Postings: Sendable {
    private static let none = UInt32.max

    private var firsts: [UInt32] = []
    private var lasts: [UInt32] = []
    private var nexts: [UInt32] = []
    private var places: [UInt32] = []

    /// Empty chains with room for some places.
    init(expecting count: Int = 0) {
        nexts.reserveCapacity(count)
        places.reserveCapacity(count)
    }

    /// How many pairs of key and place there are.
    var count: Int { places.count }

    /// Whether a key has any place.
    func holds(_ key: Int) -> Bool { key < firsts.count && firsts[key] != Self.none }

    /// Adds a place to those of a key; once, if it is the key's last already.
    mutating func append(_ place: Int, to key: Int) {
        let link = UInt32(places.count)
        while firsts.count <= key {
            firsts.append(Self.none)
            lasts.append(Self.none)
        }
        if firsts[key] == Self.none {
            firsts[key] = link
        } else {
            let last = Int(lasts[key])
            if places[last] == UInt32(place) { return }
            nexts[last] = link
        }
        lasts[key] = link
        nexts.append(Self.none)
        places.append(UInt32(place))
    }

    /// Appends the positions of a key, from a lowest one on.
    func append(
        of key: Int,
        startingAt start: Position,
        from lowest: Position = 0,
        to found: inout [Position]
    ) {
        guard key < firsts.count else { return }
        var link = firsts[key]
        while link != Self.none {
            let position = start + UInt64(places[Int(link)])
            if position >= lowest { found.append(position) }
            link = nexts[Int(link)]
        }
    }
}
