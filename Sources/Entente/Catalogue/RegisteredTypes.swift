import CanonicalJSON
import Collaboration
import EventJournal
import Events
import LMDB
import Synchronization

/// The users' own types that committed events of a ledger registered.
///
/// They are compiled when first asked for and kept: what is committed never changes.
final class RegisteredTypes: Sendable {
    private let journal: Journal
    private let catalogue: Catalogue
    private let known = Mutex<[Position: CompiledType]>([:])

    init(_ journal: Journal, _ catalogue: Catalogue) {
        self.journal = journal
        self.catalogue = catalogue
    }

    /// A type in one version, or in its newest.
    ///
    /// - Returns: `nil` when no event registered it.
    /// - Complexity: the registrations of this one type.
    func type(_ type: EventType, version: Int?) throws -> CompiledType? {
        guard let tag = Registration.tag(of: type) else { return nil }
        return try journal.environment.read { snapshot in
            for position in try journal.positions(tagged: tag, in: snapshot).reversed() {
                guard let found = try registered(at: position, in: snapshot), found.type == type
                else { continue }
                if version == nil || version == found.version { return found }
            }
            return nil
        }
    }

    /// The newest version of every type, in order.
    func newest() throws -> [CompiledType] {
        try journal.environment.read { snapshot in
            var newest: [EventType: CompiledType] = [:]
            for position in try journal.positions(ofType: Registration.type, in: snapshot) {
                guard let found = try registered(at: position, in: snapshot) else { continue }
                newest[found.type] = found
            }
            return newest.values.sorted { $0.type < $1.type }
        }
    }

    /// What the event at a position registers; `nil` when it is another, or cannot be compiled.
    private func registered(
        at position: Position,
        in snapshot: borrowing ReadTransaction
    ) throws -> CompiledType? {
        if let compiled = known.withLock({ $0[position] }) { return compiled }
        guard let bytes = try journal.leaf(at: position, in: snapshot),
            let document = try? JSONDocument(reading: bytes)
        else { return nil }
        let leaf = Leaf(position: position, document: document)
        guard leaf.type == Registration.type,
            let registration = Registration(leaf.event["data"] ?? .null),
            let compiled = try? catalogue.compile(registration)
        else { return nil }
        known.withLock { $0[position] = compiled }
        return compiled
    }
}
