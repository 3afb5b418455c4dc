import CanonicalJSON
import Foundation
import Testing

@Suite struct `Answers at a date` {
    private static let moscow = "agreement:mik-zgc-2020"
    private static let sofia = "agreement:ksgz-taipei-mou"

    /// The five histories, and the size of the ledger before the last of them.
    private func filled() throws -> (Scratch, beforeMoscow: Int64) {
        let scratch = try Scratch.withLedger()
        for name in ["chengdu-2014", "jinan-2018", "observatory", "lyon-2019"] {
            try scratch.append(history: name)
        }
        let before = try scratch.head().size
        try scratch.append(history: "moscow-2020")
        return (scratch, before)
    }

    private func rows(
        _ report: String,
        by key: String,
        _ scratch: Scratch,
        _ more: String...
    ) throws -> [String: JSONValue] {
        let run = try scratch.start(["report", report, "--json"] + more).finish()
        try #require(run.status == 0, "\(run.errors)")
        let rows = try run.json()["rows"]?.array ?? []
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[key]?.string ?? "", $0) })
    }

    @Test func `hold what had happened by then, in the register`() throws {
        let (scratch, before) = try filled()
        func register(_ date: String, _ known: String...) throws -> [String: JSONValue] {
            let more = known.isEmpty ? [] : ["--known-at", known[0]]
            let words = ["report", "agreement-register", "--json", "--as-of", date] + more
            let rows = try scratch.start(words).finish().json()["rows"]?.array ?? []
            return Dictionary(
                uniqueKeysWithValues: rows.map { ($0["agreement"]?.string ?? "", $0) }
            )
        }
        let early = try register("2019-01-01")
        #expect(early.values.allSatisfy { $0["existence"]?.string != "definite" })
        #expect(early[Self.moscow]?["existence"]?.string != "definite")

        let middle = try register("2020-01-01")
        #expect(middle[Self.sofia]?["existence"] == "definite")
        #expect(middle[Self.sofia]?["state"] == "announced")
        #expect(middle[Self.moscow]?["existence"]?.string != "definite")

        let late = try register("2021-01-01")
        #expect(late[Self.moscow]?["state"] == "signed")
        #expect(late[Self.moscow]?["signedFirst"] == "[..2020-09-21]")
        let parties = late[Self.moscow]?["parties"]?.array ?? []
        #expect(parties.map { $0["state"] } == ["signatory", "signatory"])
        #expect(late[Self.sofia]?["state"] == "announced")

        let unknown = try register("2021-01-01", "\(before)")
        #expect(unknown[Self.moscow] == nil)
        #expect(unknown[Self.sofia]?["state"] == "announced")
    }

    @Test func `call a commitment overdue from the day after it was due`() throws {
        let (scratch, _) = try filled()
        let due = "commitment:s2-contest-final"
        func row(_ date: String) throws -> JSONValue? {
            try rows("commitments-due", by: "commitment", scratch, "--as-of", date)[due]
        }
        #expect(try row("2021-12-31")?["overdue"] == "no")
        #expect(try row("2022-01-01")?["overdue"] == "yes")
        #expect(try row("2019-01-01")?["existence"]?.string != "definite")
    }

    @Test func `are the same bytes whenever they are asked for`() throws {
        let (scratch, before) = try filled()
        let words = [
            "report", "agreement-register", "--as-of", "2021-01-01", "--known-at", "\(before)",
        ]
        for format in ["json", "text", "csv", "markdown"] {
            let first = try scratch.start(words + ["--format", format]).finish()
            #expect(first.status == 0 && !first.outputBytes.isEmpty)
            try scratch.expectWritable()
            let second = try scratch.start(words + ["--format", format]).finish()
            #expect(first.outputBytes == second.outputBytes, "\(format)")
        }
    }

    @Test func `by a time of recording are those by the size it had then`() throws {
        let (scratch, before) = try filled()
        let last = try #require(
            try scratch.leaves().first { $0["position"]?.integer == before - 1 }
        )
        let time = try #require(last["recorded"]?.string)
        for verb in [
            ["report", "agreement-register"], ["state", Self.sofia], ["history", Self.sofia],
        ] {
            let tail = ["--as-of", "2021-01-01", "--json", "--known-at"]
            let words = verb[0] == "history" ? verb + ["--json", "--known-at"] : verb + tail
            let bySize = try scratch.start(words + ["\(before)"]).finish()
            let byTime = try scratch.start(words + [time]).finish()
            #expect(bySize.status == 0, "\(bySize.errors)")
            #expect(bySize.outputBytes == byTime.outputBytes, "\(verb)")
        }
    }
}
