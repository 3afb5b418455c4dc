import Entente

/// What a run of `append` has stored so far.
struct AppendTally {
    private(set) var refused = 0
    private(set) var size: UInt64 = 0
    private var root = ""
    private var appendedCount = 0
    private var replayedCount = 0

    /// The lowest and the highest position; empty before the first.
    private var appended: [UInt64] = []
    private var replayed: [UInt64] = []

    /// Counts what became of some lines.
    mutating func add(_ outcome: AppendOutcome) {
        appended = Self.ends(of: appended, outcome.receipts.filter { !$0.replayed })
        appendedCount += outcome.receipts.count { !$0.replayed }
        replayed = Self.ends(of: replayed, outcome.receipts.filter(\.replayed))
        replayedCount += outcome.receipts.count(where: \.replayed)
        refused += outcome.refusals.count
        size = outcome.size
        root = outcome.root
    }

    /// `appended 3 events, positions 4–6, size 7, root …`.
    func summary(_ verb: String) -> String {
        var parts: [String] = []
        if appendedCount > 0 || replayedCount == 0 {
            parts.append(
                "\(verb) \(Words.count(appendedCount, "event"))\(Self.positions(appended))"
            )
        }
        if replayedCount > 0 {
            parts.append(
                "replayed \(Words.count(replayedCount, "event"))\(Self.positions(replayed))"
            )
        }
        if refused > 0 { parts.append("refused \(refused)") }
        return parts.joined(separator: ", ") + ", size \(size), root \(root)"
    }

    /// `stored 3, replayed 2, refused 1`.
    var counts: String {
        var parts = ["stored \(appendedCount)"]
        if replayedCount > 0 { parts.append("replayed \(replayedCount)") }
        if refused > 0 { parts.append("refused \(refused)") }
        return parts.joined(separator: ", ")
    }

    private static func ends(of known: [UInt64], _ receipts: [Receipt]) -> [UInt64] {
        let all = known + receipts.map(\.position)
        guard let first = all.min(), let last = all.max() else { return [] }
        return [first, last]
    }

    private static func positions(_ ends: [UInt64]) -> String {
        guard let first = ends.first, let last = ends.last else { return "" }
        return first == last ? ", position \(first)" : ", positions \(first)–\(last)"
    }
}
