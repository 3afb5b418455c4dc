import CanonicalJSON
import Foundation

/// What became of one run of a program.
struct Run {
    /// The exit code; the negative number of the signal that ended it.
    let status: Int32
    let outputBytes: [UInt8]
    let errorBytes: [UInt8]

    var output: String { String(decoding: outputBytes, as: UTF8.self) }
    var errors: String { String(decoding: errorBytes, as: UTF8.self) }

    /// Standard output as one JSON text.
    func json() throws -> JSONValue { try JSONReader(numbers: .ieee754).read(outputBytes) }

    /// Standard output as JSON texts, one a line.
    func jsonLines() throws -> [JSONValue] { try Self.values(outputBytes) }

    /// Standard error as JSON texts, one a line.
    func errorLines() throws -> [JSONValue] { try Self.values(errorBytes) }

    /// The ids of the receipts on standard output; a line cut by a kill is no receipt.
    var acknowledged: [String] {
        outputBytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
            try? JSONReader().read(Array(line))["id"]?.string
        }
    }

    /// JSON texts, one a line.
    static func values(_ bytes: [UInt8]) throws -> [JSONValue] {
        try bytes.split(separator: UInt8(ascii: "\n")).map { line in
            try JSONReader(numbers: .ieee754).read(Array(line))
        }
    }
}
