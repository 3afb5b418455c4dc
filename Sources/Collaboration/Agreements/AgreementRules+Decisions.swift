import Events

extension AgreementRules {
    private static let decisions: TypeSet = ["agreement.approved", "agreement.rejected"]
    static let submission: EventType = "agreement.submitted-for-approval"

    /// What makes two events speak of one organ's decision on one text.
    private static let question = Keys(["version", "party", "organ"])

    /// An organ decides once each time it is asked.
    static let decidesOnce = Rule(
        "organ-decides-once",
        .contradiction,
        "an organ decides on a version once, until it is submitted again",
        field: "version",
        brokenBy: .fact(
            of: "agreement.approved",
            "agreement.rejected",
            by: ["version", "party", "organ"]
        ),
        lookups: [Lookup(decisions.types + [submission], by: question)]
    ) { fact, histories in
        var doubtful: Fact?
        let own = histories.own
        let rival = own.first(of: decisions, agreeingWith: fact, by: question) { other in
            guard other.position != fact.position else { return false }
            let order = other.order(to: fact)
            let (first, second) = order == .after ? (fact, other) : (other, fact)
            switch resubmission(after: first, before: second, in: own) {
            case .none: return true
            case .certain: break
            case .possible: doubtful = doubtful ?? other
            }
            return false
        }
        if let rival { return .broken(by: rival) }
        return doubtful.map { .orderUnknown(with: $0) } ?? .holds
    }

    /// Whether an organ was asked again.
    enum Resubmission: Sendable {
        case none
        case possible
        case certain
    }

    /// Whether the text was submitted again to the organ that decided, before some later event.
    ///
    /// A submission whose order to the decision is unknown counts only where another one can have
    /// led to the decision: the first submission lies before it, whatever its date leaves open.
    static func resubmission(
        after decision: Fact,
        before later: Fact,
        in standing: Standing
    ) -> Resubmission {
        var submissions: [Fact] = []
        if let key = question.fingerprint(of: decision) {
            standing.visit(submission, agreeingWith: decision, by: question, key: key) { request in
                if request.order(to: later) != .after { submissions.append(request) }
                return true
            }
        }
        let hasFollower = submissions.contains { request in
            decision.order(to: request) == .before && request.order(to: later) == .before
        }
        if hasFollower { return .certain }
        let mayFollow = submissions.contains { request in
            switch decision.order(to: request) {
            case .before: true
            case .unknown:
                submissions.contains { other in
                    other.position != request.position && other.order(to: decision) != .after
                }
            case .after, .apart: false
            }
        }
        return mayFollow ? .possible : .none
    }
}
