package import CanonicalJSON
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

    /// One track for each party ever named, in the order they were named.
    package let tracks: [PartyTrack]

    private let facts: [Fact]
    private let described: [Fact]

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
        described = view.known.filter { fact in
            AgreementRules.listings.contains(fact.type) || fact.type == Self.revision
        }
        .sorted { $0.position < $1.position }
        let parties = Self.parties(in: described, and: view.conceivable)
        let definite = AgreementFold(view.definite, parties: parties)
        let conceivable =
            view.possible.isEmpty ? definite : AgreementFold(view.conceivable, parties: parties)
        let firm = view.existsDefinitely ? definite : conceivable
        state = view.existsDefinitely ? definite.state : nil
        possibleState = conceivable.state == state ? nil : conceivable.state
        since = firm.setter
        tracks = parties.map { firm.track(of: $0) }
        facts = view.existsDefinitely ? view.definite : view.conceivable
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

    /// Since when it is in force, as written.
    package var inForceSince: String? { date(of: Self.entry) }

    /// When its term ends, as written.
    package var termEnd: String? { described.last { $0.has(.term) }?.text(.termEnd) }

    private static let revision: EventType = "agreement.revised"
    private static let entry: EventType = "agreement.entered-into-force"

    private static func parties(in described: [Fact], and facts: [Fact]) -> [Tag] {
        var parties = NamedParties()
        for fact in described {
            if let node = fact.node(.parties) { parties.add(node, of: fact.document) }
        }
        for fact in facts where fact.type.isAbout("agreement") {
            guard let node = fact.node(.party), fact.document.kind(node) == .string else {
                continue
            }
            parties.add(node, of: fact.document)
        }
        return parties.tags
    }
}

/// Parties in the order in which they are named, each once; one that is known is not read anew.
private struct NamedParties {
    /// Up to so many are compared one by one.
    private static let few = 16

    private(set) var tags: [Tag] = []
    private var many: Set<Tag> = []

    /// Adds the tag that a node is, or those in its list.
    mutating func add(_ node: Int, of document: JSONDocument) {
        guard document.kind(node) == .array else { return addOne(node, of: document) }
        var element = document.firstChild(node)
        while let here = element {
            addOne(here, of: document)
            element = document.next(here)
        }
    }

    private mutating func addOne(_ node: Int, of document: JSONDocument) {
        guard tags.count > Self.few else {
            if tags.contains(where: { document.isTag(node, $0) }) { return }
            if let tag = document.tag(node) { tags.append(tag) }
            return
        }
        if many.isEmpty { many = Set(tags) }
        guard let tag = document.tag(node), many.insert(tag).inserted else { return }
        tags.append(tag)
    }
}

/// Where one party stands with an agreement.
package struct PartyTrack: Sendable, Hashable {
    /// The party.
    package let party: Tag

    /// `negotiating`, `awaiting-approval`, `approved`, `refused`, `declined`, `signatory` or
    /// `bound`.
    package let state: String

    /// The event behind the state; `nil` for a party of which nothing but its name is known.
    package let setter: Fact?

    /// When it signed, as written.
    package let signed: String?

    /// Since when it is bound, as written.
    package let boundSince: String?

    /// When it left, or the agreement ended for it, as written.
    package let outSince: String?

    /// The shape scripts read.
    package var json: JSONValue {
        var row = JSONObject([("party", .string(party.text)), ("state", .string(state))])
        if let signed { row["signed"] = .string(signed) }
        if let boundSince { row["boundSince"] = .string(boundSince) }
        if let outSince { row["outSince"] = .string(outSince) }
        if let setter { row["position"] = .number(Double(setter.position)) }
        return .object(row)
    }
}
