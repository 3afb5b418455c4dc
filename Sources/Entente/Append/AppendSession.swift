import CanonicalJSON
import Collaboration
import EDTF
import EventJournal
import Events
import LMDB
import Transparency

/// Judges events one after the other and collects what is to be written.
///
/// It reads a snapshot and what it has appended since; it writes nothing.
///
/// - Invariant: an event that is refused has changed nothing.
struct AppendSession {
    let ledger: Ledger
    private(set) var now: Instant
    var appender: JournalAppender
    var sealing: Sealing
    let cache: StandingCache
    let judge: Judge
    let resubmission: Resubmission

    /// Checks payloads by the types that the ledger knows, this batch's registrations included.
    private(set) var payloads: PayloadChecker

    /// Whether the catalogue in force is known to be that of the program.
    var hasAdoptedCatalogue = false

    /// Persons whom the keys brought here name as erased; `nil` until one is asked for.
    private var erasedElsewhere: Set<String>?

    /// A session over what a snapshot shows.
    ///
    /// - `handsOver`: whether the facts that the cache lets go are taken from it now and then.
    init(
        _ ledger: Ledger,
        at now: Instant,
        handsOver: Bool = false,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws {
        self.ledger = ledger
        self.now = now
        cache = StandingCache(handsOver: handsOver)
        appender = try JournalAppender(ledger.journal, in: snapshot)
        sealing = Sealing(ledger)
        judge = ledger.judge
        resubmission = Resubmission(ledger)
        payloads = PayloadChecker(ledger)
        try requireClock()
    }

    /// Goes on at a later moment, over a snapshot that shows more of what was appended here.
    mutating func resume(
        at now: Instant,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws {
        if now != self.now {
            self.now = now
            try requireClock()
            erasedElsewhere = nil
        }
        try appender.settle(in: snapshot)
    }

    /// Whether the keys brought here name a person as erased.
    mutating func isErasedElsewhere(_ person: Tag) -> Bool {
        let erased = erasedElsewhere ?? Set(ledger.files.erasedElsewhere())
        erasedElsewhere = erased
        return erased.contains(person.text)
    }

    /// Decides on one event: stored before, admitted now, or refused.
    ///
    /// - `isNew`: whether its id is known to be new.
    mutating func decide(
        on prepared: PreparedEvent,
        isNew: Bool,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Receipt {
        if !isNew,
            let known = try resubmission.single(prepared.event, appender, in: snapshot)
        {
            return known
        }
        return try admit(prepared.event, try payload(of: prepared), in: snapshot)
    }

    /// What follows from an event's payload.
    ///
    /// - Throws: `Refusal` for one that breaks its schema.
    private func payload(of prepared: PreparedEvent) throws -> CheckedPayload {
        switch prepared.payload {
        case .checked(let payload): return payload
        case .refused(let refusal): throw refusal
        case .inItsTurn: return try payloads.check(prepared.event)
        }
    }

    /// Judges an event by the rules, seals it, and appends its leaf.
    ///
    /// - Precondition: its id is new.
    mutating func admit(
        _ event: WriterEvent,
        _ payload: CheckedPayload,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Receipt {
        let recorded = nextRecorded
        try requirePast(event, recorded)
        let id = event.id ?? ledger.entropy.uuid(at: now.microseconds)
        let position = appender.size
        let plan =
            payload.type.isAbout("event")
            ? try plannedCorrection(event, payload, id, position, recorded, in: snapshot)
            : try plannedFact(event, payload, position, recorded, in: snapshot)
        let made = try leaf(of: event, payload, plan, id, recorded, in: snapshot)
        let hash = try appender.append(
            Entry(
                leaf: made.bytes,
                id: id,
                type: payload.type,
                tags: plan.tags,
                entities: plan.entities,
                recorded: recorded.microseconds,
                sealed: made.sealed.map { ($0.pointer, $0.record) }
            ),
            in: snapshot
        )
        try remember(plan, made, position, payload)
        if payload.type == Registration.type, let registration = Registration(event.data) {
            payloads.types.add(try payloads.types.compile(registration))
        }
        return Receipt(
            id: id,
            position: position,
            recordedAt: recorded,
            hash: hash,
            replayed: false
        )
    }

    /// Everything appended since the last call, ready to be written; `nil` when that is nothing.
    ///
    /// New person keys are durable when it returns.
    mutating func take() throws -> JournalBatch? {
        try sealing.storeKeys()
        let batch = appender.take()
        return batch.count == 0 ? nil : batch
    }

    /// Writes everything appended since the last time.
    ///
    /// - Precondition: the transaction shows what was judged against.
    mutating func store(in transaction: inout WriteTransaction) throws {
        if let batch = try take() { try ledger.journal.write(batch, in: &transaction) }
    }

    /// `max(clock, last + 1 µs)`.
    private var nextRecorded: Instant {
        guard let last = appender.recorded else { return now }
        return max(now, Instant(microseconds: last + 1))
    }

    /// Keeps what was appended for later events of the same entities.
    ///
    /// A fact with sealed values is kept as its leaf has it, without them.
    private mutating func remember(
        _ plan: AdmissionPlan,
        _ made: MadeLeaf,
        _ position: Position,
        _ payload: CheckedPayload
    ) throws {
        guard let fact = plan.fact else { return cache.forget(plan.entities) }
        guard !made.sealed.isEmpty else { return cache.add(fact, to: plan.entities) }
        let leaf = Leaf(position: position, document: try JSONDocument(reading: made.bytes))
        cache.add(Fact(leaf, as: payload.type, axis: payload.axis), to: plan.entities)
    }

    private func requireClock() throws {
        guard let last = appender.recorded,
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

    /// The event as the rules see it; `nil` for one that is about another event.
    let fact: Fact?
}
