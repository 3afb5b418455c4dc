import CanonicalJSON
import Collaboration
import EDTF
import EventJournal
import Events
import LMDB
import Transparency

/// Judges and appends events one after the other inside one write transaction.
///
/// - Invariant: an event that is refused has changed nothing.
struct AppendSession {
    let ledger: Ledger
    let now: Instant
    var appender: JournalAppender
    var sealing: Sealing
    let cache = StandingCache()

    /// Persons whom the keys brought here name as erased.
    let erasedElsewhere: Set<String>

    init(_ ledger: Ledger, at now: Instant, in transaction: borrowing WriteTransaction) throws {
        self.ledger = ledger
        self.now = now
        appender = try JournalAppender(ledger.journal, in: transaction)
        erasedElsewhere = Set(ledger.files.erasedElsewhere())
        sealing = Sealing(
            origin: ledger.origin,
            store: try ledger.keyStore(),
            entropy: ledger.entropy
        )
        try requireClock()
    }

    /// Judges an event by the rules, seals it, and appends its leaf.
    ///
    /// - Precondition: the envelope and the schema have been checked, and the id is new.
    mutating func admit(
        _ event: WriterEvent,
        as type: CompiledType,
        in transaction: inout WriteTransaction
    ) throws -> Receipt {
        let position = appender.head.size
        let recorded = nextRecorded
        try requirePast(event, recorded)
        let id = event.id ?? ledger.entropy.uuid(at: now.microseconds)
        let plain = JSONValue.object(event.members)
        let plan: AdmissionPlan
        if type.type.noun == "event" {
            plan = try plannedCorrection(event, as: type, id, position, recorded, in: transaction)
        } else {
            plan = try plannedFact(event, as: type, id, position, recorded, in: transaction)
        }
        let persons = Set(plan.personal.flatMap(\.persons)).sorted()
        for person in persons { try requireNotErased(person, event, in: transaction) }
        try requireKeys(of: persons, in: transaction)
        let (sealedEvent, sealed) = try sealing.seal(plan.personal, of: plain, id: id)
        let dossiers = try dossierHeads(of: plan.tags, in: transaction)
        let leaf = LeafBuilder(origin: ledger.origin).event(
            sealedEvent.object ?? JSONObject(),
            .init(
                id: id,
                version: type.version,
                tags: plan.tags,
                personal: sealed,
                position: position,
                recorded: recorded,
                dossiers: dossiers
            )
        )
        let bytes = leaf.canonicalBytes()
        guard bytes.count <= Limits.leafByteCount else {
            throw Refusal(
                .tooLarge,
                "the event would take \(bytes.count) bytes, over the limit of "
                    + "\(Limits.leafByteCount); attach the long part as a document",
                line: event.line,
                id: event.id
            )
        }
        let hash = try appender.append(
            Entry(
                leaf: bytes,
                id: id,
                type: type.type,
                tags: plan.tags,
                entities: plan.entities,
                recorded: recorded.microseconds,
                sealed: sealed.map { ($0.pointer, $0.record) }
            ),
            in: &transaction
        )
        remember(plan, Leaf(position: position, event: leaf), type)
        return Receipt(
            id: id,
            position: position,
            recorded: recorded.rfc3339,
            leafHash: hash.hex,
            replayed: false
        )
    }

    /// Makes new person keys durable and writes the indexes; the transaction may be committed
    /// then.
    ///
    /// - `storingKeys`: false when the transaction will not be committed.
    mutating func finish(
        in transaction: inout WriteTransaction,
        storingKeys: Bool = true
    ) throws {
        if storingKeys { try sealing.storeKeys() }
        try appender.finish(in: &transaction)
    }

    /// `max(clock, last + 1 µs)`.
    private var nextRecorded: Instant {
        guard let last = appender.head.recorded else { return now }
        return max(now, Instant(microseconds: last + 1))
    }

    private mutating func remember(_ plan: AdmissionPlan, _ leaf: Leaf, _ type: CompiledType) {
        guard type.type.noun != "event" else {
            cache.forget(plan.entities)
            return
        }
        cache.add(Fact(leaf, as: type.type, axis: type.axis), to: plan.entities)
    }

    private mutating func dossierHeads(
        of tags: [Tag],
        in transaction: borrowing WriteTransaction
    ) throws -> [(agreement: Tag, size: UInt64, root: String)] {
        var heads: [(agreement: Tag, size: UInt64, root: String)] = []
        for tag in tags where tag.kind == "agreement" {
            let edge = try appender.dossier(of: tag, in: transaction)
            heads.append((tag, edge.size, edge.root.hex))
        }
        return heads
    }

    private func requireClock() throws {
        guard let last = appender.head.recorded,
            last > now.microseconds + Limits.clockLagInMicroseconds
        else { return }
        throw LedgerError(
            .conflict,
            "the last event was recorded at \(Instant(microseconds: last)), more than 5 minutes "
                + "after this clock's \(now); set the clock right and try again"
        )
    }

    private func requirePast(_ event: WriterEvent, _ recorded: Instant) throws(Refusal) {
        guard let earliest = event.occurred?.earliest, recorded.isDefinitelyPast(earliest) else {
            return
        }
        throw Refusal(
            .envelope,
            "the event is dated \(event.occurred?.text ?? ""), after its recording at "
                + "\(recorded); events are facts, planned dates belong in 'data'",
            line: event.line,
            id: event.id,
            pointer: "/occurred"
        )
    }
}

extension Instant {
    /// Whether something lies after a recording by more than clocks and time zones explain.
    func isDefinitelyPast(_ earliest: Instant) -> Bool {
        earliest.microseconds > microseconds + Limits.futureInMicroseconds
    }
}

/// What is known of an event when nothing stands against it.
struct AdmissionPlan {
    let tags: [Tag]
    let entities: [Tag]
    let personal: [(pointer: JSONPointer, persons: [Tag])]
}
