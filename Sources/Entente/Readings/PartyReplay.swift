import Collaboration
import EDTF
import Events
import Reports

/// Reads the names of one party as known after each event that can change them, at each moment at
/// which one begins to hold or ends.
struct PartyReplay {
    private let party: Tag
    private let own: RecordedHistory
    private let ledger: Ledger
    private let loader: HistoryLoader
    private(set) var stored: StoredReading

    /// Takes in the events below a size that are not yet in what is stored.
    init(of party: Tag, _ own: RecordedHistory, into stored: StoredReading, _ ledger: Ledger) {
        self.party = party
        self.own = own
        self.ledger = ledger
        self.stored = stored
        loader = HistoryLoader(ledger)
    }

    /// Takes in the events from what is stored up to a size.
    mutating func run(upTo size: UInt64) {
        if !stored.isIrregular { replay() }
        stored.size = size
    }

    private mutating func replay() {
        // Personal values are not read here, and may be in the names.
        guard !own.isPersonal else { return forget() }
        var open = stored.openAreas
        for position in own.positions where position >= stored.size && mayName(position) {
            let history = own.history(below: position + 1, by: ledger.types)
            let standing = loader.standing(of: party, in: history)
            var moments: [Int64] = [.min]
            for turn in NamesInForce.turns(of: standing.all) where turn.microseconds > .min {
                moments.append(turn.microseconds)
            }
            guard moments.last != StoredReading.forever else { return forget() }
            let steps = moments.map { moment in
                let name = PartyName(of: standing, asOf: AsOf(Instant(microseconds: moment)))
                return (start: moment, entry: name.map { stored.place(of: $0.bytes) })
            }
            stored.hold(steps, from: position + 1, open: &open)
        }
    }

    /// Whether an event may change the names; most of a party's events do not.
    private func mayName(_ position: Position) -> Bool {
        guard let leaf = own.leaf(at: position) else { return false }
        guard !leaf.isAboutAnEvent, let type = leaf.type else { return true }
        return PartyName.isTold(by: Fact(leaf, as: type, axis: .occurred))
    }

    private mutating func forget() {
        stored = StoredReading()
        stored.isIrregular = true
    }
}
