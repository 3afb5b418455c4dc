import CanonicalJSON
import Entente

/// One field of `record`: `a.b=text`, `a:=json` or `a@file`.
struct FieldAssignment {
    /// What stands behind the name.
    enum Value {
        /// Text, which becomes a number or a truth value where only such can stand.
        case text(String)

        /// Any JSON value, as it is.
        case json(JSONValue)
    }

    /// The names on the way to the field, outermost first.
    let path: [String]

    /// What it is set to.
    let value: Value

    /// Reads one field.
    ///
    /// - Throws: `LedgerError` of kind `usage` for another form, `Refusal` for text that is no
    ///   JSON.
    init(_ text: String) throws {
        let isNameByte = { (byte: UInt8) in
            byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        }
        let name = text.utf8.prefix(while: isNameByte)
        let rest = String(text[name.endIndex...])
        path = String(text[..<name.endIndex]).split(
            separator: ".",
            omittingEmptySubsequences: false
        ).map(String.init)
        guard !path.contains("") else { throw Self.malformed(text) }
        if rest.hasPrefix(":=") {
            value = .json(try Self.json(String(rest.dropFirst(2)), path))
        } else if rest.hasPrefix("=") {
            value = .text(String(rest.dropFirst()))
        } else if rest.hasPrefix("@") {
            value = .text(try Self.fileText(String(rest.dropFirst()), path))
        } else {
            throw Self.malformed(text)
        }
    }

    private static func malformed(_ text: String) -> LedgerError {
        LedgerError(
            .usage,
            "'\(text)' sets no field; write NAME=TEXT, NAME:=JSON or NAME@FILE, for example "
                + "party=party:morava"
        )
    }

    private static func json(_ text: String, _ path: [String]) throws -> JSONValue {
        do {
            return try JSONReader(maximumDepth: Limits.depth).read(Array(text.utf8))
        } catch {
            throw Refusal(
                .malformed,
                "what follows := is no JSON: \(error)",
                pointer: JSONPointer(["data"] + path).description
            )
        }
    }

    private static func fileText(_ name: String, _ path: [String]) throws -> String {
        let bytes = try InputFile.whole(name)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Refusal(
                .malformed,
                "the file \(name) is not UTF-8 text",
                pointer: JSONPointer(["data"] + path).description
            )
        }
        return text
    }
}
