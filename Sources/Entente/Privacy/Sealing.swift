package import CanonicalJSON
package import Events
import EventJournal
package import Transparency

/// Takes personal values out of events and keeps them sealed beside the log.
package struct Sealing {
    /// A value taken out of an event.
    package struct Sealed {
        /// Where the value stood, as a JSON Pointer from the event's root.
        package let pointer: String

        /// What the leaf commits to.
        package let digest: Hash

        /// What is stored beside the log.
        package let record: [UInt8]
    }

    private let ledger: Ledger
    private var keys: [Tag: [UInt8]] = [:]
    private var fresh: [Tag: [UInt8]] = [:]

    /// What seals for a ledger; its keys are looked for when the first is needed.
    init(_ ledger: Ledger) {
        self.ledger = ledger
    }

    /// Seals the values at some places of an event.
    ///
    /// - `places`: pointers from the event's root, and the persons each value is about.
    /// - Returns: the event with `null` at these places, and what was sealed.
    package mutating func seal(
        _ places: [(pointer: JSONPointer, persons: [Tag])],
        of event: JSONValue,
        id: String
    ) throws -> (event: JSONValue, sealed: [Sealed]) {
        var event = event
        var sealed: [Sealed] = []
        for place in places {
            guard let value = event[place.pointer] else { continue }
            let pointer = place.pointer.description
            let salt = Hexadecimal.encode(ledger.entropy.bytes(16))
            let digest = Self.digest(salt: salt, pointer: pointer, value: value)
            let plain = JSONValue.object(JSONObject([("salt", .string(salt)), ("value", value)]))
            let box = try AEAD.seal(
                plain.canonicalBytes(),
                key: try key(of: place.persons),
                nonce: ledger.entropy.bytes(12),
                context: [ledger.origin, id, pointer, digest.hex]
            )
            let record = SealedRecord(persons: place.persons, box: box)
            sealed.append(Sealed(pointer: pointer, digest: digest, record: record.bytes))
            event = event.replacing(place.pointer, with: .null)
        }
        return (event, sealed)
    }

    /// Which of some persons have no key yet, here or drawn since.
    mutating func personsWithoutKey(_ persons: [Tag]) throws -> [Tag] {
        let unknown = persons.filter { keys[$0] == nil }
        guard !unknown.isEmpty, let store = try ledger.keyStore() else { return unknown }
        keys.merge(try store.keys(of: unknown)) { known, _ in known }
        return unknown.filter { keys[$0] == nil }
    }

    /// Makes the keys drawn since the last call durable; to be called before the ledger commits.
    package mutating func storeKeys() throws {
        guard !fresh.isEmpty else { return }
        try ledger.keyStore()?.store(fresh)
        fresh = [:]
    }

    /// `SHA-256(JCS(["entente/personal/1", salt, pointer, value]))`, the salt in lowercase hex.
    package static func digest(salt: String, pointer: String, value: JSONValue) -> Hash {
        let list: JSONValue = [
            "entente/personal/1", .string(salt), .string(pointer), value,
        ]
        return SHA256Hashing.hash(list.canonicalBytes())
    }

    /// The key a value about these persons is sealed under; any erasure takes it.
    static func combined(_ keys: [[UInt8]]) -> [UInt8] {
        guard keys.count > 1 else { return keys.first ?? [] }
        let label = Array("entente/several/1".utf8)
        return SHA256Hashing.hash(keys.reduce(label, +)).bytes
    }

    private mutating func key(of persons: [Tag]) throws -> [UInt8] {
        guard let store = try ledger.keyStore() else {
            throw LedgerError(
                .notPermitted,
                "this ledger has no person keys here, so personal values cannot be sealed; "
                    + "bring the keys with `entente keys import`"
            )
        }
        let unknown = persons.filter { keys[$0] == nil }
        if !unknown.isEmpty {
            keys.merge(try store.keys(of: unknown)) { known, _ in known }
            for person in unknown where keys[person] == nil {
                let key = ledger.entropy.bytes(32)
                keys[person] = key
                fresh[person] = key
            }
        }
        return Self.combined(persons.compactMap { keys[$0] })
    }
}
