import Foundation
import Reports
import Testing

/// Reports over the five histories, byte for byte.
///
/// `ENTENTE_UPDATE_GOLDEN=1 swift test` writes the files anew.
struct `A report over the histories` {
    struct Golden: Sendable, CustomTestStringConvertible {
        let kind: ReportKind
        var date = "2020-12-31"
        var parameters: [String: [String]] = [:]

        var testDescription: String { kind.name }
    }

    static let all = [
        Golden(kind: .panorama, parameters: ["group-by": ["country"]]),
        Golden(kind: .panoramaMovement, parameters: ["group-by": ["country"]]),
        Golden(kind: .panoramaQuotients),
        Golden(kind: .panoramaStatistics),
        Golden(kind: .trends),
        Golden(kind: .outlook, date: "2021-01-15"),
        Golden(kind: .regionalScoreboard, parameters: ["group-by": ["country"]]),
        Golden(kind: .policyAssessment),
        Golden(kind: .exposureTest, parameters: ["signed": ["true"]]),
        Golden(kind: .barrierLoad),
    ]

    @Test(arguments: all, [Report.Format.text, .csv])
    func `is the golden file`(golden: Golden, format: Report.Format) throws {
        let ending = format == .csv ? "csv" : "txt"
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Golden/histories-\(golden.kind.name).\(ending)")
        let report = try golden.kind.report(
            of: .histories(),
            asOf: golden.date,
            golden.parameters
        )
        let rendered = Data(report.rendered(as: format).utf8)
        if ProcessInfo.processInfo.environment["ENTENTE_UPDATE_GOLDEN"] != nil {
            try rendered.write(to: file)
        }
        let expected = try Data(contentsOf: file)
        #expect(rendered == expected, "\(String(decoding: rendered, as: UTF8.self))")
    }
}
