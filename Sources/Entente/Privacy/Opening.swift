package import CanonicalJSON
package import Collaboration
import EventJournal
package import Events
package import LMDB
import Transparency

/// Puts personal values back into events for readers who may have them.
///
/// One opening serves one reading: keys are looked up once each and forgotten with it.
package final class Opening {
    private let ledger: Ledger
    private let origin: String
    private let journal: Journal
    private var keys: [Tag: [UInt8]?] = [:]
    private var erasures: [Tag: Bool] = [:]

    /// Read when a value is wanted that is not here, which is seldom.
    private lazy var erasedElsewhere = Set(ledger.files.erasedElsewhere())

    /// - Complexity: O(1); keys are not looked for before a personal value is wanted.
    init(_ ledger: Ledger) {
        self.ledger = ledger
        origin = ledger.origin
        journal = ledger.journal
    }

    /// Whether a leaf has personal values.
    package func concerns(_ leaf: Leaf) -> Bool {
        leaf.document.member(0, Self.personal) != nil
    }

    private static let personal: JSONName = "personal"

    /// What became of one personal value.
    package enum Answer {
        case present(JSONValue)
        case hidden(Fact.Hidden)
    }

    /// A leaf's event with its personal values, and why those that are missing are.
    package func open(
        _ leaf: Leaf,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> (event: JSONValue, hidden: [String: Fact.Hidden]) {
        var event = leaf.event
        guard let personal = event["personal"]?.object else { return (event, [:]) }
        var hidden: [String: Fact.Hidden] = [:]
        for member in personal.members {
            let digest = member.value.string ?? ""
            switch try answer(member.key, digest: digest, of: leaf, in: snapshot) {
            case .present(let value):
                guard let pointer = try? JSONPointer(parsing: member.key) else { continue }
                event = event.replacing(pointer, with: value)
            case .hidden(let why):
                hidden[member.key] = why
            }
        }
        return (event, hidden)
    }

    /// One personal value of a leaf.
    ///
    /// A value that is here with its key, and does not open with it, is damaged: the audit says so,
    /// and other values are read all the same.
    ///
    /// - Throws: `LedgerError` when the key store cannot be opened.
    package func answer(
        _ pointer: String,
        digest: String,
        of leaf: Leaf,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Answer {
        let found = try opened(pointer, digest: digest, of: leaf, in: snapshot)
        return found.opened.map { .present($0.value) } ?? .hidden(found.why)
    }

    /// What is found of one personal value: whose it is, the value with its salt, or why not.
    struct Found {
        let persons: [Tag]
        var opened: (salt: String, value: JSONValue)?
        var why: Fact.Hidden = .withheld
    }

    /// One personal value of a leaf with the salt that binds it, for who may pass it on.
    func opened(
        _ pointer: String,
        digest: String,
        of leaf: Leaf,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Found {
        let stored = try journal.sealed(position: leaf.position, pointer: pointer, in: snapshot)
        guard let stored, let record = SealedRecord(stored) else {
            let persons = leaf.tags.filter { $0.kind == "person" }
            return try missing(persons, in: snapshot)
        }
        var keys: [[UInt8]] = []
        for person in record.persons {
            guard let key = try key(of: person) else {
                return try missing(record.persons, in: snapshot)
            }
            keys.append(key)
        }
        let plain = AEAD.open(
            record.box,
            key: Sealing.combined(keys),
            context: [origin, leaf.id, pointer, digest]
        )
        guard let plain, let opened = try? JSONReader().read(plain), let value = opened["value"],
            let salt = opened["salt"]?.string,
            Sealing.digest(salt: salt, pointer: pointer, value: value).hex == digest
        else { return Found(persons: record.persons, why: .damaged) }
        return Found(persons: record.persons, opened: (salt, value))
    }

    private func missing(
        _ persons: [Tag],
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Found {
        Found(persons: persons, why: try anyErased(persons, in: snapshot) ? .erased : .withheld)
    }

    private func key(of person: Tag) throws -> [UInt8]? {
        if let known = keys[person] { return known }
        let key = try ledger.keyStore()?.keys(of: [person])[person]
        keys[person] = .some(key)
        return key
    }

    private func anyErased(
        _ persons: [Tag],
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Bool {
        for person in persons where try isErased(person, in: snapshot) { return true }
        return false
    }

    /// Whether the ledger, or the keys brought to it, say that a person was erased.
    package func isErased(
        _ person: Tag,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Bool {
        if let known = erasures[person] { return known }
        let isLogged = try journal.erasure(of: person, in: snapshot) != nil
        let erased = isLogged || erasedElsewhere.contains(person.text)
        erasures[person] = erased
        return erased
    }
}
