import Foundation

/// The built program, as its users meet it: a file to run.
///
/// It is the one named by `ENTENTE_BINARY`, else `entente` beside the test executable.
enum Program {
    /// Why there is nothing to test.
    struct Missing: Error, CustomStringConvertible {
        let looked: String

        var description: String {
            "there is no program at \(looked); build it with `swift build`, or name it with "
                + "ENTENTE_BINARY"
        }
    }

    /// The program's path.
    ///
    /// - Throws: `Missing`, so that a test without a program fails and says so.
    static func path() throws -> String {
        let named = ProcessInfo.processInfo.environment["ENTENTE_BINARY"]
        let path = named.map { URL(filePath: $0).path } ?? beside.path
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw Missing(looked: path)
        }
        return path
    }

    /// The environment of every run: that of the tests without anything meant for the program.
    static var environment: [String: String] {
        ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("ENTENTE") }
    }

    /// The top folder of the sources.
    static let repository = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static let beside = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "entente")
}
