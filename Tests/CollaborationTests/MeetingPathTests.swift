import CanonicalJSON
import Collaboration
import Events
import Testing

/// Every way through the life of a meeting, and every step that there is not.
@Suite struct MeetingPathTests {
    private let requested = attested(
        "meeting.requested",
        "2019-01-02",
        ["from": "party:a", "to": ["party:b"], "expires": "2019-01-31"]
    )
    private let accepted = attested("meeting.accepted", "2019-01-10", ["by": "party:b"])
    private let declined = attested("meeting.declined", "2019-01-10", ["by": "party:b"])
    private let lapsed = attested("meeting.request-lapsed", "2019-02-01")
    private let scheduled = attested("meeting.scheduled", "2019-03-01", ["when": "2019-04-01"])
    private let rescheduled = attested("meeting.rescheduled", "2019-04-02", ["when": "2019-05"])
    private let missed = attested("meeting.missed", "2019-04-01", ["absent": ["party:b"]])
    private let cancelled = attested("meeting.cancelled", "2019-03-20")
    private let minuted = attested("meeting.minuted", "2019-06-01")

    private func held(_ on: String = "2019-05-01") -> TestEvent {
        attested("meeting.held", on, ["participants": ["party:a", "party:b"]])
    }

    private func rated(_ by: JSONValue = "party:b") -> TestEvent {
        attested("meeting.rated", "2019-06-02", ["by": by, "score": 4])
    }

    /// Each event is accepted in live after those before it; the states they lead to.
    private func walk(_ events: [TestEvent]) throws -> [String?] {
        let meeting = try tag("meeting:m")
        let family = try #require(Rulebook.standard.family(ofKind: "meeting"))
        return try events.indices.map { index in
            try given(Array(events[..<index])).when(events[index].told(in: .live)).isAccepted()
            let known = TestLedger(Array(events[...index])).standing(of: meeting)
            return StateFold(known.replay, over: family)?.state
        }
    }

    @Test func `a request is accepted, scheduled, held, minuted and rated`() throws {
        let states = try walk([requested, accepted, scheduled, held(), minuted, rated()])
        #expect(states == ["requested", "accepted", "scheduled", "held", "held", "held"])
    }

    @Test func `a request is declined, or lapses`() throws {
        #expect(try walk([requested, declined]) == ["requested", "declined"])
        #expect(try walk([requested, lapsed]) == ["requested", "lapsed"])
    }

    @Test func `a meeting is scheduled unasked, gets another time, and is held`() throws {
        let states = try walk([scheduled, rescheduled, held("2019-05-02")])
        #expect(states == ["scheduled", "scheduled", "held"])
    }

    @Test func `a missed meeting gets another time and is held`() throws {
        let states = try walk([scheduled, missed, rescheduled, held("2019-05-02")])
        #expect(states == ["scheduled", "missed", "scheduled", "held"])
    }

    @Test func `an accepted meeting, and a scheduled one, is cancelled`() throws {
        #expect(try walk([requested, accepted, cancelled]).last == "cancelled")
        #expect(try walk([scheduled, cancelled]).last == "cancelled")
    }

    @Test func `a source may report no more than that a meeting was held`() throws {
        try given().when(held()).stands(withGaps: ["meeting-scheduled"])
        try given(held()).when(minuted).isAccepted()
    }

    @Test func `without consent nothing is scheduled or held`() throws {
        for (refusal, late) in [(declined, "2019-01-10"), (lapsed, "2019-02-01")] {
            let history = [requested, refusal]
            try given(history).when(scheduled).isRefused(by: "schedulable", against: 1)
            try given(history).when(held()).isRefused(by: "held-with-consent", against: 1)
            // The refusal arrives after what it forbids.
            #expect(refusal.occurred == late)
            try given(requested, scheduled).when(refusal).isRefused(by: "schedulable", against: 1)
            try given(requested, held()).when(refusal)
                .isRefused(by: "held-with-consent", against: 1)
        }
    }

    @Test func `what was held is not cancelled, missed, moved or declined`() throws {
        let after: [(TestEvent, rule: String)] = [
            (attested("meeting.cancelled", "2019-07"), "cancelled-before-held"),
            (attested("meeting.missed", "2019-07", ["absent": ["party:b"]]), "not-held"),
            (attested("meeting.rescheduled", "2019-07", ["when": "2019-08"]), "not-held"),
            (attested("meeting.declined", "2019-07", ["by": "party:b"]), "declined-before-held"),
            (attested("meeting.request-lapsed", "2019-07"), "not-held"),
        ]
        for (event, rule) in after {
            try given(requested, scheduled, held()).when(event).isRefused(by: rule, against: 2)
            // The meeting arrives after what it forbids.
            let late = try given(requested, scheduled, event).when(held())
            let isCancelled = event.type == "meeting.cancelled"
            late.isRefused(by: isCancelled ? "held-uncancelled" : rule, against: 2)
        }
    }

    @Test func `what was cancelled is not held until the cancellation is retracted`() throws {
        let history = [scheduled, cancelled.named("c")]
        try given(history).when(held()).isRefused(by: "held-uncancelled", against: 1)
        try given(history).when(rescheduled).isRefused(by: "not-cancelled", against: 1)
        try given(history).when(missed).isRefused(by: "not-cancelled", against: 1)
        try given(history + [about("c", "event.retracted")]).when(held()).isAccepted()
        try given(scheduled, missed).when(cancelled).isRefused(by: "not-cancelled", against: 1)
    }

    @Test func `of a request nothing is minuted or rated`() throws {
        try given(requested).when(minuted.told(in: .live)).isRefused(by: "meeting-held")
        try given(requested).when(rated().told(in: .live)).isRefused(by: "meeting-held")
        try given(requested).when(minuted).stands(withGaps: ["meeting-held"])
    }

    @Test func `whoever was not there does not rate, and nobody rates twice`() throws {
        let history = [scheduled, held(), rated()]
        try given(history).when(rated("party:c")).isRefused(by: "participants-rate", against: 1)
        try given(history).when(rated()).isRefused(by: "rated-once", against: 2)
        try given(history).when(rated("party:a")).isAccepted()
        // Who met arrives after a rating.
        try given(scheduled, rated("party:c")).when(held())
            .isRefused(by: "participants-rate", against: 1)
    }

    @Test func `one participant is no meeting`() throws {
        try given(scheduled)
            .when(attested("meeting.held", "2019-05", ["participants": ["party:a"]]))
            .isRefused(by: "two-at-least")
        try given(scheduled)
            .when(attested("meeting.held", "2019-05", ["participants": ["party:a", "party:a"]]))
            .isRefused(by: "two-at-least")
    }

    @Test func `a request lapses once its time has passed, and not before`() throws {
        func lapse(_ on: String) -> TestEvent { attested("meeting.request-lapsed", on) }
        try given(requested).when(lapse("2019-01-15")).isRefused(by: "expiry-passed", against: 0)
        try given(requested).when(lapse("2019-01-31")).isRefused(by: "expiry-passed", against: 0)
        try given(requested).when(lapse("2019-02-01")).isAccepted()
        // In the year, before or after the end of January: it is not known.
        try given(requested).when(lapse("2019")).isAccepted()
        let marks = try TestLedger([requested, lapse("2019")]).marks(at: 1)
        #expect(marks.orderUnknown.map(\.rule.id) == ["expiry-passed"])
        // A request with a later end arrives after the lapse.
        let later = attested("meeting.requested", "2019-01-02", ["expires": "2019-12"])
        try given(lapsed).when(later).isRefused(by: "expiry-passed", against: 0)
    }

    @Test func `an answer and a lapse exclude each other, whichever arrives first`() throws {
        try given(requested, accepted).when(lapsed).isRefused(by: "someone-is-silent", against: 1)
        try given(requested, lapsed).when(accepted).isRefused(by: "someone-is-silent", against: 1)
        try given(requested, declined).when(lapsed).isRefused(by: "lapsed-undeclined", against: 1)
        try given(requested, lapsed).when(declined).isRefused(by: "lapsed-undeclined", against: 1)
        let late = attested("meeting.accepted", "2019-02-05", ["by": "party:b"])
        try given(requested, lapsed).when(late).isRefused(by: "request-not-lapsed", against: 1)
    }

    @Test func `a missed meeting is not held without another time`() throws {
        try given(scheduled, missed).when(held()).stands(withGaps: ["held-after-missed"])
        try given(requested).when(missed).isRefused(by: "meeting-scheduled")
    }
}

/// Diaries of participants.
@Suite struct MeetingSlotTests {
    private let first = booked("meeting:n", "2020-03-15T10:00:00Z", with: "party:c")

    private func isRefused(_ event: TestEvent, after history: [TestEvent]) throws -> Bool {
        try TestLedger(history).objections(to: event).contains { $0.rule == "not-booked-twice" }
    }

    @Test func `a live scheduler is told that a participant is booked already`() throws {
        let second = booked("meeting:m", "2020-03-15T10:10:00Z", with: "party:b")
        try given(first).when(second.told(in: .live)).isRefused(by: "not-booked-twice", against: 0)
        try given(first).when(second).stands(withGaps: ["not-booked-twice"])
    }

    @Test(arguments: [
        ("2020-03-15T10:20:00Z", false), ("2020-03-15T10:19:59Z", true),
        ("2020-03-15T09:40:00Z", false), ("2020-03-15T09:40:01Z", true),
        ("2020-03-15T11:05:00+01:00", true), ("2020-03-15", false), ("2020", false),
        ("2020-03-15T10:10:00", false),
    ])
    func `only times that overlap definitely count`(when: String, isTaken: Bool) throws {
        let second = booked("meeting:m", .string(when), with: "party:b")
        #expect(try isRefused(second, after: [first]) == isTaken)
    }

    @Test func `others, and the meeting itself, are free at that time`() throws {
        let others = attested(
            "meeting.scheduled",
            "2019-02",
            [
                "meeting": "meeting:o", "when": "2020-03-15T10:00:00Z",
                "participants": ["party:x", "party:y"],
            ]
        )
        #expect(try !isRefused(others, after: [first]))
        let again = booked(
            "meeting:n",
            "2020-03-15T10:05:00Z",
            with: "party:c",
            as: "meeting.rescheduled"
        )
        #expect(try !isRefused(again, after: [first]))
    }

    @Test func `a meeting that is cancelled or moved frees its time`() throws {
        let second = booked("meeting:m", "2020-03-15T10:10:00Z", with: "party:b")
        let moved = attested(
            "meeting.rescheduled",
            "2019-03",
            ["meeting": "meeting:n", "when": "2020-03-16"]
        )
        let cancelled = attested("meeting.cancelled", "2019-03", ["meeting": "meeting:n"])
        for release in [moved, cancelled] {
            #expect(try !isRefused(second, after: [first, release]))
        }
        let back = booked(
            "meeting:n",
            "2020-03-15T10:00:00Z",
            with: "party:c",
            as: "meeting.rescheduled"
        )
        var later = back
        later.occurred = "2019-04"
        #expect(try isRefused(second, after: [first, moved, later]))
    }

    @Test func `a time that was given up leaves no gap behind`() throws {
        let second = booked("meeting:m", "2020-03-15T10:10:00Z", with: "party:b")
        let moved = attested("meeting.rescheduled", "2019-03", ["when": "2020-03-16"])
        #expect(try !TestLedger([first, second]).marks(at: 1).objections.isEmpty)
        let marks = try TestLedger([first, second, moved]).marks(at: 1)
        #expect(!marks.objections.contains { $0.rule == "not-booked-twice" })
    }

    @Test func `a meeting joins a day of each participant's diary, and of every day it touches`() {
        let fact = TestLedger().fact(booked("meeting:n", "2020-03-15T23:50:00Z", with: "party:c"))
        let entities = Rulebook.standard.entities(of: fact, tags: [])
        #expect(
            entities.map(\.text) == [
                "meeting:n", "slot:2020-03-15:party:a", "slot:2020-03-15:party:c",
                "slot:2020-03-16:party:a", "slot:2020-03-16:party:c",
            ]
        )
        let day = TestLedger().fact(booked("meeting:n", "2020-03-15", with: "party:c"))
        #expect(Rulebook.standard.entities(of: day, tags: []).map(\.text) == ["meeting:n"])
        for entity in entities {
            #expect(Rulebook.standard.joins(fact, historyOf: entity) { [] })
            #expect(entity.text == "meeting:n" || !Rulebook.standard.isAbout(entity, fact))
        }
    }
}
