import Foundation

/// How long the tests may take: `ENTENTE_TEST_LEVEL` is quick (the default), full or release.
enum Level {
    /// The number of rounds at this level.
    static func rounds(quick: Int, full: Int) -> Int {
        let name = ProcessInfo.processInfo.environment["ENTENTE_TEST_LEVEL"] ?? "quick"
        return name == "quick" ? quick : full
    }
}
