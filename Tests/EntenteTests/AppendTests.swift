import CanonicalJSON
import Collaboration
import EDTF
import Entente
import EventJournal
import Events
import Testing

struct `Appending` {
    private let party = #"{"party":"party:a","kind":"cluster","names":[{"text":"A","lang":"en"}]}"#

    private func draft(_ test: TestLedger) throws {
        try test.append(
            "agreement.drafted",
            #"""
            {"agreement":"agreement:m","kind":"mou","version":1,"title":[{"text":"M","lang":"en"}],
            "parties":["party:a","party:b"]}
            """#.replacing("\n", with: ""),
            occurred: "2020-01-01"
        )
    }

    private func refusal(_ body: () throws -> Void) -> Refusal? {
        do {
            try body()
            return nil
        } catch {
            return error as? Refusal
        }
    }

    @Test func `the same id with other content is refused with both positions`() throws {
        let test = try TestLedger()
        try test.append("party.registered", party, id: "one")
        let other = party.replacing("\"A\"", with: "\"B\"")
        let refusal = refusal { try test.append("party.registered", other, id: "one") }
        #expect(refusal?.code == .idReused)
        #expect(refusal?.position == 1)
        #expect(refusal?.message.contains("position 1") == true)
        #expect(refusal?.message.contains("position 2") == true)
        #expect(try test.ledger.head().size == 2)
    }

    @Test func `a refused text cannot be signed, live or attested`() throws {
        let test = try TestLedger()
        try draft(test)
        try test.append(
            "agreement.text-fixed",
            #"{"agreement":"agreement:m","version":1,"languages":["en"]}"#,
            occurred: "2020-01-02"
        )
        try test.append(
            "agreement.submitted-for-approval",
            #"{"agreement":"agreement:m","version":1,"party":"party:a","organ":"organ:a-board"}"#,
            occurred: "2020-02-01"
        )
        try test.append(
            "agreement.rejected",
            #"{"agreement":"agreement:m","version":1,"party":"party:a","organ":"organ:a-board","#
                + #""reason":[{"text":"too early","lang":"en"}]}"#,
            occurred: "2020-03-01"
        )
        let signing = #"{"agreement":"agreement:m","version":1,"party":"party:a"}"#
        for more in ["", TestLedger.attested] {
            let refusal = refusal {
                try test.append("agreement.signed", signing, occurred: "2020-04-01", more: more)
            }
            #expect(refusal?.code == .rule)
            #expect(refusal?.position == 4)
        }
    }

    @Test func `a signature without a draft is refused live and a gap when attested`() throws {
        let test = try TestLedger()
        let signing = #"{"agreement":"agreement:m","version":1,"party":"party:a"}"#
        let live = refusal { try test.append("agreement.signed", signing) }
        #expect(live?.code == .rule)
        try test.append("agreement.signed", signing, more: TestLedger.attested)
        let asOf = AsOf(test.now)
        let state = try test.ledger.state(
            of: try tag("agreement:m"),
            asOf: asOf,
            knownAt: .now
        )
        let rules = (state["gaps"]?.array ?? []).compactMap { $0["rule"]?.string }
        #expect(rules.contains("no-draft-known"))
        #expect(try test.findings() == [])
    }

    @Test func `a late event that contradicts a later one is refused and names it`() throws {
        let test = try TestLedger()
        try test.append(
            "delegation.formed",
            #"{"delegation":"delegation:d","names":[{"text":"D","lang":"en"}],"lead":"party:a"}"#,
            occurred: "2020-01-01"
        )
        try test.append(
            "delegation.joined",
            #"{"delegation":"delegation:d","member":"party:b"}"#,
            occurred: "2020-06-01"
        )
        let cancelling = #"{"delegation":"delegation:d"}"#
        let late = refusal {
            try test.append("delegation.cancelled", cancelling, occurred: "2020-03-01")
        }
        #expect(late?.code == .rule)
        #expect(late?.position == 2)
        try test.append("delegation.cancelled", cancelling, occurred: "2020")
        let state = try test.ledger.state(
            of: try tag("delegation:d"),
            asOf: AsOf(test.now),
            knownAt: .now
        )
        #expect(state["orderUnknown"]?.array?.isEmpty == false)
        #expect(try test.findings() == [])
    }

    @Test func `one bad line of a thousand stores nothing, or itself alone is left out`() throws {
        let test = try TestLedger()
        var lines = (1...1000).map { number in
            #"{"id":"p\#(number)","type":"party.registered","occurred":"2020","data":"#
                + #"{"party":"party:p\#(number)","kind":"cluster","#
                + #""names":[{"text":"P","lang":"en"}]}}"#
        }
        lines[776] = lines[776].replacing("\"cluster\"", with: "\"clutser\"")
        let refusal = refusal { try test.append(lines) }
        #expect(refusal?.line == 777)
        #expect(refusal?.pointer == "/data/kind")
        #expect(try test.ledger.head().size == 1)
        let outcome = try test.append(lines, policy: .rejecting)
        #expect(outcome.receipts.count == 999)
        #expect(outcome.refusals.map(\.line) == [777])
        #expect(try test.ledger.head().size == 1000)
        #expect(try test.findings() == [])
    }

    @Test func `a condition fails on a matching event behind the writer's position`() throws {
        let test = try TestLedger()
        try test.append("party.registered", self.party)
        let party = try tag("party:a")
        let item = try #require(Query.Item(tags: [party]))
        let query = try #require(Query(items: [item]))
        let line =
            #"{"type":"gathering.announced","occurred":"2020","data":"#
            + #"{"gathering":"gathering:g","kind":"seminar","names":[{"text":"G","lang":"en"}]}}"#
        let refused = refusal {
            try test.append([line], unless: AppendCondition(failIfEventsMatch: query, after: 0))
        }
        #expect(refused?.code == .conflict)
        #expect(refused?.position == 1)
        try test.append([line], unless: AppendCondition(failIfEventsMatch: query, after: 1))
    }
}
