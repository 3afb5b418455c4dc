import Foundation
import Reports
import Testing

/// The register and a timeline of the five histories, for readers of each language.
///
/// `ENTENTE_UPDATE_GOLDEN=1 swift test` writes the files anew.
struct `A report in a language` {
    @Test(arguments: Messages.languages)
    func `is the golden register`(language: String) throws {
        try check(.agreementRegister, [:], in: language, as: "register")
    }

    @Test(arguments: Messages.languages)
    func `is the golden timeline`(language: String) throws {
        try check(
            .partnershipTimeline,
            ["party": ["party:mik-fund", "party:zgc-group"]],
            in: language,
            as: "timeline"
        )
    }

    private func check(
        _ kind: ReportKind,
        _ parameters: [String: [String]],
        in language: String,
        as name: String
    ) throws {
        let messages = Messages(for: [language])
        let source = try KindsLedger.histories().source(
            asOf: "2026-06-01",
            languages: [language],
            messages: messages
        )
        let report = try kind.report(from: source, parameters: parameters)
        let rendered = Data(report.localized(messages).rendered(as: .text).utf8)
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Golden/Languages/\(name).\(language).txt")
        if ProcessInfo.processInfo.environment["ENTENTE_UPDATE_GOLDEN"] != nil {
            try rendered.write(to: file)
        }
        let expected = try Data(contentsOf: file)
        #expect(rendered == expected, "\(String(decoding: rendered, as: UTF8.self))")
    }

    @Test(arguments: Messages.languages)
    func `leaves what scripts read as it is`(language: String) throws {
        let source = try KindsLedger.histories().source(asOf: "2026-06-01", languages: [language])
        let report = try ReportKind.agreementRegister.report(from: source)
        for format in Report.Format.allCases where !format.isForPeople {
            let plain = report.localized(Messages(for: [])).rendered(as: format)
            #expect(plain == report.rendered(as: format))
        }
    }
}
