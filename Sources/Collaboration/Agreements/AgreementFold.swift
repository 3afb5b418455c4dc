import Events

/// Replays an agreement's events: the state of the whole.
struct AgreementFold {
    private(set) var state: String?
    private(set) var setter: Fact?

    /// That its term ran out, where that is what ended it.
    private(set) var term: TermEnd?
    let revisions: Revisions
    private let facts: [Fact]
    private let parties: [Tag]

    init(_ facts: [Fact], parties: [Tag]) {
        self.facts = facts
        self.parties = parties
        revisions = Revisions(facts)
        guard let fold = StateFold(facts, over: .agreements) else { return }
        state = fold.state
        setter = fold.setter
        if fold.state == "partly-signed", isSignedByAll { state = "signed" }
        if fold.state == "approving" { setDecision() }
    }

    /// Ends an agreement that has fewer than two parties left.
    ///
    /// - Parameter tracks: those of its parties.
    mutating func endIfLeft(_ tracks: [PartyTrack]) {
        guard state == "in-force" || state == "suspended" else { return }
        var bound = 0
        var leaves: [Fact] = []
        for track in tracks {
            if track.state == "bound" || track.state == "leaving" {
                bound += 1
            } else if track.state == "out", track.boundSince != nil, let leave = track.setter {
                leaves.append(leave)
            }
        }
        guard bound < 2, bound + leaves.count >= 2 else { return }
        state = "ended"
        leaves.sortInReplayOrder()
        setter = leaves[bound + leaves.count - 2]
    }

    /// Ends an agreement whose term has run out, though nobody says so.
    mutating func endIfRunOut(_ end: Act?, at level: Weight) {
        guard let end, end.weight >= level, let state, Self.running.contains(state) else { return }
        self.state = "ended"
        setter = end.fact
        term = end.term
    }

    private static let running: Set<String> = ["in-force", "suspended", "provisional"]
    private static let textFixed: EventType = "agreement.text-fixed"
    private static let decisionTypes: [EventType] = ["agreement.approved", "agreement.rejected"]

    /// All known parties have signed; where no list of parties is known, at least two have.
    private var isSignedByAll: Bool {
        let signatures = facts.filter {
            $0.type == AgreementRules.signature && revisions.leave($0)
        }
        let signatories = Set(signatures.compactMap { $0.tag(.party) })
        guard signatories.count >= 2 else { return false }
        var needed = Set(parties)
        for fact in facts {
            if fact.type == AgreementRules.addition, let party = fact.tag(.party) {
                if fact.addsAnObserver { needed.remove(party) } else { needed.insert(party) }
            } else if fact.type == AgreementRules.removal, let party = fact.tag(.party) {
                needed.remove(party)
            }
        }
        return signatories.isSuperset(of: needed)
    }

    /// Reads what the organs asked have decided.
    private mutating func setDecision() {
        let decisions = facts.filter {
            Self.decisionTypes.contains($0.type) && $0.version == revisions.newest
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
            request.type == AgreementRules.submission && request.version == revisions.newest
                && !decisions.contains { decision in
                    decision.hasTheSameTag(as: request, at: .organ)
                        && decision.order(to: request) != .before
                }
        }
    }

    private mutating func setOutcome(_ decision: Fact) {
        let isFixed = facts.contains {
            $0.type == Self.textFixed && $0.version == revisions.newest
        }
        state = isFixed ? "text-fixed" : "drafting"
        setter = decision
    }
}
