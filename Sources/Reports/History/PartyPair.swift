import CanonicalJSON
import Events

/// Two parties, whichever is named first.
struct PartyPair: Hashable, Comparable {
    /// The one whose tag is less.
    let first: Tag

    /// The other one.
    let second: Tag

    /// Two parties; `nil` when they are one.
    init?(_ one: Tag, _ other: Tag) {
        if one == other { return nil }
        first = min(one, other)
        second = max(one, other)
    }

    /// Whether a party is one of the two.
    func contains(_ party: Tag) -> Bool { first == party || second == party }

    /// Every two of some parties, in order.
    ///
    /// - Complexity: the square of the parties, of which an event names 250 at most.
    static func all(among parties: some Sequence<Tag>) -> [PartyPair] {
        let sorted = Set(parties).sorted()
        return sorted.indices.flatMap { place in
            sorted[(place + 1)...].compactMap { PartyPair(sorted[place], $0) }
        }
    }

    static func < (left: Self, right: Self) -> Bool {
        left.first == right.first ? left.second < right.second : left.first < right.first
    }
}

extension PartyPair {
    /// Writes the tags and the names of both into a row.
    func name(in row: inout JSONObject, _ history: KnownHistory) throws {
        row["a"] = .string(first.text)
        row["aName"] = .string(try history.name(of: first))
        row["b"] = .string(second.text)
        row["bName"] = .string(try history.name(of: second))
    }
}
