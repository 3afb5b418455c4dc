import CanonicalJSON
import Collaboration
import Events
import Testing

@Suite struct ContradictionTests {
    private let drafted = attested(
        "agreement.drafted",
        "2019",
        ["version": 1, "parties": ["party:a", "party:b"]]
    )

    private func rejected(_ on: String, version: JSONValue = 1) -> TestEvent {
        attested(
            "agreement.rejected",
            on,
            ["party": "party:a", "organ": "organ:board", "version": version]
        )
    }

    // MARK: Order

    @Test func `a late-recorded past event that contradicts a later one is refused and names it`()
        throws
    {
        let history = [drafted, signed("party:a", "2021")]
        try given(history).when(attested("agreement.abandoned", "2020"))
            .isRefused(by: "not-ended", against: 1)
        try given(history).when(attested("agreement.abandoned", "2022")).isAccepted()
    }

    @Test func `a refusal seen from the earlier event says what the later one needs`() throws {
        let verdict = try given(signed("party:a", "2021")).when(
            attested("agreement.abandoned", "2020")
        )
        let words = verdict.objections.map(\.words)
        #expect(
            words == [
                "agreement.signed at 0 asks that the agreement has not ended before; start a new one"
            ]
        )
    }

    @Test func `a pair whose order cannot be known is marked, not refused`() throws {
        let history = [drafted, signed("party:a", "2020-06")]
        let abandoned = attested("agreement.abandoned", "2020")
        try given(history).when(abandoned).isAccepted()
        let marks = try TestLedger(history + [abandoned]).marks(at: 1)
        #expect(marks.orderUnknown.map(\.rule.id) == ["not-ended"])
        #expect(marks.orderUnknown.map(\.with.position) == [2])
        #expect(!marks.objections.contains { $0.weight == .contradiction })
    }

    @Test(arguments: ["", "[..2021]", "/2021"])
    func `nothing is definitely before an event whose start is unknown`(occurred: String) throws {
        try given(attested("agreement.abandoned", "2018")).when(signed("party:a", occurred))
            .stands(withGaps: ["no-draft-known", "text-fixed"])
    }

    @Test func `when bounds are equal the position decides`() throws {
        let ended = attested("agreement.abandoned", "2020-06-01")
        try given(drafted, ended).when(signed("party:a", "2020-06-01"))
            .isRefused(by: "not-ended", against: 1)
        try given(drafted, signed("party:a", "2020-06-01")).when(ended).isAccepted()
    }

    @Test func `what excludes another in either order needs no order`() throws {
        for occurred in ["2018", "2019", "", "2025"] {
            try given(attested("agreement.entered-into-force", "2019"))
                .when(attested("agreement.abandoned", occurred))
                .isRefused(by: "never-in-force", against: 0)
        }
        try given(attested("agreement.abandoned", "2020"))
            .when(attested("agreement.entered-into-force", "2018"))
            .isRefused(by: "never-in-force", against: 0)
    }

    // MARK: Antecedents

    @Test func `a signature without a draft is a missing antecedent`() throws {
        try given().when(signed("party:a", "2020"))
            .stands(withGaps: ["no-draft-known", "text-fixed"])
        try given().when(signed("party:a", "2020").told(in: .live)).isRefused(by: "no-draft-known")
    }

    @Test(arguments: [
        ("2019", true), ("2020", true), ("2020-06-01", true), ("[..2030]", true), ("", true),
        ("2020-06-02", false), ("2021", false),
    ])
    func `an antecedent is missing only if no candidate could have come before`(
        drafted: String,
        isKnown: Bool
    ) throws {
        let verdict = try given(attested("agreement.drafted", drafted, ["version": 1]))
            .when(signed("party:a", "2020-06-01"))
        #expect(verdict.objections.contains { $0.rule == "no-draft-known" } != isKnown)
    }

    @Test func `a matter of record may come late`() throws {
        let opened = attested("platform.retired", "2018")
        try given(attested("platform.registered", "2024")).when(opened).isAccepted()
    }

    // MARK: Refused texts

    @Test(arguments: [Fact.Mode.live, .attested])
    func `a signature by a party whose organ rejected the text is a contradiction`(mode: Fact.Mode)
        throws
    {
        let signature = signed("party:a", "2021").told(in: mode)
        let verdict = try given(drafted, rejected("2020")).when(signature)
        verdict.isRefused(by: "signing-a-refused-text", against: 1)
        let weights = verdict.objections.filter { $0.rule == "signing-a-refused-text" }.map(
            \.weight
        )
        #expect(weights == [.contradiction])
    }

    @Test func `a rejection that arrives late is refused and names the signature`() throws {
        try given(drafted, signed("party:a", "2021")).when(rejected("2020"))
            .isRefused(by: "signing-a-refused-text", against: 1)
        try given(drafted, signed("party:b", "2021")).when(rejected("2020"))
            .stands(withGaps: ["submitted"])
        try given(drafted, signed("party:a", "2019-06")).when(rejected("2020"))
            .stands(withGaps: ["submitted"])
    }

    @Test func `a new version may be signed after the old one was rejected`() throws {
        let revised = attested("agreement.revised", "2020-06", ["version": 2])
        try given(drafted, rejected("2020-02"), revised)
            .when(signed("party:a", "2021", version: 2)).stands(withGaps: ["text-fixed"])
    }

    @Test func `an unnamed version is refused once every known one is`() throws {
        let unnamed = attested("agreement.signed", "2022", ["party": "party:a"])
        let revised = attested("agreement.revised", "2020-06", ["version": 2])
        let history = [drafted, rejected("2020-02"), revised]
        try given(history).when(unnamed).stands(withGaps: ["text-fixed"])
        try given(history + [rejected("2021", version: 2)]).when(unnamed)
            .isRefused(by: "signing-a-refused-text", against: 3)
        try given(history + [unnamed]).when(rejected("2021", version: 2))
            .isRefused(by: "signing-a-refused-text", against: 3)
        try given(history + [unnamed]).when(rejected("2023", version: 2))
            .stands(withGaps: ["submitted"])
    }

    private func submitted(_ on: String, organ: JSONValue = "organ:board") -> TestEvent {
        attested(
            "agreement.submitted-for-approval",
            on,
            ["party": "party:a", "organ": organ, "version": 1]
        )
    }

    @Test func `an organ that is asked again may decide again`() throws {
        let history = [drafted, submitted("2019-06"), rejected("2020")]
        var approval = rejected("2022")
        approval.type = "agreement.approved"
        try given(history).when(approval).isRefused(by: "organ-decides-once", against: 2)
        try given(history + [submitted("2021")]).when(approval).isAccepted()
        try given(history + [submitted("2021")]).when(rejected("2022")).isAccepted()
        try given(history + [submitted("2021", organ: "organ:other")]).when(approval)
            .isRefused(by: "organ-decides-once", against: 2)
        try given(history + [submitted("2023")]).when(approval)
            .isRefused(by: "organ-decides-once", against: 2)
        let decided = history + [submitted("2021"), approval]
        try given(decided).when(rejected("2023"))
            .isRefused(by: "organ-decides-once", against: 4)
    }

    @Test func `the submission that a rejection answers is no second one`() throws {
        let history = [drafted, submitted("2020"), rejected("2020-05")]
        var approval = rejected("2020-08")
        approval.type = "agreement.approved"
        try given(history).when(approval).isRefused(by: "organ-decides-once", against: 2)
        try given(history).when(signed("party:a", "2021"))
            .isRefused(by: "signing-a-refused-text", against: 2)
    }

    @Test(arguments: [Fact.Mode.live, .attested])
    func `a submission after a rejection lifts it for the signature`(mode: Fact.Mode) throws {
        let history = [
            drafted, attested("agreement.text-fixed", "2019-03", ["version": 1]),
            submitted("2019-06"), rejected("2020"), submitted("2021"),
        ]
        let signature = signed("party:a", "2023").told(in: mode)
        let open = try given(history).when(signature)
        #expect(open.objections.map(\.rule) == ["approvals-present"])
        #expect(open.objections.map(\.weight) == [.missingAntecedent])
        var approval = rejected("2022")
        approval.type = "agreement.approved"
        try given(history + [approval]).when(signature).isAccepted()
        try given(history + [rejected("2022")]).when(signature)
            .isRefused(by: "signing-a-refused-text", against: 5)
    }

    @Test func `a second submission that may have come later leaves the order unknown`() throws {
        let history = [
            drafted, submitted("2019-06"), rejected("2020-05"), submitted("2020"),
            signed("party:a", "2021"),
        ]
        let marks = try TestLedger(history).marks(at: 4)
        #expect(marks.orderUnknown.map(\.rule.id) == ["signing-a-refused-text"])
        #expect(!marks.objections.contains { $0.weight == .contradiction })
    }

    @Test func `a rejection in the same year leaves the order unknown`() throws {
        let history = [drafted, rejected("2020"), signed("party:a", "2020-06")]
        try given(Array(history.prefix(2))).when(history[2]).stands(withGaps: ["text-fixed"])
        let marks = try TestLedger(history).marks(at: 2)
        #expect(marks.orderUnknown.map(\.rule.id) == ["signing-a-refused-text"])
        #expect(marks.orderUnknown.map(\.with.position) == [1])
    }
}
