import Events

/// Replays an agreement's events: its state, and that of each party.
struct AgreementFold {
    private(set) var state: String?
    private(set) var setter: Fact?
    private let facts: [Fact]
    private let parties: [Tag]

    init(_ facts: [Fact], parties: [Tag]) {
        self.facts = facts
        self.parties = parties
        guard let fold = StateFold(facts, over: .agreements) else { return }
        state = fold.state
        setter = fold.setter
        if fold.state == "partly-signed", isSignedByAll { state = "signed" }
        guard fold.state == "approving" else { return }
        if let decided = lastDecision { setOutcome(decided) }
        if let again = resubmission { setter = again }
    }

    /// A party's own track.
    func track(of party: Tag) -> PartyTrack {
        let signatures = standingSignatures
        var state = "negotiating"
        var behind: Fact?
        for fact in facts where fact.tag("party") == party {
            guard let next = Self.trackStates[fact.type.text] else { continue }
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
        let signature = signatures.last { $0.tag("party") == party }
        let force = facts.last { fact in
            fact.type == "agreement.entered-into-force"
                && (fact.tags("parties").isEmpty || fact.tags("parties").contains(party))
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

    private static let trackStates = [
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

    private var newestVersion: Int64? {
        // A source may speak of a version whose draft nobody recorded.
        facts.compactMap(\.version).max()
    }

    /// Signatures that a later revision has not made lapse.
    private var standingSignatures: [Fact] {
        let revisions = facts.filter { $0.type == "agreement.revised" }
        return facts.filter { fact in
            fact.type == "agreement.signed"
                && !revisions.contains { revision in
                    if let signed = fact.version, let revised = revision.version {
                        return signed < revised
                    }
                    return fact.order(to: revision) == .before
                }
        }
    }

    /// All known parties have signed; where no list of parties is known, at least two have.
    private var isSignedByAll: Bool {
        let signatories = Set(standingSignatures.compactMap { $0.tag("party") })
        let observers = facts.filter {
            $0.type == "agreement.party-added" && $0.text("role") == "observer"
        }
        let needed = Set(parties).subtracting(observers.compactMap { $0.tag("party") })
        return signatories.count >= 2 && signatories.isSuperset(of: needed)
    }

    /// The decision by which every organ asked has decided, if all have.
    private var lastDecision: Fact? {
        openRequests.isEmpty ? decisions.last : nil
    }

    /// The submission that asked an organ again, if that has not decided since.
    private var resubmission: Fact? {
        openRequests.last { request in
            decisions.contains { $0.tag("organ") == request.tag("organ") }
        }
    }

    /// The submissions after which the organ asked has not decided.
    private var openRequests: [Fact] {
        let decisions = decisions
        return facts.filter { request in
            request.type == "agreement.submitted-for-approval" && request.version == newestVersion
                && !decisions.contains { decision in
                    decision.tag("organ") == request.tag("organ")
                        && decision.order(to: request) != .before
                }
        }
    }

    private var decisions: [Fact] {
        facts.filter {
            ($0.type == "agreement.approved" || $0.type == "agreement.rejected")
                && $0.version == newestVersion
        }
    }

    private mutating func setOutcome(_ decision: Fact) {
        let isFixed = facts.contains {
            $0.type == "agreement.text-fixed" && $0.version == newestVersion
        }
        state = isFixed ? "text-fixed" : "drafting"
        setter = decision
    }
}
