import CanonicalJSON
import Collaboration
import EventJournal
import Events
import FoundationEssentials
import LMDB
import Transparency

/// Mirrors one published log into one folder.
///
/// The file `following` holds the checkpoint whose leaves are being taken, until it is kept as
/// `checkpoint`; so a call that was interrupted has seen it all the same.
struct Follower {
    private let log: any PublishedLog
    private let folder: FollowerFolder

    init(_ log: any PublishedLog, directory: String) {
        self.log = log
        folder = FollowerFolder(directory)
    }

    /// Takes what the log has published since the last time.
    func run(
        _ given: NoteVerifier?,
        _ progress: (UInt64, UInt64) -> Void
    ) throws -> FollowOutcome {
        let held = try folder.open()
        let seen = try folder.seenCheckpoints(held)
        let known = try knownKey(held, given, hasSeen: !seen.isEmpty)
        let (note, checkpoint) = try fetchCheckpoint(of: known.name)
        let tree = PublishedTree(of: checkpoint, in: log)
        let size = try held?.head().size ?? 0
        var endorsements: [SignedNote] = []
        let key = try signer(of: note, tree, known, held, size, &endorsements)
        let shown = Divergence.Witnessed(note: note, checkpoint: checkpoint, key: key)
        for (note, checkpoint) in seen {
            let seen = Divergence.Witnessed(
                note: note,
                checkpoint: checkpoint,
                key: try signer(ofSeen: note, known, key, held)
            )
            if let found = try divergence(from: seen, to: shown, tree, held, size) {
                return .diverged(found, evidence: try found.keep(in: folder.path))
            }
        }
        try requireContinuation(of: held, size, by: tree)
        if size == 0 { try requireLedger(tree, key, &endorsements) }
        if size < checkpoint.size { try folder.begin(note) }
        let ledger = try held ?? folder.make(origin: checkpoint.origin)
        try take(tree, into: ledger, from: size, progress)
        try folder.keep(endorsements + [note], in: ledger)
        return .followed(checkpoint, earlierSize: size)
    }

    // MARK: The checkpoint and its key

    /// The key that signed what was seen last, or the one given.
    private func knownKey(
        _ held: Ledger?,
        _ given: NoteVerifier?,
        hasSeen: Bool
    ) throws -> NoteVerifier {
        if let given, given.kind != .ed25519 {
            throw LedgerError(.usage, "\(given.verifierKey) is a witness's key, not a log's")
        }
        let size = try held?.head().size ?? 0
        guard let held, size > 0 else {
            guard let given else { throw keyIsNeeded }
            return given
        }
        let own = try held.logKey(atSize: size)
        guard let given else {
            guard hasSeen else { throw keyIsNeeded }
            return own
        }
        guard try given == own || given == held.logKey(atSize: 0) else {
            throw LedgerError(
                .refused,
                "\(folder.path) follows the key \(own.verifierKey), not \(given.verifierKey); "
                    + "follow another log into a folder of its own"
            )
        }
        return own
    }

    private var keyIsNeeded: LedgerError {
        LedgerError(
            .usage,
            "the key of the log is needed the first time: give it with --key, as its owner told "
                + "you by another way than \(log.name)"
        )
    }

    private func fetchCheckpoint(
        of origin: String
    ) throws -> (SignedNote, Checkpoint) {
        guard let bytes = try log.contents(of: "checkpoint", limit: SignedNote.byteLimit) else {
            throw LedgerError(.notFound, "\(log.name) is no published log: it has no checkpoint")
        }
        let note: SignedNote
        let checkpoint: Checkpoint
        do {
            note = try SignedNote(parsing: bytes)
            checkpoint = try Checkpoint(parsing: note.text)
        } catch {
            throw LedgerError(.refused, "the checkpoint of \(log.name) cannot be read: \(error)")
        }
        guard checkpoint.origin.utf8.elementsEqual(origin.utf8) else {
            throw LedgerError(
                .refused,
                "\(log.name) is the log '\(checkpoint.origin)', the key is of '\(origin)'"
            )
        }
        guard checkpoint.size > 0 else {
            throw LedgerError(.refused, "\(log.name) holds no events yet; try again later")
        }
        return (note, checkpoint)
    }

    /// Whose signature on the checkpoint counts: the key known, the one in force at an earlier
    /// size, or one that verified leaves establish.
    private func signer(
        of note: SignedNote,
        _ tree: PublishedTree,
        _ known: NoteVerifier,
        _ held: Ledger?,
        _ size: UInt64,
        _ endorsements: inout [SignedNote]
    ) throws -> NoteVerifier {
        var keys = [known]
        if let held, tree.checkpoint.size <= size {
            keys.append(try held.logKey(atSize: tree.checkpoint.size))
        }
        do throws(NoteError) {
            return try note.verified(by: keys)[0].verifier
        } catch {
            guard error == .noKnownSignature, size > 0, tree.checkpoint.size > size else {
                throw unsigned(by: known, error)
            }
        }
        let next: NoteVerifier
        (next, endorsements) = try KeySuccession(tree, in: log).key(after: known, from: size)
        do throws(NoteError) {
            return try note.verified(by: [next])[0].verifier
        } catch {
            throw unsigned(by: next, error)
        }
    }

    private func unsigned(by key: NoteVerifier, _ error: NoteError) -> LedgerError {
        LedgerError(
            .refused,
            "the checkpoint of \(log.name) is not signed by \(key.verifierKey): \(error)"
        )
    }

    /// Which of the keys signed a note that is kept here.
    private func signer(
        ofSeen note: SignedNote,
        _ known: NoteVerifier,
        _ current: NoteVerifier,
        _ held: Ledger?
    ) throws -> NoteVerifier {
        let first = try held.map { try $0.head().size > 0 ? [$0.logKey(atSize: 0)] : [] } ?? []
        return (try? note.verified(by: [known, current] + first))?.first?.verifier ?? known
    }

    // MARK: What was seen, and what is held

    private func divergence(
        from seen: Divergence.Witnessed,
        to shown: Divergence.Witnessed,
        _ tree: PublishedTree,
        _ held: Ledger?,
        _ size: UInt64
    ) throws -> Divergence? {
        let (before, now) = (seen.checkpoint, shown.checkpoint)
        var kind = Divergence.Kind.contradiction
        var proof: Divergence.Prefix?
        if now.size > before.size {
            let root = try tree.root(ofSize: before.size)
            guard root != before.root else { return nil }
            proof = .init(root: root, proof: try tree.consistencyProof(from: before.size))
        } else if now.size == before.size {
            guard now.root != before.root else { return nil }
        } else if let held, now.size <= size {
            let root = try held.read { snapshot in
                try held.journal.root(ofSize: now.size, in: snapshot)
            }
            if root == now.root {
                kind = .older
            } else if before.size <= size {
                proof = .init(root: root, proof: try held.proof(from: now.size, to: before.size))
            }
        } else {
            kind = .shorter
        }
        return Divergence(kind: kind, seen: seen, shown: shown, proof: proof, source: log.name)
    }

    /// Refuses a log that does not go on from the events held, when no checkpoint covers them.
    private func requireContinuation(
        of held: Ledger?,
        _ size: UInt64,
        by tree: PublishedTree
    ) throws {
        guard let held, size > 0 else { return }
        guard size <= tree.checkpoint.size else {
            throw LedgerError(
                .refused,
                "\(log.name) shows \(tree.checkpoint.size) events, and \(folder.path) holds "
                    + "\(size) already; ask for a newer publication"
            )
        }
        guard try tree.root(ofSize: size) == held.head().root else {
            throw LedgerError(
                .refused,
                "the first \(size) events of \(log.name) are not those in \(folder.path), which "
                    + "no signed checkpoint covers; follow into a new folder and compare"
            )
        }
    }

    /// Refuses a log that is none of a ledger of this format, before a folder is made for it.
    private func requireLedger(
        _ tree: PublishedTree,
        _ key: NoteVerifier,
        _ endorsements: inout [SignedNote]
    ) throws {
        let entry = try tree.entries(ofTile: 0)[0]
        let document = try? JSONDocument(reading: entry)
        let leaf = document.map { Leaf(position: 0, document: $0) }
        guard let leaf, leaf.type?.text == "ledger.opened",
            let data = leaf.event["data"], let opening = data["key"]?.string,
            let first = try? NoteVerifier(opening)
        else {
            throw LedgerError(
                .refused,
                "\(log.name) is a log, but not of a ledger: its first entry is no `ledger.opened`"
            )
        }
        try Ledger.requireOrigin(tree.checkpoint.origin)
        guard data["format"]?.integer == Int64(Layout.formatVersion) else {
            throw LedgerError(
                .damaged,
                "the ledger at \(log.name) has another format than \(Layout.formatVersion); use "
                    + "the program that wrote it"
            )
        }
        if first == key { return }
        let last: NoteVerifier
        (last, endorsements) = try KeySuccession(tree, in: log).key(after: first, from: 0)
        guard last == key else {
            throw LedgerError(
                .refused,
                "the events of \(log.name) name the key \(opening), and none that leads to "
                    + key.verifierKey
            )
        }
    }

    // MARK: Leaves

    /// Commits the leaves behind those held, page by page.
    private func take(
        _ tree: PublishedTree,
        into ledger: Ledger,
        from start: UInt64,
        _ progress: (UInt64, UInt64) -> Void
    ) throws {
        let size = tree.checkpoint.size
        var position = start
        while position < size {
            let first = position
            var page: [[UInt8]] = []
            var byteCount = 0
            while position < size, page.count < Limits.replayPage,
                byteCount < Limits.followedByteCount
            {
                let index = position / UInt64(Tile.fullWidth)
                let offset = Int(position % UInt64(Tile.fullWidth))
                let entries = try tree.entries(ofTile: index).dropFirst(offset)
                page += entries
                byteCount += entries.reduce(0) { $0 + $1.count }
                position += UInt64(entries.count)
            }
            try commit(page, at: first, to: ledger)
            progress(position, size)
        }
        let head = try ledger.head()
        guard head.size == size, head.root == tree.checkpoint.root else {
            throw LedgerError(
                .conflict,
                "\(folder.path) was changed by another program meanwhile; follow again"
            )
        }
    }

    private func commit(_ page: [[UInt8]], at first: Position, to ledger: Ledger) throws {
        let journal = ledger.journal
        try journal.environment.write { transaction in
            guard try journal.size(in: transaction) == first else {
                throw LedgerError(
                    .conflict,
                    "another program follows into \(folder.path) as well; follow again"
                )
            }
            var intake = LeafIntake(
                origin: ledger.origin,
                place: { "at \($0) of \(log.name)" },
                remedy: "its owner signed it all the same, so ask there"
            )
            try intake.append(page, to: journal, in: &transaction)
        }
    }
}

extension Ledger {
    /// The proof that the tree of a later size continues that of an earlier one, from own tiles.
    fileprivate func proof(from earlier: UInt64, to later: UInt64) throws -> ConsistencyProof {
        try read { snapshot in
            try TileTree.consistencyProof(from: earlier, to: later) { level, index in
                try journal.tile(level: level, index: index, in: snapshot)
            }
        }
    }
}
