import CanonicalJSON
import EDTF
package import Events

/// How surely an event counts at a date.
enum Weight: Int, Comparable {
    /// It is known, and had not happened.
    case known
    /// It may have happened.
    case possible
    /// It had happened.
    case definite

    static func < (left: Weight, right: Weight) -> Bool { left.rawValue < right.rawValue }
}

/// An event of an agreement, and how surely it counts at a date.
struct Act {
    let fact: Fact
    let weight: Weight

    /// That a term ran out, where that is what happened.
    var term: TermEnd?
}

/// The events of an agreement by whom they concern, in replay order, gathered in one pass.
struct AgreementActs {
    /// The parties, in the order in which they are named.
    let parties: [Tag]

    /// For each party the events that name it.
    private(set) var ofParty: [[Act]]

    /// For each party whether a list of parties names it.
    private(set) var isListed: [Bool]

    /// Entries into force of the whole.
    private(set) var entries: [Act] = []

    /// Events that end the whole; one whose effect lies later counts from then.
    private(set) var ends: [Act] = []

    /// Provisional applications by all.
    private(set) var provisional: [Act] = []

    /// Whether signing does not bind: some party gave its consent apart, or signed subject to
    /// approval.
    private(set) var asksForConsent = false

    /// Whether some event may or may not count at the date.
    private(set) var isImprecise = false

    /// The facts that count, in replay order: definitely, and with possible ones.
    private(set) var facts: (definite: [Fact], conceivable: [Fact])

    /// Sorts what is known by whom it concerns.
    ///
    /// - `described`: the events that list the parties.
    init(_ view: View, named: NamedParties, described: [Fact]) {
        parties = named.tags
        ofParty = Array(repeating: [], count: named.tags.count)
        isListed = Array(repeating: false, count: named.tags.count)
        facts = (view.definite, view.conceivable)
        for fact in described {
            guard let node = fact.node(.parties) else { continue }
            for place in named.places(of: node, of: fact.document) { isListed[place] = true }
        }
        var isAnyLater = false
        for (fact, visibility) in zip(view.known, view.visibilities) {
            var weight = Weight(visibility)
            if weight == .possible { isImprecise = true }
            // The notice of a withdrawal counts before it takes effect.
            if let effect = fact.effect {
                let later = Weight(of: effect, at: view.asOf)
                if later < weight {
                    if later == .possible { isImprecise = true }
                    if fact.type != Self.notice {
                        weight = later
                        isAnyLater = true
                    }
                }
            }
            add(Act(fact: fact, weight: weight), named)
        }
        if isAnyLater { leaveOutLater(view.asOf) }
        addTermEnd(described, view.asOf)
    }

    /// Leaves out what has happened, but has not taken effect.
    private mutating func leaveOutLater(_ asOf: AsOf) {
        func isLater(_ fact: Fact, than weight: Weight) -> Bool {
            guard fact.type != Self.notice, let effect = fact.effect else { return false }
            return Weight(of: effect, at: asOf) < weight
        }
        facts.definite.removeAll { isLater($0, than: .definite) }
        facts.conceivable.removeAll { isLater($0, than: .possible) }
    }

    /// Adds that the term of an agreement in force, or applied, ran out.
    private mutating func addTermEnd(_ described: [Fact], _ asOf: AsOf) {
        guard
            facts.conceivable.contains(where: { $0.type == Self.entry || $0.type == Self.provision }
            )
        else { return }
        let ends = [facts.definite, facts.conceivable].map { TermEnd(described, among: $0) }
        guard let end = ends[1] ?? ends[0] else { return }
        let weights = ends.map { $0?.weight(at: asOf) ?? .known }
        switch (min(weights[0], weights[1]), max(weights[0], weights[1])) {
        case (.definite, _): self.ends.append(Act(fact: end.fact, weight: .definite, term: end))
        case (_, .known): break
        default:
            self.ends.append(Act(fact: end.fact, weight: .possible, term: end))
            isImprecise = true
        }
    }

    /// The end of the term, where it may have run out.
    var termEnd: Act? { ends.last { $0.term != nil } }

    private mutating func add(_ act: Act, _ named: NamedParties) {
        let fact = act.fact
        let type = fact.type
        if Self.endingTypes.contains(fact) { return ends.append(act) }
        if type == Self.consent
            || type == AgreementRules.signature && fact.isSubjectToApproval == true
        {
            asksForConsent = true
        }
        if type == Self.entry || type == Self.provision {
            guard let node = fact.node(.parties) else {
                if type == Self.entry { entries.append(act) } else { provisional.append(act) }
                return
            }
            for place in named.places(of: node, of: fact.document) { ofParty[place].append(act) }
        } else if type.isAbout("agreement"), let node = fact.node(.party),
            let place = named.place(of: node, of: fact.document)
        {
            ofParty[place].append(act)
        }
    }

    private static let notice: EventType = "agreement.withdrawal-notified"
    private static let provision: EventType = "agreement.provisionally-applied"
    private static let consent: EventType = "agreement.consent-deposited"
    private static let entry: EventType = "agreement.entered-into-force"

    /// Events that end an agreement for all.
    static let endings: [EventType] = [
        "agreement.terminated", "agreement.expired", "agreement.replaced", "agreement.abandoned",
    ]

    /// The same, to be looked for.
    static let endingTypes = TypeSet(endings)
}

extension Weight {
    fileprivate init(_ visibility: Visibility) {
        switch visibility {
        case .definite: self = .definite
        case .possible: self = .possible
        case .undated, .absent: self = .known
        }
    }

    /// How surely a date that an event names has come.
    init(of date: ImpreciseDate, at asOf: AsOf) {
        self.init(from: date.earliest, to: date.latest, at: asOf)
    }

    /// How surely a moment between two has come; `nil` where one is not known.
    init(from earliest: Instant?, to latest: Instant?, at asOf: AsOf) {
        if let latest, latest <= asOf.instant {
            self = .definite
        } else if let earliest, earliest > asOf.instant {
            self = .known
        } else {
            self = .possible
        }
    }
}

extension Fact {
    /// Whom an event of an agreement is about, where it is about some of its parties and not all.
    package var concernedParties: [Tag] {
        let own = tags(.party)
        return own.isEmpty && Self.entering.contains(self) ? tags(.parties) : own
    }

    private static let entering: TypeSet = [
        "agreement.entered-into-force", "agreement.provisionally-applied",
    ]

    /// When what the event says takes effect, where it names another date than its own.
    var effect: ImpreciseDate? {
        if Self.takingEffect.contains(self) { return date(.effective) }
        return Self.beginning.contains(self) ? date(.from) : nil
    }

    private static let takingEffect: TypeSet = [
        "agreement.terminated", "agreement.withdrawal-notified",
    ]
    private static let beginning: TypeSet = ["agreement.provisionally-applied"]

    /// What a signature says of whether it needs an approval; `nil` when it says nothing.
    var isSubjectToApproval: Bool? { node(.subjectToApproval).flatMap(document.bool) }
}
