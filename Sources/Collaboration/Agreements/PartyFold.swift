import EDTF
import Events

/// Reads where one party stands from the events that name it and those that concern all.
///
/// A party is bound from a **beginning** on. An entry into force that names it is one. So is its
/// consent together with the entry into force of the whole, whichever is later, unless an entry
/// into force that names the party belongs to that consent: then that alone counts, wherever the
/// date asked for lies. Where no consent is asked for, signing is consent, and a party that is
/// listed and did not join later is bound with all. A beginning lasts until the party leaves or
/// the whole ends; a party that left may begin anew.
struct PartyFold {
    private let party: Tag
    private let acts: [Act]
    private let whole: AgreementActs
    private let isListed: Bool
    private let leaves: [Leave]
    private let revisions: Revisions

    /// Something after which a party is no longer bound.
    private struct Leave {
        let fact: Fact
        let bounds: Bounds
        let date: String
        let weight: Weight

        func isBefore(_ fact: Fact) -> Bool { bounds.isDefinitelyBefore(fact.bounds) }
    }

    /// What begins to bind a party.
    private struct Beginning {
        /// What the party, or others for it, did to be bound.
        let act: Fact

        /// The event that it is bound since.
        let since: Fact
    }

    init(_ place: Int, of whole: AgreementActs, revisions: Revisions, asOf: AsOf) {
        party = whole.parties[place]
        acts = whole.ofParty[place]
        isListed = whole.isListed[place]
        self.whole = whole
        self.revisions = revisions
        let acts = acts
        leaves = acts.compactMap { Self.leave($0, among: acts, asOf) }
    }

    /// The party's track by definite events, or with possible ones.
    func track(at level: Weight) -> PartyTrack {
        let begun = beginnings(at: level)
        let end = whole.ends.first { $0.weight >= level }
        let lasting = begun.filter { !isEnded($0, at: level) }
        if end == nil, let first = lasting.min(by: { $0.since.replaysBefore($1.since) }) {
            let notice = acts.last { act in
                act.weight >= level && isNotice(act.fact, after: first.act, at: level)
            }
            return made(
                notice == nil ? "bound" : "leaving",
                notice?.fact ?? first.since,
                at: level,
                since: first.since.occurred
            )
        }
        if let out = out(begun, end, at: level) { return out }
        if let fact = provisional(at: level, end) { return made("provisional", fact, at: level) }
        let (state, setter) = path(at: level)
        return made(state, setter, at: level)
    }

    /// Whether the party is bound, whatever imprecise dates turn out to be.
    var bound: PartyTrack.Bound {
        if isBound(from: .definite, unless: .possible) { return .yes }
        return whole.isImprecise && isBound(from: .possible, unless: .definite) ? .possibly : .no
    }

    private func isBound(from begun: Weight, unless left: Weight) -> Bool {
        guard !whole.ends.contains(where: { $0.weight >= left }) else { return false }
        return beginnings(at: begun).contains { !isEnded($0, at: left) }
    }

    private func made(
        _ state: String,
        _ setter: Fact?,
        at level: Weight,
        since: String? = nil,
        until: String? = nil
    ) -> PartyTrack {
        func last(_ types: Set<EventType>) -> String? {
            acts.last { $0.weight >= level && types.contains($0.fact.type) }?.fact.occurred
        }
        let signature = acts.last { act in
            act.weight >= level && act.fact.type == AgreementRules.signature
                && revisions.leave(act.fact)
        }
        return PartyTrack(
            party: party,
            state: state,
            possibleState: nil,
            bound: .no,
            setter: setter,
            signed: signature?.fact.occurred,
            consented: last(Self.consents),
            boundSince: since,
            outSince: until,
            reservations: reservations(at: level)
        )
    }
}

// MARK: Beginnings and ends

extension PartyFold {
    private func beginnings(at level: Weight) -> [Beginning] {
        let entry = whole.entries.first { $0.weight >= level }?.fact
        var found: [Beginning] = []
        for act in acts where act.weight >= level {
            let fact = act.fact
            if fact.type == Self.entry {
                found.append(Beginning(act: fact, since: fact))
            } else if let entry, isConsent(fact), !isSuperseded(fact) {
                let since = fact.replaysBefore(entry) ? entry : fact
                found.append(Beginning(act: fact, since: since))
            }
        }
        if let entry, isBoundWithAll(by: entry, at: level) {
            found.append(Beginning(act: entry, since: entry))
        }
        return found
    }

    /// Whether an act is all that the party has to do to be bound.
    private func isConsent(_ fact: Fact) -> Bool {
        if Self.consents.contains(fact.type) { return true }
        guard fact.type == AgreementRules.signature else { return false }
        return !whole.asksForConsent || fact.isSubjectToApproval == false
    }

    /// Whether a party that is only listed is taken to be bound when the whole enters into force.
    private func isBoundWithAll(by entry: Fact, at level: Weight) -> Bool {
        guard !whole.asksForConsent, !isSuperseded(entry) else { return false }
        let own = acts.filter { Self.joining.contains($0.fact.type) }
        if own.contains(where: { entry.bounds.isDefinitelyBefore($0.fact.bounds) }),
            own.allSatisfy({ entry.order(to: $0.fact) == .before })
        {
            return false
        }
        var isIn = isListed
        for act in acts where act.weight >= level {
            switch act.fact.type {
            case Self.addition: isIn = !act.fact.addsAnObserver
            case Self.removal: isIn = false
            case Self.refusal where own.isEmpty: isIn = false
            default: break
            }
        }
        return isIn
    }

    /// Whether an entry into force that names the party belongs to an act of consent.
    private func isSuperseded(_ consent: Fact) -> Bool {
        acts.contains { act in
            act.fact.type == Self.entry && !act.fact.bounds.isDefinitelyBefore(consent.bounds)
                && !leaves.contains { ends($0, consent) && !ends($0, act.fact) }
        }
    }

    private func isEnded(_ beginning: Beginning, at level: Weight) -> Bool {
        leaves.contains { $0.weight >= level && ends($0, beginning.act) }
    }

    /// Whether a party that leaves undoes an act: unless it left definitely before.
    ///
    /// Where dates do not say which came first, the party had joined before it left; who had
    /// joined in another way as well left in between, since nobody joins twice.
    private func ends(_ leave: Leave, _ act: Fact) -> Bool {
        if leave.isBefore(act) { return false }
        if act.bounds.isDefinitelyBefore(leave.bounds) { return true }
        let isEntry = act.type == Self.entry
        var consents = 0
        for other in acts where other.fact.position != act.position {
            let fact = other.fact
            if isConsent(fact), !leave.isBefore(fact) { consents += 1 }
            guard fact.bounds.isDefinitelyBefore(leave.bounds) else { continue }
            if fact.type == Self.entry || !isEntry && isConsent(fact) { return false }
        }
        // One consent may be what led to this entry into force; two are not.
        return !isEntry || consents < 2
    }

    /// What an act says of leaving; `nil` when it says nothing.
    ///
    /// A notice does when it says when it takes effect, is not revoked, and no withdrawal is known
    /// that it can have led to.
    private static func leave(_ act: Act, among acts: [Act], _ asOf: AsOf) -> Leave? {
        let fact = act.fact
        if fact.type == withdrawal || fact.type == signatureWithdrawal {
            return Leave(
                fact: fact,
                bounds: fact.bounds,
                date: fact.occurred,
                weight: act.weight
            )
        }
        guard fact.type == notice, let effect = fact.effect else { return nil }
        let isUndone = acts.contains { other in
            other.fact.type == withdrawal && other.fact.order(to: fact) != .before
                && !acts.contains { between in
                    joining.contains(between.fact.type)
                        && fact.bounds.isDefinitelyBefore(between.fact.bounds)
                        && between.fact.bounds.isDefinitelyBefore(other.fact.bounds)
                }
                || other.weight > .known && other.fact.type == revocation
                    && other.fact.order(to: fact) != .before
        }
        if isUndone { return nil }
        return Leave(
            fact: fact,
            bounds: Bounds(effect),
            date: effect.text,
            weight: min(act.weight, Weight(of: effect, at: asOf))
        )
    }

    private func isNotice(_ fact: Fact, after act: Fact, at level: Weight) -> Bool {
        guard fact.type == Self.notice, !fact.bounds.isDefinitelyBefore(act.bounds) else {
            return false
        }
        return !acts.contains { other in
            other.weight >= level && other.fact.type == Self.revocation
                && other.fact.order(to: fact) != .before
        }
    }

    /// The track of a party that left, or for which the agreement ended.
    private func out(_ begun: [Beginning], _ end: Act?, at level: Weight) -> PartyTrack? {
        let left = leaves.filter { $0.weight >= level }
        let close = end.map { end in
            let effect = end.fact.effect
            return Leave(
                fact: end.fact,
                bounds: end.term?.bounds ?? effect.map(Bounds.init) ?? end.fact.bounds,
                date: end.term?.text ?? effect?.text ?? end.fact.occurred,
                weight: end.weight
            )
        }
        let last = begun.filter { close?.isBefore($0.since) != true }
            .max { $0.since.replaysBefore($1.since) }
        if let last {
            let enders = left.filter { ends($0, last.act) } + (close.map { [$0] } ?? [])
            guard let first = enders.min(by: Self.isEarlier) else { return nil }
            return made(
                "out",
                first.fact,
                at: level,
                since: first.isBefore(last.since) ? nil : last.since.occurred,
                until: first.date
            )
        }
        let leave = left.last { leave in
            !acts.contains { act in
                act.weight >= level && Self.joining.contains(act.fact.type)
                    && leave.isBefore(act.fact)
            }
        }
        return leave.map { made("out", $0.fact, at: level, until: $0.date) }
    }

    private static func isEarlier(_ one: Leave, _ two: Leave) -> Bool {
        if one.bounds.latest != two.bounds.latest { return one.bounds.latest < two.bounds.latest }
        return one.fact.replaysBefore(two.fact)
    }
}

// MARK: Before it is bound

extension PartyFold {
    /// The event by which the party applies the agreement before it is in force for it.
    private func provisional(at level: Weight, _ end: Act?) -> Fact? {
        guard end == nil else { return nil }
        if let own = acts.last(where: { $0.weight >= level && $0.fact.type == Self.provision }) {
            return own.fact
        }
        let isAmongAll =
            isListed || acts.contains { $0.weight >= level && Self.joining.contains($0.fact.type) }
        guard isAmongAll, !whole.entries.contains(where: { $0.weight >= level }) else { return nil }
        return whole.provisional.last { $0.weight >= level }?.fact
    }

    /// How far the party has come on the way to being bound, and the event behind that.
    private func path(at level: Weight) -> (state: String, setter: Fact?) {
        var state = "negotiating"
        var behind: Fact?
        for act in acts where act.weight >= level {
            let fact = act.fact
            if fact.type == Self.addition, state == "removed" {
                if behind?.order(to: fact) == .before { (state, behind) = ("negotiating", fact) }
                continue
            }
            guard let next = Self.states[fact.type] else { continue }
            if fact.type == AgreementRules.signature {
                guard revisions.leave(fact) else { continue }
            } else if fact.version != nil && fact.version != revisions.newest {
                continue
            }
            let forward = (Self.order[next] ?? 0) >= (Self.order[state] ?? 0)
            if behind == nil || forward || behind?.order(to: fact) == .before {
                state = next
                behind = fact
            }
        }
        return (state, behind)
    }

    /// How many reservations stand.
    private func reservations(at level: Weight) -> Int {
        let facts = acts.filter { $0.weight >= level }.map(\.fact)
        return facts.count { made in
            made.type == Self.reservation
                && !facts.contains { other in
                    other.type == Self.reservationWithdrawal
                        && made.mayShareProvision(with: other) && other.order(to: made) != .before
                }
        }
    }

    private static let states: [EventType: String] = [
        "agreement.party-removed": "removed",
        "agreement.submitted-for-approval": "awaiting-approval",
        "agreement.approved": "approved", "agreement.rejected": "refused",
        "agreement.signing-declined": "declined", "agreement.signed": "signatory",
        "agreement.consent-deposited": "consented", "agreement.acceded": "consented",
    ]

    private static let order = [
        "negotiating": 0, "removed": 0, "awaiting-approval": 1, "approved": 2, "refused": 2,
        "declined": 3, "signatory": 4, "consented": 5,
    ]

    private static let entry: EventType = "agreement.entered-into-force"
    private static let withdrawal: EventType = "agreement.withdrawn-from"
    private static let signatureWithdrawal: EventType = "agreement.signature-withdrawn"
    private static let notice: EventType = "agreement.withdrawal-notified"
    private static let revocation: EventType = "agreement.withdrawal-revoked"
    private static let provision: EventType = "agreement.provisionally-applied"
    private static let addition: EventType = "agreement.party-added"
    private static let removal: EventType = "agreement.party-removed"
    private static let refusal: EventType = "agreement.signing-declined"
    private static let reservation: EventType = "agreement.reservation-made"
    private static let reservationWithdrawal: EventType = "agreement.reservation-withdrawn"
    private static let consents: Set<EventType> = [
        "agreement.consent-deposited", "agreement.acceded",
    ]

    /// Acts of, or for, one party by which it joins.
    private static let joining: Set<EventType> = [
        "agreement.signed", "agreement.consent-deposited", "agreement.acceded",
        "agreement.entered-into-force",
    ]
}

extension Bounds {
    /// The bounds of a date on which something takes effect.
    fileprivate init(_ effect: ImpreciseDate) {
        let last = effect.latest ?? Instant(microseconds: .max)
        self.init(occurred: effect, published: nil, recorded: last)
    }
}

extension Fact {
    /// Whether two events may be about one provision: one that names none may be about any.
    func mayShareProvision(with other: Fact) -> Bool {
        !has(.provision) || !other.has(.provision) || agrees(with: other, on: .provision)
    }
}
