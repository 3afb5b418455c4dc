package import CanonicalJSON
import Collaboration
import EventJournal
import Events
import LMDB
import Transparency

extension Ledger {
    /// The keys of the ledger in one document: the log's signing key, every person's key, and who
    /// was erased.
    ///
    /// `{"entente":"keys/1","origin","log"?,"persons":{tag: hex},"erased":[tag]}`. Whoever holds
    /// it can sign as the ledger and read every person's values.
    package func exportKeys() throws -> JSONValue {
        try Failure.translated(directory) {
            let persons = try keyStore()?.all() ?? [:]
            let logged = try journal.environment.read { snapshot in
                try erasedPersons(in: snapshot)
            }
            let erased = Set(logged + files.erasedElsewhere().compactMap(Tag.init)).sorted()
            var keys: JSONObject = [
                "entente": "keys/1",
                "origin": .string(origin),
                "persons": .object(
                    JSONObject(
                        persons.map { ($0.key.text, .string(Hexadecimal.encode($0.value))) }
                    )
                ),
                "erased": .array(erased.map { .string($0.text) }),
            ]
            if let log = try files.secret("log") {
                keys["log"] = .string(Hexadecimal.encode(log))
            }
            return .object(keys)
        }
    }

    /// Brings exported keys to a restored or imported ledger; persons erased there or here stay
    /// erased.
    ///
    /// - Returns: how many persons' keys were imported, and how many were left out as erased.
    package static func importKeys(
        _ keys: JSONValue,
        into directory: String
    ) throws -> (imported: Int, erased: Int) {
        let ledger = try Ledger.open(directory)
        guard keys["entente"]?.string == "keys/1", let persons = keys["persons"]?.object else {
            throw LedgerError(
                .refused,
                "the file holds no keys of a ledger; it is made by `entente keys export`"
            )
        }
        guard keys["origin"]?.string == ledger.origin else {
            throw LedgerError(
                .refused,
                "these are the keys of '\(keys["origin"]?.string ?? "")', this ledger is "
                    + "'\(ledger.origin)'"
            )
        }
        return try Failure.translated(directory) {
            try ledger.journal.environment.write { transaction in
                try ledger.takeKeys(keys, persons, in: transaction)
            }
        }
    }

    private func takeKeys(
        _ keys: JSONValue,
        _ persons: JSONObject,
        in transaction: borrowing WriteTransaction
    ) throws -> (imported: Int, erased: Int) {
        if let log = keys["log"]?.string { try takeLogKey(log) }
        let exported = (keys["erased"]?.array ?? []).compactMap { $0.string.flatMap(Tag.init) }
        let logged = Set(try erasedPersons(in: transaction))
        let erased = logged.union(exported)
        var taken: [Tag: [UInt8]] = [:]
        for member in persons.members {
            guard let person = Tag(member.key), person.kind == "person",
                let key = member.value.string.flatMap(Hexadecimal.decode), key.count == 32
            else {
                throw LedgerError(.refused, "the key of '\(member.key)' cannot be read")
            }
            if !erased.contains(person) { taken[person] = key }
        }
        if try keyStore() == nil {
            _ = try KeyStore.create(files, origin: origin, entropy: entropy)
        }
        try keyStore()?.store(taken)
        try keyStore()?.destroy(keysOf: erased.sorted())
        let elsewhere = erased.subtracting(logged).map(\.text) + files.erasedElsewhere()
        if !elsewhere.isEmpty { try files.setErasedElsewhere(Set(elsewhere).sorted()) }
        return (taken.count, persons.count - taken.count)
    }

    private func takeLogKey(_ text: String) throws {
        guard let seed = Hexadecimal.decode(text), seed.count == 32,
            try NoteSigner(name: origin, seed: seed).verifierKey == verifierKey
        else {
            throw LedgerError(.refused, "the log key does not belong to this ledger")
        }
        try files.create()
        if try files.secret("log") == nil { try files.setSecret("log", to: seed) }
    }

    private func erasedPersons(
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> [Tag] {
        let loader = HistoryLoader(self)
        return try journal.positions(ofType: "subject.erased", in: snapshot).flatMap { position in
            try loader.leaf(at: position, in: snapshot)?.tags.filter { $0.kind == "person" } ?? []
        }
    }
}
