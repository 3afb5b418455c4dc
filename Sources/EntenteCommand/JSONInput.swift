import CanonicalJSON
import Entente

/// Standard input as one JSON text of any numbers.
enum JSONInput {
    private static let maximumDepth = 512

    /// - Throws: `Refusal` with `malformed`.
    static func read(from name: String = "-") throws -> JSONValue {
        do {
            return try JSONReader(numbers: .ieee754, maximumDepth: maximumDepth)
                .read(try InputFile.whole(name))
        } catch let error as JSONError {
            // The pointer stands beside the message, so the message does not repeat it.
            let place = "line \(error.line), column \(error.column)"
            let source = name == "-" ? place : "\(name), \(place)"
            throw Refusal(.malformed, "\(source): \(error.kind)", pointer: "\(error.pointer)")
        }
    }
}
