import CanonicalJSON
import Collaboration
import Events
import Testing

/// The ways a commitment may go, and those that it may not.
@Suite struct CommitmentDiagramTests {
    private let planned = attested(
        "commitment.planned",
        "2020-01-01",
        ["due": ["kind": "by", "edtf": "2020-12-31"]]
    )

    private func act(_ verb: String, _ on: String) throws -> TestEvent {
        attested(
            try #require(EventType("commitment.\(verb)")),
            on,
            ["executor": "party:a", "role": "lead", "share": 50]
        )
    }

    @Test(arguments: [
        [("assigned", "assigned"), ("started", "running"), ("fulfilled", "fulfilled")],
        [
            ("started", "running"), ("progressed", "running"), ("partly-fulfilled", "running"),
            ("rescheduled", "running"), ("fulfilled", "fulfilled"),
        ],
        [("assigned", "assigned"), ("unassigned", "assigned"), ("assigned", "assigned")],
        [("assigned", "assigned"), ("fulfilled", "fulfilled")], [("fulfilled", "fulfilled")],
        [("missed", "missed"), ("reopened", "running"), ("fulfilled", "fulfilled")],
        [("missed", "missed"), ("rescheduled", "running")],
        [("assigned", "assigned"), ("missed", "missed"), ("fulfilled", "fulfilled")],
        [("started", "running"), ("missed", "missed"), ("cancelled", "waived")],
        [("waived", "waived"), ("reopened", "running")],
        [("cancelled", "waived"), ("reopened", "running"), ("waived", "waived")],
        [("assigned", "assigned"), ("cancelled", "waived")],
        [("started", "running"), ("waived", "waived")],
        [("missed", "missed"), ("waived", "waived")],
    ])
    func `a commitment goes its way`(path: [(String, String)]) throws {
        var events = [planned]
        for (index, step) in path.enumerated() {
            let event = try act(step.0, "202\(index + 1)-02-01")
            let verdict = try given(events).when(event.told(in: .live))
            #expect(verdict.objections.isEmpty, "\(step.0): \(verdict.objections)")
            events.append(event)
            let standing = TestLedger(events).standing(of: try tag("commitment:contest"))
            let reading = CommitmentReading(of: standing, asOf: try asOf(event.occurred))
            #expect(reading?.state == step.1, "\(step.0)")
        }
    }

    @Test(arguments: ["missed", "cancelled", "waived", "progressed", "rescheduled"])
    func `what is done is done`(verb: String) throws {
        try given(planned, act("fulfilled", "2021")).when(act(verb, "2022"))
            .isRefused(by: "not-fulfilled", against: 1)
    }

    @Test(arguments: ["fulfilled", "progressed", "partly-fulfilled"], ["waived", "cancelled"])
    func `what was waived is reopened first`(verb: String, closing: String) throws {
        try given(planned, act(closing, "2021")).when(act(verb, "2022"))
            .isRefused(by: "not-waived", against: 1)
    }

    @Test func `nothing is missed before its due date, or without one`() throws {
        try given(planned).when(act("missed", "2020-06"))
            .isRefused(by: "due-passed", against: 0)
        let free = attested("commitment.planned", "2020", ["due": ["kind": "none"]])
        try given(free).when(act("missed", "2024")).isRefused(by: "due-passed", against: 0)
    }

    @Test func `progress does not fall, and a series is done one by one`() throws {
        let high = attested("commitment.progressed", "2020-03", ["percent": 80])
        try given(planned, high).when(act("partly-fulfilled", "2020-06").told(in: .live))
            .isRefused(by: "percent-does-not-fall", against: 1)
        let series = attested(
            "commitment.planned",
            "2020",
            ["due": ["kind": "recurring", "duration": "P6M"]]
        )
        try given(series).when(act("fulfilled", "2021")).isRefused(by: "not-a-series", against: 0)
    }

    @Test func `who was taken away does not carry it out any more`() throws {
        let events = [
            planned, try act("assigned", "2020-02-01"), try act("unassigned", "2020-03-01"),
        ]
        let standing = TestLedger(events).standing(of: try tag("commitment:contest"))
        #expect(CommitmentReading(of: standing, asOf: try asOf("2020-02-15"))?.executors.count == 1)
        #expect(
            CommitmentReading(of: standing, asOf: try asOf("2020-04"))?.executors.isEmpty == true
        )
    }
}
