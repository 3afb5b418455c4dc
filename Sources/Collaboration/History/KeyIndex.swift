/// Finds the places of what was filed under a number, in the order of filing.
///
/// What is filed is chained; chains are found one after the other while they are few, and by
/// open addressing from then on.
///
/// - Complexity: filing and finding are O(1) in the mean.
struct KeyIndex: Sendable {
    private struct Chain {
        let key: UInt64
        let first: Int32
        var last: Int32
    }

    private struct Entry {
        let place: Int32
        var next: Int32
    }

    private static let fewChains = 8

    private var chains: [Chain] = []
    private var entries: [Entry] = []

    /// Where a chain is, plus one; a power of two, and at most half full.
    private var slots: [Int32] = []

    /// Files a place.
    mutating func file(_ place: Int, under key: UInt64) {
        let entry = Int32(entries.count)
        entries.append(Entry(place: Int32(place), next: -1))
        if let chain = chain(key) {
            entries[Int(chains[chain].last)].next = entry
            chains[chain].last = entry
            return
        }
        chains.append(Chain(key: key, first: entry, last: entry))
        guard chains.count > Self.fewChains else { return }
        if chains.count * 2 > slots.count { grow() } else { take(chains.count - 1) }
    }

    /// The first entry of what was filed under a key; negative if there is none.
    func first(_ key: UInt64) -> Int32 { chain(key).map { chains[$0].first } ?? -1 }

    /// The entry after one; negative behind the last.
    func next(_ entry: Int32) -> Int32 { entries[Int(entry)].next }

    /// The place that an entry holds.
    func place(_ entry: Int32) -> Int { Int(entries[Int(entry)].place) }

    private func chain(_ key: UInt64) -> Int? {
        guard !slots.isEmpty else {
            for index in chains.indices where chains[index].key == key { return index }
            return nil
        }
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: key) & mask
        while slots[slot] != 0 {
            let index = Int(slots[slot]) - 1
            if chains[index].key == key { return index }
            slot = (slot + 1) & mask
        }
        return nil
    }

    private mutating func grow() {
        slots = [Int32](repeating: 0, count: max(32, slots.count * 2))
        for index in chains.indices { take(index) }
    }

    private mutating func take(_ index: Int) {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: chains[index].key) & mask
        while slots[slot] != 0 { slot = (slot + 1) & mask }
        slots[slot] = Int32(index + 1)
    }
}
