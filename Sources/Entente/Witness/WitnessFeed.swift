import Transparency

/// One checkpoint on its way to one witness (C2SP tlog-witness, section "add-checkpoint").
struct WitnessFeed {
    /// What the witness says that it has cosigned, and our tree does not hold.
    struct Ahead: Error {
        /// The size it named.
        let size: UInt64
    }

    let ledger: Ledger
    let tree: SignedTree
    let note: SignedNote
    let checkpoint: Checkpoint
    let witness: CosigningWitness
    let transport: any WitnessTransport

    /// The latest time that a cosignature may state, in POSIX seconds.
    let latestSeconds: UInt64

    /// Asks for the cosignature and keeps it.
    ///
    /// Begins from the size that this witness is known to have cosigned; when it names another, a
    /// second attempt begins from that.
    ///
    /// - Throws: `Ahead` when the witness has cosigned more than the checkpoint holds, or the same
    ///   size with another root; `LedgerError` for the ledger's own trouble.
    func run() throws -> CosignatureOutcome.Result {
        var size = try ledger.lastSize(
            cosignedBy: witness.verifier,
            of: tree,
            upTo: checkpoint.size
        )
        for _ in 0..<2 {
            let request = try AddCheckpointRequest(
                earlierSize: size,
                path: size == 0
                    ? []
                    : ledger.consistencyProof(of: tree, from: size, to: checkpoint.size).path,
                note: note
            )
            let answer: WitnessAnswer
            do {
                let body = Array(request.description.utf8)
                answer = try transport.post(body, to: witness.url + "/add-checkpoint")
            } catch {
                return .unreachable("\(error)")
            }
            guard answer.status == 409 else { return try take(answer) }
            guard let named = Self.size(in: answer) else {
                return .refused("it answers 409 and names no size")
            }
            guard named <= checkpoint.size else { throw Ahead(size: named) }
            // Version 1.0.0 of the specification: this size, with another root.
            if named == size {
                guard named == checkpoint.size else {
                    return .refused("it answers 409 and names the size that it was given")
                }
                throw Ahead(size: named)
            }
            size = named
        }
        return .refused("it named another size twice; somebody else feeds it, so try again")
    }

    private func take(_ answer: WitnessAnswer) throws -> CosignatureOutcome.Result {
        switch answer.status {
        case 200:
            return try keep(answer.body)
        case 400:
            return .refused("it takes the request for malformed" + Self.words(of: answer))
        case 403:
            return .refused(
                "it knows another key for '\(checkpoint.origin)'; give its operator the key that "
                    + "`entente checkpoint` signs with" + Self.words(of: answer)
            )
        case 404:
            return .refused(
                "it does not know '\(checkpoint.origin)'; ask its operator to trust the ledger's "
                    + "key" + (tree == .ledger ? "" : " for dossiers as well")
                    + Self.words(of: answer)
            )
        case 422 where checkpoint.size == 0:
            return .refused("it refuses an empty tree" + Self.words(of: answer))
        case 422:
            throw Ahead(size: checkpoint.size)
        case 429, 500...599:
            return .unreachable("it answers \(answer.status)" + Self.words(of: answer))
        default:
            return .refused("it answers \(answer.status)" + Self.words(of: answer))
        }
    }

    /// Verifies the cosignature among the lines and keeps it; lines by other keys are passed over.
    private func keep(_ body: [UInt8]) throws -> CosignatureOutcome.Result {
        for line in body.split(separator: UInt8(ascii: "\n")) {
            guard
                let text = String(validating: line, as: UTF8.self),
                let signature = NoteSignature(parsing: text),
                let alone = try? SignedNote(text: note.text, signatures: [signature]),
                let seconds = try? alone.verified(by: [witness.verifier]).first?.seconds
            else { continue }
            guard seconds <= latestSeconds else {
                return .refused(
                    "its cosignature is dated in the future; one of two clocks is wrong"
                )
            }
            try ledger.keep(try note.adding(signature), of: tree)
            return .cosigned(seconds: seconds)
        }
        return .refused("its answer holds no cosignature by the key that it is known by")
    }

    private static func size(in answer: WitnessAnswer) -> UInt64? {
        guard answer.body.last == UInt8(ascii: "\n") else { return nil }
        let digits = String(decoding: answer.body.dropLast(), as: UTF8.self)
        return UInt64(digits).flatMap { String($0) == digits ? $0 : nil }
    }

    /// The first line of what the witness says, cut short.
    private static func words(of answer: WitnessAnswer) -> String {
        let line = answer.body.prefix { $0 != UInt8(ascii: "\n") }.prefix(200)
        let words = String(decoding: line, as: UTF8.self)
        return words.isEmpty ? "" : " (it says: \(words))"
    }
}
