import CanonicalJSON
import Collaboration
import Events
import Testing

/// A treaty of twelve parties over seventy years, as sources tell of it.
@Suite struct TreatyTests {
    /// An event about one party, without the steps that led to it.
    private static func act(
        _ verb: String,
        _ party: String,
        _ on: String,
        _ more: KeyValuePairs<String, JSONValue> = [:]
    ) -> TestEvent {
        var event = attested(agreementType(verb), on, more)
        event.data["party"] = .string("party:" + party)
        return event
    }

    private static func ratified(_ party: String, _ on: String, _ kind: JSONValue = "ratification")
        -> TestEvent
    {
        act("consent-deposited", party, on, ["kind": kind])
    }

    private static func inForce(_ party: String, _ on: String) -> TestEvent {
        let parties: JSONValue = [.string("party:" + party)]
        return attested("agreement.entered-into-force", on, ["parties": parties])
    }

    private static let opening: [TestEvent] = [
        attested(
            "agreement.described",
            "2020",
            [
                "kind": "other",
                "entryRule": ["rule": "after-nth-notification", "notifications": 3],
            ]
        ),
        act("signed", "arda", "1950-03-01"), act("signed", "belm", "1950-03-01"),
        act("signed", "corv", "1950-03-01"), act("signed", "dorn", "1950-06-10"),
        act("signed", "elba", "1950-06-10"), act("signed", "fenn", "1951"),
        act("signed", "gost", "1950-03-01"),
        ratified("arda", "1951-01-15"), ratified("belm", "1951-09-30", "acceptance"),
        act("acceded", "hald", "1952-02-01"),
        attested("agreement.entered-into-force", "1952-05-01"),
        // Ratified late: bound from then.
        ratified("corv", "1953-07-20"),
        // Ratified late, and the source says since when.
        ratified("dorn", "1954-01-10"), inForce("dorn", "1954-04-10"),
        // Ratified before, and the source repeats the date.
        inForce("arda", "1952-05-01"),
    ]

    private static let later: [TestEvent] = [
        act("acceded", "ister", "1960-11-11"), inForce("ister", "1961-02-09"),
        // One state takes the place of another.
        ratified("jura", "1962-08-01", "succession"),
        act("reservation-made", "jura", "1962-08-01", ["provision": "Article 4"]),
        act(
            "reservation-objected",
            "jura",
            "1963-01-05",
            ["objector": "party:arda", "provision": "Article 4"]
        ),
        act("reservation-withdrawn", "jura", "1985", ["provision": "Article 4"]),
        // Gives notice, leaves, and joins again.
        act("withdrawal-notified", "belm", "1970-01-01", ["effective": "1971-01-01"]),
        act("withdrawn-from", "belm", "1971-01-01"), act("acceded", "belm", "1980-06-01"),
        // Gives notice and stays.
        act("withdrawal-notified", "corv", "1972-01-01", ["effective": "1973-01-01"]),
        act("withdrawal-revoked", "corv", "1972-06-01"),
        // Gives notice; nothing but its date says that it left.
        act("withdrawal-notified", "hald", "1990-03-03", ["effective": "1991-03-03"]),
        // Never ratified, and says so at last.
        act("signature-withdrawn", "elba", "1965-05-05"),
        // Leaves and joins again on one day, as its reservation was not allowed otherwise.
        act("withdrawn-from", "dorn", "1998-08-26"), act("acceded", "dorn", "1998-05-26"),
        inForce("dorn", "1998-08-26"),
        act("acceded", "kolm", "2001"),
        attested("agreement.suspended", "1968-01-01", ["scope": "all"]),
        attested("agreement.resumed", "1969-01-01", ["scope": "all"]),
        attested(
            "agreement.terminated",
            "2019-11-30",
            ["ground": "mutual", "effective": "2020-12-31"]
        ),
    ]

    private static let events = opening + later

    /// Who is bound on a day, by hand.
    private static let bound: [(day: String, parties: [String])] = [
        ("1950-12-31", []), ("1952-04-30", []), ("1952-05-01", ["arda", "belm", "hald"]),
        ("1953-07-19", ["arda", "belm", "hald"]),
        ("1953-07-20", ["arda", "belm", "corv", "hald"]),
        ("1954-04-09", ["arda", "belm", "corv", "hald"]),
        ("1954-04-10", ["arda", "belm", "corv", "dorn", "hald"]),
        ("1961-02-08", ["arda", "belm", "corv", "dorn", "hald"]),
        ("1961-02-09", ["arda", "belm", "corv", "dorn", "hald", "ister"]),
        ("1962-08-01", ["arda", "belm", "corv", "dorn", "hald", "ister", "jura"]),
        ("1968-06-01", ["arda", "belm", "corv", "dorn", "hald", "ister", "jura"]),
        ("1970-12-31", ["arda", "belm", "corv", "dorn", "hald", "ister", "jura"]),
        ("1971-01-01", ["arda", "corv", "dorn", "hald", "ister", "jura"]),
        ("1973-01-01", ["arda", "corv", "dorn", "hald", "ister", "jura"]),
        ("1980-06-01", ["arda", "belm", "corv", "dorn", "hald", "ister", "jura"]),
        ("1991-03-02", ["arda", "belm", "corv", "dorn", "hald", "ister", "jura"]),
        ("1991-03-03", ["arda", "belm", "corv", "dorn", "ister", "jura"]),
        ("1998-08-25", ["arda", "belm", "corv", "dorn", "ister", "jura"]),
        ("1998-08-26", ["arda", "belm", "corv", "dorn", "ister", "jura"]),
        ("2000-12-31", ["arda", "belm", "corv", "dorn", "ister", "jura"]),
        ("2001-12-31", ["arda", "belm", "corv", "dorn", "ister", "jura", "kolm"]),
        ("2020-12-30", ["arda", "belm", "corv", "dorn", "ister", "jura", "kolm"]),
        ("2020-12-31", []),
    ]

    /// The orders in which people record: by date, party by party, any.
    private static func ordered(_ order: Int) -> [TestEvent] {
        switch order {
        case 0:
            return events.sorted { $0.occurred < $1.occurred }
        case 1:
            return events.enumerated().sorted { one, two in
                let (left, right) = (party(one.element), party(two.element))
                return (left, one.offset) < (right, two.offset)
            }.map(\.element)
        default:
            var generator = SeededGenerator(state: UInt64(order))
            return events.shuffled(using: &generator)
        }
    }

    private static func party(_ event: TestEvent) -> String {
        event.data["party"]?.string ?? event.data["parties"]?[0]?.string ?? ""
    }

    private static let orders = [0, 1, 2, 3, 4, Int.random(in: 5..<1 << 40)]

    @Test(arguments: orders)
    func `nothing of a real history is refused, in whatever order it is recorded`(
        order: Int
    ) throws {
        var ledger = TestLedger()
        for event in Self.ordered(order) {
            let refusals = try ledger.objections(to: event).filter { $0.weight == .contradiction }
            #expect(refusals.isEmpty, "order \(order): \(refusals)")
            ledger.append(event)
        }
    }

    @Test(arguments: orders)
    func `the parties bound are those of the table on every day that counts`(order: Int) throws {
        let standing = TestLedger(Self.ordered(order)).standing(of: try tag("agreement:mou"))
        for (day, parties) in Self.bound {
            let reading = try #require(AgreementReading(of: standing, asOf: try asOf(day)))
            let names = reading.tracks.filter { $0.bound == .yes }.map { String($0.party.id) }
            #expect(names.sorted() == parties, "\(day), order \(order)")
            let states = reading.tracks.filter { ["bound", "leaving"].contains($0.state) }
                .map { String($0.party.id) }
            #expect(states.sorted() == parties, "\(day), order \(order)")
        }
    }

    private func track(_ party: String, asOf day: String) throws -> PartyTrack {
        let standing = TestLedger(Self.events).standing(of: try tag("agreement:mou"))
        let reading = try #require(AgreementReading(of: standing, asOf: try asOf(day)))
        return try #require(reading.tracks.first { $0.party.text == "party:" + party })
    }

    @Test(
        arguments: [
            ("corv", "1952-06", "signatory", nil, nil), ("arda", "1951-02", "consented", nil, nil),
            ("belm", "1970-06", "leaving", "1952-05-01", nil),
            ("belm", "1975", "out", "1952-05-01", "1971-01-01"),
            ("belm", "1981", "bound", "1980-06-01", nil),
            ("corv", "1972-03", "leaving", "1953-07-20", nil),
            ("corv", "1972-07", "bound", "1953-07-20", nil),
            ("hald", "1992", "out", "1952-05-01", "1991-03-03"),
            ("elba", "1970", "out", nil, "1965-05-05"), ("dorn", "1954-02", "consented", nil, nil),
            ("dorn", "1999", "bound", "1998-08-26", nil), ("gost", "2022", "signatory", nil, nil),
            ("arda", "2022", "out", "1952-05-01", "2020-12-31"),
        ] as [(String, String, String, String?, String?)]
    )
    func `a track says where a party stands, and since when`(
        party: String,
        day: String,
        state: String,
        since: String?,
        until: String?
    ) throws {
        let track = try track(party, asOf: day)
        #expect(track.state == state)
        #expect(track.boundSince == since)
        #expect(track.outSince == until)
    }

    @Test func `an imprecise date leaves open whether a party is bound`() throws {
        let track = try track("kolm", asOf: "2001-06")
        #expect(track.bound == .possibly)
        #expect(track.state == "negotiating" || track.possibleState == "bound")
        #expect(try self.track("kolm", asOf: "2002").bound == .yes)
    }

    @Test func `reservations stand until they are withdrawn`() throws {
        #expect(try track("jura", asOf: "1964").reservations == 1)
        #expect(try track("jura", asOf: "1986").reservations == 0)
    }

    @Test func `the whole is in force, suspended, in force and ended at last`() throws {
        let standing = TestLedger(Self.events).standing(of: try tag("agreement:mou"))
        let states = try ["1951", "1953", "1968", "1969", "2020-06", "2021"].map { day in
            AgreementReading(of: standing, asOf: try asOf(day))?.state
        }
        #expect(
            states == ["partly-signed", "in-force", "suspended", "in-force", "in-force", "ended"]
                || states == ["signed", "in-force", "suspended", "in-force", "in-force", "ended"]
        )
    }

    @Test func `an agreement that one party is left of has ended, with a gap until that is told`()
        throws
    {
        let history = [
            signed("party:a", "2010"), signed("party:b", "2010"),
            attested("agreement.entered-into-force", "2011"),
        ]
        let left = attested("agreement.withdrawn-from", "2015-05-01", ["party": "party:a"])
        try given(history).when(left).stands(withGaps: ["notified", "two-parties-remain"])
        let standing = TestLedger(history + [left]).standing(of: try tag("agreement:mou"))
        let reading = try #require(AgreementReading(of: standing, asOf: try asOf("2016")))
        #expect(reading.state == "ended")
        #expect(reading.since?.position == 3)
        #expect(AgreementReading(of: standing, asOf: try asOf("2014"))?.state == "in-force")
        let ended = attested("agreement.terminated", "2015-05-01", ["ground": "notice"])
        let marks = try TestLedger(history + [left, ended]).marks(at: 3)
        #expect(!marks.objections.contains { $0.rule == "two-parties-remain" })
    }
}
