package import CanonicalJSON
package import Events

/// One entity at a valid date: its state, what is known of it, and what is missing.
package final class EntityState {
    private let standing: Standing
    private let basis: Basis
    private let view: View
    private let fold: StateFold?
    private let possible: StateFold?
    private let agreement: AgreementReading?
    private let commitment: CommitmentReading?
    private let gaps: [JSONValue]
    private let doubts: [JSONValue]
    private let disputes: [JSONValue]
    private let confirmations: [JSONValue]
    private let relations: [(name: String, value: JSONValue)]

    /// Reads an entity.
    ///
    /// - Returns: `nil` when nothing of it was known, or had happened, by the date.
    package init?(
        of entity: Tag,
        basis: Basis,
        judge: Judge,
        disputes: [History.Dispute] = [],
        confirmations: [History.Remark] = [],
        standing lookup: (Tag) throws -> Standing
    ) throws {
        standing = try lookup(entity)
        self.basis = basis
        let view = View(of: standing, asOf: basis.asOf)
        guard !view.definite.isEmpty || !view.possible.isEmpty || !view.undated.isEmpty else {
            return nil
        }
        self.view = view
        let conceivable = view.conceivable
        agreement = entity.isOfKind("agreement") ? AgreementReading(entity, view) : nil
        commitment =
            entity.isOfKind("commitment")
            ? CommitmentReading(entity, view, asOf: basis.asOf) : nil
        if agreement?.since == nil, let family = judge.rulebook.family(ofKind: entity.kind) {
            fold = StateFold(view.definite, over: family)
            possible = view.possible.isEmpty ? fold : StateFold(conceivable, over: family)
        } else {
            fold = nil
            possible = nil
        }
        relations = try Self.relations(of: entity, in: view, asOf: basis.asOf, lookup)
        var gaps: [JSONValue] = []
        var doubts: [JSONValue] = []
        for fact in conceivable + view.undated {
            let marks = try judge.marks(on: fact, expecting: standing, standing: lookup)
            gaps += marks.objections.map(\.gap)
            doubts += marks.orderUnknown.map { mark in
                [
                    "position": .integer(fact.position), "type": .string(fact.type.text),
                    "rule": .string(mark.rule.id), "with": .integer(mark.with.position),
                ]
            }
        }
        self.gaps = gaps
        self.doubts = doubts
        self.disputes = disputes.map { dispute in
            [
                "position": .integer(dispute.position), "target": .string(dispute.target),
                "claim": dispute.event["data"]?["claim"] ?? .null,
            ]
        }
        self.confirmations = confirmations.map { confirmation in
            [
                "position": .integer(confirmation.position),
                "target": .string(confirmation.target),
                "by": confirmation.event["data"]?["by"] ?? .null,
            ]
        }
    }

    /// The members that states of parties and persons have besides those of every state, in the
    /// order they are shown.
    package static let relationNames = [
        "parents", "memberships", "mergedInto", "duplicates", "changedInto", "changedFrom",
        "appointments", "mandates", "contact", "consents", "restrictions", "erasureRequested",
    ]

    /// What is read of entities of some kinds besides their fields.
    private static func relations(
        of entity: Tag,
        in view: View,
        asOf: AsOf,
        _ lookup: (Tag) throws -> Standing
    ) throws -> [(name: String, value: JSONValue)] {
        if entity.isOfKind("party") {
            return PartyReading(of: entity, in: view.known, asOf: asOf).members
        }
        guard entity.isOfKind("person") else { return [] }
        return try withoutActuallyEscaping(lookup) { lookup in
            try PersonReading(in: view.known, asOf: asOf, lookup: lookup).members()
        }
    }

    /// The shape scripts read.
    package var json: JSONValue {
        var object: JSONObject = [
            "tag": .string(standing.entity.text),
            "kind": .string(String(standing.entity.kind)),
            "basis": basis.json,
            "existence": .string(existence),
            "fields": .object(fields),
            "tracks": .array(agreement?.tracks.map(\.json) ?? []),
            "gaps": .array(gaps),
            "disputes": .array(disputes),
        ]
        if let state { object["state"] = .string(state) }
        if let possibleState { object["possibleState"] = .string(possibleState) }
        if let since = setter {
            object["since"] = [
                "occurred": .string(agreement?.sinceDate ?? since.occurred),
                "position": .integer(since.position),
            ]
        }
        if !confirmations.isEmpty { object["confirmations"] = .array(confirmations) }
        if !doubts.isEmpty { object["orderUnknown"] = .array(doubts) }
        if let commitment { object["overdue"] = .string(commitment.overdue.rawValue) }
        for (name, value) in relations { object[name] = value }
        return .object(object)
    }

    /// The state by definite events; by possible ones when there are no others.
    package var state: String? {
        if let agreement { return agreement.state ?? agreement.possibleState }
        return fold?.state ?? possible?.state
    }

    /// The state with possible events, when they would change it.
    package var possibleState: String? {
        if let agreement { return agreement.state == nil ? nil : agreement.possibleState }
        return possible?.state == fold?.state || fold == nil ? nil : possible?.state
    }

    /// The event that set the state.
    package var setter: Fact? { agreement?.since ?? fold?.setter ?? possible?.setter }

    private var existence: String {
        if !view.definite.isEmpty { return "definite" }
        return view.possible.isEmpty ? "undated" : "possible"
    }

    /// What the describing events say, each member with the event that set it.
    ///
    /// Descriptions hold for every valid date from their position on, so all known ones count; of
    /// the names, those in force.
    private var fields: JSONObject {
        var fields = descriptions
        DatedFields(of: standing.entity, in: view.known, asOf: basis.asOf).change(&fields)
        let names = NamesInForce(of: standing.entity, in: view.known, asOf: basis.asOf)
        if let giver = names.giver, giver.has(.givenNames) {
            fields["names"] = [
                "value": .array(names.list), "position": .integer(giver.position),
            ]
        } else if names.giver == nil, let hidden = names.hidden {
            fields["names"] = [
                "value": .null, "position": .integer(hidden.fact.position),
                "personal": .string(hidden.why.rawValue),
            ]
        }
        return fields
    }

    private var descriptions: JSONObject {
        var fields = JSONObject()
        let described = view.known.filter { $0.isDescribing(standing.entity) }
            .sorted { $0.position > $1.position }
        for fact in described {
            let document = fact.document
            var next = fact.dataNode.flatMap { document.firstChild($0) }
            while let key = next, document.isKey(key) {
                next = document.next(key)
                let node = document.value(ofKey: key)
                // What was recorded later stands; what is overwritten is not read.
                guard let name = document.text(key), fields[name] == nil,
                    !document.isTag(node, standing.entity)
                else { continue }
                var entry: JSONObject = [
                    "value": document.value(node), "position": .integer(fact.position),
                ]
                if !fact.hidden.isEmpty, let why = fact.hidden["/data/\(name)"] {
                    entry["personal"] = .string(why.rawValue)
                }
                fields[name] = .object(entry)
            }
        }
        return fields
    }
}

extension Fact {
    /// Whether the payload describes an entity: the one that it is about.
    fileprivate func isDescribing(_ entity: Tag) -> Bool {
        rules.map { $0.row.describes && $0.isAbout(entity, self) } ?? false
    }
}

extension Objection {
    /// The shape of a gap that scripts read.
    package var gap: JSONValue {
        var gap: JSONObject = [
            "position": .integer(position), "type": .string(type.text), "rule": .string(rule),
            "words": .string(words),
        ]
        if let against { gap["against"] = .integer(against.position) }
        return .object(gap)
    }
}
