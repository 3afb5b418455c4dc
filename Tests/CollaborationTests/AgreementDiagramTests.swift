import CanonicalJSON
import Collaboration
import Events
import Testing

/// The ways an agreement and its parties may go, and those that they may not.
@Suite struct AgreementDiagramTests {
    private func act(
        _ verb: String,
        _ on: String,
        _ more: KeyValuePairs<String, JSONValue> = [:]
    ) throws -> TestEvent {
        attested(try #require(EventType("agreement.\(verb)")), on, more)
    }

    private func states(_ events: [TestEvent]) throws -> [String?] {
        let standing = TestLedger(events).standing(of: try tag("agreement:mou"))
        return try events.map { event in
            AgreementReading(of: standing, asOf: try asOf(event.occurred))?.state
        }
    }

    /// Each event is accepted in live when it comes after those before it.
    private func expectLivePath(_ events: [TestEvent]) throws {
        for (index, event) in events.enumerated() {
            let verdict = try given(Array(events[..<index])).when(event.told(in: .live))
            #expect(verdict.objections.isEmpty, "\(event.type): \(verdict.objections)")
        }
    }

    /// Signed by both of its parties.
    private var opened: [TestEvent] { Array(AgreementPath.events.prefix(7)) }

    // MARK: The whole

    @Test func `a text goes through translation, revision and approval to its signatures`() throws {
        let path = AgreementPath.self
        let events =
            path.opening + [
                try act("translated", "2020-03-02", ["version": 1, "language": "cs"]),
                try act("revised", "2020-03-03", ["version": 2]),
                try act("text-fixed", "2020-03-04", ["version": 2]),
                path.approval("agreement.submitted-for-approval", "2020-03-05", version: 2),
                try act("revised", "2020-03-06", ["version": 3]),
                try act("text-fixed", "2020-03-07", ["version": 3]),
                path.signature("party:a", "2020-03-08", version: 3),
                try act("revised", "2020-03-09", ["version": 4]),
            ]
        try expectLivePath(events)
        #expect(
            try states(events) == [
                "announced", "drafting", "text-fixed", "text-fixed", "drafting", "text-fixed",
                "approving", "drafting", "text-fixed", "partly-signed", "drafting",
            ]
        )
    }

    @Test func `an agreement is applied, in force, changed, suspended, resumed and replaced`()
        throws
    {
        let successor = attested(
            "agreement.drafted",
            "2020-12-01",
            ["agreement": "agreement:new", "version": 1]
        )
        let events =
            opened + [
                try act("provisionally-applied", "2020-07-15"),
                try act("entered-into-force", "2020-08-01"),
                try act("amended", "2020-08-02"),
                try act("extended", "2020-08-03", ["until": "2030"]),
                try act("acceded", "2020-08-04", ["party": "party:c"]),
                try act("suspended", "2020-09-01", ["scope": "all"]),
                try act("resumed", "2020-10-01", ["scope": "all"]),
                successor, try act("replaced", "2021-01-01", ["replacedBy": "agreement:new"]),
            ]
        try expectLivePath(events)
        #expect(
            try states(events).suffix(9) == [
                "provisional", "in-force", "in-force", "in-force", "in-force", "suspended",
                "in-force", "in-force", "ended",
            ]
        )
    }

    @Test(arguments: [0, 1, 2, 3, 4, 5, 6, 7])
    func `an agreement is abandoned from every state before its force`(count: Int) throws {
        let before = Array(AgreementPath.events.prefix(count))
        let events = before + [try act("abandoned", "2020-07-20")]
        try expectLivePath(events)
        #expect(try states(events).last == "abandoned")
    }

    @Test func `it ends from suspension and from provisional application`() throws {
        let ended = try act("terminated", "2020-12-01", ["ground": "mutual"])
        let suspended = Array(AgreementPath.events.prefix(9))
        let provisional = opened + [try act("provisionally-applied", "2020-07-15")]
        for history in [suspended, provisional] {
            try expectLivePath(history + [ended])
            #expect(try states(history + [ended]).last == "ended")
        }
        let term = try act("described", "2020", ["term": ["rule": "fixed", "end": "2020-11-01"]])
        let expired = try act("expired", "2020-12-01")
        try expectLivePath([term] + suspended + [expired])
        #expect(try states([term] + suspended + [expired]).last == "ended")
    }

    @Test func `what ends later is in force until then`() throws {
        let history = Array(AgreementPath.events.prefix(8))
        let ended = try act(
            "terminated",
            "2020-11-01",
            ["ground": "notice", "effective": "2021-06-30"]
        )
        let standing = TestLedger(history + [ended]).standing(of: try tag("agreement:mou"))
        func state(_ day: String) throws -> String? {
            AgreementReading(of: standing, asOf: try asOf(day))?.state
        }
        #expect(try state("2021-06-29") == "in-force")
        #expect(try state("2021-06-30") == "ended")
    }

    // MARK: What may not be

    @Test func `consent to an older text is refused in live and a gap in attested`() throws {
        let history = AgreementPath.opening + [try act("revised", "2020-03-03", ["version": 2])]
        let signature = AgreementPath.signature("party:a", "2020-03-05")
        let approval = AgreementPath.approval("agreement.approved", "2020-03-05")
        for event in [signature, approval] {
            try given(history).when(event.told(in: .live)).isRefused(
                by: "superseded-text",
                against: 3
            )
        }
        try given(history).when(signature).stands(withGaps: ["superseded-text"])
    }

    @Test func `nobody signs what its organ refused, or has not approved yet`() throws {
        let path = AgreementPath.self
        let asked = path.opening + [path.approval("agreement.submitted-for-approval", "2020-04-01")]
        let signature = path.signature("party:a", "2020-06-01").told(in: .live)
        try given(asked).when(signature).isRefused(by: "approvals-present", against: 3)
        try given(asked + [path.approval("agreement.rejected", "2020-05-01")]).when(signature)
            .isRefused(by: "signing-a-refused-text", against: 4)
    }

    @Test(
        arguments: ["signed", "approved", "revised", "extended", "suspended", "amended"],
        ["terminated", "expired", "replaced", "abandoned"]
    )
    func `nothing is left to consent to after the end`(verb: String, ending: String) throws {
        try given(act(ending, "2021")).when(act(verb, "2022", ["party": "party:a"]))
            .isRefused(by: "not-ended", against: 0)
    }

    @Test(arguments: [
        ("terminated", "in-force"), ("suspended", "in-force"), ("extended", "in-force"),
        ("amended", "signed-before"), ("expired", "in-force"),
    ])
    func `what never bound anyone is not ended, suspended, extended or amended`(
        verb: String,
        rule: String
    ) throws {
        try given(AgreementPath.opening).when(act(verb, "2022").told(in: .live)).isRefused(by: rule)
    }

    @Test(arguments: [
        ("revised", "revised-before-force"), ("party-added", "added-before-signing"),
        ("party-removed", "removed-before-signing"),
    ])
    func `a bound text and its parties are not negotiated any more`(
        verb: String,
        rule: String
    ) throws {
        try given(act("entered-into-force", "2020")).when(
            act(verb, "2021", ["version": 2, "party": "party:c"])
        )
        .isRefused(by: rule, against: 0)
    }

    @Test func `an extension comes before the end`() throws {
        let history = [
            try act("described", "2020", ["term": ["rule": "fixed", "end": "2021-12-31"]]),
            try act("entered-into-force", "2020-01-01"),
        ]
        let late = try act("extended", "2022-03-01", ["until": "2025"])
        try given(history).when(late.told(in: .live)).isRefused(by: "extended-in-time")
        try given(history + [act("expired", "2022-01-01")]).when(late)
            .isRefused(by: "not-ended", against: 2)
    }

    @Test func `what is in force enters into force once`() throws {
        let whole = try act("entered-into-force", "2020")
        try given(whole).when(act("entered-into-force", "2021"))
            .isRefused(by: "in-force-once", against: 0)
        let named = try act("entered-into-force", "2021", ["parties": ["party:a"]])
        try given(named).when(
            act("entered-into-force", "2022", ["parties": ["party:a"]]).told(in: .live)
        )
        .isRefused(by: "once-per-party", against: 0)
    }

    @Test func `an agreement expires at the end of its term and not before`() throws {
        let history = [
            try act("described", "2020", ["term": ["rule": "fixed", "end": "2021-12-31"]]),
            try act("entered-into-force", "2020-01-01"),
            try act("extended", "2021", ["until": "2024"]),
        ]
        try given(Array(history.prefix(2))).when(act("expired", "2021-06-01"))
            .isRefused(by: "term-has-run", against: 0)
        try given(history).when(act("expired", "2022-01-01"))
            .isRefused(by: "term-has-run", against: 2)
        try given(history).when(act("expired", "2025-01-01")).isAccepted()
    }

    // MARK: One party

    @Test func `a party joins, gives notice, stays, gives notice again, leaves and joins again`()
        throws
    {
        let joined = [
            signed("party:b", "2010-01-01"), signed("party:c", "2010-01-01"),
            try act("acceded", "2010-02-01", ["party": "party:a"]),
            try act("entered-into-force", "2010-03-01"),
        ]
        let path = [
            ("withdrawal-notified", "leaving"), ("withdrawal-revoked", "bound"),
            ("withdrawal-notified", "leaving"), ("withdrawn-from", "out"), ("acceded", "bound"),
        ]
        var events = joined
        for (index, step) in path.enumerated() {
            let event = try act(step.0, "201\(index + 1)-01-01", ["party": "party:a"])
            try given(events).when(event.told(in: .live)).isAccepted()
            events.append(event)
            let standing = TestLedger(events).standing(of: try tag("agreement:mou"))
            let reading = AgreementReading(of: standing, asOf: try asOf(event.occurred))
            #expect(reading?.tracks.first { $0.party.text == "party:a" }?.state == step.1)
        }
    }

    @Test func `a party that is out gives no notice and changes nothing`() throws {
        let left = try act("withdrawn-from", "2015", ["party": "party:a"])
        try given(left).when(
            act("withdrawal-notified", "2016", ["party": "party:a"]).told(in: .live)
        )
        .isRefused(by: "party-is-not-out", against: 0)
        let amendment = attested(
            "agreement.drafted",
            "2016",
            ["agreement": "agreement:second", "kind": "amendment", "parent": "agreement:mou"]
        )
        let signature = try act(
            "signed",
            "2017",
            ["agreement": "agreement:second", "party": "party:a"]
        )
        try given(left, amendment).when(signature.told(in: .live))
            .isRefused(by: "bound-by-what-it-amends", against: 0)
    }

    @Test func `a party that is removed need not sign, one that is added again must`() throws {
        let removed = try act("party-removed", "2020-03-15", ["party": "party:b"])
        let added = try act("party-added", "2020-03-20", ["party": "party:b"])
        let signature = AgreementPath.signature("party:a", "2020-06-01")
        let force = try act("entered-into-force", "2020-08-01")
        try given(AgreementPath.opening + [removed, signature]).when(force).isAccepted()
        try given(AgreementPath.opening + [removed, added, signature]).when(force)
            .stands(withGaps: ["signed-by-all"])
    }

    @Test(arguments: [(1, false), (2, true), (3, true)])
    func `as many consents are known as the entry rule asks for`(count: Int, isMet: Bool) throws {
        let rule = try act(
            "described",
            "2020",
            ["entryRule": ["rule": "after-nth-notification", "notifications": 2]]
        )
        let consents = try (0..<count).map { index in
            try act(
                "consent-deposited",
                "2019",
                ["party": .string("party:\(index)"), "kind": "notification"]
            )
        }
        let objections = try given([rule] + consents).when(act("entered-into-force", "2020"))
            .objections
        #expect(objections.contains { $0.rule == "entry-rule-satisfied" } != isMet)
    }

    @Test func `every approval that was asked for is known where the entry rule asks for all`()
        throws
    {
        let rule = try act("described", "2020", ["entryRule": ["rule": "after-all-approvals"]])
        let asked = AgreementPath.approval("agreement.submitted-for-approval", "2018")
        let approved = AgreementPath.approval("agreement.approved", "2019")
        let force = try act("entered-into-force", "2020")
        let open = try given(rule, asked).when(force).objections
        #expect(open.contains { $0.rule == "entry-rule-satisfied" })
        let done = try given(rule, asked, approved).when(force).objections
        #expect(!done.contains { $0.rule == "entry-rule-satisfied" })
    }
}
