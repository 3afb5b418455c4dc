/// A request that a trusted log has signed, and what a witness makes of it (C2SP tlog-witness).
///
/// The checks stand in the order of the specification. Those that need the log's keys alone are
/// made first, by ``init(_:keys:)``; the one that needs the last cosigned checkpoint is made by
/// ``verdict(after:)``, which belongs into the transaction that stores what is cosigned.
package struct WitnessSubmission: Sendable {
    /// Why a request is refused before the last cosigned checkpoint is looked at.
    package enum Refusal: Error, Hashable, Sendable {
        /// The request is malformed; status 400.
        case malformed(String)

        /// No key is trusted for this origin; status 404.
        case unknownLog(origin: String)

        /// No trusted key has signed, or not as claimed; status 403.
        case notSigned(NoteError)
    }

    /// What a witness answers to a log that it trusts.
    package enum Verdict: Hashable, Sendable {
        /// The checkpoint continues the last one; status 200, once it is stored.
        case cosign(Checkpoint)

        /// The earlier size is larger than the checkpoint; status 400.
        case malformed(String)

        /// Another size was cosigned last; status 409 with that size.
        ///
        /// - `contradicts`: whether the checkpoint has the last one's size and another root: the
        ///   log has signed two histories, whatever the request says of the earlier size.
        case conflict(size: UInt64, contradicts: Bool)

        /// The checkpoint does not continue the last one; status 422.
        case inconsistent(String)
    }

    /// The request.
    package let request: AddCheckpointRequest

    /// The name of the log, the first line of the checkpoint.
    package let origin: String

    /// The note with the signatures of trusted keys alone: what is worth keeping.
    package let signed: SignedNote

    private let checkpoint: Result<Checkpoint, CheckpointError>

    /// Checks what needs no state.
    ///
    /// A checkpoint with extension lines is malformed here: no monitor could check them.
    ///
    /// - Parameters:
    ///   - request: the request as it was sent.
    ///   - keys: the keys that the witness trusts for an origin; none for an unknown one.
    /// - Throws: ``Refusal``, and what `keys` throws.
    package init(
        _ request: AddCheckpointRequest,
        keys: (_ origin: String) throws -> [NoteVerifier]
    ) throws {
        self.request = request
        do {
            checkpoint = .success(try Checkpoint(parsing: request.note.text))
        } catch CheckpointError.rootOfNothing(let root) {
            // Well-formed, and a contradiction in itself: judged like any other.
            checkpoint = .failure(.rootOfNothing(root))
        } catch {
            throw Refusal.malformed("\(error)")
        }
        let first = request.note.text.utf8.prefix { $0 != UInt8(ascii: "\n") }
        origin = String(decoding: Array(first), as: UTF8.self)
        let trusted = try keys(origin)
        guard !trusted.isEmpty else { throw Refusal.unknownLog(origin: origin) }
        do {
            _ = try request.note.verified(by: trusted)
            signed = try SignedNote(
                text: request.note.text,
                signatures: request.note.signatures.filter { signature in
                    trusted.contains { $0.claims(signature) }
                }
            )
        } catch {
            throw Refusal.notSigned(error)
        }
    }

    /// Judges the request by the checkpoint of this origin that was cosigned last.
    ///
    /// - Parameter last: `nil` if none was.
    /// - Returns: what to answer; ``Verdict/cosign(_:)`` is carried out once it is stored.
    package func verdict(after last: Checkpoint?) -> Verdict {
        let later: Checkpoint
        switch checkpoint {
        case .success(let checkpoint): later = checkpoint
        case .failure(let error): return .inconsistent("\(error)")
        }
        let lastSize = last?.size ?? 0
        let lastRoot = last?.root ?? SHA256Hashing.emptyTree
        guard request.earlierSize <= later.size else {
            return .malformed(
                "the earlier size \(request.earlierSize) is larger than the checkpoint's, "
                    + "\(later.size)"
            )
        }
        guard request.earlierSize == lastSize else {
            let contradicts = later.size == lastSize && later.root != lastRoot
            return .conflict(size: lastSize, contradicts: contradicts)
        }
        let proof = ConsistencyProof(
            earlierSize: lastSize,
            laterSize: later.size,
            path: request.path
        )
        do {
            try proof.verify(earlierRoot: lastRoot, laterRoot: later.root)
        } catch {
            return .inconsistent("\(error)")
        }
        return .cosign(later)
    }
}
