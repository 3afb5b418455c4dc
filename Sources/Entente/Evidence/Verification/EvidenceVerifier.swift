import CanonicalJSON
import Collaboration
package import Transparency

/// Verifies a file of evidence with keys from outside.
package struct EvidenceVerifier: Sendable {
    /// What a file of evidence says, once it is verified.
    package struct Statement: Sendable {
        /// What kind of evidence it is: `event`, `consistency` or `checkpoint`.
        package let kind: String

        /// The checkpoint it rests on, with the signatures the policy knows.
        package internal(set) var checkpoint: VerifiedCheckpoint?

        /// The event that is proven, and its place.
        package internal(set) var event: (position: UInt64, leaf: [UInt8])?

        /// The size from which the log was shown to go on.
        package internal(set) var earlierSize: UInt64?

        /// Who time-stamped the checkpoint, and when at the latest.
        package internal(set) var stamped: DossierVerdict.Word?

        /// Whether the policy's quorum is reached.
        package internal(set) var hasQuorum = false

        /// What is wrong, the first item that fails first.
        package internal(set) var findings: [String] = []
    }

    private let policy: TrustPolicy
    private let known: [SignedNote]

    /// A verifier.
    ///
    /// - `known`: checkpoints the reader kept earlier.
    package init(policy: TrustPolicy, known: [SignedNote] = []) {
        self.policy = policy
        self.known = known
    }

    /// Verifies a file.
    ///
    /// - Parameters:
    ///   - file: the evidence.
    ///   - leaf: the bytes of the event, for a proof that does not hold them itself.
    ///   - timestamp: reads an RFC 3161 time-stamp over the checkpoint's text that it is given.
    /// - Returns: what it says, with findings when it does not hold.
    package func verify(
        _ file: EvidenceFile,
        leaf: [UInt8]? = nil,
        timestamp: ((_ text: [UInt8]) throws -> DossierVerifier.Demands.Time)? = nil
    ) -> Statement {
        var statement = Statement(kind: file.kind)
        do {
            guard let verified = try policy.verify(file.note), verified.log != nil else {
                let origin = try Checkpoint(parsing: file.note.text).origin
                statement.findings.append(
                    "no key of your policy in the name of '\(origin)' has signed the checkpoint; "
                        + "ask its owner for the verifier key, over another way"
                )
                return statement
            }
            statement.checkpoint = verified
            statement.hasQuorum = policy.isSatisfied(by: verified.cosignatures.map(\.witness))
            if !statement.hasQuorum {
                statement.findings.append(
                    "the checkpoint has \(verified.cosignatures.count) cosignatures of your "
                        + "policy's witnesses, which do not make its quorum"
                )
            }
            try check(file, verified.checkpoint, leaf, &statement)
            if let time = try timestamp?(Array(verified.checkpoint.text.utf8)) {
                statement.stamped = DossierVerdict.Word(who: time.authority, seconds: time.seconds)
            }
            for note in known { try compare(note, with: verified.checkpoint, file, &statement) }
        } catch {
            statement.findings.append("\(error)")
        }
        return statement
    }

    private func check(
        _ file: EvidenceFile,
        _ checkpoint: Checkpoint,
        _ leaf: [UInt8]?,
        _ statement: inout Statement
    ) throws {
        switch file {
        case .checkpoint: break
        case .event(let proof):
            guard let bytes = leaf ?? proof.extra else {
                statement.findings.append(
                    "the proof does not hold its event; give the event's bytes with --leaf"
                )
                return
            }
            try InclusionProof(index: proof.index, size: checkpoint.size, path: proof.path)
                .verify(leaf: SHA256Hashing.leaf(bytes), root: checkpoint.root)
            statement.event = (proof.index, bytes)
            if let objection = Self.objection(to: bytes, at: proof.index, checkpoint) {
                statement.findings.append(objection)
            }
        case .consistency(let request):
            let earlier = known.lazy.compactMap { try? Checkpoint(parsing: $0.text) }
                .first {
                    $0.size == request.earlierSize
                        && $0.origin.utf8.elementsEqual(checkpoint.origin.utf8)
                }
            guard let earlier else {
                statement.findings.append(
                    "the proof goes on from size \(request.earlierSize); give the checkpoint of "
                        + "that size that you kept with --known"
                )
                return
            }
            try ConsistencyProof(
                earlierSize: request.earlierSize,
                laterSize: checkpoint.size,
                path: request.path
            ).verify(earlierRoot: earlier.root, laterRoot: checkpoint.root)
            statement.earlierSize = request.earlierSize
        }
    }

    /// A leaf of a ledger says itself where it stands.
    private static func objection(
        to leaf: [UInt8],
        at position: UInt64,
        _ checkpoint: Checkpoint
    ) -> String? {
        guard let document = try? JSONDocument(reading: leaf), document.isCanonical else {
            return "the event is not canonical JSON"
        }
        let event = document.value(0)
        if let parts = DossierOrigin.parts(of: checkpoint.origin) {
            let head = event["dossiers"]?["agreement:" + parts.id]
            guard event["origin"]?.string == parts.ledger,
                head?["size"]?.integer == Int64(position)
            else { return "the event says that it is of another agreement or another place" }
            return nil
        }
        guard event["origin"]?.string == checkpoint.origin,
            event["position"]?.integer == Int64(position)
        else { return "the event says that it is of another ledger or another place" }
        return nil
    }

    /// Two checkpoints of one log: one history, or two that its owner has signed.
    private func compare(
        _ note: SignedNote,
        with checkpoint: Checkpoint,
        _ file: EvidenceFile,
        _ statement: inout Statement
    ) throws {
        guard let verified = try policy.verify(note) else {
            statement.findings.append(
                "a checkpoint that you know is signed by no key of your policy"
            )
            return
        }
        let known = verified.checkpoint
        guard known.origin.utf8.elementsEqual(checkpoint.origin.utf8) else {
            statement.findings.append(
                "the checkpoint of '\(known.origin)' that you know is of another log"
            )
            return
        }
        if known.size == checkpoint.size, known.root != checkpoint.root {
            statement.findings.append(
                "split view: \(known.origin) has signed two histories of \(known.size) events; "
                    + "keep both notes, they prove it"
            )
        } else if known.size > checkpoint.size {
            statement.findings.append(
                "you know \(known.size) events of \(known.origin), this checkpoint has only "
                    + "\(checkpoint.size): an older state is shown"
            )
        } else if known.size < checkpoint.size, statement.earlierSize != known.size {
            statement.findings.append(
                "the checkpoint of \(known.size) events that you know cannot be compared with "
                    + "this one without a proof; ask for `entente prove --consistency "
                    + "\(known.size)`"
            )
        }
    }
}

extension EvidenceFile {
    /// What it is called in JSON.
    fileprivate var kind: String {
        switch self {
        case .event: "event"
        case .consistency: "consistency"
        case .checkpoint: "checkpoint"
        }
    }
}
