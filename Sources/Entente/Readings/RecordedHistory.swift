import CanonicalJSON
import Collaboration
import EventJournal
import Events
import LMDB

/// Leaves of one history in memory, read as of any size.
///
/// As `HistoryLoader.history` does, it takes in what corrections are about, and what was said
/// elsewhere of an event that got another payload; personal values stay `null`.
struct RecordedHistory {
    /// The positions of the history itself, ascending.
    let positions: [Position]

    private var leaves: [Position: Leaf] = [:]

    /// Where the events stand that some of the leaves are about, by their ids.
    private var targets: [String: Position] = [:]

    /// What was said, there or elsewhere, of the events that got another payload, by their ids.
    private var discussions: [String: [Position]] = [:]

    /// Reads a history.
    ///
    /// - `saidElsewhere`: whether what was said elsewhere of an event that got another payload is
    ///   taken in.
    init(
        at positions: [Position],
        saidElsewhere: Bool,
        of ledger: Ledger,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws {
        self.positions = positions
        let loader = HistoryLoader(ledger)
        var waiting = positions
        while let position = waiting.popLast() {
            guard leaves[position] == nil,
                let leaf = try loader.leaf(at: position, in: snapshot)
            else { continue }
            leaves[position] = leaf
            guard leaf.isAboutAnEvent, let target = leaf.target else { continue }
            if let place = try ledger.journal.position(ofID: target, in: snapshot) {
                targets[target] = place
                waiting.append(place)
            }
            if saidElsewhere, leaf.replacesPayload, discussions[target] == nil,
                let name = Tag("event:" + target)
            {
                let said = try ledger.journal.positions(tagged: name, in: snapshot)
                discussions[target] = said
                waiting += said
            }
        }
    }

    /// The own history of an entity.
    init(of entity: Tag, below size: UInt64, in ledger: Ledger) throws {
        self = try ledger.read { snapshot in
            try RecordedHistory(
                at: try ledger.journal.positions(ofEntity: entity, below: size, in: snapshot),
                saidElsewhere: true,
                of: ledger,
                in: snapshot
            )
        }
    }

    /// Whether some leaf has personal values.
    var isPersonal: Bool {
        leaves.values.contains { $0.document.member(0, Self.personal) != nil }
    }

    private static let personal: JSONName = "personal"

    func leaf(at position: Position) -> Leaf? { leaves[position] }

    /// How many positions lie below a size.
    func count(below size: UInt64) -> Int { positions.partitioningIndex { $0 >= size } }

    /// What the leaves below a size say.
    func history(below size: UInt64, by types: LedgerTypes) -> History {
        var known: [Position: Leaf] = [:]
        var waiting = Array(positions[..<count(below: size)])
        while let position = waiting.popLast() {
            guard known[position] == nil, let leaf = leaves[position] else { continue }
            known[position] = leaf
            guard leaf.isAboutAnEvent, let target = leaf.target else { continue }
            if let place = targets[target], place < size { waiting.append(place) }
            if leaf.replacesPayload {
                waiting += (discussions[target] ?? []).filter { $0 < size }
            }
        }
        return History(of: Array(known.values)) { types.axis(of: $0) }
    }
}

extension Array {
    /// The first index for which something holds, when it holds for all that follow.
    func partitioningIndex(where holds: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
