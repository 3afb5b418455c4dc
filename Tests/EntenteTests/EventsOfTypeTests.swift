import CanonicalJSON
import Collaboration
import Entente
import Events
import Testing

/// What reports read of all events of a type.
struct `The events of a type` {
    private func counts(_ test: TestLedger, knownAt size: UInt64) throws -> [Int64?] {
        let reader = try test.ledger.reader(asOf: AsOf(test.now), knownAt: .size(size))
        return try reader.facts(ofType: "meeting-batch.reported").map { fact in
            fact.number("count.value").map { Int64($0) }
        }
    }

    @Test func `are those that stand, as corrected, at each size`() throws {
        let test = try TestLedger()
        let batch = { (count: Int) in
            #"{"party":"party:a","count":{"value":\#(count),"qualifier":"exact","#
                + #""unit":"meetings"}}"#
        }
        try test.append(
            "party.registered",
            #"{"party":"party:a","kind":"cluster","names":[{"text":"A","lang":"en"}]}"#
        )
        let first = try test.append("meeting-batch.reported", batch(90))
        let second = try test.append("meeting-batch.reported", batch(80))
        try test.append(
            "event.corrected",
            #"{"target":"event:\#(first.id)","leafHash":"\#(first.leafHash)","#
                + #""reason":[{"text":"typo","lang":"en"}],"data":\#(batch(95))}"#
        )
        let retraction = try test.append(
            "event.retracted",
            #"{"target":"event:\#(second.id)","reason":[{"text":"wrong","lang":"en"}]}"#
        )
        #expect(try counts(test, knownAt: second.position + 1) == [90, 80])
        #expect(try counts(test, knownAt: retraction.position) == [95, 80])
        #expect(try counts(test, knownAt: retraction.position + 1) == [95])
        #expect(try counts(test, knownAt: first.position) == [])
    }
}
