import CanonicalJSON
import Collaboration
import Events
import Testing

@Suite struct CommitmentRuleTests {
    private let series = attested(
        "commitment.planned",
        "2020",
        ["due": ["kind": "recurring", "edtf": "2020/..", "duration": "P6M"]]
    )

    private func planned(_ due: JSONValue) -> TestEvent {
        attested("commitment.planned", "2020", ["due": due])
    }

    @Test(
        arguments: [
            (["kind": "by", "edtf": "2021-12-31"], "2021-12-31", false),
            (["kind": "by", "edtf": "2021-12-31"], "2022-01-01", true),
            (["kind": "by", "edtf": "[..2021-12-31]"], "2022-01-01", true),
            (["kind": "by", "edtf": "2021-12-31"], "[2021-12-31..2022-06-30]", false),
            (["kind": "by", "edtf": "2021-12-31"], "", false),
            (["kind": "by", "edtf": "2021/.."], "2025", false),
            (["kind": "within", "edtf": "2020-03-01", "duration": "P1M"], "2020-03-31", false),
            (["kind": "within", "edtf": "2020-03-01", "duration": "P1M"], "2020-04-02", true),
            (["kind": "none"], "2025", false),
        ] as [(JSONValue, String, Bool)]
    )
    func `nothing is missed before its latest due instant`(
        due: JSONValue,
        on: String,
        isMissed: Bool
    ) throws {
        let verdict = try given(planned(due)).when(attested("commitment.missed", on))
        if isMissed {
            verdict.isAccepted()
        } else {
            verdict.isRefused(by: "due-passed", against: 0)
        }
    }

    @Test func `a new date has to pass as well`() throws {
        let history = [
            planned(["kind": "by", "edtf": "2021-12-31"]),
            attested(
                "commitment.rescheduled",
                "2021-06",
                ["due": ["kind": "by", "edtf": "2022-12-31"]]
            ),
        ]
        try given(history).when(attested("commitment.missed", "2022-06"))
            .isRefused(by: "due-passed", against: 1)
        try given(history).when(attested("commitment.missed", "2023")).isAccepted()
    }

    @Test(
        arguments: ["commitment.planned", "commitment.rescheduled", "commitment.reopened"]
            as [EventType]
    )
    func `a later due date that arrives late contradicts the miss`(type: EventType) throws {
        let setter = attested(type, "2021-06", ["due": ["kind": "by", "edtf": "2024-12-31"]])
        try given(attested("commitment.missed", "2022-06")).when(setter)
            .isRefused(by: "due-passed", against: 0)
    }

    @Test func `each occurrence of a series is done or missed by itself`() throws {
        let first = attested("commitment.fulfilled", "2020-06", ["occurrence": "2020-06"])
        let second = attested("commitment.fulfilled", "2020-12", ["occurrence": "2020-12"])
        let third = attested("commitment.missed", "2021-07", ["occurrence": "2021-06"])
        let fourth = attested("commitment.missed", "2022-01", ["occurrence": "2021-12"])
        try given(series, first).when(second).isAccepted()
        try given(series, first).when(first).isRefused(by: "fulfilled-once", against: 1)
        try given(series, first, second).when(third).isAccepted()
        try given(series, first, third).when(fourth).isAccepted()
        try given(series, third).when(third).isRefused(by: "missed-once", against: 1)
    }

    @Test func `an occurrence is not missed before it has passed, nor once it is done`() throws {
        let missed = attested("commitment.missed", "2021-06-15", ["occurrence": "2021-06"])
        try given(series).when(missed).isRefused(by: "due-passed", against: 0)
        let fulfilled = attested("commitment.fulfilled", "2021-06", ["occurrence": "2021-06"])
        let late = attested("commitment.missed", "2021-08", ["occurrence": "2021-06"])
        try given(series, fulfilled).when(late).isRefused(by: "not-fulfilled", against: 1)
    }

    @Test(
        arguments: [
            "commitment.assigned", "commitment.started", "commitment.progressed",
            "commitment.rescheduled", "commitment.waived",
        ] as [EventType]
    )
    func `a series goes on after one occurrence`(type: EventType) throws {
        let done = attested("commitment.fulfilled", "2020-06", ["occurrence": "2020-06"])
        let missed = attested("commitment.missed", "2021-01", ["occurrence": "2020-12"])
        try given(series, done, missed).when(attested(type, "2021-06")).isAccepted()
    }

    @Test func `a missed commitment may still be fulfilled`() throws {
        let plan = planned(["kind": "by", "edtf": "2021-12-31"])
        let missed = attested("commitment.missed", "2022")
        try given(plan, missed).when(attested("commitment.fulfilled", "2023")).isAccepted()
        try given(plan, missed, attested("commitment.fulfilled", "2023"))
            .when(attested("commitment.reopened", "2024")).isRefused(
                by: "not-fulfilled",
                against: 2
            )
    }

    @Test func `a waived commitment is fulfilled only after it was reopened`() throws {
        let history = [planned(["kind": "none"]), attested("commitment.waived", "2021")]
        let fulfilled = attested("commitment.fulfilled", "2023")
        try given(history).when(fulfilled).isRefused(by: "not-waived", against: 1)
        try given(history + [attested("commitment.reopened", "2022")]).when(fulfilled).isAccepted()
        try given(history + [attested("commitment.reopened", "2020")]).when(fulfilled)
            .isRefused(by: "not-waived", against: 1)
    }

    @Test func `a waiver that arrives late names the fulfilment it contradicts`() throws {
        let history = [planned(["kind": "none"]), attested("commitment.fulfilled", "2022")]
        try given(history).when(attested("commitment.waived", "2021"))
            .isRefused(by: "not-waived", against: 1)
    }

    @Test func `an executor need not be a party to the agreement`() throws {
        let history = [
            attested("agreement.announced", "2019", ["parties": ["party:a", "party:b"]]),
            signed("party:a", "2019-06"),
            attested("commitment.planned", "2020", ["agreement": "agreement:mou"]),
        ]
        let assigned = attested(
            "commitment.assigned",
            "2021",
            ["agreement": "agreement:mou", "executor": "party:z", "role": "executor"]
        )
        try given(history).when(assigned).isAccepted()
    }
}
