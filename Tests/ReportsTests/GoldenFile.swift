import Foundation
import Testing

/// Whole outputs, byte for byte; `ENTENTE_UPDATE_GOLDEN=1 swift test` writes them anew.
enum GoldenFile {
    static func expect(_ text: String, is name: String) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Golden").appending(path: name)
        if ProcessInfo.processInfo.environment["ENTENTE_UPDATE_GOLDEN"] != nil {
            try Data(text.utf8).write(to: file)
        }
        let expected = try Data(contentsOf: file)
        #expect(Data(text.utf8) == expected, "\(text)")
    }
}
