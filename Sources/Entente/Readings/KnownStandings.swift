import Collaboration
import EventJournal
import Events

/// The standings of entities that rules of agreements look at, as known at any size.
///
/// - Invariant: at most `limit` entities are kept; beyond that it starts anew.
final class KnownStandings {
    private static let limit = 4_096

    private let ledger: Ledger
    private let loader: HistoryLoader
    private let size: UInt64
    private var histories: [Tag: RecordedHistory] = [:]
    private var standings: [Key: Standing] = [:]

    private struct Key: Hashable {
        let entity: Tag
        let count: Int
    }

    /// The positions of all events that are about other events, ascending.
    private var abouts: [Position]?

    /// Standings of a ledger, up to a size.
    init(_ ledger: Ledger, below size: UInt64) {
        self.ledger = ledger
        self.size = size
        loader = HistoryLoader(ledger)
    }

    /// The positions of an entity's own history.
    func positions(of entity: Tag) throws -> [Position] { try history(of: entity).positions }

    /// The standing of an entity as known at a size.
    func standing(of entity: Tag, below known: UInt64) throws -> Standing {
        let history = try history(of: entity)
        let key = Key(entity: entity, count: history.count(below: known))
        if let found = standings[key] { return found }
        let read = history.history(below: known, by: ledger.types)
        let standing = loader.standing(of: entity, in: read)
        standings[key] = standing
        return standing
    }

    /// The events about other events that carry a tag; none where nothing was ever disputed.
    func disputes(tagged tag: Tag) throws -> RecordedHistory? {
        let abouts = try self.abouts ?? readAbouts()
        self.abouts = abouts
        guard !abouts.isEmpty else { return nil }
        return try ledger.read { snapshot in
            let tagged = try ledger.journal.positions(tagged: tag, below: size, in: snapshot)
            let found = tagged.filter { position in
                let index = abouts.partitioningIndex { $0 >= position }
                return index < abouts.count && abouts[index] == position
            }
            guard !found.isEmpty else { return nil }
            return try RecordedHistory(at: found, saidElsewhere: false, of: ledger, in: snapshot)
        }
    }

    private func readAbouts() throws -> [Position] {
        try ledger.read { snapshot in
            let disputes = try ledger.journal.positions(
                ofType: "event.disputed",
                below: size,
                in: snapshot
            )
            guard !disputes.isEmpty else { return [] }
            var found = disputes
            let others: [EventType] = [
                "event.corrected", "event.dispute-settled", "event.reinstated", "event.retracted",
            ]
            for type in others {
                found += try ledger.journal.positions(ofType: type, below: size, in: snapshot)
            }
            return found.sorted()
        }
    }

    private func history(of entity: Tag) throws -> RecordedHistory {
        if let known = histories[entity] { return known }
        let history = try RecordedHistory(of: entity, below: size, in: ledger)
        if histories.count >= Self.limit {
            histories = [:]
            standings = [:]
        }
        histories[entity] = history
        return history
    }
}
