import EDTF
import Entente

/// A line on standard error for work that lasts, on a terminal only.
final class Progress {
    private static let delayInMicroseconds: Int64 = 1_000_000
    private static let stepInMicroseconds: Int64 = 200_000

    private let what: String
    private let start = Clock.now
    private var last: Instant?

    init(_ what: String) {
        self.what = what
    }

    /// Shows how far the work is, once it has lasted a second.
    func update(_ done: UInt64, of total: UInt64) {
        update("\(done) of \(total)")
    }

    /// Shows in words how far the work is, once it has lasted a second.
    func update(_ words: @autoclosure () -> String) {
        let now = Clock.now
        guard Terminal.showsProgress,
            now.microseconds - start.microseconds >= Self.delayInMicroseconds,
            now.microseconds - (last ?? start).microseconds >= Self.stepInMicroseconds
        else { return }
        last = now
        write("\r\(what): \(words())")
    }

    /// Clears the line.
    func finish() {
        if last != nil { write("\r\u{1B}[K") }
    }

    private func write(_ text: String) {
        try? FileStream.standardError.write(Array(text.utf8))
    }
}
