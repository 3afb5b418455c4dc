import CanonicalJSON
import Collaboration
import EDTF
import Events
import Testing

@Suite struct CommitmentReadingTests {
    private func planned(_ due: JSONValue) -> TestEvent {
        attested("commitment.planned", "2020", ["kind": "contest", "due": due])
    }

    private func reading(_ events: [TestEvent], asOf text: String) throws -> CommitmentReading? {
        let standing = TestLedger(events).standing(of: try tag("commitment:contest"))
        return CommitmentReading(of: standing, asOf: try asOf(text))
    }

    private func read(_ events: [TestEvent], asOf text: String = "2025") throws -> CommitmentReading
    {
        try #require(try reading(events, asOf: text))
    }

    @Test(arguments: [
        ("[..2021-12-31]", "2021-12-31", CommitmentReading.Overdue.no),
        ("[..2021-12-31]", "2022-01-01", .yes), ("[..2021-12-31]", "2021-01-01", .no),
        ("2021-12-31", "2021-12-31", .no), ("2021-12-31", "2022-01-01", .yes),
        ("2021", "2021-06", .no), ("2021", "2022-01-01", .yes),
        ("[2021-06-30,2021-12-31]", "2021-06-29", .no),
        ("[2021-06-30,2021-12-31]", "2021-07-01", .possibly),
        ("[2021-06-30..2021-12-31]", "2021-12-31", .possibly),
        ("[2021-06-30..2021-12-31]", "2022-01-01", .yes),
        ("[2021-06-30..]", "2024", .no), ("2021/..", "2024", .no),
        ("2021-01/2021-06", "2021-05", .no), ("2021-01/2021-06", "2021-07-01", .yes),
    ])
    func `overdue is a matter of the latest due instant`(
        due: String,
        date: String,
        expected: CommitmentReading.Overdue
    ) throws {
        let reading = try read([planned(["kind": "by", "edtf": .string(due)])], asOf: date)
        #expect(reading.overdue == expected)
        #expect(reading.state == "planned")
        #expect(reading.isOpen)
    }

    @Test func `a commitment without a due date is never overdue`() throws {
        #expect(try read([planned(["kind": "none"])]).overdue == .no)
        #expect(try read([attested("commitment.planned", "2020")]).overdue == .no)
    }

    @Test func `a time allowed runs from the event`() throws {
        let within = attested(
            "commitment.planned",
            "2020-01-31",
            ["due": ["kind": "within", "duration": "P1M"]]
        )
        #expect(try read([within], asOf: "2020-02-29").overdue == .no)
        #expect(try read([within], asOf: "2020-03-01").overdue == .yes)
    }

    @Test func `a closed commitment is not overdue`() throws {
        let plan = planned(["kind": "by", "edtf": "2021-12-31"])
        for (type, state) in [
            ("commitment.fulfilled", "fulfilled"), ("commitment.waived", "waived"),
            ("commitment.missed", "missed"),
        ] as [(EventType, String)] {
            let reading = try read([plan, attested(type, "2022-06")])
            #expect(reading.state == state)
            #expect(reading.overdue == .no)
            #expect(!reading.isOpen)
            #expect(try read([plan, attested(type, "2022-06")], asOf: "2022-03").overdue == .yes)
        }
    }

    @Test func `a rescheduled commitment is due at the new date`() throws {
        let moved = attested(
            "commitment.rescheduled",
            "2021-06",
            ["due": ["kind": "by", "edtf": "2022-06-30"]]
        )
        let events = [planned(["kind": "by", "edtf": "2021-12-31"]), moved]
        let reading = try read(events, asOf: "2022-03")
        #expect(reading.overdue == .no)
        #expect(reading.due?.text == "2022-06-30")
        #expect(reading.reschedules == 1)
        #expect(reading.state == "planned")
        #expect(try read(events, asOf: "2022-07-01").overdue == .yes)
        #expect(try read(events, asOf: "2021-03").due?.text == "2021-12-31")
    }

    @Test(arguments: [
        ("2020", "planned"), ("2021-01", "assigned"), ("2021-02", "running"),
        ("2021-03", "running"),
        ("2022-01", "missed"), ("2022-02", "running"), ("2022-03", "waived"),
        ("2022-04", "running"),
        ("2022-05", "fulfilled"),
    ])
    func `a commitment is read at each date of its life`(date: String, state: String) throws {
        let events = [
            planned(["kind": "by", "edtf": "2021-12-31"]),
            attested("commitment.assigned", "2021-01", ["executor": "party:a", "role": "lead"]),
            attested("commitment.started", "2021-02"),
            attested("commitment.progressed", "2021-03", ["percent": 40]),
            attested("commitment.missed", "2022-01"),
            attested("commitment.rescheduled", "2022-02", ["due": ["kind": "by", "edtf": "2023"]]),
            attested("commitment.waived", "2022-03"),
            attested("commitment.reopened", "2022-04"),
            attested("commitment.fulfilled", "2022-05"),
        ]
        let reading = try read(events, asOf: date)
        #expect(reading.state == state)
        #expect(reading.since.occurred <= date)
        #expect(try read(events).executors.map(\.text) == ["party:a"])
        #expect(try read(events).progress?.value("percent") == 40)
    }

    @Test func `an occurrence, done or missed, does not close the series`() throws {
        let events = [
            planned(["kind": "recurring", "edtf": "2020/..", "duration": "P6M"]),
            attested("commitment.fulfilled", "2020-06", ["occurrence": "2020-06"]),
            attested("commitment.missed", "2021-01-15", ["occurrence": "2020-12"]),
        ]
        let reading = try read(events)
        #expect(reading.state == "planned")
        #expect(reading.isOpen)
        #expect(reading.overdue == .no)
    }

    @Test func `possible events show beside the state`() throws {
        let events = [
            planned(["kind": "by", "edtf": "2021-12-31"]),
            attested("commitment.fulfilled", "[2021-06..2022-06]"),
        ]
        let reading = try read(events, asOf: "2022-01-01")
        #expect(reading.state == "planned")
        #expect(reading.possibleState == "fulfilled")
        #expect(reading.overdue == .yes)
        #expect(reading.isDefinite)
    }

    @Test func `nothing is read before anything can have happened`() throws {
        #expect(try reading([planned(["kind": "none"])], asOf: "2019") == nil)
    }
}
