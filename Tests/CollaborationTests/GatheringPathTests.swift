import CanonicalJSON
import Collaboration
import Events
import Testing

/// The ways a gathering may go, its programme and those who take part.
@Suite struct GatheringPathTests {
    private let announced = attested("gathering.announced", "2018-01", ["when": "2018-06"])
    private let postponed = attested("gathering.postponed", "2018-02")
    private let rescheduled = attested("gathering.rescheduled", "2018-03", ["when": "2018-09"])
    private let relocated = attested("gathering.relocated", "2018-04", ["modality": "online"])
    private let opened = attested("gathering.opened", "2018-09-01")
    private let concluded = attested("gathering.concluded", "2018-09-03")

    @Test func `it is announced, postponed, given a new time and place, opened and concluded`()
        throws
    {
        let path = FamilyPath(announced, postponed, rescheduled, relocated, opened, concluded)
        try path.expectAccepted()
        #expect(
            try path.states(of: "gathering:lyon") == [
                "announced", "postponed", "announced", "announced", "opened", "concluded",
            ]
        )
    }

    @Test func `it is postponed and opens all the same, or is cancelled`() throws {
        let path = FamilyPath(announced, postponed, opened)
        try path.expectAccepted()
        #expect(
            try path.states(of: "gathering:lyon") == ["announced", "postponed", "opened"]
        )
        try given(announced, postponed).when(attested("gathering.cancelled", "2018-05"))
            .isAccepted()
    }

    @Test(
        arguments: ["gathering.rescheduled", "gathering.postponed", "gathering.relocated"]
            as [EventType],
        ["gathering.cancelled", "gathering.concluded"] as [EventType]
    )
    func `an end that arrives late and lies before a new plan is refused`(
        plan: EventType,
        end: EventType
    ) throws {
        try given(announced, attested(plan, "2018-10", ["when": "2018-12"]))
            .when(attested(end, "2018-08"))
            .isRefused(by: "gathering-is-to-come", against: 1)
        try given(announced, attested(plan, "2018")).when(attested(end, "2018-08"))
            .isAccepted()
    }

    @Test func `it ends after the start it has by then`() throws {
        let earlier = attested("gathering.rescheduled", "2018-02", ["when": "2018-04"])
        let end = attested("gathering.concluded", "2018-05")
        try given(announced).when(end).isRefused(by: "concluded-after-its-start", against: 0)
        try given(announced, earlier).when(end).isAccepted()
        try given(announced, attested("gathering.postponed", "2018-02")).when(end).isAccepted()
        try given(announced, attested("gathering.rescheduled", "2018", ["when": "2018-04"]))
            .when(end).isAccepted()
    }

    @Test func `a new time that arrives late and lies after the end is refused`() throws {
        try given(announced, attested("gathering.concluded", "2018-06")).when(rescheduled)
            .isRefused(by: "concluded-after-its-start", against: 1)
    }

    @Test func `who has left may come again, in that role or in any`() throws {
        func joined(_ role: JSONValue, _ on: String) -> TestEvent {
            attested("gathering.joined", on, ["party": "party:a", "role": role])
        }
        let left = attested("gathering.left", "2018-03", ["party": "party:a", "role": "host"])
        let history = [announced, joined("host", "2018-02"), joined("chair", "2018-02"), left]
        try given(history).when(joined("host", "2018-04")).isAccepted()
        try given(history).when(joined("chair", "2018-04"))
            .isRefused(by: "party-joins-once", against: 2)
        let all = attested("gathering.left", "2018-03", ["party": "party:a"])
        try given(history + [all]).when(joined("chair", "2018-04")).isAccepted()
        try given(announced).when(all).stands(withGaps: ["joined-before"])
    }

    @Test func `an item is given another time until it is held or cancelled`() throws {
        let scheduled = attested(
            "programme-item.scheduled",
            "2018-02",
            ["gathering": "gathering:lyon"]
        )
        let moved = attested("programme-item.rescheduled", "2018-03", ["when": "2018-09-02"])
        let path = FamilyPath(
            announced,
            scheduled,
            moved,
            attested("programme-item.held", "2018-09-02")
        )
        try path.expectAccepted()
        #expect(
            try path.states(of: "item:session") == [nil, "scheduled", "scheduled", "held"]
        )
        for end: EventType in ["programme-item.held", "programme-item.cancelled"] {
            try given(announced, scheduled, moved).when(attested(end, "2018-02-20"))
                .isRefused(by: "item-is-to-come", against: 2)
        }
    }
}
