import CanonicalJSON
import Foundation
import Reports
import Testing

/// Pictures, differences and explanations for readers of a language.
struct `For readers of a language` {
    private static func source(
        _ language: String,
        asOf date: String = "2022-01-01"
    ) throws -> ReportSource {
        try KindsLedger.histories().source(
            asOf: date,
            languages: [language],
            messages: Messages(for: [language])
        )
    }

    @Test(arguments: ["bg", "de", "fr", "ru", "th", "zh-Hans", "zh-Hant"])
    func `pictures have no English of ours`(language: String) throws {
        let messages = Messages(for: [language])
        let catalogue = try `What reports say`.catalogue(language)
        let english = Set(
            catalogue.translations.filter { key, forms in
                key.context == "picture" && !key.english.contains("{") && forms != [key.english]
            }
            .map(\.key.english)
        )
        #expect(english.count > 30)
        let source = try Self.source(language)
        for kind in ReportKind.allCases where kind.parameters.allSatisfy({ !$0.isRequired }) {
            guard let report = try? kind.report(from: source) else { continue }
            let svg = report.localized(messages).renderedBytes(as: .svg)
            let texts = Set(ReadMarkup(svg).all("text").map(\.text))
            #expect(texts.intersection(english) == [], "\(kind.name)")
        }
    }

    @Test(arguments: [
        ("de", "31. Dezember 2021", "Stand: 1. Januar 2022"),
        ("th", "31 ธันวาคม ค.ศ. 2021", "ณ 1 มกราคม ค.ศ. 2022"),
        ("zh-Hant", "2021年12月31日", "截至2022年1月1日"),
    ])
    func `axes and the line at the date have its dates`(
        language: String,
        tick: String,
        now: String
    ) throws {
        let report = try ReportKind.commitmentsDue.report(from: Self.source(language))
        let svg = report.localized(Messages(for: [language])).renderedBytes(as: .svg)
        let texts = ReadMarkup(svg).all("text").map(\.text)
        #expect(texts.contains(tick), "\(texts)")
        #expect(texts.contains(now), "\(texts)")
    }

    @Test func `a difference says what changed in its words`() throws {
        let report = try ReportKind.commitmentsDue.difference(
            from: Self.source("de", asOf: "2021-12-31"),
            to: Self.source("de")
        )
        #expect(report.title == "Änderungen: Fällige Zusagen")
        let row = try #require(report.rows.first { $0["row"] == "commitment:s2-contest" })
        #expect(row["change"] == "geändert")
        #expect(row["before"] == "nein" && row["after"] == "ja")
        #expect(row["cause"] == "Datum")
        #expect(report.rows.contains { $0["change"] == "Summe" && $0["row"] == "überfällig" })
        let text = report.rendered(as: .text)
        #expect(!text.contains("Before") && text.contains("Vorher"))
    }

    @Test func `an explanation names its column and its events in its words`() throws {
        let report = try ReportKind.commitmentsDue.explanation(
            of: .cell(row: ["commitment:s2-contest"], column: "overdue"),
            from: Self.source("fr")
        )
        #expect(report.title.hasPrefix("Fondement : Engagements à échéance"))
        #expect(report.totals["value"] == "oui")
        #expect(
            report.rows.contains { $0["type"]?.string?.hasSuffix("planification") == true }
        )
    }

    @Test func `statements of a total stand on lines of their own`() throws {
        let report = try ReportKind.meetingsMatrix.report(from: Self.source("en"))
        let lines = report.localized(Messages(for: ["en"])).rendered(as: .text)
            .split(separator: "\n")
        let heading = try #require(lines.firstIndex { $0 == "reported:" })
        #expect(lines[heading + 1].hasPrefix("  count: > 90 meetings · "))
        #expect(lines[heading + 2].hasPrefix("  "))
    }

    @Test func `members of a delegation stand in its order`() throws {
        for language in ["en", "zh-Hans"] {
            let report = try ReportKind.delegationRoster.report(from: Self.source(language))
            let shown = report.localized(Messages(for: [language]))
            let collation = Collation(for: language)
            var last: JSONObject?
            for row in shown.rows {
                if let last, last["delegation"] == row["delegation"],
                    let one = last["memberName"]?.string, let other = row["memberName"]?.string
                {
                    #expect(!(collation.key(of: other) < collation.key(of: one)))
                }
                last = row
            }
            #expect(
                Set(shown.rows.compactMap { $0["member"] })
                    == Set(report.rows.compactMap { $0["member"] })
            )
        }
    }
}
