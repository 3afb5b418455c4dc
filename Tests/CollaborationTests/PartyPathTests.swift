import CanonicalJSON
import Collaboration
import Events
import Testing

/// Parents, changes, merged records and mandates over several events.
@Suite struct PartyPathTests {
    private static let parties = ["party:a", "party:b", "party:c"].map { (party: JSONValue) in
        attested("party.registered", "2015", ["party": party])
    }

    private func placed(
        _ party: JSONValue,
        under parent: JSONValue,
        _ on: String,
        from: JSONValue? = nil,
        to: JSONValue? = nil
    ) -> TestEvent {
        var event = attested("party.placed-under", on, ["party": party, "parent": parent])
        event.data["from"] = from
        event.data["to"] = to
        return event
    }

    private func merged(_ duplicate: JSONValue, _ survivor: JSONValue) -> TestEvent {
        attested("party.merged", "2020", ["duplicate": duplicate, "survivor": survivor])
    }

    private func unmerged(_ duplicate: JSONValue, _ survivor: JSONValue) -> TestEvent {
        attested("party.unmerged", "2020", ["duplicate": duplicate, "survivor": survivor])
    }

    // MARK: Parents

    @Test func `a chain of parents does not come back, however long`() throws {
        let chain =
            Self.parties + [
                placed("party:a", under: "party:b", "2018"),
                placed("party:b", under: "party:c", "2019"),
            ]
        try given(chain).when(placed("party:c", under: "party:a", "2020"))
            .isRefused(by: "parents-form-no-cycle", against: 4)
        try given(chain).when(placed("party:c", under: "party:d", "2020"))
            .isRefused(by: "parent-registered")
    }

    @Test func `a link that arrives late and closes a chain in the past is refused`() throws {
        let chain =
            Self.parties + [
                placed("party:a", under: "party:b", "2018", to: "2019-12-31"),
                placed("party:b", under: "party:a", "2020"),
            ]
        try given(chain).when(placed("party:b", under: "party:a", "2019-06"))
            .isRefused(by: "parents-form-no-cycle", against: 3)
        try given(chain).when(placed("party:b", under: "party:c", "2019-06")).isAccepted()
    }

    @Test func `two may change places`() throws {
        let history =
            Self.parties + [
                placed("party:a", under: "party:b", "2018"),
                placed("party:a", under: "party:c", "2020-06-01"),
            ]
        try given(history).when(placed("party:b", under: "party:a", "2020-06-02")).isAccepted()
        try given(history).when(placed("party:b", under: "party:a", "2020-05-01"))
            .isRefused(by: "parents-form-no-cycle", against: 3)
    }

    @Test(arguments: ["", "[..2021]", "2018/2030", "[2018-01-01..]"])
    func `what may never have held together is not refused`(occurred: String) throws {
        let history = Self.parties + [placed("party:a", under: "party:b", "2018", to: "2019")]
        try given(history).when(placed("party:b", under: "party:a", occurred)).isAccepted()
    }

    @Test func `a parent stated from a date on holds from then`() throws {
        let history = Self.parties + [placed("party:a", under: "party:b", "2018", from: "2022")]
        let early = placed("party:b", under: "party:a", "2019", to: "2021-12-31")
        try given(history).when(early).isAccepted()
        try given(history).when(placed("party:b", under: "party:a", "2019", to: "2023-06"))
            .isRefused(by: "parents-form-no-cycle", against: 3)
    }

    @Test func `a parent named at registration holds until a dated one`() throws {
        let child = attested("party.registered", "2015", ["party": "party:d", "parent": "party:a"])
        let history = Self.parties + [child]
        try given(history).when(placed("party:a", under: "party:d", "2018"))
            .isRefused(by: "parents-form-no-cycle", against: 3)
        try given(history + [placed("party:d", under: "party:b", "2017")])
            .when(placed("party:a", under: "party:d", "2018")).isAccepted()
    }

    @Test func `taking back the link that ended another brings a chain back`() throws {
        let history =
            Self.parties + [
                placed("party:a", under: "party:b", "2018"),
                placed("party:a", under: "party:c", "2019").named("move"),
                placed("party:b", under: "party:a", "2020"),
                about("move", "event.retracted"),
            ]
        let marks = try TestLedger(history).marks(at: 3)
        #expect(marks.objections.map(\.rule) == ["parents-form-no-cycle"])
    }

    // MARK: Changes

    @Test func `a dissolution that arrives late and lies before a change is refused`() throws {
        let changed = attested(
            "party.changed-into",
            "2019",
            ["originals": ["party:a", "party:b"], "results": ["party:c"]]
        )
        let history = Self.parties + [changed]
        for party: JSONValue in ["party:a", "party:b"] {
            try given(history).when(attested("party.dissolved", "2018", ["party": party]))
                .isRefused(by: "originals-not-dissolved", against: 3)
            try given(history).when(attested("party.dissolved", "2019-12", ["party": party]))
                .isAccepted()
        }
        try given(history).when(attested("party.dissolved", "2018", ["party": "party:c"]))
            .isAccepted()
    }

    // MARK: Merged records

    @Test func `records are merged, taken apart and merged with others`() throws {
        try FamilyPath(
            Self.parties[0],
            Self.parties[1],
            Self.parties[2],
            merged("party:b", "party:a"),
            unmerged("party:b", "party:a"),
            merged("party:b", "party:c"),
            merged("party:c", "party:a"),
            unmerged("party:c", "party:a"),
            unmerged("party:b", "party:c")
        )
        .expectAccepted()
    }

    @Test func `merging does not come back`() throws {
        let history = Self.parties + [merged("party:b", "party:a"), merged("party:a", "party:c")]
        try given(history).when(merged("party:c", "party:b"))
            .isRefused(by: "survivor-is-live", against: 3)
        try given(history).when(merged("party:a", "party:b"))
            .isRefused(by: "duplicate-is-live", against: 4)
        try given(history).when(unmerged("party:b", "party:c"))
            .isRefused(by: "records-are-merged", against: 3)
    }

    @Test func `an identifier stays with the record it was given to`() throws {
        func identified(_ party: JSONValue) -> TestEvent {
            attested("party.identified", "2019", ["party": party, "scheme": "vat", "id": "CZ1"])
        }
        let history = Self.parties + [identified("party:b"), merged("party:b", "party:a")]
        try given(history).when(identified("party:a"))
            .isRefused(by: "identifier-is-free", against: 3)
    }

    @Test(arguments: [
        ("00f54p054", true), ("052gg0110", true), ("013meh722", true), ("03yrm5c26", true),
        ("02mhbdp94", true), ("00f54p045", false), ("052gg01100", false), ("152gg0110", false),
        ("052GG0110", false), ("052gl0110", false), ("052gg01é", false), ("", false),
    ])
    func `a ROR id has its own check digits`(id: String, isRight: Bool) throws {
        let identified = attested("party.identified", "2019", ["scheme": "ror", "id": .string(id)])
        let verdict = try given(attested("party.registered", "2018")).when(identified)
        if isRight { verdict.isAccepted() } else { verdict.isRefused(by: "ror-is-well-formed") }
    }

    // MARK: Mandates

    @Test func `a mandate is granted and revoked`() throws {
        let path = FamilyPath(
            Self.parties[0],
            attested("organ.established", "2016", ["party": "party:a"]),
            attested(
                "mandate.granted",
                "2018",
                ["person": "person:p", "party": "party:a", "by": "organ:board"]
            ),
            attested("mandate.revoked", "2019", ["by": "organ:board"])
        )
        try path.expectAccepted()
        #expect(try path.states(of: "mandate:m") == [nil, nil, "granted", "revoked"])
    }

    @Test func `a revocation before the grant is refused`() throws {
        let granted = attested("mandate.granted", "2018", ["person": "person:p"])
        try given(granted).when(attested("mandate.revoked", "2017"))
            .isRefused(by: "mandate-granted")
    }

    @Test func `a person with a post or a mandate in the party can grant one`() throws {
        let granted = attested(
            "mandate.granted",
            "2019",
            ["person": "person:q", "party": "party:a", "by": "person:p"]
        )
        let board = attested("organ.established", "2016", ["party": "party:a"])
        let registered = [Self.parties[0], board]
        let reasons: [TestEvent] = [
            attested("appointment.begun", "2018", ["party": "party:a"]),
            attested("appointment.begun", "2018", ["organ": "organ:board"]),
            attested(
                "mandate.granted",
                "2018",
                ["mandate": "mandate:n", "person": "person:p", "party": "party:a"]
            ),
        ]
        for reason in reasons {
            try given(registered + [reason]).when(granted).isAccepted()
        }
        let elsewhere = attested("appointment.begun", "2018", ["party": "party:b"])
        try given(registered + [elsewhere]).when(granted)
            .stands(withGaps: ["grantor-holds-power"])
        try given(registered).when(granted.told(in: .live)).isRefused(by: "grantor-holds-power")
    }
}
