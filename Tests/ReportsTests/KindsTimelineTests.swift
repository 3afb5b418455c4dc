import CanonicalJSON
import Events
import Foundation
import Reports
import Testing

/// What happened between two parties, in the order of its dates.
struct `The partnership timeline` {
    private func timeline(
        of ledger: KindsLedger,
        asOf date: String = "2026-06-01",
        languages: [String] = ["en"],
        _ parameters: [String: [String]]
    ) throws -> Report {
        try ReportKind.partnershipTimeline.report(
            of: ledger,
            asOf: date,
            languages: languages,
            parameters
        )
    }

    @Test func `leads from the matchmaking in Lyon to the memorandum`() throws {
        let report = try timeline(
            of: KindsLedger.histories(),
            ["party": ["party:ksgz", "party:taipei-science-cluster"]]
        )
        #expect(report.rows.last?["type"] == "agreement.announced")
        #expect(report.rows.last?["via"] == nil)
        #expect(
            report.rows.last?["what"]?.string
                == "memorandum of understanding announced between Sofia Knowledge City Cluster, "
                + "[a science cluster from the city of Taipei], to be signed [2019-03-08..]"
        )
        let led = report.rows.filter { $0["viaTag"] == "gathering:eu-tw-2019" }
        #expect(
            Set(led.compactMap { $0["type"]?.string }) == [
                "gathering.announced", "gathering.counted", "gathering.concluded",
                "meeting-batch.reported",
            ]
        )
        let joined = report.rows.filter { $0["viaTag"] == "delegation:s0-europe" }
        #expect(joined.contains { $0["type"] == "delegation.joined" })
        #expect(!report.rows.contains { $0["who"]?.array?.contains("party:kastra") == true })
        #expect(report.title.hasSuffix("Cluster – [a science cluster from the city of Taipei]"))
    }

    @Test func `shows below its picture when what it shows was recorded`() throws {
        let report = try timeline(of: KindsLedger.histories(), ["party": ["party:ksgz"]])
        guard case .spans(let chart)? = report.pictures.first?.content else {
            Issue.record("there is no picture")
            return
        }
        #expect(chart.recordings.count == chart.lanes.reduce(0) { $0 + $1.bars.count })
    }

    @Test func `holds the signatures and all that was planned under them`() throws {
        let report = try timeline(
            of: KindsLedger.histories(),
            ["party": ["party:mik-fund", "party:zgc-group"]]
        )
        let types = report.rows.compactMap { $0["type"]?.string }
        #expect(types.count { $0 == "agreement.signed" } == 2)
        #expect(types.count { $0 == "commitment.planned" } == 11)
        #expect(types.count { $0 == "commitment.assigned" } == 2)
        let signed = report.rows.first { $0["type"] == "agreement.signed" }
        #expect(signed?["marks"] == "△")
        #expect(signed?["basis"] == "inferred")
        #expect(signed?["who"] == ["party:mik-fund", "person:6xofy0q1e01w"])
        #expect(report.totals["gaps"] == 4)
        #expect(report.totals["attestedShare"] == 1)
        #expect(report.totals["span"] == "2020-09-21/2020-09-21")
    }

    @Test func `speaks the reader's language`() throws {
        let report = try timeline(
            of: KindsLedger.histories(["moscow-2020"]),
            languages: ["ru"],
            ["of": ["agreement:mik-zgc-2020"]]
        )
        let signed = report.rows.first { $0["type"] == "agreement.signed" }
        #expect(
            signed?["what"]?.string
                == "фонд «Московский инновационный кластер» signed соглашение о сотрудничестве "
                + "through Анатолий Валетов (руководитель МИК)"
        )
    }

    @Test func `of one party holds every event that names it`() throws {
        let ledger = try KindsLedger.histories()
        let report = try timeline(of: ledger, ["party": ["party:dresden-wifoe"]])
        #expect(report.rows.count == 5)
        #expect(report.rows.first?["type"] == "platform.launched")
        #expect(report.totals["span"] == "2013-01-01/2018-11-01")
        #expect(report.totals["events"] == count(5, 5))
    }

    @Test func `sorts by the end of each date, and an unknown start before a known one`() throws {
        var ledger = KindsLedger()
        for (gathering, date) in [
            ("d", "2020-03-01/2020-03-08"), ("e", "[..2020-03-08]"), ("c", "[..2020-03-06]"),
            ("b", "2020-02"), ("a", "2020-02-01"), ("f", "2020-03-08"),
        ] {
            let tag = JSONValue.string("gathering:\(gathering)")
            ledger.add(
                "gathering.joined",
                date,
                [
                    "gathering": tag, "party": "party:p", "role": "participant",
                ]
            )
        }
        let report = try timeline(of: ledger, ["party": ["party:p"]])
        let order = report.rows.compactMap { $0["refs"]?[0]?.string }
        #expect(order == ["a", "b", "c", "e", "d", "f"].map { "gathering:\($0)" })
    }

    @Test func `tells certain, possible and undated apart`() throws {
        var ledger = KindsLedger()
        for (gathering, date) in [
            ("a", "2020-01-01"), ("b", "[2020-01-01..2020-12-31]"), ("c", ""), ("d", "2021-01-01"),
        ] {
            let tag = JSONValue.string("gathering:\(gathering)")
            ledger.add(
                "gathering.joined",
                date,
                [
                    "gathering": tag, "party": "party:p", "role": "participant",
                ]
            )
        }
        let report = try timeline(of: ledger, asOf: "2020-06-01", ["party": ["party:p"]])
        #expect(report.texts("certainty") == ["definite", "possible", "undated"])
        #expect(report.texts("occurred") == ["2020-01-01", "[2020-01-01..2020-12-31]", nil])
        #expect(report.totals["events"] == count(1, 2))
        #expect(report.totals["undated"] == 1)
    }

    @Test func `shows corrected and disputed events as such, and no retracted one`() throws {
        var ledger = try KindsLedger.histories(["moscow-2020"])
        let id = "moscow-2020.agreement.signed"
        ledger.add(
            "event.corrected",
            "2026-01-01",
            [
                "target": .string("event:\(id).mik-fund"), "occurred": "[..2020-09-18]",
            ]
        )
        ledger.add(
            "event.disputed",
            "2026-01-02",
            [
                "target": .string("event:\(id).mik-fund"),
                "claim": [["text": "before the session", "lang": "en"]],
            ]
        )
        ledger.add("event.retracted", "2026-01-03", ["target": .string("event:\(id).zgc-group")])
        let report = try timeline(of: ledger, ["of": ["agreement:mik-zgc-2020"]])
        let signed = report.rows.filter { $0["type"] == "agreement.signed" }
        #expect(signed.count == 1)
        #expect(signed.first?["marks"] == "△‡✎")
        #expect(signed.first?["occurred"] == "[..2020-09-18]")
        #expect(report.disputes.count == 1)
    }

    @Test func `marks an order that cannot be known`() throws {
        var ledger = KindsLedger()
        ledger.add(
            "agreement.rejected",
            "2020-03",
            [
                "agreement": "agreement:x", "party": "party:p", "organ": "organ:o", "version": 1,
                "reason": [["text": "no", "lang": "en"]],
            ]
        )
        ledger.add(
            "agreement.signed",
            "2020-03-15",
            [
                "agreement": "agreement:x", "party": "party:p", "version": 1,
            ]
        )
        let report = try timeline(of: ledger, ["of": ["agreement:x"]])
        let signed = report.rows.first { $0["type"] == "agreement.signed" }
        #expect(signed?["marks"] == "△~")
    }

    @Test func `finds agreements without an event that names both`() throws {
        var ledger = KindsLedger()
        for party in ["party:p", "party:q"] as [JSONValue] {
            ledger.add(
                "agreement.signed",
                "2020-03-15",
                [
                    "agreement": "agreement:x", "party": party,
                ]
            )
        }
        ledger.add(
            "agreement.signed",
            "2020-03-15",
            [
                "agreement": "agreement:other", "party": "party:p",
            ]
        )
        let report = try timeline(of: ledger, ["party": ["party:p", "party:q"]])
        #expect(report.rows.count == 2)
        #expect(report.rows.allSatisfy { $0["refs"] == ["agreement:x"] })
    }

    @Test func `has a whole sentence for every type of event`() throws {
        var ledger = KindsLedger()
        var types: Set<String> = []
        for example in try Self.examples() {
            guard let type = example["type"]?.string, let data = example["data"] else { continue }
            ledger.add(type, example["occurred"]?.string ?? "", data)
            types.insert(type)
        }
        var sentences: [String: String] = [:]
        for kind in [
            "party", "person", "organ", "gathering", "item", "visit", "delegation", "meeting",
            "agreement", "commitment", "platform", "office", "product", "document", "finding",
            "barrier", "opportunity", "indicator", "framework", "report", "mandate", "series",
        ] {
            for tag in try ledger.source(asOf: "2026-06-01").entities(kind) {
                for row in try timeline(of: ledger, ["of": [tag.text]]).rows {
                    guard let type = row["type"]?.string else { continue }
                    sentences[type] = row["what"]?.string
                }
            }
        }
        #expect(types.count > 70)
        for (type, sentence) in sentences {
            // An open set of dates starts like an optional part of a pattern.
            let plain = sentence.replacing("[..", with: "")
            #expect(!plain.contains { "…[{".contains($0) }, "\(type): \(sentence)")
        }
        let silent = types.subtracting(sentences.keys).filter { type in
            !["event.", "ledger.", "catalogue.", "schema."].contains { type.hasPrefix($0) }
        }
        #expect(silent.isEmpty)
    }

    private static func examples() throws -> [JSONValue] {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Schemas")
            .resolvingSymlinksInPath()
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        let schemas = (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "json" }
        return try schemas.sorted { $0.path < $1.path }.flatMap { file in
            try JSONReader().read(Array(Data(contentsOf: file)))["examples"]?.array ?? []
        }
    }
}
