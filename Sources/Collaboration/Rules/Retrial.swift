import EDTF
import Events

/// Tests rules of events that are there again, now that another event arrives.
///
/// Only rules that the arriving event can break are tested. What it can break is in the causes of
/// the rules (`Rule.Cause`): an event that is last in the order of happening breaks no rule that
/// asks what came before.
struct Retrial {
    private let fact: Fact
    private let own: Standing
    private let other: (Tag) throws -> Standing

    init(of fact: Fact, against own: Standing, other: @escaping (Tag) throws -> Standing) {
        self.fact = fact
        self.own = own
        self.other = other
    }

    /// Adds what the rules of events that are there hold against the arriving one.
    func run(_ watchers: [RuleEntry.Watcher], into found: inout [Objection]) throws {
        for watcher in watchers {
            guard let last = own.last(of: watcher.type) else { continue }
            let isEarly = mayComeBefore(last)
            if watcher.asksOnlyBefore, !isEarly { continue }
            for later in candidates(among: watcher, isEarly: isEarly) {
                guard later.position != fact.position else { continue }
                for watch in watcher.rules where isToTest(watch, of: later, isEarly: isEarly) {
                    let histories = try histories(of: later)
                    guard case .broken(let cause?) = try watch.rule.test(later, histories),
                        cause.position == fact.position
                    else { continue }
                    found.append(
                        Objection(watch.rule, to: later, against: cause)
                            .seen(from: fact, against: later)
                    )
                }
            }
        }
    }

    private var withFact: Standing { own.holds(fact) ? own : own.with(fact) }

    /// What the rules of an event that is there read, with the arriving one in its place.
    ///
    /// The event may be about another entity than the arriving one, when it joins the histories of
    /// several.
    private func histories(of later: Fact) throws -> Histories {
        guard let rules = later.rules, !rules.isAbout(own.entity, later),
            let subject = rules.subject(of: later)
        else { return Histories(own: withFact, other: other) }
        return Histories(own: try other(subject)) { entity in
            entity == own.entity ? withFact : try other(entity)
        }
    }

    /// The events of one type that the arriving one may stand against, in order of recording.
    private func candidates(among watcher: RuleEntry.Watcher, isEarly: Bool) -> [Fact] {
        var found: [Fact] = []
        var ways = 0
        for watch in watcher.rules where isEarly || watch.cause.time == .whenever {
            // Events that agree in some members are found by them.
            guard watch.isIndexed else { return own.facts(watcher.type) }
            let keys = watch.cause.keys
            guard let key = keys.fingerprint(of: fact) else { continue }
            ways += 1
            own.visit(watcher.type, agreeingWith: fact, by: keys, key: key) { later in
                found.append(later)
                return true
            }
        }
        guard ways > 1, found.count > 1 else { return found }
        return Set(found).sorted { $0.position < $1.position }
    }

    private func isToTest(_ watch: RuleEntry.Watch, of later: Fact, isEarly: Bool) -> Bool {
        if watch.cause.time == .before {
            guard isEarly, Rule.order(of: fact, to: later) == .before else { return false }
        }
        return watch.cause.keys.agree(fact, later)
    }

    /// Whether the arriving event may come before one of some that are there; O(1).
    ///
    /// It does not if it was recorded after all of them and does not end before the start of any:
    /// equal bounds and matters of record go by the position.
    private func mayComeBefore(_ last: KnownFacts.Last) -> Bool {
        if fact.position < last.position { return true }
        guard let start = last.start else { return false }
        return fact.bounds.latest < start
    }
}
