import CanonicalJSON
import EDTF
import Events

/// What a person holds, how to reach the person, and what the person asked for.
struct PersonReading {
    private let facts: [Fact]
    private let asOf: AsOf
    private let lookup: (Tag) throws -> Standing

    /// Reads what is known of a person, at a date.
    ///
    /// - `lookup`: the standing of any entity.
    init(in facts: [Fact], asOf: AsOf, lookup: @escaping (Tag) throws -> Standing) {
        self.facts = facts
        self.asOf = asOf
        self.lookup = lookup
    }

    /// Members of the person's state; those that would say nothing are left out.
    func members() throws -> [(name: String, value: JSONValue)] {
        [
            ("appointments", appointments), ("mandates", try mandates()), ("contact", contact),
            ("consents", consents), ("restrictions", restrictions),
            ("erasureRequested", erasureRequested),
        ]
        .filter { !$0.1.isEmpty }
        .map { name, entries in
            let isOne = name == "contact" || name == "erasureRequested"
            return (name, isOne ? entries[0] : .array(entries))
        }
    }

    private func facts(_ type: EventType) -> [Fact] { facts.filter { $0.type == type } }

    private var appointments: [JSONValue] {
        let endings = facts("appointment.ended")
        return facts("appointment.begun").compactMap { begun in
            let ended = endings.filter { end in
                [JSONPath.party, .organ, .office].allSatisfy { place in
                    !end.has(place) || !begun.has(place)
                        || end.hasTheSameTag(as: begun, at: place)
                } && (!end.has("post") || end.saysTheSame(as: begun, at: "post"))
            }
            return begun.entry(
                begun.certainty(at: asOf, endedBy: ended),
                [
                    ("party", .party), ("organ", .organ), ("office", .office), ("post", "post"),
                    ("mandateEnd", "mandateEnd"),
                ]
            )
            .map { begun.marking($0, hiding: "post") }
        }
    }

    /// The powers of the person, until they end or are revoked.
    private func mandates() throws -> [JSONValue] {
        try facts(MandateRules.grant).compactMap { granted in
            guard let mandate = granted.tag(MandateRules.mandate) else { return nil }
            if granted.date(.to)?.definitely(before: asOf.instant) ?? false { return nil }
            let revoked = try lookup(mandate).facts(MandateRules.revocation)
            return granted.entry(
                granted.certainty(at: asOf, endedBy: revoked),
                [
                    ("mandate", MandateRules.mandate), ("party", .party), ("scope", "scope"),
                    ("from", .from), ("to", .to),
                ]
            )
        }
    }

    /// The last contact that certainly holds.
    private var contact: [JSONValue] {
        let last = facts("person.contact-recorded")
            .map { (fact: $0, start: Start(of: $0)) }
            .filter { $0.start.certainty(at: asOf) == .definite }
            .max { $0.start.replaysBefore($1.start) }?.fact
        return last.flatMap { fact in
            fact.entry(.definite, [("value", "contact")])
                .map { [fact.marking($0, hiding: "contact")] }
        } ?? []
    }

    /// The purposes that the person allows; matters of record, for every date.
    private var consents: [JSONValue] {
        let endings = facts("subject.consent-withdrawn")
        return facts("subject.consented").compactMap { consent in
            let isWithdrawn = endings.contains { end in
                end.saysTheSame(as: consent, at: "purpose") && consent.position < end.position
            }
            return isWithdrawn ? nil : consent.entry(.definite, [("purpose", "purpose")])
        }
    }

    /// What is not to be done, by the last word on each scope.
    private var restrictions: [JSONValue] {
        let all = facts("subject.restricted").sorted { $0.position < $1.position }
        return all.enumerated().compactMap { index, restricted in
            let isReplaced = all[(index + 1)...].contains {
                $0.saysTheSame(as: restricted, at: "scope")
            }
            let isOver = restricted.date("until")?.definitely(before: asOf.instant) ?? false
            if isReplaced || isOver { return nil }
            return restricted.entry(.definite, [("scope", "scope"), ("until", "until")])
        }
    }

    /// The last request that was neither met nor refused.
    private var erasureRequested: [JSONValue] {
        guard let last = facts("subject.erasure-requested").map(\.position).max() else { return [] }
        let answers = facts("subject.erasure-refused") + facts("subject.erased")
        guard !answers.contains(where: { $0.position > last }) else { return [] }
        return [["position": .integer(last)]]
    }
}

extension Fact {
    /// Says in an entry why a personal member is not shown.
    fileprivate func marking(_ entry: JSONValue, hiding path: String) -> JSONValue {
        guard let why = hiding(path), case .object(var object) = entry else { return entry }
        object["personal"] = .string(why.rawValue)
        return .object(object)
    }
}
