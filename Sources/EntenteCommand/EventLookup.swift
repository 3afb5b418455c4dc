import Entente
import EventJournal
import Events

/// Finding events by what stands on the command line.
enum EventLookup {
    /// The event at a position, or with an id.
    ///
    /// - Throws: `LedgerError` when there is none.
    static func event(_ name: String, in ledger: Ledger) throws -> StoredEvent {
        if let position = Position(name), let found = try ledger.event(at: position) {
            return found
        }
        if let found = try ledger.event(id: name) { return found }
        throw LedgerError(
            .notFound,
            "no event has the position or id '\(name)'; the ledger has \(try ledger.head().size) "
                + "events, from position 0"
        )
    }
}
