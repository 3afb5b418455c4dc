import CanonicalJSON
import Foundation
import JSONSchema

/// The repository's schemas, and all events that are at hand for them.
final class TestCatalogue {
    let envelope: Schema

    /// The examples of all schemas and the lines of the histories.
    let events: [JSONValue]

    private let resources: [String: JSONValue]
    private var schemas: [String: Schema] = [:]

    init() throws {
        let common = try Self.read("Schemas/common.v1.json")
        resources = ["urn:entente:common:1": common]
        let document = try Self.read("Schemas/envelope.v1.json")
        envelope = try Schema(compiling: document, resources: resources)
        var events = document["examples"]?.array ?? []
        for path in Self.files("Schemas", ".json") {
            let examples = try Self.read("Schemas/" + path)["examples"]?.array ?? []
            if path != "envelope.v1.json" { events += examples }
        }
        for path in Self.files("Tools/histories", ".jsonl") {
            let bytes = Self.bytes("Tools/histories/" + path)
            for line in bytes.split(separator: UInt8(ascii: "\n")) {
                events.append(try JSONReader().read(Array(line)))
            }
        }
        self.events = events
    }

    /// The schema of a type's first version.
    func schema(of type: String) throws -> Schema? {
        if let known = schemas[type] { return known }
        let path = type.replacingOccurrences(of: ".", with: "/")
        let document = try Self.read("Schemas/\(path).v1.json")
        let schema = try Schema(compiling: document, resources: resources)
        schemas[type] = schema
        return schema
    }

    private static func read(_ path: String) throws -> JSONValue {
        try JSONReader(numbers: .ieee754).read(bytes(path))
    }

    private static func bytes(_ path: String) -> [UInt8] {
        FileManager.default.contents(atPath: root + path).map(Array.init) ?? []
    }

    private static func files(_ folder: String, _ suffix: String) -> [String] {
        let found = FileManager.default.enumerator(atPath: root + folder)
        return (found?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(suffix) }.sorted()
    }

    private static let root =
        "\(#filePath)"
        .split(separator: "/", omittingEmptySubsequences: false)
        .dropLast(3).joined(separator: "/") + "/"
}
