import CanonicalJSON
import Collaboration
import EDTF
import Entente
import EventJournal
import Events
import Testing

struct `Corrections` {
    private func announce(_ test: TestLedger) throws -> Receipt {
        try test.append(
            "agreement.announced",
            #"{"agreement":"agreement:m","kind":"mou","parties":["party:a","party:b"]}"#,
            occurred: "2020-05-01",
            id: "announcement"
        )
    }

    private func correct(_ test: TestLedger, _ receipt: Receipt, _ members: String) throws {
        try test.append(
            "event.corrected",
            #"{"target":"event:\#(receipt.id)","leafHash":"\#(receipt.leafHash)","#
                + #""reason":[{"text":"typo","lang":"en"}],\#(members)}"#,
            occurred: "2026-01-01"
        )
    }

    private func announced(_ test: TestLedger, knownAt: KnownAt) throws -> String? {
        let reader = try test.ledger.reader(asOf: AsOf(test.now), knownAt: knownAt)
        let standing = try reader.standing(of: try tag("agreement:m"))
        return standing.facts("agreement.announced").first?.occurred
    }

    @Test func `the later word holds, and questions as known before get the old answer`() throws {
        let test = try TestLedger()
        let receipt = try announce(test)
        try correct(test, receipt, #""occurred":"2020-06-01""#)
        #expect(try announced(test, knownAt: .now) == "2020-06-01")
        #expect(try announced(test, knownAt: .size(2)) == "2020-05-01")
        #expect(try test.findings() == [])
    }

    @Test func `a retracted correction no longer counts`() throws {
        let test = try TestLedger()
        let receipt = try announce(test)
        try correct(test, receipt, #""occurred":"2020-06-01""#)
        let correction = try #require(try test.ledger.event(at: 2))
        try test.append(
            "event.retracted",
            #"{"target":"event:\#(correction.leaf.id)","reason":[{"text":"wrong","lang":"en"}]}"#,
            occurred: "2026-01-01"
        )
        #expect(try announced(test, knownAt: .now) == "2020-05-01")
        #expect(try test.findings() == [])
    }

    @Test func `corrected data brings the event under the tags of its result`() throws {
        let test = try TestLedger()
        let receipt = try announce(test)
        try correct(
            test,
            receipt,
            #""data":{"agreement":"agreement:m","kind":"mou","parties":["party:a","party:c"]}"#
        )
        let correction = try #require(try test.ledger.event(at: 2))
        #expect(
            correction.leaf.tags.map(\.text) == [
                "agreement:m", "event:announcement", "party:a", "party:b", "party:c",
            ]
        )
        let reader = try test.ledger.reader(asOf: AsOf(test.now), knownAt: .now)
        #expect(try reader.facts(tagged: try tag("party:c")).count == 1)
        #expect(try reader.facts(tagged: try tag("party:b")).isEmpty)
        #expect(try test.findings() == [])
    }

    @Test func `a change that would contradict history is refused and says what`() throws {
        let test = try TestLedger()
        let party = try test.append(
            "party.registered",
            #"{"party":"party:a","kind":"cluster","names":[{"text":"A","lang":"en"}]}"#
        )
        try test.append(
            "organ.established",
            #"{"organ":"organ:b","party":"party:a","kind":"council","#
                + #""names":[{"text":"B","lang":"en"}]}"#
        )
        do {
            try test.append(
                "event.retracted",
                #"{"target":"event:\#(party.id)","reason":[{"text":"no","lang":"en"}]}"#
            )
            Issue.record("the retraction was accepted")
        } catch let refusal as Refusal {
            #expect(refusal.code == .rule)
            #expect(refusal.position == 2)
        }
    }

    private func tags(_ test: TestLedger, at position: UInt64) throws -> [String]? {
        try test.ledger.event(at: position)?.leaf.tags.map(\.text)
    }

    private func state(_ test: TestLedger, _ knownAt: KnownAt = .now) throws -> JSONValue {
        try test.ledger.state(of: try tag("agreement:m"), asOf: AsOf(test.now), knownAt: knownAt)
    }

    @Test func `a dispute is listed until it is settled, a confirmation is listed`() throws {
        let test = try TestLedger()
        let target = "event:\(try announce(test).id)"
        try test.append(
            "event.disputed",
            #"{"target":"\#(target)","claim":[{"text":"later","lang":"en"}]}"#,
            id: "dispute"
        )
        try test.append("event.confirmed", #"{"target":"\#(target)","by":"party:b"}"#)
        try test.append(
            "event.dispute-settled",
            #"{"target":"\#(target)","dispute":"event:dispute","outcome":"rejected"}"#
        )
        let own = ["agreement:m", "event:announcement", "party:a", "party:b"]
        #expect(try tags(test, at: 3) == own)
        #expect(
            try tags(test, at: 4) == ["agreement:m", "event:announcement", "event:dispute"]
                + own[2...]
        )
        #expect(try state(test, .size(4))["disputes"]?.array?.count == 1)
        let settled = try state(test)
        #expect(settled["disputes"] == [])
        #expect(
            settled["confirmations"]
                == [["position": 3, "target": "announcement", "by": "party:b"]]
        )
        #expect(try state(test, .size(3))["confirmations"] == nil)
        let reader = try test.ledger.reader(asOf: AsOf(test.now), knownAt: .now)
        let over = try reader.settledDisputes(tagged: try tag("party:a"))
        #expect(over.map(\.dispute.position) == [2] && over.map(\.settlement.position) == [4])
        #expect(try reader.disputes(tagged: try tag("party:a")).isEmpty)
        #expect(try test.findings() == [])
    }

    @Test func `a settlement without a dispute is refused`() throws {
        let test = try TestLedger()
        let target = "event:\(try announce(test).id)"
        func settle(_ members: String = "") throws -> Receipt {
            try test.append(
                "event.dispute-settled",
                #"{"target":"\#(target)","outcome":"upheld"\#(members)}"#
            )
        }
        func refusal(_ members: String = "") -> Refusal? {
            #expect(throws: Refusal.self) { try settle(members) }
        }
        #expect(refusal()?.message.contains("is not disputed") == true)
        try test.append(
            "event.disputed",
            #"{"target":"\#(target)","claim":[{"text":"later","lang":"en"}]}"#,
            id: "dispute"
        )
        let other = refusal(#","dispute":"event:announcement""#)
        #expect(other?.message.contains("(rule is-disputed)") == true)
        #expect(other?.pointer == "/data/dispute")
        _ = try settle()
        #expect(refusal()?.message.contains("every dispute of it is settled") == true)
        #expect(try test.findings() == [])
    }
}
