import Foundation
import Reports
import Testing

/// What reports say of the five histories, byte for byte.
///
/// `ENTENTE_UPDATE_GOLDEN=1 swift test` writes the files anew.
struct `A report over the five histories` {
    struct Golden: Sendable, CustomTestStringConvertible {
        let report: ReportKind
        let format: Report.Format

        var testDescription: String { file }

        var file: String {
            let ending = format == .markdown ? "md" : format == .text ? "txt" : format.rawValue
            return "\(report.name).\(ending)"
        }
    }

    static let all = [
        ReportKind.meetingsMatrix, .partnerNetwork, .networkParties, .partnershipFunnel,
    ]
    .flatMap { report in
        [Report.Format.text, .csv, .json].map { Golden(report: report, format: $0) }
    }

    @Test(arguments: all)
    func `is the golden file`(golden: Golden) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Golden/histories").appending(path: golden.file)
        let report = try golden.report.report(of: KindsLedger.histories(), asOf: "2022-01-01")
        let rendered = Data(report.rendered(as: golden.format).utf8)
        if ProcessInfo.processInfo.environment["ENTENTE_UPDATE_GOLDEN"] != nil {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try rendered.write(to: file)
        }
        let expected = try Data(contentsOf: file)
        #expect(rendered == expected, "\(String(decoding: rendered, as: UTF8.self))")
    }
}
