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

    /// The key in force at the size of the tree, if `known` was in force at an earlier size.
    ///
    /// - Throws: `LedgerError` of kind `refused` for a change that the previous key has not
    ///   signed.
    /// - Complexity: reads every bundle from that size on.
    func key(after known: NoteVerifier, from size: UInt64) throws -> NoteVerifier {
        var key = known
        let width = UInt64(Tile.fullWidth)
        var position = size
        while position < tree.checkpoint.size {
            let index = position / width
            for entry in try tree.entries(ofTile: index).dropFirst(Int(position % width)) {
                if let next = Self.rotation(in: entry, at: position, from: key) {
                    try requireEndorsement(ofRotationAt: position, by: key)
                    key = next
                }
                position += 1
            }
        }
        return key
    }

    /// The new key that a leaf names, if it is a change from `previous`.
    private static func rotation(
        in entry: [UInt8],
        at position: Position,
        from previous: NoteVerifier
    ) -> NoteVerifier? {
        guard let document = try? JSONDocument(reading: entry) else { return nil }
        let leaf = Leaf(position: position, document: document)
        guard leaf.type?.text == "ledger.key-rotated" else { return nil }
        let data = leaf.event["data"]
        guard data?["previous"]?.string == previous.verifierKey,
            let next = try? NoteVerifier(data?["key"]?.string ?? ""),
            next.name.utf8.elementsEqual(previous.name.utf8)
        else { return nil }
        return next
    }

    /// Requires a checkpoint of this tree that covers a change and bears the previous key's
    /// signature.
    private func requireEndorsement(
        ofRotationAt position: Position,
        by previous: NoteVerifier
    ) throws {
        let path = Self.path(ofRotationAt: position)
        let isEndorsed: Bool
        do {
            let bytes = try log.contents(of: path, limit: SignedNote.byteLimit)
            let note = try bytes.map { try SignedNote(parsing: $0) }
            let checkpoint = try note.map { try Checkpoint(parsing: $0.text) }
            if let note, let checkpoint, checkpoint.size > position,
                checkpoint.size <= tree.checkpoint.size
            {
                _ = try note.verified(by: [previous])
                isEndorsed = try tree.root(ofSize: checkpoint.size) == checkpoint.root
            } else {
                isEndorsed = false
            }
        } catch is NoteError {
            isEndorsed = false
        } catch is CheckpointError {
            isEndorsed = false
        }
        guard isEndorsed else {
            throw LedgerError(
                .refused,
                "event \(position) of \(log.name) names another key, but \(path) is no checkpoint "
                    + "over it signed by the previous one; ask the owner for the new key by "
                    + "another way, and give it with --key to follow into a new folder"
            )
        }
    }
}
