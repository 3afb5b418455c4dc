import CanonicalJSON
import Collaboration
import Events
import Testing

@Suite struct AgreementRuleTests {
    private let drafted = attested("agreement.drafted", "2019", ["version": 1])
    private let revised = attested("agreement.revised", "2020", ["version": 2])

    @Test func `the live path is accepted step by step`() throws {
        var ledger = TestLedger()
        for event in AgreementPath.events {
            let live = event.told(in: .live)
            let objections = try ledger.objections(to: live)
            #expect(objections.isEmpty, "\(event.type): \(objections)")
            ledger.append(live)
        }
    }

    @Test func `a missing version is a gap, an earlier higher one a contradiction`() throws {
        let third = attested("agreement.revised", "2021", ["version": 3])
        try given(drafted).when(third).stands(withGaps: ["version-before-known"])
        try given(drafted).when(third.told(in: .live)).isRefused(by: "version-before-known")
        try given(drafted, third).when(revised).isAccepted()
        try given(drafted, third).when(attested("agreement.revised", "2022", ["version": 2]))
            .isRefused(by: "version-follows", against: 1)
    }

    @Test func `the first draft may be found after the revisions`() throws {
        let fifth = attested("agreement.revised", "2021", ["version": 5])
        try given(fifth).when(drafted).isAccepted()
        try given(fifth).when(attested("agreement.drafted", "2022", ["version": 1]))
            .isRefused(by: "version-follows", against: 0)
    }

    @Test func `a text fixed in the year of a revision leaves the order unknown`() throws {
        let fixed = attested("agreement.text-fixed", "2020-06", ["version": 1])
        try given(drafted, revised).when(fixed).isAccepted()
        let marks = try TestLedger([drafted, revised, fixed]).marks(at: 2)
        #expect(marks.orderUnknown.map(\.rule.id) == ["fixes-the-newest-text"])
    }

    @Test func `an organ that the draft requires must have approved`() throws {
        let demanding = attested(
            "agreement.drafted",
            "2019",
            [
                "version": 1,
                "requiredOrgans": [
                    ["party": "party:a", "organs": ["organ:board", "organ:council"]]
                ],
            ]
        )
        let approvals = ["organ:board", "organ:council"].map { (organ: JSONValue) in
            attested(
                "agreement.approved",
                "2020",
                ["party": "party:a", "organ": organ, "version": 1]
            )
        }
        let signature = signed("party:a", "2021")
        try given(demanding, approvals[0]).when(signature)
            .stands(withGaps: ["approvals-present", "text-fixed"])
        try given([demanding] + approvals).when(signature).stands(withGaps: ["text-fixed"])
        try given(demanding).when(signed("party:b", "2021")).stands(withGaps: ["text-fixed"])
    }

    @Test func `a signature subject to approval waits for none`() throws {
        let submitted = attested(
            "agreement.submitted-for-approval",
            "2019-06",
            ["party": "party:a", "organ": "organ:board", "version": 1]
        )
        let signature = attested(
            "agreement.signed",
            "2020",
            ["party": "party:a", "version": 1, "subjectToApproval": true]
        )
        try given(drafted, submitted).when(signature).stands(withGaps: ["text-fixed"])
    }

    @Test func `it enters into force for one party after another`() throws {
        let first = attested("agreement.entered-into-force", "2020", ["parties": ["party:a"]])
        let second = attested("agreement.entered-into-force", "2021", ["parties": ["party:b"]])
        let whole = attested("agreement.entered-into-force", "2022")
        let signatures = [signed("party:a", "2019"), signed("party:b", "2019")]
        try given(signatures + [first]).when(second).isAccepted()
        try given(signatures + [first, second]).when(whole).stands(withGaps: ["once-per-party"])
        try given(signatures + [first, second]).when(whole.told(in: .live))
            .isRefused(by: "once-per-party", against: 2)
        try given(signatures + [whole]).when(whole).isRefused(by: "in-force-once", against: 2)
    }

    @Test(
        arguments: [
            (["rule": "fixed", "end": "2022-12-31"], "2022-12-30", true),
            (["rule": "fixed", "end": "2022-12-31"], "2022-12-31", false),
            (["rule": "fixed", "end": "2022"], "2022-06", false),
            (["rule": "fixed", "end": "[..2022]"], "2021", false),
            (["rule": "fixed", "duration": "P2Y"], "2021-12-31", true),
            (["rule": "fixed", "duration": "P2Y"], "2022", false),
            (["rule": "fixed", "duration": "P1Y", "start": "2022"], "2022", true),
            (["rule": "fixed", "duration": "P1Y", "start": "2022"], "2023", false),
            (["rule": "indefinite"], "2025", true),
        ] as [(JSONValue, String, Bool)]
    )
    func `an agreement expires when its term has run`(
        term: JSONValue,
        on: String,
        isRefused: Bool
    ) throws {
        let history = [
            attested("agreement.described", "2019", ["term": term]),
            attested("agreement.entered-into-force", "2020"),
        ]
        let verdict = try given(history).when(attested("agreement.expired", on))
        if isRefused {
            // A duration runs from the entry into force, which was recorded later.
            let isFromForce = term["duration"] != nil && term["start"] == nil
            verdict.isRefused(by: "term-has-run", against: isFromForce ? 1 : 0)
        } else {
            verdict.isAccepted()
        }
    }

    @Test func `a longer term that is told late contradicts the expiry`() throws {
        try given(
            attested("agreement.entered-into-force", "2020"),
            attested("agreement.described", "2020", ["term": ["rule": "fixed", "end": "2022"]]),
            attested("agreement.expired", "2023")
        )
        .when(attested("agreement.described", "2020", ["term": ["rule": "fixed", "end": "2024"]]))
        .isRefused(by: "term-has-run", against: 2)
    }

    @Test func `a duplicate signature is the same person, party and version`() throws {
        func signature(_ person: JSONValue, _ version: JSONValue) -> TestEvent {
            attested(
                "agreement.signed",
                "2020",
                ["party": "party:a", "version": version, "signatory": person]
            )
        }
        let history = [drafted, signature("person:p", 1)]
        try given(history).when(signature("person:p", 1)).isRefused(by: "signed-once", against: 1)
        try given(history).when(signature("person:q", 1)).stands(withGaps: ["text-fixed"])
        try given(history + [revised]).when(signature("person:p", 2)).stands(withGaps: [
            "text-fixed"
        ])
    }

    @Test func `an observer need not sign and is no party to sign for`() throws {
        let observer = attested(
            "agreement.party-added",
            "2019",
            ["party": "party:o", "role": "observer"]
        )
        let announced = attested(
            "agreement.announced",
            "2018",
            ["parties": ["party:a", "party:b"]]
        )
        let history = [announced, drafted, observer]
        try given(history).when(signed("party:o", "2020"))
            .stands(withGaps: ["party-is-known", "text-fixed"])
        try given(history + [signed("party:a", "2020"), signed("party:b", "2020")])
            .when(attested("agreement.entered-into-force", "2021")).isAccepted()
    }
}
