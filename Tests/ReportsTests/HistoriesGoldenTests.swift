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
        var formats: [Report.Format] = [.text, .csv, .json]

        var testDescription: String { kind.name }
    }

    private static let tables: [Report.Format] = [.text, .csv]
    private static let drawn: [Report.Format] = [.html, .svg]
    private static let byCountry = ["group-by": ["country"]]

    /// The panorama and its kin at the end of a half-year, the others after the contest was due.
    static let all = [
        Question(
            kind: .partnershipTimeline,
            parameters: ["of": ["agreement:mik-zgc-2020"]],
            formats: drawn
        ),
        Question(kind: .agreementRegister, formats: drawn),
        Question(kind: .delegationRoster, formats: drawn),
        Question(kind: .commitmentsDue, parameters: ["all": ["true"]], formats: drawn),
        Question(kind: .meetingsMatrix),
        Question(kind: .partnerNetwork),
        Question(kind: .networkParties),
        Question(kind: .partnershipFunnel),
        Question(kind: .panorama, date: "2020-12-31", parameters: byCountry, formats: tables),
        Question(
            kind: .panoramaMovement,
            date: "2020-12-31",
            parameters: byCountry,
            formats: tables
        ),
        Question(kind: .panoramaQuotients, date: "2020-12-31", formats: tables),
        Question(kind: .panoramaStatistics, date: "2020-12-31", formats: tables),
        Question(kind: .trends, date: "2020-12-31", formats: tables),
        Question(kind: .outlook, date: "2021-01-15", formats: tables),
        Question(
            kind: .regionalScoreboard,
            date: "2020-12-31",
            parameters: byCountry,
            formats: tables
        ),
        Question(kind: .policyAssessment, date: "2020-12-31", formats: tables),
        Question(
            kind: .exposureTest,
            date: "2020-12-31",
            parameters: ["signed": ["true"]],
            formats: tables
        ),
        Question(kind: .barrierLoad, date: "2020-12-31", formats: tables),
    ]

    @Test(arguments: all)
    func `is the golden file`(question: Question) throws {
        let report = try question.kind.report(
            of: .histories(),
            asOf: question.date,
            question.parameters
        )
        for format in question.formats {
            let bytes = report.renderedBytes(as: format)
            if Self.drawn.contains(format) { _ = ReadMarkup(bytes) }
            let ending = format == .text ? "txt" : format.rawValue
            try GoldenFile.expect(bytes, is: "Histories/\(question.kind.name).\(ending)")
        }
    }
}
