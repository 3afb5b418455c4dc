package import EDTF
import EventJournal
import FoundationEssentials
import LMDB
package import Transparency

extension Ledger {
    /// Asks every witness that is shown a tree to cosign a checkpoint of it, and keeps what they
    /// give.
    ///
    /// - Parameters:
    ///   - tree: the tree that the checkpoint is of.
    ///   - note: a checkpoint that this ledger has signed.
    ///   - now: the time; a cosignature from the future is refused.
    ///   - transport: how the witnesses are reached.
    /// - Returns: what came of each, in the order of the file `witnesses`. A witness that does not
    ///   cosign is no error: the others are asked all the same.
    /// - Throws: `LedgerError` of kind `damaged`, after all were asked, when one has cosigned what
    ///   this ledger does not hold: an older state of it was put in its place, or another copy of
    ///   it writes as well. What the witness shows of it is kept in `evidence/`.
    package func cosign(
        _ tree: SignedTree,
        note: SignedNote,
        at now: Instant,
        asking transport: some WitnessTransport
    ) throws -> [CosignatureOutcome] {
        let checkpoint = try Checkpoint(parsing: note.text)
        let latest = max(0, now.microseconds + Limits.clockLagInMicroseconds) / 1_000_000
        var trouble: LedgerError?
        var outcomes: [CosignatureOutcome] = []
        for witness in try witnesses() where witness.isShown(tree) {
            let feed = WitnessFeed(
                ledger: self,
                tree: tree,
                note: note,
                checkpoint: checkpoint,
                witness: witness,
                transport: transport,
                latestSeconds: UInt64(latest)
            )
            let result: CosignatureOutcome.Result
            do {
                result = try feed.run()
            } catch let ahead as WitnessFeed.Ahead {
                do {
                    result = .refused(try explain(ahead, feed))
                } catch let error as LedgerError where error.kind == .damaged {
                    trouble = trouble ?? error
                    result = .refused("\(error)")
                }
            }
            outcomes.append(CosignatureOutcome(witness: witness.verifier, result: result))
        }
        if let trouble { throw trouble }
        return outcomes
    }

    /// Looks at what every witness has cosigned last, before anything new is signed.
    ///
    /// A ledger that was put back to an older state has forgotten what it signed; its witnesses
    /// have not. A witness that cannot be reached, or shows nothing, is passed over.
    ///
    /// - Throws: `LedgerError` of kind `damaged` when one shows a checkpoint that this ledger has
    ///   signed and does not hold; it is kept in `evidence/`.
    package func compareWithWitnesses(
        _ tree: SignedTree,
        asking transport: some WitnessTransport
    ) throws {
        for witness in try witnesses() where witness.isShown(tree) {
            try compare(tree, with: witness, transport)
        }
    }

    /// The size of the ledger's last checkpoint that bears a key's cosignature; `nil` if none of
    /// the newest does.
    package func lastSize(cosignedBy key: NoteVerifier) throws -> UInt64? {
        let size = try lastSize(cosignedBy: key, of: .ledger, upTo: .max)
        return size > 0 ? size : nil
    }

    /// The largest size, up to one, at which a checkpoint kept here bears a key's cosignature;
    /// 0 if none of the newest does.
    func lastSize(
        cosignedBy key: NoteVerifier,
        of tree: SignedTree,
        upTo size: UInt64
    ) throws -> UInt64 {
        let kept = keptCheckpoints(of: tree).filter { $0 <= size }
        for size in kept.suffix(Limits.searchedCheckpointCount).reversed() {
            let note = try keptCheckpoint(of: tree, size: size)
            if (try? note?.verified(by: [key])) != nil { return size }
        }
        return 0
    }

    /// What it means that a witness has cosigned more, or something else, than a checkpoint says.
    ///
    /// - Returns: words, when nothing shows that this ledger was put back.
    private func explain(_ ahead: WitnessFeed.Ahead, _ feed: WitnessFeed) throws -> String {
        let isShown = try compare(feed.tree, with: feed.witness, feed.transport)
        let ours = try read { snapshot in try head(of: feed.tree, in: snapshot).size }
        guard ahead.size <= ours else {
            throw LedgerError(
                .damaged,
                "the witness '\(feed.witness.verifier.name)' says that it has cosigned "
                    + "\(ahead.size) events of \(feed.tree.words), which has \(ours), and does not "
                    + "show them; was an older state of the ledger put in its place? Ask the "
                    + "witness for its checkpoint before anything more is signed here"
            )
        }
        if ahead.size > feed.checkpoint.size {
            return "it has cosigned \(ahead.size) events already; show it a newer checkpoint"
        }
        return "it says that these \(ahead.size) events do not continue those it has cosigned, and "
            + (isShown ? "shows a history that fits; try again" : "shows nothing; ask its operator")
    }

    /// Compares a tree with what a witness shows of it.
    ///
    /// - Returns: whether it shows a checkpoint of this ledger, which fits.
    @discardableResult
    private func compare(
        _ tree: SignedTree,
        with witness: CosigningWitness,
        _ transport: some WitnessTransport
    ) throws -> Bool {
        let hash = SHA256Hashing.hash(Array(origin(of: tree).utf8)).hex
        guard
            let answer = try? transport.get("\(witness.url)/\(hash)/checkpoint"),
            answer.status == 200,
            let note = try? SignedNote(parsing: answer.body),
            // Anybody can show anything; only what this ledger has signed counts against it.
            let checkpoint = try? verifyOwn(note, of: tree)
        else { return false }
        let ours = try read { snapshot in
            try root(of: tree, size: checkpoint.size, in: snapshot)
        }
        if ours == checkpoint.root { return true }
        let path = try keepEvidence(note, of: tree, size: checkpoint.size)
        throw LedgerError(
            .damaged,
            "the witness '\(witness.verifier.name)' shows a checkpoint of \(checkpoint.size) events "
                + "that this ledger has signed, and \(tree.words) "
                + (ours == nil ? "is shorter" : "has other events")
                + ": an older state was put in its place, or a copy of it writes as well; nothing "
                + "more should be signed here. The checkpoint is kept in \(path)"
        )
    }

    /// Keeps a checkpoint that this ledger has signed and does not hold.
    private func keepEvidence(
        _ note: SignedNote,
        of tree: SignedTree,
        size: UInt64
    ) throws -> String {
        let folder = directory + "/evidence"
        let name = SHA256Hashing.hash(Array(origin(of: tree).utf8)).hex.prefix(16)
        let text = SHA256Hashing.hash(Array(note.text.utf8)).hex.prefix(16)
        let path = "\(folder)/\(name)-\(size)-\(text)"
        return try Failure.translated(directory) {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true
            )
            try DurableFile.write(Array(note.description.utf8), to: path)
            return path
        }
    }
}
