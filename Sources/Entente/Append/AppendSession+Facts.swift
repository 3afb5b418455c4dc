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
        as type: CompiledType,
        _ id: String,
        _ position: Position,
        _ recorded: Instant,
        in transaction: borrowing WriteTransaction
    ) throws -> AdmissionPlan {
        let plain = JSONValue.object(event.members)
        let tags = try limited(Set(type.tags(of: plain) + event.added), of: event)
        let fact = self.fact(plain, type, id, position, recorded)
        let objections = try objections(to: fact, in: transaction)
        if let objection = objections.first(where: {
            $0.weight == .contradiction || fact.mode == .live
        }) {
            throw Refusal(objection, on: event)
        }
        let personal = personalPlaces(of: plain, as: type, under: [], tags: tags)
        return AdmissionPlan(
            tags: tags,
            entities: ledger.judge.rulebook.entities(of: fact, tags: tags),
            personal: personal
        )
    }

    /// Everything that stands against a fact, with whatever histories the rules ask for.
    mutating func objections(
        to fact: Fact,
        in transaction: borrowing WriteTransaction
    ) throws -> [Objection] {
        while true {
            let objections = try ledger.judge.objections(to: fact) { [cache] entity in
                cache.standing(of: entity)
            }
            let missing = cache.missing
            if missing.isEmpty { return objections }
            for entity in missing.sorted() {
                cache.set(try standing(of: entity, in: transaction))
            }
        }
    }

    /// Reads an entity's own history, this batch included.
    func standing(of entity: Tag, in transaction: borrowing WriteTransaction) throws -> Standing {
        let loader = HistoryLoader(ledger)
        let positions = try appender.positions(ofEntity: entity, in: transaction)
        let history = try loader.history(at: positions, in: transaction) { id in
            try appender.position(ofID: id, in: transaction)
        }
        return loader.standing(of: entity, in: history)
    }

    /// An event as the rules see it before it has a leaf.
    func fact(
        _ event: JSONValue,
        _ type: CompiledType,
        _ id: String,
        _ position: Position,
        _ recorded: Instant
    ) -> Fact {
        var members = event.object ?? JSONObject()
        members["id"] = .string(id)
        members["recorded"] = .string(recorded.rfc3339)
        return Fact(
            Leaf(position: position, event: .object(members)),
            as: type.type,
            axis: type.axis
        )
    }

    /// The places of an event that hold personal values.
    ///
    /// - `prefix`: where in the leaf the event stands; empty for an event of its own.
    func personalPlaces(
        of event: JSONValue,
        as type: CompiledType,
        under prefix: [String],
        tags: [Tag]
    ) -> [(pointer: JSONPointer, persons: [Tag])] {
        let data = event["data"] ?? .null
        var places = type.personalValues(of: data, in: event).map { value in
            (
                pointer: JSONPointer(prefix + ["data"] + value.pointer.tokens),
                persons: value.persons
            )
        }
        let persons = tags.filter { $0.kind == "person" }
        if !persons.isEmpty, let quote = event["source"]?["quote"], !quote.isNull {
            places.append((JSONPointer(prefix + ["source", "quote"]), persons))
        }
        return places
    }

    func requireNotErased(
        _ person: Tag,
        _ event: WriterEvent,
        in transaction: borrowing WriteTransaction
    ) throws {
        if erasedElsewhere.contains(person.text) {
            throw Refusal(
                .rule,
                "\(person) was erased, as the keys brought here say; no further personal value of "
                    + "that person is recorded (rule person-not-erased)",
                line: event.line,
                id: event.id
            )
        }
        guard let position = try ledger.journal.erasure(of: person, in: transaction) else { return }
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
        in transaction: borrowing WriteTransaction
    ) throws {
        for person in try sealing.personsWithoutKey(persons) {
            for position in try appender.positions(tagged: person, in: transaction) {
                let leaf = try HistoryLoader(ledger).leaf(at: position, in: transaction)
                for pointer in leaf?.event["personal"]?.object?.keys ?? [] {
                    let stored = try ledger.journal.sealed(
                        position: position,
                        pointer: pointer,
                        in: transaction
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

    func limited(_ tags: Set<Tag>, of event: WriterEvent) throws(Refusal) -> [Tag] {
        guard tags.count <= Limits.tagCount else {
            throw Refusal(
                .envelope,
                "the event has \(tags.count) tags, over the limit of \(Limits.tagCount)",
                line: event.line,
                id: event.id,
                pointer: "/added"
            )
        }
        return tags.sorted()
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
