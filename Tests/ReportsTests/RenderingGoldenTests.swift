import Foundation
import Reports
import Testing

/// The whole output, byte for byte.
///
/// `ENTENTE_UPDATE_GOLDEN=1 swift test` writes the files anew.
struct `A rendered register` {
    struct Golden: Sendable, CustomTestStringConvertible {
        let file: String
        let format: Report.Format
        var width: Int?

        var testDescription: String { file }
    }

    static let all = [
        Golden(file: "register.txt", format: .text),
        Golden(file: "register-100.txt", format: .text, width: 100),
        Golden(file: "register-40.txt", format: .text, width: 40),
        Golden(file: "register.md", format: .markdown),
        Golden(file: "register.csv", format: .csv),
        Golden(file: "register.json", format: .json),
    ]

    @Test(arguments: all)
    func `is the golden file`(golden: Golden) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Golden").appending(path: golden.file)
        let rendered = Data(
            RenderingSample.register.rendered(as: golden.format, width: golden.width).utf8
        )
        if ProcessInfo.processInfo.environment["ENTENTE_UPDATE_GOLDEN"] != nil {
            try rendered.write(to: file)
        }
        let expected = try Data(contentsOf: file)
        #expect(rendered == expected, "\(String(decoding: rendered, as: UTF8.self))")
    }
}
