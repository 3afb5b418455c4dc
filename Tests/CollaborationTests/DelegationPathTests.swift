import CanonicalJSON
import Collaboration
import Events
import Testing

/// The ways a delegation may go, and those it may not.
@Suite struct DelegationPathTests {
    private let formed = attested("delegation.formed", "2018-01")
    private let member = joined("person:p", "2018-02")
    private let accredited = attested("delegation.accredited", "2018-03")
    private let departed = attested("delegation.departed", "2018-04")
    private let returned = attested("delegation.returned", "2018-05")
    private let dissolved = attested("delegation.dissolved", "2018-06")
    private let refused = attested("delegation.refused", "2018-03")
    private let cancelled = attested("delegation.cancelled", "2018-03")

    private static func joined(_ member: JSONValue, _ on: String) -> TestEvent {
        attested("delegation.joined", on, ["member": member])
    }

    private func counted(
        _ value: JSONValue,
        _ unit: JSONValue = "members",
        _ on: String = "2018-04"
    ) -> TestEvent {
        attested(
            "delegation.counted",
            on,
            ["count": ["value": value, "qualifier": "exact", "unit": unit]]
        )
    }

    // MARK: Legal ways

    @Test func `it is accredited, leaves, comes back and is dissolved`() throws {
        let path = FamilyPath(
            formed,
            member,
            attested("delegation.head-appointed", "2018-02", ["head": "person:p"]),
            accredited,
            departed,
            Self.joined("party:a", "2018-04"),
            attested("delegation.left", "2018-04", ["member": "party:a"]),
            counted(1),
            returned,
            dissolved
        )
        try path.expectAccepted()
        #expect(
            try path.states(of: "delegation:jinan") == [
                "formed", "formed", "formed", "accredited", "abroad", "abroad", "abroad", "abroad",
                "returned", "dissolved",
            ]
        )
    }

    @Test func `it leaves without being accredited`() throws {
        let path = FamilyPath(formed, departed, returned, dissolved)
        try path.expectAccepted()
        #expect(
            try path.states(of: "delegation:jinan") == [
                "formed", "abroad", "returned", "dissolved",
            ]
        )
    }

    @Test func `it is refused`() throws {
        let path = FamilyPath(formed, refused)
        try path.expectAccepted()
        #expect(try path.states(of: "delegation:jinan") == ["formed", "refused"])
    }

    @Test func `it is cancelled, before or after it is accredited`() throws {
        let late = attested("delegation.cancelled", "2018-03-20")
        for path in [FamilyPath(formed, late), FamilyPath(formed, accredited, late)] {
            try path.expectAccepted()
            #expect(try path.states(of: "delegation:jinan").last == "cancelled")
        }
    }

    // MARK: Illegal ways

    @Test(arguments: ["delegation.joined", "delegation.departed"] as [EventType])
    func `nobody joins or leaves with what is not formed`(type: EventType) throws {
        try given().when(attested(type, "2018-04", ["member": "party:a"]))
            .isRefused(by: "delegation-formed")
    }

    @Test func `what took place is not cancelled`() throws {
        let late = attested("delegation.cancelled", "2018-07")
        try given(formed, departed).when(late).isRefused(by: "not-departed", against: 1)
        try given(formed, departed, returned).when(late).isRefused(by: "not-departed", against: 1)
        try given(formed, returned).when(late).isRefused(by: "not-departed", against: 1)
    }

    @Test(
        arguments: ["delegation.cancelled", "delegation.refused", "delegation.dissolved"]
            as [EventType],
        ["delegation.joined", "delegation.departed", "delegation.head-appointed"] as [EventType]
    )
    func `what is closed stays as it is`(closing: EventType, type: EventType) throws {
        let late = attested(type, "2018-08", ["member": "party:a", "head": "party:a"])
        let closed = attested(closing, "2018-07")
        try given(formed, closed).when(late).isRefused(by: "delegation-not-closed", against: 1)
        let doubtful = attested(type, "2018", ["member": "party:a", "head": "party:a"])
        let refusals = try given(formed, closed).when(doubtful).objections
            .filter { $0.rule == "delegation-not-closed" }
        #expect(refusals.isEmpty)
    }

    @Test(arguments: ["delegation.cancelled", "delegation.refused"] as [EventType])
    func `a closing that arrives late and lies before a joining is refused`(
        closing: EventType
    ) throws {
        try given(formed, member).when(attested(closing, "2018-01-15"))
            .isRefused(by: "delegation-not-closed", against: 1)
    }

    @Test func `a refusal or an accreditation that arrives late is judged in its place`() throws {
        try given(formed, departed).when(refused).isRefused(by: "not-departed", against: 1)
        try given(formed, refused).when(departed).isRefused(by: "delegation-not-closed", against: 1)
        try given(formed, departed).when(accredited).isAccepted()
        try given(formed, refused).when(attested("delegation.accredited", "2018-06"))
            .isRefused(by: "delegation-not-closed", against: 1)
    }

    @Test func `a return without a departure is a gap`() throws {
        try given(formed).when(returned).stands(withGaps: ["delegation-departed"])
        try given(formed).when(returned.told(in: .live)).isRefused(by: "delegation-departed")
    }

    @Test func `two heads at one instant are refused`() throws {
        func head(_ person: JSONValue) -> TestEvent {
            attested("delegation.head-appointed", "2018-03-08T10:00:00Z", ["head": person])
        }
        try given(formed, member, head("person:q")).when(head("person:p"))
            .isRefused(by: "one-head", against: 2)
    }

    @Test func `a member does not join again`() throws {
        try given(formed, member).when(Self.joined("person:p", "2018-03"))
            .isRefused(by: "member-joins-once", against: 1)
    }

    @Test func `it does not return before it departs, whichever is recorded first`() throws {
        let early = attested("delegation.returned", "2018-03")
        try given(formed, departed).when(early)
            .isRefused(by: "departs-before-it-returns", against: 1)
        try given(formed, early).when(departed)
            .isRefused(by: "departs-before-it-returns", against: 1)
    }

    @Test func `it is dissolved after it has returned, and not when it never went`() throws {
        try given(formed).when(dissolved).stands(withGaps: ["delegation-returned"])
        for closed in [cancelled, refused] {
            try given(formed, closed).when(dissolved)
                .isRefused(by: "dissolved-uncancelled", against: 1)
            try given(formed, returned, dissolved).when(closed)
                .isRefused(by: "dissolved-uncancelled", against: 2)
        }
        try given(formed, departed, returned).when(attested("delegation.dissolved", "2018-01-15"))
            .isRefused(by: "delegation-not-closed", against: 1)
    }

    // MARK: Counts

    private let exhaustive = attested(
        "delegation.formed",
        "2018-01",
        ["completeness": "exhaustive"]
    )

    @Test func `more members than counted are refused, whichever is recorded first`() throws {
        let two = [formed, Self.joined("party:a", "2018-02"), Self.joined("party:b", "2018-02")]
        try given(two).when(counted(1)).isRefused(by: "count-agrees-with-the-list", against: 2)
        try given(two).when(counted(1, "parties"))
            .isRefused(by: "count-agrees-with-the-list", against: 2)
        try given(two).when(counted(2)).isAccepted()
        try given(two).when(counted(7)).isAccepted()
        try given(two + [counted(2)]).when(Self.joined("party:c", "2018-02"))
            .isRefused(by: "count-agrees-with-the-list", against: 3)
        try given(two + [counted(2)]).when(Self.joined("party:c", "2018-05")).isAccepted()
        let left = attested("delegation.left", "2018-03", ["member": "party:a"])
        try given(two + [left]).when(counted(1)).isAccepted()
    }

    @Test func `fewer members than counted are refused when nobody is missing`() throws {
        let list = [exhaustive, Self.joined("party:a", "2018-02")]
        try given(list).when(counted(2)).isRefused(by: "count-agrees-with-the-list", against: 0)
        try given(list).when(counted(15, "representatives")).isAccepted()
        try given(list).when(counted(2, "clusters")).isAccepted()
        try given(list + [counted(1)])
            .when(attested("delegation.left", "2018-03", ["member": "party:a"]))
            .isRefused(by: "count-agrees-with-the-list", against: 2)
    }

    @Test func `a list that is begun after the count may grow`() throws {
        var history = [exhaustive, counted(2)]
        for member: JSONValue in ["party:a", "party:b"] {
            try given(history).when(Self.joined(member, "2018-02")).isAccepted()
            history.append(Self.joined(member, "2018-02"))
        }
        try given(history).when(Self.joined("party:c", "2018-02"))
            .isRefused(by: "count-agrees-with-the-list", against: 1)
    }

    @Test func `a count that is not exact disagrees with nothing`() throws {
        let two = [formed, Self.joined("party:a", "2018-02"), Self.joined("party:b", "2018-02")]
        let about = attested(
            "delegation.counted",
            "2018-04",
            ["count": ["value": 1, "qualifier": "approx", "unit": "members"]]
        )
        try given(two).when(about).isAccepted()
    }
}
