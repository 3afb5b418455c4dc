import CanonicalJSON
import Collaboration
import EDTF
import EventJournal
import Events
import JSONSchema
import LMDB
import Transparency

extension AppendSession {
    /// Judges a correction, retraction, reinstatement, dispute, settlement or confirmation of
    /// another event.
    ///
    /// The histories it changes are judged before and after; what it would newly contradict is
    /// named.
    mutating func plannedCorrection(
        _ event: WriterEvent,
        _ payload: CheckedPayload,
        _ id: String,
        _ position: Position,
        _ recorded: Instant,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> AdmissionPlan {
        guard let type = try payloads.types.type(payload.type, version: payload.version) else {
            preconditionFailure("a payload was checked by its type")
        }
        let target = try target(of: event, in: snapshot)
        try requireCorrectable(target, by: event, as: type)
        var plain = event.members
        plain["id"] = .string(id)
        plain["recorded"] = .string(recorded.rfc3339)
        var tags = Set(payload.tags + target.tags)
        var personal = PersonalPlaces(of: .object(plain), as: type, tags: Array(tags)).places
        if type.type == "event.corrected" {
            let result = try corrected(target, by: event)
            tags.formUnion(result.type.tags(of: result.event))
            // Only members that the correction replaces are places of its own.
            personal += PersonalPlaces(
                of: result.event,
                as: result.type,
                under: ["data"],
                tags: tags.sorted()
            )
            .places.filter { plain["data"]?[$0.pointer.tokens[1]] != nil }
        }
        let sorted = try limited(tags.sorted(), of: event)
        plain["tags"] = .array(sorted.map { .string($0.text) })
        let leaf = Leaf(position: position, event: .object(plain))
        let entities = try judgeChange(by: leaf, of: target, event, in: snapshot)
        return AdmissionPlan(tags: sorted, entities: entities, personal: personal, fact: nil)
    }

    /// The event that is spoken of: its leaf as stored, its tags with those of its corrections.
    private struct Target {
        let leaf: Leaf
        let hash: Hash
        let tags: [Tag]
        let isRetracted: Bool

        /// The leaf and everything said about it.
        let leaves: [Leaf]

        /// What the leaves say.
        let history: History

        /// The event as it counts now; `nil` when it is a correction itself or retracted.
        let fact: Fact?
    }

    private func target(
        of event: WriterEvent,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Target {
        let name = event.data["target"]?.string.flatMap(Tag.init)
        guard let name, let place = try appender.position(ofID: String(name.id), in: snapshot),
            let bytes = try appender.leaf(at: place, in: snapshot),
            let leaf = try loader.leaf(at: place, in: snapshot)
        else {
            throw Refusal(
                .rule,
                "there is no event with the id of the target (rule target-exists)",
                line: event.line,
                id: event.id,
                pointer: "/data/target"
            )
        }
        let leaves = try loader.discussion(
            of: leaf,
            in: snapshot
        ) { tag in
            try appender.positions(tagged: tag, in: snapshot)
        } find: { id in
            try appender.position(ofID: id, in: snapshot)
        }
        let history = History(of: leaves) { [types = payloads.types] type in
            types.axis(of: type)
        }
        let corrections = leaves.filter { $0.type == "event.corrected" && $0.target == leaf.id }
        let tags = Set(leaf.tags + corrections.flatMap(\.tags))
        return Target(
            leaf: leaf,
            hash: SHA256Hashing.leaf(bytes),
            tags: tags.sorted(),
            isRetracted: history.retracted.contains(leaf.id),
            leaves: leaves,
            history: history,
            fact: history.facts.first { $0.position == place }
        )
    }

    private func requireCorrectable(
        _ target: Target,
        by event: WriterEvent,
        as type: CompiledType
    ) throws(Refusal) {
        func refuse(_ rule: String, _ words: String, _ pointer: String) -> Refusal {
            Refusal(
                .rule,
                "\(words) (rule \(rule))",
                line: event.line,
                id: event.id,
                pointer: pointer,
                position: target.leaf.position
            )
        }
        let noun = target.leaf.type?.noun ?? ""
        if ["ledger", "catalogue", "subject", "schema"].contains(noun) {
            throw refuse(
                "target-is-domain-data",
                "\(noun) events cannot be changed",
                "/data/target"
            )
        }
        if noun == "event", type.type == "event.corrected" {
            throw refuse(
                "target-is-domain-data",
                "a correction is not corrected but retracted; correct the event itself",
                "/data/target"
            )
        }
        if let hash = event.data["leafHash"]?.string, hash != target.hash.hex {
            throw refuse(
                "leaf-hash-matches",
                "the target's leaf hash is \(target.hash.hex), not the one given",
                "/data/leafHash"
            )
        }
        switch type.type {
        case "event.corrected", "event.retracted":
            if target.isRetracted {
                throw refuse("not-retracted", "the target is retracted already", "/data/target")
            }
        case "event.reinstated":
            if !target.isRetracted {
                throw refuse("is-retracted", "the target is not retracted", "/data/target")
            }
        case "event.dispute-settled":
            let settlement = Leaf(position: .max, event: .object(event.members))
            if target.history.disputes(settledBy: settlement).isEmpty {
                let isOne = event.data["dispute"] != nil
                throw refuse(
                    "is-disputed",
                    isOne
                        ? "the target has no such dispute that is not settled"
                        : "the target is not disputed, or every dispute of it is settled",
                    isOne ? "/data/dispute" : "/data/target"
                )
            }
        default: break
        }
    }

    /// The target as the correction leaves it, checked like any event of its type.
    private func corrected(
        _ target: Target,
        by event: WriterEvent
    ) throws -> (event: JSONValue, type: CompiledType) {
        let version = target.leaf.event["version"]?.integer.map(Int.init)
        guard let fact = target.fact, let name = target.leaf.type,
            let type = try payloads.types.type(name, version: version)
        else {
            throw Refusal(
                .rule,
                "the target's type is not known here (rule target-exists)",
                line: event.line,
                id: event.id,
                pointer: "/data/target"
            )
        }
        let result = fact.event.corrected(by: event.data)
        if let data = event.data["data"], let violation = type.schema.violations(of: data).first {
            throw Refusal(
                .schema,
                violation.message,
                line: event.line,
                id: event.id,
                pointer: "/data/data\(violation.cause)"
            )
        }
        let occurred = result["occurred"]?.string ?? ""
        if occurred.isEmpty && result["basis"]?.string != "unknown" {
            throw Refusal(
                .envelope,
                "an empty 'occurred' needs \"basis\": \"unknown\"",
                line: event.line,
                id: event.id,
                pointer: "/data/occurred"
            )
        }
        let recorded = target.leaf.event["recorded"]?.string.flatMap(Instant.init(rfc3339:))
        let earliest = try? ImpreciseDate(parsing: occurred).earliest
        if let earliest, let recorded, recorded.isDefinitelyPast(earliest) {
            throw Refusal(
                .envelope,
                "the target was recorded at \(recorded) and cannot have happened in \(occurred)",
                line: event.line,
                id: event.id,
                pointer: "/data/occurred"
            )
        }
        if fact.mode == .attested, result["source"]?.object == nil {
            throw Refusal(
                .envelope,
                "an attested event needs its source",
                line: event.line,
                id: event.id,
                pointer: "/data/source"
            )
        }
        return (result, type)
    }

    /// Judges every history the change reaches, as it was and as it would be.
    ///
    /// - Returns: the entities whose own history the change joins.
    private mutating func judgeChange(
        by leaf: Leaf,
        of target: Target,
        _ event: WriterEvent,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> [Tag] {
        let entities = loader.entities(of: leaf, discussion: target.leaves)
        if leaf.isRemark { return entities }
        let found = try ChangeJudge(ledger, types: payloads.types, loader).contradictions(
            by: leaf,
            of: entities,
            discussed: target.leaves,
            in: snapshot
        ) { tag in
            try appender.positions(tagged: tag, in: snapshot)
        } find: { id in
            try appender.position(ofID: id, in: snapshot)
        } standing: { entity in
            try standing(of: entity, in: snapshot)
        }
        guard let objection = found.first else { return entities }
        throw Refusal(
            .rule,
            "the change would make the history contradictory: event \(objection.position), "
                + "\(objection)",
            line: event.line,
            id: event.id,
            pointer: "/data/target",
            position: objection.position
        )
    }
}
