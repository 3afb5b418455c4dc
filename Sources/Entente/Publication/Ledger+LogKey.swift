import CanonicalJSON
import Collaboration
import EventJournal
import Events
import LMDB
import Transparency

extension Ledger {
    /// The key that signs for the ledger at a size, as its own events say: the last one brought in
    /// by a `ledger.key-rotated` before that size, else the one of `ledger.opened`.
    func logKey(atSize size: UInt64) throws -> NoteVerifier {
        let last = try read { snapshot in
            try journal.positions(ofType: "ledger.key-rotated", below: size, in: snapshot).last
        }
        let key = try last.map { try leaf(at: $0)?.event["data"]?["key"]?.string ?? "" }
        return try NoteVerifier(key ?? verifierKey)
    }
}
