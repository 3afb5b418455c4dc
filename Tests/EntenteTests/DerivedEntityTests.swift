import CanonicalJSON
import Collaboration
import Entente
import Events
import Foundation
import Testing

/// Entities that no tag names: days in diaries, digests of documents.
struct `Entities that follow from a payload` {
    private func schedule(
        _ test: TestLedger,
        _ meeting: String,
        _ when: String,
        mode: String = ""
    ) throws {
        try test.append(
            "meeting.scheduled",
            #"{"meeting":"meeting:\#(meeting)","when":"\#(when)","duration":"PT20M","#
                + #""participants":["party:a","party:\#(meeting)"]}"#,
            more: mode
        )
    }

    @Test func `show that a participant is booked already, in the batch and later`() throws {
        let test = try TestLedger()
        try schedule(test, "m", "2020-03-15T10:00:00Z")
        let refusal = #expect(throws: Refusal.self) {
            try schedule(test, "n", "2020-03-15T11:10:00+01:00")
        }
        #expect(refusal?.message.contains("(rule not-booked-twice)") == true)
        #expect(refusal?.position == 1)
        try schedule(test, "n", "2020-03-15T10:10:00Z", mode: TestLedger.attested)
        try schedule(test, "o", "2020-03-15T10:30:00Z")
        #expect(try test.findings() == [])
        let state = try test.ledger.state(
            of: try tag("meeting:n"),
            asOf: AsOf(test.now),
            knownAt: .now
        )
        #expect(state["gaps"]?.array?.compactMap { $0["rule"]?.string } == ["not-booked-twice"])
    }

    @Test func `show that the same bytes are registered already`() throws {
        let test = try TestLedger()
        let digest = String(repeating: "ab", count: 32)
        func register(_ name: String) throws {
            try test.append(
                "document.registered",
                #"{"document":"document:\#(name)","kind":"report","language":"en","#
                    + #""title":[{"text":"T","lang":"en"}],"sha256":"\#(digest)"}"#
            )
        }
        try register("one")
        let refusal = #expect(throws: Refusal.self) { try register("two") }
        #expect(refusal?.message.contains("(rule digest-is-new)") == true)
        #expect(refusal?.position == 1)
        // A retracted registration leaves its digest free.
        let first = try #require(try test.ledger.event(at: 1)).leaf.id
        try test.append(
            "event.retracted",
            #"{"target":"event:\#(first)","reason":[{"text":"Twice.","lang":"en"}]}"#
        )
        try register("two")
        #expect(try test.findings() == [])
    }

    @Test func `are the same in a ledger that an export makes`() throws {
        let test = try TestLedger()
        try schedule(test, "m", "2020-03-15T10:00:00Z")
        let export = test.folder.appending(path: "export").path
        _ = try test.ledger.export(to: export)
        let copy = test.folder.appending(path: "copy").path
        _ = try Ledger.importing(export, to: copy)
        var found: [Finding] = []
        _ = try Ledger.open(copy).audit(isThorough: true) { found.append($0) }
        #expect(found == [])
    }
}
