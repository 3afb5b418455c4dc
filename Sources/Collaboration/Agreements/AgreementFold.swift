import Events

/// Replays an agreement's events: its state, and that of each party.
struct AgreementFold {
    private(set) var state: String?
    private(set) var setter: Fact?
    private let facts: [Fact]
    private let parties: [Tag]

    /// The newest text; a source may speak of a version whose draft nobody recorded.
    private let newestVersion: Int64?

    /// Signatures that a later revision has not made lapse.
    private let standingSignatures: [Fact]

    init(_ facts: [Fact], parties: [Tag]) {
        self.facts = facts
        self.parties = parties
        newestVersion = facts.lazy.compactMap(\.version).max()
        standingSignatures = Self.standing(facts)
        guard let fold = StateFold(facts, over: .agreements) else { return }
        state = fold.state
        setter = fold.setter
        if fold.state == "partly-signed", isSignedByAll { state = "signed" }
        if fold.state == "approving" { setDecision() }
    }

    /// A party's own track.
    func track(of party: Tag) -> PartyTrack {
        let signatures = standingSignatures
        var state = "negotiating"
        var behind: Fact?
        for fact in facts where fact.isTag(.party, party) {
            guard let next = Self.trackStates[fact.type] else { continue }
            if next == "signatory" {
                guard signatures.contains(fact) else { continue }
            } else if fact.version != nil && fact.version != newestVersion {
                continue
            }
            let forward = (Self.trackOrder[next] ?? 0) >= (Self.trackOrder[state] ?? 0)
            if behind == nil || forward || behind?.order(to: fact) == .before {
                state = next
                behind = fact
            }
        }
        let signature = signatures.last { $0.isTag(.party, party) }
        let force = facts.last { fact in
            fact.type == Self.entry
                && (fact.names(.parties, party) || fact.everyTag(at: .parties) { _, _ in false })
        }
        if let force {
            state = "bound"
            behind = force
        }
        let end = facts.last { Self.endings.contains($0.type) }
        if let end, force != nil {
            state = "out"
            behind = end
        }
        return PartyTrack(
            party: party,
            state: state,
            setter: behind,
            signed: signature?.occurred,
            boundSince: force?.occurred,
            outSince: force == nil ? nil : end?.occurred
        )
    }

    private static let entry: EventType = "agreement.entered-into-force"
    private static let textFixed: EventType = "agreement.text-fixed"
    private static let revision: EventType = "agreement.revised"
    private static let decisionTypes: [EventType] = ["agreement.approved", "agreement.rejected"]

    private static let trackStates: [EventType: String] = [
        "agreement.submitted-for-approval": "awaiting-approval",
        "agreement.approved": "approved",
        "agreement.rejected": "refused",
        "agreement.signing-declined": "declined",
        "agreement.signed": "signatory",
    ]

    private static let trackOrder = [
        "negotiating": 0, "awaiting-approval": 1, "approved": 2, "refused": 2, "declined": 3,
        "signatory": 4,
    ]

    private static let endings: [EventType] = [
        "agreement.terminated", "agreement.expired", "agreement.abandoned",
    ]

    /// Signatures that a later revision has not made lapse.
    private static func standing(_ facts: [Fact]) -> [Fact] {
        let signed = facts.filter { $0.type == AgreementRules.signature }
        guard !signed.isEmpty else { return [] }
        let revisions = facts.filter { $0.type == revision }
        guard !revisions.isEmpty else { return signed }
        let newest = revisions.compactMap(\.version).max()
        let isEveryVersionKnown = revisions.allSatisfy { $0.version != nil }
        return signed.filter { fact in
            // The newest text alone decides where every text and the signature name theirs.
            if isEveryVersionKnown, let version = fact.version, let newest {
                return version >= newest
            }
            return !revisions.contains { revision in
                if let signed = fact.version, let revised = revision.version {
                    return signed < revised
                }
                return fact.order(to: revision) == .before
            }
        }
    }

    /// All known parties have signed; where no list of parties is known, at least two have.
    private var isSignedByAll: Bool {
        let signatories = Set(standingSignatures.compactMap { $0.tag(.party) })
        guard signatories.count >= 2 else { return false }
        let observers = facts.filter { $0.type == AgreementRules.addition && $0.addsAnObserver }
        let needed = Set(parties).subtracting(observers.compactMap { $0.tag(.party) })
        return signatories.isSuperset(of: needed)
    }

    /// Reads what the organs asked have decided.
    private mutating func setDecision() {
        let decisions = facts.filter {
            Self.decisionTypes.contains($0.type) && $0.version == newestVersion
        }
        let open = openRequests(decisions)
        if open.isEmpty, let decided = decisions.last { setOutcome(decided) }
        let again = open.last { request in
            decisions.contains { $0.hasTheSameTag(as: request, at: .organ) }
        }
        if let again { setter = again }
    }

    /// The submissions after which the organ asked has not decided.
    private func openRequests(_ decisions: [Fact]) -> [Fact] {
        facts.filter { request in
            request.type == AgreementRules.submission && request.version == newestVersion
                && !decisions.contains { decision in
                    decision.hasTheSameTag(as: request, at: .organ)
                        && decision.order(to: request) != .before
                }
        }
    }

    private mutating func setOutcome(_ decision: Fact) {
        let isFixed = facts.contains { $0.type == Self.textFixed && $0.version == newestVersion }
        state = isFixed ? "text-fixed" : "drafting"
        setter = decision
    }
}
