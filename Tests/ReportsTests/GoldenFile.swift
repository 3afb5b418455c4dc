import Foundation
import Testing

/// Whole outputs, byte for byte; `ENTENTE_UPDATE_GOLDEN=1 swift test` writes them anew.
enum GoldenFile {
    static func expect(_ text: String, is name: String) throws {
        try expect(Array(text.utf8), is: name)
    }

    static func expect(_ bytes: [UInt8], is name: String) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Golden").appending(path: name)
        if ProcessInfo.processInfo.environment["ENTENTE_UPDATE_GOLDEN"] != nil {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(bytes).write(to: file)
        }
        let expected = try Data(contentsOf: file)
        #expect(Data(bytes) == expected, "\(name): \(String(decoding: bytes, as: UTF8.self))")
    }
}
