import CanonicalJSON
import Reports
import Testing

/// Reports for who audits a history.
struct `The audit report` {
    private func report(
        _ name: String,
        of ledger: KindsLedger,
        asOf date: String = "2026-06-01",
        size: Int? = nil,
        _ parameters: [String: [String]] = [:]
    ) throws -> Report {
        try ReportKind.named(name).report(of: ledger, asOf: date, size: size, parameters)
    }

    private static func text(_ words: String) -> JSONValue {
        [["text": .string(words), "lang": "en"]]
    }

    @Test func `on gaps says what is missing and what would close it`() throws {
        var ledger = KindsLedger()
        ledger.add("commitment.started", "2021-03-01", ["commitment": "commitment:c"])
        let report = try report("audit-gaps", of: ledger)
        let row = try #require(report.rows.first)
        #expect(report.rows.count == 1)
        #expect(row["entity"] == "commitment:c")
        #expect(row["rule"] == "commitment-planned")
        #expect(row["weight"] == "missing antecedent")
        #expect(
            row["remedy"]
                == "record commitment.planned with its source, on or before 2021-03-01"
        )
        #expect(report.totals["gaps"] == count(1, 1))
        ledger.add(
            "commitment.planned",
            "2021-02-01",
            ["commitment": "commitment:c", "kind": "other", "title": Self.text("A")]
        )
        #expect(try self.report("audit-gaps", of: ledger).rows.isEmpty)
    }

    @Test func `on gaps of the histories agrees with the register`() throws {
        let ledger = try KindsLedger.histories()
        let gaps = try report("audit-gaps", of: ledger, asOf: "2022-01-01")
        let register = try ReportKind.agreementRegister.report(of: ledger, asOf: "2022-01-01")
        let counted = register.rows.reduce(0) { $0 + ($1["gaps"]?.integer ?? 0) }
        let listed = gaps.rows.filter { $0["entity"]?.string?.hasPrefix("agreement:") == true }
        #expect(Int64(listed.count) == counted)
        try GoldenFile.expect(gaps.rendered(as: .markdown), is: "audit-gaps.md")
    }

    /// An event that was corrected, disputed and settled, and one that was taken back.
    private func argued() -> KindsLedger {
        var ledger = KindsLedger()
        ledger.add(
            "agreement.announced",
            "2020-03-01",
            ["agreement": "agreement:m", "kind": "mou", "parties": ["party:a", "party:b"]]
        )
        let zeros = JSONValue.string(String(repeating: "0", count: 64))
        ledger.add(
            "event.corrected",
            "2020-04-01",
            [
                "target": "event:e0", "leafHash": zeros, "reason": Self.text("misread"),
                "occurred": "2020-02-01",
                "data": [
                    "agreement": "agreement:m", "kind": "loi", "parties": ["party:a", "party:b"],
                ],
            ]
        )
        ledger.add(
            "event.disputed",
            "2020-05-01",
            ["target": "event:e0", "claim": Self.text("It was in January.")]
        )
        ledger.add(
            "event.dispute-settled",
            "2020-06-01",
            ["target": "event:e0", "outcome": "rejected"]
        )
        ledger.add("commitment.started", "2020-07-01", ["commitment": "commitment:c"])
        ledger.add(
            "event.retracted",
            "2020-08-01",
            ["target": "event:e4", "reason": Self.text("Another one.")]
        )
        return ledger
    }

    @Test func `on disputes and corrections shows both claims`() throws {
        let report = try report("disputes-and-corrections", of: argued())
        #expect(report.texts("change") == ["corrected", "disputed", "retracted"])
        let corrected = report.rows[0]
        #expect(corrected["claim"] == ["kind": "mou", "occurred": "2020-03-01"])
        #expect(corrected["rival"] == ["kind": "loi", "occurred": "2020-02-01"])
        #expect(corrected["reason"] == "misread")
        #expect(corrected["entity"] == "agreement:m")
        let disputed = report.rows[1]
        #expect(disputed["rival"] == "It was in January.")
        #expect(disputed["settled"] == "yes")
        #expect(disputed["settledBy"] == 3)
        #expect(report.totals["open"] == 0)
        let before = try self.report("disputes-and-corrections", of: argued(), size: 3)
        #expect(before.rows[1]["settled"] == "no")
        #expect(before.totals["open"] == 1)
        let one = try self.report(
            "disputes-and-corrections",
            of: argued(),
            ["of": ["commitment:c"]]
        )
        #expect(one.texts("change") == ["retracted"])
    }

    @Test func `on provenance has the five sources of the histories`() throws {
        let report = try report("provenance", of: KindsLedger.histories())
        #expect(report.totals["sources"] == 5)
        #expect(report.totals["events"] == 185)
        #expect(report.totals["eventsWithoutSource"] == 0)
        let counts = report.rows.compactMap { $0["events"]?.integer }
        #expect(counts.sorted() == [11, 38, 42, 45, 49])
        #expect(report.rows.allSatisfy { $0["document"] != nil })
    }

    @Test func `on provenance finds the paragraphs that nothing was quoted from`() throws {
        let digest = String(repeating: "a", count: 64)
        var ledger = KindsLedger()
        for (number, quote) in ["signed in Brno", "Two parties … on Monday"].enumerated() {
            ledger.add(
                "party.registered",
                "2020",
                [
                    "party": .string("party:p\(number)"), "kind": "cluster",
                    "names": Self.text("P"),
                ],
                quote: quote,
                document: "sha256:\(digest)"
            )
        }
        ledger.documents[digest] = """
            It was signed
            in Brno.

            Nobody quotes this.

            Two parties met
            again on Monday.
            """
        let asked = ["paragraphs": ["true"]]
        let row = try #require(try report("provenance", of: ledger, asked).rows.first)
        #expect(row["text"] == "text-stored")
        #expect(row["paragraphs"] == 3)
        #expect(row["uncovered"] == 1)
        #expect(row["uncoveredNumbers"] == ["2"])
        ledger.documents[digest] = nil
        #expect(try report("provenance", of: ledger, asked).texts("text") == ["text-not-stored"])
        ledger.documents[digest] = "<html></html>"
        #expect(try report("provenance", of: ledger, asked).texts("text") == ["no-plain-text"])
        #expect(try report("provenance", of: ledger).texts("text") == [nil])
    }

    @Test func `on a replay of a commitment counts done occurrences of a series apart`() throws {
        var ledger = KindsLedger()
        let commitment: JSONValue = "commitment:c"
        func act(_ verb: String, _ date: String, _ more: JSONObject = [:]) {
            var data: JSONObject = ["commitment": commitment]
            for member in more.members { data[member.key] = member.value }
            ledger.add("commitment.\(verb)", date, .object(data))
        }
        act("planned", "2020-01-01", ["title": Self.text("C"), "kind": "research"])
        act("fulfilled", "2020-02-01", ["occurrence": "2020-02"])
        act("fulfilled", "2021/2025")
        let replay = try report("replay", of: ledger, asOf: "2022", ["of": ["commitment:c"]])
        #expect(replay.texts("stateAfter") == ["planned", "planned", "planned"])
        #expect(replay.texts("certainty") == ["definite", "definite", "possible"])
        let later = try report("replay", of: ledger, asOf: "2026", ["of": ["commitment:c"]])
        #expect(later.texts("stateAfter") == ["planned", "planned", "fulfilled"])
    }

    @Test func `on personal data says where, on what ground, and what was erased`() throws {
        var ledger = KindsLedger()
        let person: JSONValue = "person:p"
        ledger.add("person.registered", "2020", ["person": person, "names": Self.text("Ann")])
        ledger.add(
            "subject.consented",
            "2020-02",
            ["person": person, "purpose": "newsletter", "basis": "GDPR 6(1)(a)"]
        )
        ledger.add("subject.erasure-requested", "2020-03", ["person": person])
        let first = try report("personal-data", of: ledger)
        #expect(first.rows[0]["name"] == "Ann")
        #expect(first.rows[0]["ground"] == ["newsletter (GDPR 6(1)(a))"])
        #expect(first.rows[0]["requested"] == "2020-03")
        #expect(first.rows[0]["erased"] == "no")
        #expect(first.totals["requestsOpen"] == 1)
        ledger.add("subject.erased", "2020-04-01", ["person": person, "reason": "asked"])
        let later = try report("personal-data", of: ledger)
        #expect(later.rows[0]["erased"] == "yes")
        #expect(later.rows[0]["erasedOn"] == "2020-04-01")
        #expect(later.rows[0]["requested"] == nil)
    }

    @Test func `on a replay shows the state before and after each event`() throws {
        let ledger = try KindsLedger.histories()
        let report = try report(
            "replay",
            of: ledger,
            asOf: "2022",
            ["of": ["agreement:mik-zgc-2020"]]
        )
        let own = report.rows.filter { $0["type"] == "agreement.signed" }
        #expect(own.compactMap { $0["stateAfter"]?.string } == ["partly-signed", "signed"])
        #expect(own[0]["stateBefore"] == nil)
        #expect(own[1]["stateBefore"] == "partly-signed")
        #expect(own.allSatisfy { ($0["rulesMet"]?.integer ?? 0) > 0 })
        try GoldenFile.expect(report.rendered(as: .markdown), is: "replay-moscow.md")
    }

    @Test func `on a replay of all entities ends each in its state`() throws {
        let ledger = try KindsLedger.histories()
        let report = try report("replay", of: ledger, asOf: "2022")
        let last = report.rows.last { $0["entity"] == "commitment:s2-contest" }
        #expect(last?["stateAfter"] == "assigned")
    }

    @Test(arguments: ["audit-gaps", "disputes-and-corrections", "provenance", "replay"])
    func `about an entity that nobody names is refused`(name: String) throws {
        let error = #expect(throws: ReportError.self) {
            _ = try report(name, of: argued(), ["of": ["party:none"]])
        }
        #expect(error?.description.contains("no event known then names it") == true)
    }
}
