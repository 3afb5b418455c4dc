import CanonicalJSON
import Collaboration
import EDTF
import EventJournal
import Events
import JSONSchema
import LMDB
import Transparency

extension AppendSession {
    /// Appends an event that the program itself writes.
    mutating func appendOwn(
        _ type: EventType,
        data: JSONValue,
        by: String = "script:entente",
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Receipt {
        let moment = String(now.rfc3339.prefix(19)) + "Z"
        let text: JSONValue = [
            "type": .string(type.text), "occurred": .string(moment),
            "by": .string(by), "data": data,
        ]
        let event = WriterEvent(
            own: JSONDocument(text),
            type: type,
            occurred: try ImpreciseDate(parsing: moment)
        )
        do {
            return try admit(event, payloads.check(event), in: snapshot)
        } catch let refusal as Refusal where refusal.code == .schema {
            throw LedgerError(.damaged, "the program's own \(type) is wrong: \(refusal.message)")
        }
    }

    /// Says in the log that the program's catalogue is another one than before.
    mutating func adoptCatalogue(in snapshot: borrowing some Snapshot & ~Copyable) throws {
        guard !hasAdoptedCatalogue else { return }
        hasAdoptedCatalogue = true
        let current = ledger.catalogue.digest.hex
        let adopted = try ledger.adoptedCatalogue(in: snapshot)
        guard let adopted, adopted != current else { return }
        _ = try appendOwn(
            "catalogue.adopted",
            data: ["catalogue": .string(current), "previous": .string(adopted)],
            in: snapshot
        )
    }
}

extension Ledger {
    /// Appends one event that the program itself writes, in a transaction of its own.
    @discardableResult
    func appendOwn(_ type: EventType, data: JSONValue, at now: Instant) throws -> Receipt {
        try journal.environment.write { transaction in
            var session = try AppendSession(self, at: now, in: transaction)
            let receipt = try session.appendOwn(type, data: data, in: transaction)
            try session.store(in: &transaction)
            return receipt
        }
    }

    /// Says in the log that the program's catalogue is another one than before, if it is and the
    /// ledger can be written.
    func adoptCatalogue(at now: Instant) throws {
        let adopted = try read { snapshot in try adoptedCatalogue(in: snapshot) }
        guard adopted != catalogue.digest.hex, try files.secret("log") != nil else { return }
        try journal.environment.write { transaction in
            var session = try AppendSession(self, at: now, in: transaction)
            try session.adoptCatalogue(in: transaction)
            try session.store(in: &transaction)
        }
    }

    /// The digest of the catalogue in force; `nil` before the first event.
    func adoptedCatalogue(
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> String? {
        let loader = HistoryLoader(self)
        let last = try journal.positions(ofType: "catalogue.adopted", in: snapshot).last ?? 0
        return try loader.leaf(at: last, in: snapshot)?.event["data"]?["catalogue"]?.string
    }
}
