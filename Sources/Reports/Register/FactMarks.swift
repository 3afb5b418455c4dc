package import CanonicalJSON
package import Collaboration
package import Events

/// What stands beside one event, in no language: gaps, disputes, corrections, doubtful order.
package struct FactMarks: Sendable, Hashable {
    /// A step before the event that is not known.
    package struct Gap: Sendable, Hashable {
        /// The rule that asks for it.
        package let rule: String

        /// What the rule asks for, as a sentence without its full stop.
        package let words: String

        /// The event that stands in the way, if one does.
        package let against: Position?

        /// Whether two events cannot both be true, rather than a step being missing.
        package let isContradiction: Bool
    }

    /// A claim that the event is wrong.
    package struct Dispute: Sendable, Hashable {
        /// Where the claim stands.
        package let position: Position

        /// What is claimed, as a list of texts.
        package let claim: JSONValue?
    }

    /// The event.
    package let position: Position

    /// Its type.
    package let type: String

    /// The tag of the entity it is about.
    package let entity: String?

    /// The rules it breaks, in their order.
    package let gaps: [Gap]

    /// The claims against it, in the order of recording.
    package let disputes: [Dispute]

    /// Whether it was corrected.
    package let isCorrected: Bool

    /// Whether a rule cannot be decided, because the order of two events is not known.
    package let isOrderUnknown: Bool

    /// Whether nothing stands beside the event.
    package var isBlank: Bool {
        gaps.isEmpty && disputes.isEmpty && !isCorrected && !isOrderUnknown
    }
}

extension FactMarks {
    /// Judges an event, given what is said of it.
    ///
    /// - Parameters:
    ///   - fact: the event.
    ///   - entity: the entity it is about.
    ///   - verdict: what the rules say of it.
    ///   - disputes: the claims against it.
    init(
        on fact: Fact,
        of entity: Tag?,
        _ verdict: FactVerdict,
        _ disputes: [History.Dispute]
    ) {
        position = fact.position
        type = fact.type.text
        self.entity = entity?.text
        gaps = verdict.objections.map { objection in
            Gap(
                rule: objection.rule,
                words: objection.words,
                against: objection.against?.position,
                // Only a correction or a retraction can leave a contradiction behind.
                isContradiction: objection.weight == .contradiction
            )
        }
        self.disputes = disputes.map { dispute in
            Dispute(position: dispute.position, claim: dispute.event["data"]?["claim"])
        }
        isCorrected = !fact.corrections.isEmpty
        isOrderUnknown = !verdict.orderUnknown.isEmpty
    }

    /// Judges an event among the histories that rules read; `nil` when nothing stands beside it.
    ///
    /// - Parameters:
    ///   - fact: the event.
    ///   - entity: the entity it is about.
    ///   - judge: the rules.
    ///   - disputes: the claims against events of the entity.
    ///   - standing: the standing of any entity.
    /// - Throws: what `standing` throws.
    package init?(
        on fact: Fact,
        of entity: Tag,
        by judge: Judge,
        disputes: [History.Dispute],
        standing: (Tag) throws -> Standing
    ) throws {
        let verdict = try judge.marks(on: fact, standing: standing)
        let disputes = disputes.isEmpty ? [] : disputes.filter { $0.target == fact.id }
        if verdict.isBlank, disputes.isEmpty, fact.corrections.isEmpty { return nil }
        self.init(on: fact, of: entity, verdict, disputes)
    }

    /// The shape of the gaps that scripts read.
    var gapEntries: [JSONValue] {
        gaps.map { gap in
            var members: [JSONObject.Member] = []
            members.reserveCapacity(7)
            func add(_ key: String, _ value: JSONValue) {
                members.append(JSONObject.Member(key: key, value: value))
            }
            if let against = gap.against { add("against", .integer(against)) }
            if let entity { add("entity", .string(entity)) }
            add("position", .integer(position))
            add("rule", .string(gap.rule))
            add("type", .string(type))
            if gap.isContradiction { add("weight", "contradiction") }
            add("words", .string(gap.words))
            return .object(JSONObject(ascending: members))
        }
    }
}
