import CanonicalJSON
import Collaboration
import Events
import Transparency

/// Whose signature counts on a checkpoint of a published log, when its key may have changed.
///
/// A leaf `ledger.key-rotated {key, previous}` alone says nothing: whoever serves the files could
/// add one. So each change must be under a checkpoint that the previous key has signed, which the
/// log publishes as `rotated/<position>`.
struct KeySuccession {
    /// Where the published checkpoint over a change of keys stands.
    static func path(ofRotationAt position: Position) -> String { "rotated/\(position)" }

    private let tree: PublishedTree
    private let log: any PublishedLog

    init(_ tree: PublishedTree, in log: any PublishedLog) {
        self.tree = tree
        self.log = log
    }

    /// The key in force at the size of the tree, if `known` was in force at an earlier size, and
    /// the checkpoints that say so.
    ///
    /// - Throws: `LedgerError` of kind `refused` for a change that the previous key has not
    ///   signed.
    /// - Complexity: reads every bundle from that size on.
    func key(
        after known: NoteVerifier,
        from size: UInt64
    ) throws -> (key: NoteVerifier, endorsements: [SignedNote]) {
        var key = known
        var endorsements: [SignedNote] = []
        let width = UInt64(Tile.fullWidth)
        var position = size
        while position < tree.checkpoint.size {
            let index = position / width
            for entry in try tree.entries(ofTile: index).dropFirst(Int(position % width)) {
                if let next = Self.rotation(in: entry, at: position, from: key) {
                    endorsements.append(try endorsement(ofRotationAt: position, by: [key, next]))
                    key = next
                }
                position += 1
            }
        }
        return (key, endorsements)
    }

    /// The new key that a leaf names, if it is a change from `previous`.
    private static func rotation(
        in entry: [UInt8],
        at position: Position,
        from previous: NoteVerifier
    ) -> NoteVerifier? {
        guard let document = try? JSONDocument(reading: entry) else { return nil }
        let leaf = Leaf(position: position, document: document)
        guard leaf.type == Ledger.keyRotated else { return nil }
        let data = leaf.event["data"]
        guard data?["previous"]?.string == previous.verifierKey,
            let next = try? NoteVerifier(data?["key"]?.string ?? ""),
            next.name.utf8.elementsEqual(previous.name.utf8)
        else { return nil }
        return next
    }

    /// The checkpoint of this tree that covers a change and bears the signatures of both keys.
    private func endorsement(
        ofRotationAt position: Position,
        by keys: [NoteVerifier]
    ) throws -> SignedNote {
        let path = Self.path(ofRotationAt: position)
        if let bytes = try log.contents(of: path, limit: SignedNote.byteLimit),
            let note = try? SignedNote(parsing: bytes),
            let checkpoint = try? Checkpoint(parsing: note.text),
            checkpoint.size > position, checkpoint.size <= tree.checkpoint.size,
            (try? note.verified(by: keys))?.count == keys.count,
            try tree.root(ofSize: checkpoint.size) == checkpoint.root
        {
            return note
        }
        throw LedgerError(
            .refused,
            "event \(position) of \(log.name) names another key, but \(path) is no checkpoint "
                + "over it signed by both; ask the owner for the new key by another "
                + "way, and whether the change is theirs"
        )
    }
}
