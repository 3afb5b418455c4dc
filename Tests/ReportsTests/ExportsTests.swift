import CanonicalJSON
import Reports
import Testing

/// What other programs are given: networks and calendars.
struct `An export` {
    private let hostile = "A \"quoted\" \\ <b> & ;,:\n\u{202E}\u{301}\",\u{301}ศูนย์ 中关村 "

    private func network(named name: String) throws -> Report {
        var ledger = KindsLedger()
        for (party, country) in [("a", "CZ"), ("b", "TW"), ("c", "BG")] {
            ledger.add(
                "party.registered",
                "2019",
                [
                    "party": .string("party:\(party)"), "kind": "cluster",
                    "country": .string(country),
                    "names": [["text": .string(party == "a" ? name : party), "lang": "en"]],
                ]
            )
        }
        ledger.add(
            "agreement.announced",
            "2020-01-01",
            [
                "agreement": "agreement:x", "kind": "mou",
                "parties": ["party:a", "party:b"],
            ]
        )
        return try ReportKind.partnerNetwork.report(of: ledger, asOf: "2020-06-01")
    }

    @Test func `as GraphML has the nodes and edges of the rows`() throws {
        let report = try ReportKind.partnerNetwork.report(of: .histories(), asOf: "2022-01-01")
        let read = ReadMarkup(report.renderedBytes(as: .graphml))
        let ids = read.all("node").compactMap { $0.attributes["id"] }
        #expect(
            ids
                == Set(report.rows.flatMap { [$0["a"]?.string, $0["b"]?.string] })
                .compactMap(\.self).sorted()
        )
        let edges = read.all("edge").map { [$0.attributes["source"], $0.attributes["target"]] }
        #expect(edges == report.rows.map { [$0["a"]?.string, $0["b"]?.string] })
        let keys = Set(read.all("key").compactMap { $0.attributes["id"] })
        #expect(Set(read.all("data").compactMap { $0.attributes["key"] }).isSubset(of: keys))
        #expect(read.all("data").contains { $0.text == "agreement:x" } == false)
    }

    @Test func `keeps hostile names in their places`() throws {
        let report = try network(named: hostile)
        let read = ReadMarkup(report.renderedBytes(as: .graphml))
        #expect(read.all("data").contains { $0.text.contains("<b> & ;,:\\n\\u{202E") })
        let dot = report.rendered(as: .dot)
        #expect(dot.contains(#"A \"quoted\" \\ <b> & ;,:\n\\u{202E"#))
        for line in dot.split(separator: "\n") {
            // Quotes that nothing escapes come in pairs.
            var count = 0
            var isEscaped = false
            for scalar in line.unicodeScalars {
                if scalar == "\"", !isEscaped { count += 1 }
                isEscaped = scalar == "\\" && !isEscaped
            }
            #expect(count.isMultiple(of: 2), "\(line)")
        }
        #expect(dot.contains(#""party:a" -- "party:b" [penwidth="#))
    }

    @Test func `draws dashed what is only announced`() throws {
        #expect(try network(named: "A").rendered(as: .dot).contains("style=dashed"))
    }

    private func calendar(due: JSONValue, title: String = "A contest") throws -> String {
        var ledger = KindsLedger()
        ledger.add(
            "commitment.planned",
            "2020-01-01",
            [
                "commitment": "commitment:c", "agreement": "agreement:x",
                "title": [["text": .string(title), "lang": "en"]], "due": due,
            ]
        )
        return try ReportKind.commitmentsDue.report(of: ledger, asOf: "2021-01-01")
            .rendered(as: .ics)
    }

    /// A calendar's lines as they were before they were folded.
    private func lines(of calendar: String) -> [String] {
        calendar.replacing("\r\n ", with: "").split(separator: "\r\n").map(String.init)
    }

    @Test func `as a calendar has a day for each date`() throws {
        let text = try calendar(due: ["kind": "by", "edtf": "2021-06-30"])
        let lines = lines(of: text)
        #expect(lines.first == "BEGIN:VCALENDAR" && lines.last == "END:VCALENDAR")
        #expect(lines.contains("DTSTART;VALUE=DATE:20210630"))
        #expect(lines.contains("DTEND;VALUE=DATE:20210701"))
        #expect(lines.contains { $0.hasPrefix("UID:commitment:c@") })
        #expect(lines.contains("SUMMARY:A contest"))
        #expect(lines.count { $0 == "BEGIN:VEVENT" } == 1)
        #expect(try text == calendar(due: ["kind": "by", "edtf": "2021-06-30"]))
    }

    @Test func `as a calendar spans all days that it may be`() throws {
        let lines = lines(
            of: try calendar(due: ["kind": "by", "edtf": "[2021-06-01..2021-06-30]"])
        )
        #expect(lines.contains("DTSTART;VALUE=DATE:20210601"))
        #expect(lines.contains("DTEND;VALUE=DATE:20210701"))
    }

    @Test func `as a calendar folds lines at 75 bytes and escapes texts`() throws {
        let text = try calendar(
            due: ["kind": "by", "edtf": "2021-06-30"],
            title: String(repeating: hostile, count: 4)
        )
        for line in text.split(separator: "\r\n") { #expect(line.utf8.count <= 75, "\(line)") }
        let summary = try #require(lines(of: text).first { $0.hasPrefix("SUMMARY:") })
        #expect(summary.hasPrefix(#"SUMMARY:A "quoted" \\ <b> & \;\,:\n\\u{202E"#))
        #expect(!text.unicodeScalars.contains("\u{202E}"))
    }

    @Test func `as a calendar of nothing has a part all the same`() throws {
        let report = try ReportKind.commitmentsDue.report(of: KindsLedger(), asOf: "2021-01-01")
        let lines = lines(of: report.rendered(as: .ics))
        #expect(lines.contains("BEGIN:VTIMEZONE"))
        #expect(!lines.contains("BEGIN:VEVENT"))
    }

    @Test(arguments: ReportKind.allCases)
    func `is refused by a report that has none, which says where to find it`(
        kind: ReportKind
    ) throws {
        for format in Report.Format.allCases where !kind.formats.contains(format) {
            #expect(!format.isCommon)
            let error = try #require(throws: ReportError.self) { try kind.require(format) }
            let report = format == .ics ? "commitments-due" : "partner-network"
            #expect("\(error)".contains("the report \(kind.name) has no form \(format.rawValue)"))
            #expect("\(error)".hasSuffix("or for the report \(report)"))
        }
        for format in kind.formats { try kind.require(format) }
    }
}
