import CanonicalJSON
import EDTF
import Events

/// The lines of a request, parsed and checked as far as the ledger need not be looked at.
///
/// All of it happens ahead of the writer's lock.
struct Intake: Sendable {
    /// The events, in the order of the lines.
    private(set) var events: [PreparedEvent] = []

    /// Lines that were refused, when refused lines are passed over.
    private(set) var refusals: [Refusal] = []

    /// The first refusal of the earliest step, when no line is passed over.
    private(set) var failure: StagedRefusal?

    /// Checks some lines.
    ///
    /// - Parameters:
    ///   - lines: the lines.
    ///   - isRejecting: whether refused lines are passed over.
    ///   - preparer: what checks them.
    /// - Throws: what is wrong with the catalogue.
    init(_ lines: [InputLine], isRejecting: Bool, by preparer: EventPreparer) throws {
        events.reserveCapacity(lines.count)
        for line in lines {
            do {
                // After a refusal, only one of an earlier step could still matter.
                if let failure, failure.stage == .parse { return }
                let document = try preparer.parse(line)
                if let failure, failure.stage == .envelope { continue }
                let event = try preparer.prepare(document, line)
                if case .refused(let refusal) = event.payload, !isRejecting, failure == nil {
                    failure = StagedRefusal(stage: .schema, refusal: refusal)
                }
                events.append(event)
            } catch let refused as StagedRefusal {
                if isRejecting { refusals.append(refused.refusal) } else { note(refused) }
            }
        }
    }

    private mutating func note(_ refused: StagedRefusal) {
        failure = min(failure ?? refused, refused)
    }
}

extension Intake {
    /// Checks all lines of a request.
    ///
    /// - Throws: `Refusal` when there is none, when there are too many, or when one of them is
    ///   no event and none is to be passed over.
    init(_ request: AppendRequest, by preparer: EventPreparer) throws {
        try Self.requireBatch(request.lines)
        let isRejecting = request.policy == .rejecting
        try self.init(request.lines, isRejecting: isRejecting, by: preparer)
        if let failure, failure.stage < .schema { throw failure.refusal }
    }

    /// Refuses a batch of nothing, and one that is too large.
    static func requireBatch(_ lines: [InputLine]) throws(Refusal) {
        guard !lines.isEmpty else {
            throw Refusal(.malformed, "there is no event in the input; give one JSON object a line")
        }
        guard lines.count <= Limits.batchCount else {
            throw Refusal(
                .tooLarge,
                "an atomic batch has at most \(Limits.batchCount) events; use --batch"
            )
        }
    }
}
