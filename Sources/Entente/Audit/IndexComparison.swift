import Events

/// Where the indexes differ from what the leaves give.
struct IndexComparison: Sendable {
    /// What the indexes hold; `nil` when they cannot be read.
    let walk: IndexWalk?

    /// The runs of ``IndexWalk`` whose entries have to be looked at one by one.
    let runs: [Int]

    /// The runs among them in which an index differs.
    private let suspects: [LeafIndex: Set<Int>]

    private let isSuspectOfAll: Bool

    /// How many entries of each index the leaves give.
    private let given: [LeafIndex: Int]

    /// Compares the indexes with what the leaves give.
    ///
    /// - `isThorough`: every entry is looked at, whatever the sums say.
    init(_ walk: IndexWalk?, with given: [IndexSums], isThorough: Bool) {
        self.walk = walk
        isSuspectOfAll = isThorough || walk == nil
        var suspects: [LeafIndex: Set<Int>] = [:]
        var counts: [LeafIndex: Int] = [:]
        for index in LeafIndex.allCases {
            var runs: Set<Int> = []
            for (run, sums) in given.enumerated() {
                counts[index, default: 0] += sums[index].count
                if let walk, sums[index] != walk.runs[run][index] { runs.insert(run) }
            }
            suspects[index] = runs
        }
        self.suspects = suspects
        self.given = counts
        // A thorough replay has looked for the entries of every leaf already.
        if isThorough {
            runs = []
        } else if walk == nil {
            runs = Array(given.indices)
        } else {
            runs = suspects.values.reduce(into: Set()) { $0.formUnion($1) }.sorted()
        }
    }

    /// Whether an index may hold what no leaf gives.
    func mayHoldMore(_ index: LeafIndex) -> Bool {
        guard !isSuspectOfAll, let walk else { return true }
        return suspects[index]?.isEmpty == false || walk.beyond[index].count > 0
    }

    /// Whether an entry at a position has to be looked at.
    ///
    /// - `size`: how many events are audited; what was appended meanwhile is left out.
    func isSuspect(_ index: LeafIndex, at position: Position, ofAudited size: UInt64) -> Bool {
        if position >= size { return position >= walk?.size ?? size }
        return isSuspectOfAll
            || suspects[index]?.contains(Int(position / IndexWalk.runCount)) == true
    }

    /// How many entries of an index no leaf gives; `nil` when they could not be counted.
    ///
    /// - `missing`: how many entries that leaves give are not there.
    func surplus(_ index: LeafIndex, missing: Int) -> Int? {
        guard let walk else { return nil }
        let held = walk.runs.reduce(walk.beyond[index].count) { $0 + $1[index].count }
        return held - (given[index] ?? 0) + missing
    }
}
