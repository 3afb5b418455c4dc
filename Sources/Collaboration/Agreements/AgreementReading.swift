package import CanonicalJSON
package import EDTF
package import Events

/// One agreement at a valid date: its state, its dates and a track for each party.
package struct AgreementReading: Sendable {
    /// The agreement.
    package let agreement: Tag

    /// Whether some event of it definitely happened by the date, or only possibly.
    package let isDefinite: Bool

    /// The state by definite events; `nil` when there is none.
    package let state: String?

    /// The state with possible events, when they would change it.
    package let possibleState: String?

    /// The event that set the state.
    package let since: Fact?

    /// Since when it is in that state, as written.
    package let sinceDate: String?

    /// Since when it is in that state, as far as it can be known.
    package let sinceBounds: Bounds?

    /// Whether it is in that state because its term ran out, which no event says.
    package let hasRunOut: Bool

    /// One track for each party ever named, in the order they were named.
    package let tracks: [PartyTrack]

    private let facts: [Fact]
    private let described: [Fact]
    private let revisions: (definite: Revisions, conceivable: Revisions)

    /// Reads an agreement.
    ///
    /// - Returns: `nil` when nothing of it had happened, definitely or possibly, by the date.
    package init?(of standing: Standing, asOf: AsOf) {
        self.init(standing.entity, View(of: standing, asOf: asOf))
    }

    /// Reads an agreement at the date of a view; `nil` when nothing of it had happened.
    package init?(_ agreement: Tag, _ view: View) {
        guard view.existsDefinitely || view.existsPossibly else { return nil }
        self.agreement = agreement
        isDefinite = view.existsDefinitely
        described = view.known.filter { Self.describing.contains($0) }
            .sorted { $0.position < $1.position }
        let named = Self.parties(in: described, and: view.conceivable)
        let acts = AgreementActs(view, named: named, described: described)
        var definite = AgreementFold(acts.facts.definite, parties: named.tags)
        var conceivable =
            acts.isImprecise ? AgreementFold(acts.facts.conceivable, parties: named.tags) : definite
        let level: Weight = view.existsDefinitely ? .definite : .possible
        let revisions = (view.existsDefinitely ? definite : conceivable).revisions
        let folds = named.tags.indices.map { place in
            PartyFold(place, of: acts, revisions: revisions, asOf: view.asOf)
        }
        var tracks = folds.map { $0.track(at: level) }
        let possible =
            acts.isImprecise && level == .definite ? folds.map { $0.track(at: .possible) } : tracks
        for place in tracks.indices {
            let (state, conceived) = (tracks[place].state, possible[place].state)
            tracks[place].possibleState = conceived == state ? nil : conceived
            tracks[place].bound = folds[place].bound
        }
        self.tracks = tracks
        definite.endIfRunOut(acts.termEnd, at: .definite)
        conceivable.endIfRunOut(acts.termEnd, at: acts.isImprecise ? .possible : .definite)
        definite.endIfLeft(tracks)
        conceivable.endIfLeft(possible)
        state = view.existsDefinitely ? definite.state : nil
        possibleState = conceivable.state == state ? nil : conceivable.state
        let shown = view.existsDefinitely ? definite : conceivable
        since = shown.setter
        sinceDate = shown.term?.text ?? shown.setter?.occurred
        sinceBounds = shown.term?.bounds ?? shown.setter?.bounds
        hasRunOut = shown.term != nil
        self.revisions = (definite.revisions, conceivable.revisions)
        facts = view.existsDefinitely ? acts.facts.definite : acts.facts.conceivable
    }

    /// What kind of instrument it is.
    package var kind: String? { described.last { $0.has(.kind) }?.text(.kind) }

    /// Its title, as a list of texts, from the latest event that gives one.
    package var title: JSONValue? {
        described.last { $0.has(.title) }?.value(.title)
    }

    /// The date of the first event of a type, as written.
    package func date(of type: EventType) -> String? {
        facts.first { $0.type == type }?.occurred
    }

    /// The signatures, in replay order.
    package var signatures: [Fact] { facts.filter { $0.type == AgreementRules.signature } }

    /// Whether a signature stands: no later text has made it lapse.
    package func stands(_ signature: Fact) -> PartyTrack.Bound {
        guard revisions.definite.leave(signature) else { return .no }
        return revisions.conceivable.leave(signature) ? .yes : .possibly
    }

    /// Since when it is in force, as written.
    package var inForceSince: String? { date(of: Self.entry) }

    /// When its term ends, as written by the last extension, or else by what describes it.
    package var termEnd: String? {
        facts.last { $0.type == Self.extent }?.text(.until)
            ?? described.last { $0.has(.term) }?.text(.termEnd)
    }

    private static let describing = TypeSet(AgreementRules.listings + ["agreement.revised"])
    private static let entry: EventType = "agreement.entered-into-force"
    private static let extent: EventType = "agreement.extended"

    private static func parties(in described: [Fact], and facts: [Fact]) -> NamedParties {
        var parties = NamedParties()
        for fact in described {
            if let node = fact.node(.parties) { parties.add(node, of: fact.document) }
        }
        for fact in facts where fact.type.isAbout("agreement") {
            guard let node = fact.node(fact.type == entry ? .parties : .party) else { continue }
            if fact.type != entry, fact.document.kind(node) != .string { continue }
            parties.add(node, of: fact.document)
        }
        return parties
    }
}

/// What a reading rests on beside the events that count.
extension AgreementReading {
    /// Whether an event can change what is read at dates at which it does not count itself, though
    /// it does not describe the agreement.
    ///
    /// What a party does later may show since when it was bound, or that it was not.
    package static func isTold(atEveryDate fact: Fact, in standing: Standing) -> Bool {
        switch fact.type {
        case entry: fact.has(.parties)
        case AgreementRules.signature:
            fact.isSubjectToApproval != nil
                || standing.contains(entry) { !$0.has(.parties) }
        default: told.contains(fact.type)
        }
    }

    private static let told: Set<EventType> = [
        "agreement.consent-deposited", "agreement.acceded", "agreement.withdrawal-notified",
        "agreement.withdrawn-from", "agreement.signature-withdrawn",
    ]

    /// The moments at which a term may have run out, by what is known of an agreement.
    package static func termTurns(in facts: [Fact]) -> [Instant] { TermEnd.turns(in: facts) }

    /// The moments at which something begins to count, by what is known of an agreement.
    ///
    /// Each is there once; they ascend. At all dates from one to before the next the same is read.
    ///
    /// - `first`: earlier ones are left out.
    package static func turns(
        in facts: [Fact],
        after first: Instant = Instant(microseconds: .min)
    ) -> [Instant] {
        var turns = termTurns(in: facts).filter { $0 > first }
        for fact in facts where fact.axis == .occurred {
            let effect = effect(of: fact)
            let bounds = fact.bounds
            for turn in [bounds.earliest, bounds.latest, effect?.first, effect?.last] {
                if let turn, turn > first { turns.append(turn) }
            }
        }
        turns.sort()
        var unique: [Instant] = []
        unique.reserveCapacity(turns.count)
        for turn in turns where unique.last != turn { unique.append(turn) }
        return unique
    }

    /// The date from which an event has an effect that it had not when it happened, if it names
    /// one: its first and its last moment.
    package static func effect(of fact: Fact) -> (first: Instant?, last: Instant?)? {
        fact.effect.map { ($0.earliest, $0.latest) }
    }
}
