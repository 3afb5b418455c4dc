import CanonicalJSON
import EventJournal
import Events
import LMDB
import Transparency

extension Ledger {
    /// The key that signs for the ledger at a size, as its own events say.
    func logKey(atSize size: UInt64) throws -> NoteVerifier {
        try NoteVerifier(try read { snapshot in try verifierKey(ofSize: size, in: snapshot) })
    }

    /// For each change of the ledger's key below a size: where it stands, and the checkpoint over
    /// it that the earlier key has signed, as far as one was kept.
    func endorsedRotations(below size: UInt64) throws -> [(position: Position, note: SignedNote)] {
        let positions = try read { snapshot in
            try journal.positions(ofType: Self.keyRotated, below: size, in: snapshot)
        }
        guard !positions.isEmpty else { return [] }
        let sizes = checkpoints.sizes(of: .ledger)
        return try positions.compactMap { position in
            let earlier = try logKey(atSize: position)
            for size in sizes where size > position {
                guard let bytes = try checkpoints.contents(of: .ledger, size: size),
                    let note = try? SignedNote(parsing: bytes)
                else { continue }
                if (try? note.verified(by: [earlier])) != nil { return (position, note) }
                break
            }
            return nil
        }
    }
}
