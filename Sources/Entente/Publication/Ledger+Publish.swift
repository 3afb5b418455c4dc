import EventJournal
import LMDB
package import Transparency

extension Ledger {
    /// What a publication has made.
    package struct Publication: Hashable, Sendable {
        /// The checkpoint that stands in the folder now.
        package let checkpoint: Checkpoint

        /// The size that was published before; 0 for a new folder.
        package let earlierSize: UInt64

        /// How many tiles and bundles were written.
        package let fileCount: Int
    }

    /// Publishes the ledger as static files that any web server can serve (C2SP tlog-tiles).
    ///
    /// Only what the published checkpoint does not have yet is written; each leaf is hashed and
    /// each full tile compared with the one above it on the way. The new checkpoint comes last,
    /// once everything it needs is on the disk, so a crash leaves one that verifies, and the next
    /// call goes on. Nothing personal is in leaves, so none is published.
    ///
    /// - Parameters:
    ///   - path: a folder that is new, empty, or was published by this ledger before.
    ///   - progress: told how many events of how many are written.
    /// - Returns: what stands in the folder now.
    /// - Throws: `LedgerError` of kind `cannotCreate` for a folder of something else, `damaged`
    ///   when what is published there contradicts the ledger, `conflict` while another program
    ///   publishes there, `notPermitted` for a follower that holds no checkpoint.
    /// - Complexity: O(new events).
    @available(*, noasync)
    package func publish(
        to path: String,
        progress: (UInt64, UInt64) -> Void = { _, _ in }
    ) throws -> Publication {
        try Failure.translated(directory) {
            let (note, checkpoint) = try noteToPublish()
            let folder = try PublicationFolder(path)
            let earlier = try published(in: folder, beside: note, checkpoint)
            try folder.setKey(try publishedKey(atSize: checkpoint.size))
            try folder.removeSuperseded(publishedSize: earlier?.size ?? 0)
            let files = try writeTiles(
                from: earlier?.size ?? 0,
                to: checkpoint.size,
                in: folder,
                progress
            )
            for (position, note) in try endorsedRotations(below: checkpoint.size) {
                try folder.setRotation(Array(note.description.utf8), at: position)
            }
            let bytes = Array(note.description.utf8)
            if try folder.checkpoint() != bytes { try folder.replaceCheckpoint(bytes) }
            try folder.removeSuperseded(publishedSize: checkpoint.size)
            return Publication(
                checkpoint: checkpoint,
                earlierSize: earlier?.size ?? 0,
                fileCount: files
            )
        }
    }

    /// The checkpoint to publish: signed now, or the one that a follower keeps.
    private func noteToPublish() throws -> (note: SignedNote, checkpoint: Checkpoint) {
        let isFollower = try signer() == nil
        guard let note = try isFollower ? lastCheckpoint()?.note : checkpoint(of: .ledger) else {
            throw LedgerError(
                .notPermitted,
                "this ledger has no log key and holds no signed checkpoint; let its owner publish"
            )
        }
        let checkpoint = try Checkpoint(parsing: note.text)
        let root = try read { snapshot in try journal.root(ofSize: checkpoint.size, in: snapshot) }
        guard root == checkpoint.root else {
            throw LedgerError(
                .damaged,
                "the tiles of the ledger do not give the root of its checkpoint; run "
                    + "`entente audit`"
            )
        }
        return (note, checkpoint)
    }

    /// The checkpoint that stands in the folder, if it is one that this ledger goes on from.
    private func published(
        in folder: PublicationFolder,
        beside note: SignedNote,
        _ checkpoint: Checkpoint
    ) throws -> Checkpoint? {
        guard let bytes = try folder.checkpoint() else {
            try folder.requireOwn(try publishedKey(atSize: checkpoint.size))
            return nil
        }
        guard try folder.holdsTiles() else {
            throw LedgerError(
                .cannotCreate,
                "\(folder.path) holds a checkpoint and is no publication; name a folder of its own"
            )
        }
        let earlier: Checkpoint
        do {
            earlier = try verifyOwn(try SignedNote(parsing: bytes), of: .ledger)
        } catch {
            throw LedgerError(
                .cannotCreate,
                "\(folder.path) holds a checkpoint that this ledger has not signed (\(error)); "
                    + "name a folder of its own"
            )
        }
        let root =
            earlier.size > checkpoint.size
            ? nil : try read { snapshot in try journal.root(ofSize: earlier.size, in: snapshot) }
        guard root == earlier.root else {
            let reason =
                earlier.size > checkpoint.size
                ? "has \(earlier.size) events and this ledger \(checkpoint.size)"
                : "has other events among the first \(earlier.size) than this ledger"
            throw LedgerError(
                .damaged,
                """
                what is published in \(folder.path) \(reason); both were signed by this ledger, \
                so keep both, and find out which state was lost. Published there:
                \(String(decoding: bytes, as: UTF8.self))
                Here:
                \(note)
                """
            )
        }
        return earlier
    }

    /// The text of the file `key`.
    private func publishedKey(atSize size: UInt64) throws -> [UInt8] {
        let text = """
            \(try logKey(atSize: size).verifierKey)

            This key signs the checkpoint beside it. That it lies here proves nothing: whoever can
            change this folder can change this file. Ask the ledger's owner for the key by another
            way, and compare.

            """
        return Array(text.utf8)
    }

    /// Writes the tiles and bundles of a size that an earlier one has not, and syncs them.
    ///
    /// - Returns: how many files.
    private func writeTiles(
        from earlier: UInt64,
        to size: UInt64,
        in folder: PublicationFolder,
        _ progress: (UInt64, UInt64) -> Void
    ) throws -> Int {
        let tiles = Tile.added(from: earlier, to: size)
        guard !tiles.isEmpty else { return 0 }
        if !Tile.filled(from: earlier, to: size).isEmpty { try folder.noteSuperseded(earlier) }
        let stage = PublishingStage(folder.path)
        do {
            for tile in tiles {
                let (hashes, bundle) = try TilePublication(tile, of: self).files()
                guard bundle.map(stage.write) ?? true, stage.write(hashes) else { break }
                if tile.level == 0 {
                    let first = tile.index * UInt64(Tile.fullWidth)
                    progress(first + UInt64(tile.width), size)
                }
            }
        } catch {
            stage.abandon()
            throw error
        }
        let count = try stage.finish()
        try folder.synchronize()
        return count
    }
}
