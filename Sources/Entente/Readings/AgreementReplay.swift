import Collaboration
import EDTF
import Events
import Reports

/// Folds one agreement's history as known after each event that can change what the register says
/// of it, and at each moment at which one of its events begins to count.
///
/// It asks the same questions as the register does without stored readings. What is saved is
/// asking again where nothing has changed that an answer rests on: the events that count, what
/// stands beside them, and what is told of them at any date.
struct AgreementReplay {
    /// The most facts of an agreement whose answers are stored; those of a treaty with many
    /// parties would take more room than its history, and are read from there.
    private static let mostFacts = 200

    /// The most of them that tell something at every date: each has all answers made anew, one
    /// for every date at which something begins to count.
    private static let mostToldFacts = 24

    private let agreement: Tag
    private let ledger: Ledger
    private let loader: HistoryLoader
    private let standings: KnownStandings
    private let own: RecordedHistory
    private let about: RecordedHistory?

    private var standing: Standing
    private var disputes: [History.Dispute] = []
    private var waiting: [Position] = []
    private var timeline = RegisterTimeline()
    private(set) var stored: StoredReading

    /// Takes in the events below a size that are not yet in what is stored.
    init(
        of agreement: Tag,
        _ own: RecordedHistory,
        into stored: StoredReading,
        _ ledger: Ledger,
        _ standings: KnownStandings
    ) throws {
        self.agreement = agreement
        self.ledger = ledger
        self.own = own
        self.standings = standings
        self.stored = stored
        loader = HistoryLoader(ledger)
        about = try standings.disputes(tagged: agreement)
        standing = Standing(of: agreement)
    }

    /// Takes in the events from what is stored up to a size.
    mutating func run(upTo size: UInt64) throws {
        if !stored.isIrregular { try replay(upTo: size) }
        stored.size = size
    }

    private mutating func replay(upTo size: UInt64) throws {
        let start = stored.size
        waiting = own.positions + (about?.positions ?? [])
        for entity in stored.consulted { waiting += try standings.positions(of: entity) }
        waiting = Set(waiting.filter { $0 >= start }).sorted(by: >)
        guard !waiting.isEmpty else { return }
        read(below: size)
        if isTooLong { return forget() }
        read(below: start)
        readDisputes(below: start)
        let before = try inputs(knownAt: start)
        guard !stored.isIrregular else { return forget() }
        timeline = RegisterTimeline(restoring: stored, from: before)
        while let position = waiting.popLast() {
            let arrived = take(position)
            let inputs = try inputs(knownAt: position + 1)
            guard !stored.isIrregular else { return forget() }
            try timeline.advance(to: inputs, arrived: arrived, storing: &stored)
        }
    }

    /// Whether it is cheaper to read the history than to store what it says at all dates.
    private var isTooLong: Bool {
        let facts = standing.replay
        if facts.count > Self.mostFacts { return true }
        guard facts.count > Self.mostToldFacts else { return false }
        let told = facts.count { AgreementReading.isTold(atEveryDate: $0, in: standing) }
        return told > Self.mostToldFacts
    }

    /// Takes one event in.
    ///
    /// - Returns: the fact that joined the history, when nothing else changed.
    private mutating func take(_ position: Position) -> Fact? {
        if about?.leaf(at: position) != nil { readDisputes(below: position + 1) }
        guard let leaf = own.leaf(at: position) else { return nil }
        guard !leaf.isAboutAnEvent, let type = leaf.type else {
            read(below: position + 1)
            return nil
        }
        let fact = Fact(leaf, as: type, axis: ledger.types.axis(of: type))
        guard loader.entities(of: fact).contains(agreement) else { return nil }
        standing.add(fact)
        return fact
    }

    private mutating func read(below size: UInt64) {
        let history = own.history(below: size, by: ledger.types)
        standing = loader.standing(of: agreement, in: history)
    }

    private mutating func readDisputes(below size: UInt64) {
        disputes = about?.history(below: size, by: ledger.types).disputes ?? []
    }

    /// Everything that answers rest on, as known at a size.
    private mutating func inputs(knownAt size: UInt64) throws -> RegisterTimeline.Inputs {
        let facts = standing.replay
        var marks: [FactMarks?] = []
        marks.reserveCapacity(facts.count)
        var asked: Set<Tag> = []
        for fact in facts where !stored.isIrregular {
            guard ledger.judge.rulebook.isAbout(agreement, fact), fact.type.verb != "named",
                fact.bounds.latest.microseconds < StoredReading.forever
            else {
                stored.isIrregular = true
                break
            }
            let found = try FactMarks(
                on: fact,
                of: agreement,
                by: ledger.judge,
                disputes: disputes
            ) { tag in
                if tag == agreement { return standing }
                guard ledger.judge.rulebook.family(ofKind: tag.kind) != nil else {
                    return Standing(of: tag)
                }
                asked.insert(tag)
                return try standings.standing(of: tag, below: size)
            }
            marks.append(found)
        }
        for entity in asked where stored.consulted.insert(entity).inserted {
            let later = try standings.positions(of: entity).filter { $0 >= size }
            waiting = Set(waiting + later).sorted(by: >)
        }
        return RegisterTimeline.Inputs(size: size, standing: standing, facts: facts, marks: marks)
    }

    private mutating func forget() {
        var empty = StoredReading()
        empty.isIrregular = true
        empty.consulted = stored.consulted
        stored = empty
    }
}
