package import EDTF
import Transparency

extension Witness {
    /// Answers a request over HTTP.
    ///
    /// - `POST /add-checkpoint` cosigns; what is cosigned is on the disk before this returns.
    /// - `GET /<SHA-256 of an origin in hex>/checkpoint` shows the last note cosigned for it.
    ///
    /// - Parameters:
    ///   - method: the method, in capitals.
    ///   - path: the path, without a query.
    ///   - body: the body, no longer than ``AddCheckpointRequest/byteLimit``.
    ///   - now: the time that a cosignature states, in whole seconds.
    /// - Returns: an answer always; a failure of the disk is one of status 503.
    package func answer(
        _ method: String,
        _ path: String,
        body: [UInt8],
        at now: Instant
    ) -> WitnessAnswer {
        do {
            if path == "/add-checkpoint" {
                guard method == "POST" else { return Self.wrongMethod("POST") }
                return try addCheckpoint(body, atSeconds: now.microseconds / 1_000_000)
            }
            guard let hash = Self.originHash(in: path) else {
                return WitnessAnswer(404, saying: "there is nothing at this path")
            }
            guard method == "GET" else { return Self.wrongMethod("GET") }
            guard let note = try state.lastNote(ofOrigin: hash) else {
                return WitnessAnswer(404, saying: "no checkpoint of this log was cosigned here")
            }
            return WitnessAnswer(200, note.description)
        } catch {
            return WitnessAnswer(
                503,
                saying: "the witness cannot use its state; try again later",
                notice: "a request could not be answered: \(error)"
            )
        }
    }

    /// Cosigns the checkpoint of a request if it continues the last one of its log.
    ///
    /// - Throws: what the disk refuses; nothing is cosigned then.
    private func addCheckpoint(_ body: [UInt8], atSeconds now: Int64) throws -> WitnessAnswer {
        let submission: WitnessSubmission
        do {
            submission = try WitnessSubmission(try AddCheckpointRequest(parsing: body), keys: keys)
        } catch let error as AddCheckpointError {
            return WitnessAnswer(400, saying: "\(error)")
        } catch let refusal as WitnessSubmission.Refusal {
            return Self.answer(to: refusal)
        }
        let hash = SHA256Hashing.hash(Array(submission.origin.utf8))
        let seconds = UInt64(max(0, now))
        let (answer, contradicted) = try state.decide(aboutOrigin: hash) { last in
            let (answer, note) = try decide(submission, after: last, atSeconds: seconds)
            return ((answer.0, answer.1 ? last : nil), storing: note)
        }
        guard let contradicted else { return answer }
        return keepEvidence(submission, against: contradicted, answer)
    }

    private typealias Decision = (answer: (WitnessAnswer, isEvidence: Bool), storing: SignedNote?)

    /// The answer to a log's request, and the note to store with it.
    private func decide(
        _ submission: WitnessSubmission,
        after last: SignedNote?,
        atSeconds now: UInt64
    ) throws -> Decision {
        let checkpoint = try last.map { try Checkpoint(parsing: $0.text) }
        switch submission.verdict(after: checkpoint) {
        case .malformed(let words):
            return ((WitnessAnswer(400, saying: words), false), nil)
        case .conflict(let size, let contradicts):
            let answer = WitnessAnswer(409, "\(size)\n", type: WitnessAnswer.sizeType)
            return ((answer, contradicts), nil)
        case .inconsistent(let words):
            return ((WitnessAnswer(422, saying: words), true), nil)
        case .cosign(let later):
            let before = try last?.verified(by: [verifier]).compactMap(\.seconds).max() ?? 0
            guard now >= before else {
                return ((clockIsBehind(by: before - now, submission.origin), false), nil)
            }
            let signature = try cosigner.cosign(submission.signed.text, atSeconds: now)
            let note = try submission.signed.adding(signature)
            let answer = WitnessAnswer(
                200,
                signature.line + "\n",
                notice: "cosigned \(later.origin): size \(checkpoint?.size ?? 0) to \(later.size)"
            )
            // The same again within the second is on the disk already.
            return ((answer, false), note == last ? nil : note)
        }
    }

    /// A cosignature says how things stood at its time; one that is older than the last and speaks
    /// of more would contradict it.
    private func clockIsBehind(by seconds: UInt64, _ origin: String) -> WitnessAnswer {
        let words = "the clock of the witness is \(seconds) s behind its last cosignature"
        return WitnessAnswer(
            503,
            saying: words + "; try again later",
            notice: "did not cosign \(origin): \(words); set the clock right"
        )
    }

    private static func answer(to refusal: WitnessSubmission.Refusal) -> WitnessAnswer {
        switch refusal {
        case .malformed(let words):
            WitnessAnswer(400, saying: words)
        case .unknownLog:
            WitnessAnswer(404, saying: "this witness does not know the log of that name")
        case .notSigned(let error):
            WitnessAnswer(403, saying: "\(error)")
        }
    }

    private static func wrongMethod(_ right: String) -> WitnessAnswer {
        WitnessAnswer(405, saying: "this path takes \(right) only")
    }

    /// The hash in `/<64 hexadecimal digits>/checkpoint`.
    private static func originHash(in path: String) -> Hash? {
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].isEmpty, parts[2].elementsEqual("checkpoint".utf8) else {
            return nil
        }
        return Hash(hex: String(decoding: Array(parts[1]), as: UTF8.self))
    }
}
