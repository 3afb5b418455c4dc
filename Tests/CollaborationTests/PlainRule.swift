import CanonicalJSON
import Collaboration
import Events

/// A rule that looks facts up by members, in its plain form: it reads a list from end to end and
/// compares values.
struct PlainRule: Sendable {
    enum Kind: Sendable {
        /// Another event says the same.
        case once
        /// Nothing shows that one came before.
        case needs
        /// One definitely came before.
        case never
    }

    let id: String
    let type: EventType
    let kind: Kind
    let others: [EventType]
    let keys: [String]
    let lifting: [EventType]

    /// The members that a lifting event has to name.
    let named: [String]

    init(
        _ id: String,
        of type: EventType,
        _ kind: Kind,
        _ others: [EventType],
        by keys: [String],
        unlessLiftedBy lifting: [EventType] = [],
        naming named: [String] = []
    ) {
        self.id = id
        self.type = type
        self.kind = kind
        self.others = others
        self.keys = keys
        self.lifting = lifting
        self.named = named
    }

    /// Whether the rule is broken for a fact, and by which one.
    func verdict(on fact: Fact, in history: [Fact]) -> (isBroken: Bool, by: Position?) {
        let candidates = others.flatMap { type in
            history.filter { $0.type == type && $0.position != fact.position && agrees($0, fact) }
        }
        switch kind {
        case .once:
            let twin = candidates.first { !isLifted($0, fact, history, byKeys: true) }
            return (twin != nil, twin?.position)
        case .needs: return (!candidates.contains { $0.order(to: fact) != .after }, nil)
        case .never:
            let first = candidates.first { other in
                other.order(to: fact) == .before && !isLifted(other, fact, history, byKeys: false)
            }
            return (first != nil, first?.position)
        }
    }

    private func agrees(_ one: Fact, _ other: Fact) -> Bool {
        keys.allSatisfy { key in
            guard let mine = one.value(key), let theirs = other.value(key) else { return false }
            return mine == theirs
        }
    }

    private func isLifted(
        _ other: Fact,
        _ fact: Fact,
        _ history: [Fact],
        byKeys: Bool
    ) -> Bool {
        history.contains { lift in
            guard lifting.contains(lift.type), lift.position != other.position,
                lift.position != fact.position
            else { return false }
            let agrees = keys.allSatisfy { key in
                lift.value(key).map { $0 == fact.value(key) } ?? !named.contains(key)
            }
            let forward = other.order(to: lift) != .after && lift.order(to: fact) != .after
            let backward = fact.order(to: lift) != .after && lift.order(to: other) != .after
            return (agrees || !byKeys) && (forward || backward)
        }
    }

    /// The rules that look facts up by members, as their families state them.
    static let all: [PlainRule] =
        agreements + [
            PlainRule(
                "assigned-once",
                of: "commitment.assigned",
                .once,
                ["commitment.assigned"],
                by: ["executor", "role"],
                unlessLiftedBy: ["commitment.unassigned"]
            ),
            PlainRule(
                "member-joins-once",
                of: "delegation.joined",
                .once,
                ["delegation.joined"],
                by: ["member"],
                unlessLiftedBy: ["delegation.left"]
            ),
            PlainRule(
                "member-known",
                of: "delegation.left",
                .needs,
                ["delegation.joined"],
                by: ["member"]
            ),
            PlainRule(
                "party-joins-once",
                of: "gathering.joined",
                .once,
                ["gathering.joined"],
                by: ["party", "role"],
                unlessLiftedBy: ["gathering.left"],
                naming: ["party"]
            ),
            PlainRule(
                "person-joins-once",
                of: "gathering.joined",
                .once,
                ["gathering.joined"],
                by: ["person", "role"],
                unlessLiftedBy: ["gathering.left"],
                naming: ["person"]
            ),
            PlainRule(
                "edition-issued-once",
                of: "product.issued",
                .once,
                ["product.issued"],
                by: ["edition"]
            ),
            PlainRule(
                "membership-not-open",
                of: "membership.begun",
                .once,
                ["membership.begun"],
                by: ["group", "role"],
                unlessLiftedBy: ["membership.ended"]
            ),
            PlainRule(
                "membership-known",
                of: "membership.ended",
                .needs,
                ["membership.begun"],
                by: ["group"]
            ),
            PlainRule(
                "decides-once",
                of: "meeting.accepted",
                .once,
                ["meeting.accepted", "meeting.declined"],
                by: ["by"]
            ),
            PlainRule("rated-once", of: "meeting.rated", .once, ["meeting.rated"], by: ["by"]),
            PlainRule(
                "localised-once",
                of: "platform.localised",
                .once,
                ["platform.localised"],
                by: ["language"]
            ),
            PlainRule(
                "version-published-once",
                of: "framework.published",
                .once,
                ["framework.published"],
                by: ["version"]
            ),
        ]

    private static let agreements: [PlainRule] = [
        PlainRule(
            "version-used-once",
            of: "agreement.drafted",
            .once,
            ["agreement.revised"],
            by: ["version"]
        ),
        PlainRule(
            "version-used-once",
            of: "agreement.revised",
            .once,
            ["agreement.revised", "agreement.drafted"],
            by: ["version"]
        ),
        PlainRule(
            "drafted-before-signed",
            of: "agreement.drafted",
            .never,
            ["agreement.signed"],
            by: ["version"]
        ),
        PlainRule(
            "party-added-once",
            of: "agreement.party-added",
            .once,
            ["agreement.party-added"],
            by: ["party"],
            unlessLiftedBy: ["agreement.party-removed"]
        ),
        PlainRule(
            "consents-once",
            of: "agreement.acceded",
            .once,
            ["agreement.consent-deposited", "agreement.acceded"],
            by: ["party"],
            unlessLiftedBy: ["agreement.withdrawn-from", "agreement.withdrawal-notified"]
        ),
        PlainRule(
            "notified",
            of: "agreement.withdrawn-from",
            .needs,
            ["agreement.withdrawal-notified"],
            by: ["party"]
        ),
        PlainRule(
            "submitted",
            of: "agreement.approved",
            .needs,
            ["agreement.submitted-for-approval"],
            by: ["version", "party", "organ"]
        ),
        PlainRule(
            "signed-once",
            of: "agreement.signed",
            .once,
            ["agreement.signed"],
            by: ["signatory", "party", "version"]
        ),
        PlainRule(
            "declined-before-signing",
            of: "agreement.signing-declined",
            .never,
            ["agreement.signed"],
            by: ["party"],
            unlessLiftedBy: ["agreement.revised"]
        ),
    ]
}
