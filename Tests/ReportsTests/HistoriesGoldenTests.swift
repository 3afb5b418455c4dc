import Foundation
import Reports
import Testing

/// What the reports say and draw of the five histories, byte for byte.
///
/// `ENTENTE_UPDATE_GOLDEN=1 swift test` writes the files anew.
struct `A report over the histories` {
    struct Question: Sendable, CustomTestStringConvertible {
        let kind: ReportKind
        var date = "2022-01-01"
        var parameters: [String: [String]] = [:]

        var testDescription: String { kind.name }
    }

    /// Every kind: the panorama and its kin at the end of a half-year, the others on the day after
    /// the contest was due.
    static let all = ReportKind.allCases.map { kind in
        Question(
            kind: kind,
            date: dates[kind.name] ?? "2022-01-01",
            parameters: parameters[kind.name] ?? [:]
        )
    }

    private static let dates = [
        "panorama": "2020-12-31", "panorama-movement": "2020-12-31",
        "panorama-quotients": "2020-12-31", "panorama-statistics": "2020-12-31",
        "trends": "2020-12-31", "outlook": "2021-01-15", "regional-scoreboard": "2020-12-31",
        "policy-assessment": "2020-12-31", "exposure-test": "2020-12-31",
        "barrier-load": "2020-12-31",
    ]

    private static let parameters = [
        "partnership-timeline": ["of": ["agreement:mik-zgc-2020"]],
        "agreement-dossier": ["agreement": ["agreement:mik-zgc-2020"]],
        "replay": ["of": ["agreement:mik-zgc-2020"]], "commitments-due": ["all": ["true"]],
        "panorama": ["group-by": ["country"]], "panorama-movement": ["group-by": ["country"]],
        "regional-scoreboard": ["group-by": ["country"]], "exposure-test": ["signed": ["true"]],
    ]

    @Test(arguments: all)
    func `is the golden file`(question: Question) throws {
        let report = try question.kind.report(
            of: .histories(),
            asOf: question.date,
            question.parameters
        )
        // Markdown says the same as text in another dress.
        for format in question.kind.formats where format != .markdown {
            let bytes = report.renderedBytes(as: format)
            if [.html, .svg, .graphml].contains(format) { _ = ReadMarkup(bytes) }
            let ending = format == .text ? "txt" : format.rawValue
            try GoldenFile.expect(bytes, is: "Histories/\(question.kind.name).\(ending)")
        }
    }
}
