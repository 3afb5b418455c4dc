import CanonicalJSON
import Reports
import Testing

/// The name a row shows beside a tag.
struct `The name of an entity` {
    private func name(
        of tag: String,
        in ledger: KindsLedger,
        asOf date: String = "2026-06-01",
        languages: [String] = ["en"]
    ) throws -> String {
        let report = try ReportKind.partnershipTimeline.report(
            of: ledger,
            asOf: date,
            languages: languages,
            ["of": [tag]]
        )
        return String(report.title.dropFirst("Partnership timeline: ".count))
    }

    @Test func `is in the reader's language, else the original with its sound`() throws {
        let ledger = try KindsLedger.histories()
        #expect(try name(of: "party:ksgz", in: ledger) == "Sofia Knowledge City Cluster")
        #expect(
            try name(of: "party:kastra", in: ledger, languages: ["th"]) == "КАСТРА (KASTRA)"
        )
    }

    @Test func `of an unnamed party is its description, or its tag`() throws {
        var ledger = KindsLedger()
        ledger.add(
            "party.registered",
            "2020",
            [
                "party": "party:x", "kind": "cluster", "nameUnknown": true,
            ]
        )
        #expect(try name(of: "party:x", in: ledger) == "unnamed (party:x)")
        let known = try KindsLedger.histories()
        #expect(
            try name(of: "party:s1-consortium", in: known)
                == "[consortium under the lead of SPI]"
        )
    }

    @Test func `changes on the day a new name begins`() throws {
        var ledger = KindsLedger()
        ledger.add(
            "party.registered",
            "2019",
            [
                "party": "party:x", "kind": "company",
                "names": [["text": "Old", "lang": "en", "kind": "official"]],
            ]
        )
        ledger.add(
            "party.named",
            "2020-01-01",
            [
                "party": "party:x", "from": "2020-06-01",
                "names": [["text": "New", "lang": "en", "kind": "official"]],
            ]
        )
        #expect(try name(of: "party:x", in: ledger, asOf: "2020-05-31") == "Old")
        #expect(try name(of: "party:x", in: ledger, asOf: "2020-06-01") == "New")
        ledger.add(
            "party.named",
            "2021-01-01",
            ["party": "party:x", "names": [["text": "Newest", "lang": "en", "kind": "official"]]]
        )
        #expect(try name(of: "party:x", in: ledger, asOf: "2020-12-31") == "New")
        #expect(try name(of: "party:x", in: ledger, asOf: "2021-01-01") == "Newest")
    }

    static let kinds: [(String, String)] = [
        ("gathering:global-industrie", "GLOBAL INDUSTRIE"),
        ("organ:zgc-board", "board of directors"),
        ("platform:zgc-forum-data", "платформа данных «Чжунгуаньцунь Форум»"),
        ("agreement:mik-zgc-2020", "co-operation agreement"),
        ("delegation:s0-taiwan", "delegation of taiwan"),
        ("person:6xofy0q1e01w", "Анатолий Валетов (Anatoliy Valetov)"),
        ("product:panorama", "European Cluster Panorama or cluster mapping"),
    ]

    @Test(arguments: kinds)
    func `is known for every kind`(tag: String, expected: String) throws {
        #expect(try name(of: tag, in: KindsLedger.histories()) == expected)
    }
}
