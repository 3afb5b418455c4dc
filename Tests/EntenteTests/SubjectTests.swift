import CanonicalJSON
import Collaboration
import EDTF
import Entente
import Events
import Testing

struct `What a person asks for` {
    private let person = "person:k3v9x2m7q8tz"

    private func filled() throws -> TestLedger {
        let test = try TestLedger()
        try test.append("person.registered", #"{"person":"\#(person)"}"#)
        try test.append(
            "subject.consented",
            #"{"person":"\#(person)","purpose":"directory"}"#,
            id: "consent"
        )
        try test.append("subject.erasure-requested", #"{"person":"\#(person)"}"#)
        return test
    }

    private func state(_ test: TestLedger) throws -> JSONValue? {
        try test.ledger.state(of: try tag(person), asOf: AsOf(test.now), knownAt: .now)
    }

    @Test func `is recorded by writers and told by the state`() throws {
        let test = try filled()
        let state = try state(test)
        #expect(state?["consents"] == [["purpose": "directory", "position": 2]])
        #expect(state?["erasureRequested"] == ["position": 3])
        #expect(try test.findings() == [])
    }

    @Test(arguments: ["event.corrected", "event.retracted", "event.disputed"])
    func `is not changed afterwards`(type: String) throws {
        let test = try filled()
        let event = try #require(try test.ledger.event(at: 2))
        let reason = #""reason":[{"text":"wrong","lang":"en"}]"#
        let more = [
            "event.corrected":
                #""leafHash":"\#(event.leafHash)",\#(reason),"occurred":"2019-01-01""#,
            "event.retracted": reason,
            "event.disputed": #""by":"party:a","claim":[{"text":"No.","lang":"en"}]"#,
        ]
        let data = #"{"target":"event:consent",\#(more[type] ?? "")}"#
        #expect {
            try test.append(type, data, occurred: "2026-01-01")
        } throws: { error in
            "\(error)".contains("subject events cannot be changed")
        }
    }

    @Test func `is open until it is met or refused, and ends with the erasure`() throws {
        let test = try filled()
        try test.append(
            "subject.erasure-refused",
            #"{"person":"\#(person)","ground":"A claim is pending."}"#
        )
        #expect(try state(test)?["erasureRequested"] == nil)
        _ = try test.ledger.erase(try tag(person), reason: "asked for it", at: test.now)
        #expect {
            try test.append("subject.consented", #"{"person":"\#(person)","purpose":"letters"}"#)
        } throws: { error in
            "\(error)".contains("person-not-erased")
        }
        #expect(try test.findings() == [])
    }

    @Test func `erasing is the program's own`() throws {
        let test = try filled()
        #expect {
            try test.append("subject.erased", #"{"person":"\#(person)","reason":"asked"}"#)
        } throws: { error in
            "\(error)".contains("`entente erase`")
        }
    }

    @Test func `a contact is sealed, and gone with the erasure`() throws {
        let test = try filled()
        try test.append(
            "person.contact-recorded",
            #"{"person":"\#(person)","contact":{"email":"office@morava.example.org"}}"#
        )
        let event = try #require(try test.ledger.event(at: 4))
        #expect(event.leaf.event["data"]?["contact"]?.isNull == true)
        #expect(
            try state(test)?["contact"] == [
                "value": ["email": "office@morava.example.org"], "position": 4,
            ]
        )
        _ = try test.ledger.erase(try tag(person), reason: "asked for it", at: test.now)
        #expect(try state(test)?["contact"] == ["position": 4, "personal": "erased"])
        #expect {
            try test.append(
                "person.contact-recorded",
                #"{"person":"\#(person)","contact":{"phone":"+420541000000"}}"#
            )
        } throws: { _ in
            true
        }
    }

    @Test func `history tells a merger of records under both, and a time that is gone`() throws {
        let test = try TestLedger()
        for party in ["a", "b"] {
            try test.append(
                "party.registered",
                #"{"party":"party:\#(party)","kind":"unit","names":[{"text":"x","lang":"en"}]}"#
            )
        }
        try test.append(
            "party.merged",
            #"{"duplicate":"party:b","survivor":"party:a","reason":[{"text":"x","lang":"en"}]}"#
        )
        let survivor = try history(of: "party:a", in: test)
        #expect(survivor.last?["changed"]?["duplicates"]?[0]?["party"] == "party:b")
        #expect(survivor.count == 2)
        let duplicate = try history(of: "party:b", in: test)
        #expect(duplicate.last?["changed"]?["mergedInto"]?["party"] == "party:a")

        try test.append(
            "gathering.announced",
            #"{"gathering":"gathering:g","names":[{"text":"g","lang":"en"}],"kind":"talks","#
                + #""when":"2020-06"}"#
        )
        try test.append("gathering.postponed", #"{"gathering":"gathering:g"}"#)
        let postponed = try history(of: "gathering:g", in: test).last
        #expect(postponed?["changed"] == ["state": "postponed", "when": .null])
    }

    private func history(of entity: String, in test: TestLedger) throws -> [JSONValue] {
        try test.ledger.history(of: try tag(entity), asOf: AsOf(test.now), knownAt: .now)
    }

    @Test func `a correction that brings back a chain of parents is refused`() throws {
        let test = try TestLedger()
        for party in ["a", "b", "c"] {
            try test.append(
                "party.registered",
                #"{"party":"party:\#(party)","kind":"unit","names":[{"text":"x","lang":"en"}]}"#
            )
        }
        func place(_ party: String, under parent: String, _ on: String, id: String) throws {
            try test.append(
                "party.placed-under",
                #"{"party":"party:\#(party)","parent":"party:\#(parent)"}"#,
                occurred: on,
                id: id
            )
        }
        try place("a", under: "b", "2018-01-01", id: "first")
        try place("a", under: "c", "2019-01-01", id: "second")
        try place("b", under: "a", "2020-01-01", id: "third")
        #expect {
            try test.append(
                "event.retracted",
                #"{"target":"event:second","reason":[{"text":"wrong","lang":"en"}]}"#,
                occurred: "2026-01-01"
            )
        } throws: { error in
            "\(error)".contains("parents-form-no-cycle")
        }
        #expect(try test.findings() == [])
    }
}
