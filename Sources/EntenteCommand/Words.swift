import CanonicalJSON
import Entente
import Reports

/// What the program says to people, on standard error.
///
/// A reader who has gone away is no reason to fail: errors of writing are passed over.
enum Words {
    /// Says something in the program's name; control characters are shown, not sent.
    static func say(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { String($0).withControlsEscaped }
        write("entente: " + lines.joined(separator: "\n") + "\n")
    }

    /// A number and what it counts: `1 event`, `2 events`.
    static func count(_ count: some BinaryInteger, _ noun: String) -> String {
        count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
    }

    /// Writes one JSON value on a line.
    static func write(_ value: JSONValue) {
        write(String(decoding: value.canonicalBytes(), as: UTF8.self) + "\n")
    }

    private static func write(_ text: String) {
        try? FileStream.standardError.write(Array(text.utf8))
    }
}
