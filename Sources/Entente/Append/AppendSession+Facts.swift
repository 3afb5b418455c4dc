import CanonicalJSON
import Collaboration
import EDTF
import EventJournal
import Events
import LMDB

extension AppendSession {
    /// Judges an event of collaboration in its own place in time.
    mutating func plannedFact(
        _ event: WriterEvent,
        _ payload: CheckedPayload,
        _ position: Position,
        _ recorded: Instant,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> AdmissionPlan {
        let tags = try limited(payload.tags, of: event)
        let fact = Fact(
            position: position,
            document: event.document,
            type: payload.type,
            axis: payload.axis,
            mode: event.mode,
            bounds: Bounds(
                occurred: event.occurred,
                published: payload.published,
                recorded: recorded
            )
        )
        let objections = try objections(to: fact, in: snapshot)
        if let objection = objections.first(where: {
            $0.weight == .contradiction || fact.mode == .live
        }) {
            throw Refusal(objection, on: event)
        }
        return AdmissionPlan(
            tags: tags,
            entities: judge.rulebook.entities(of: fact, tags: tags),
            personal: payload.personal,
            fact: fact
        )
    }

    /// Everything that stands against a fact, with whatever histories the rules ask for.
    func objections(
        to fact: Fact,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> [Objection] {
        cache.startEvent()
        return try judge.objections(to: fact) { entity in
            try cache.standing(of: entity) { try standing(of: $0, in: snapshot) }
        }
    }

    /// Reads leaves, this batch included.
    var loader: HistoryLoader {
        HistoryLoader(ledger, types: payloads.types, inFlight: appender)
    }

    /// Reads an entity's own history, this batch included.
    func standing(
        of entity: Tag,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Standing {
        let positions = try appender.positions(ofEntity: entity, in: snapshot)
        guard !positions.isEmpty else { return Standing(of: entity) }
        var leaves: [Leaf] = []
        leaves.reserveCapacity(positions.count)
        // The appender is copied for the few that lead to other leaves only.
        var loader = HistoryLoader(ledger, types: payloads.types)
        for position in positions {
            let bytes = try appender.leaf(at: position, in: snapshot)
            leaves.append(try loader.leaf(of: bytes ?? [], at: position))
        }
        if leaves.contains(where: \.isAboutAnEvent) { loader = self.loader }
        let history = try loader.history(of: leaves, in: snapshot) { tag in
            try appender.positions(tagged: tag, in: snapshot)
        } find: { id in
            try appender.position(ofID: id, in: snapshot)
        }
        return loader.standing(of: entity, in: history)
    }

    mutating func requireNotErased(
        _ person: Tag,
        _ event: WriterEvent,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws {
        if isErasedElsewhere(person) {
            throw Refusal(
                .rule,
                "\(person) was erased, as the keys brought here say; no further personal value of "
                    + "that person is recorded (rule person-not-erased)",
                line: event.line,
                id: event.id
            )
        }
        guard let position = try ledger.journal.erasure(of: person, in: snapshot) else { return }
        throw Refusal(
            .rule,
            "\(person) was erased at \(position); no further personal value of that person is "
                + "recorded (rule person-not-erased)",
            line: event.line,
            id: event.id,
            position: position
        )
    }

    /// Refuses to seal under a new key what belongs to a person whose key is elsewhere.
    ///
    /// Costs the events of a person only when that person has no key.
    mutating func requireKeys(
        of persons: [Tag],
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws {
        for person in try sealing.personsWithoutKey(persons) {
            for position in try appender.positions(tagged: person, in: snapshot) {
                let leaf = try loader.leaf(
                    at: position,
                    in: snapshot
                )
                for pointer in leaf?.event["personal"]?.object?.keys ?? [] {
                    let stored = try appender.sealed(
                        position: position,
                        pointer: pointer,
                        in: snapshot
                    )
                    guard let stored, let record = SealedRecord(stored),
                        record.persons.contains(person)
                    else { continue }
                    throw LedgerError(
                        .notPermitted,
                        "the key of \(person), under which event \(position) is sealed, is not here; "
                            + "bring it with `entente keys import`"
                    )
                }
            }
        }
    }

    func limited(_ tags: [Tag], of event: WriterEvent) throws(Refusal) -> [Tag] {
        guard tags.count <= Limits.tagCount else {
            throw Refusal(
                .envelope,
                "the event has \(tags.count) tags, over the limit of \(Limits.tagCount)",
                line: event.line,
                id: event.id,
                pointer: "/added"
            )
        }
        return tags
    }
}

extension Refusal {
    /// A rule's objection to an event.
    init(_ objection: Objection, on event: WriterEvent) {
        var message = "\(objection)"
        if objection.weight == .missingAntecedent {
            message +=
                "; record what came before first, or say who reports it with "
                + "\"mode\": \"attested\" and a source"
        }
        self.init(
            .rule,
            message,
            line: event.line,
            id: event.id,
            pointer: objection.pointer,
            position: objection.against?.position
        )
    }
}
