import CanonicalJSON
import Collaboration
import Entente
import Events
import Foundation
import Testing

/// The examples of the schemas, and the events they follow on.
enum Examples {
    /// Types that only the program's own verbs append.
    private static let own: Set<String> = [
        "ledger.opened", "ledger.key-rotated", "catalogue.adopted", "subject.erased",
    ]

    static let catalogue = Catalogue.embedded

    /// The types that writers append.
    static let types = catalogue.types.filter { !own.contains($0.text) }

    /// The events of the ledger that they fit.
    static func prepared() throws -> [String] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Tools/prepared.jsonl")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    /// The example of a type, as it can be appended to a ledger.
    static func example(of type: EventType, in test: TestLedger) throws -> JSONObject {
        let schema = try #require(try catalogue.type(type)).document
        var example = try #require(schema["examples"]?[0]?.object)
        var data = try #require(example["data"]?.object)
        // Each ledger has leaf hashes of its own.
        if data["leafHash"] != nil {
            let target = try #require(data["target"]?.string.flatMap(Tag.init))
            let event = try #require(try test.ledger.event(id: String(target.id)))
            data["leafHash"] = .string(event.leafHash)
        }
        example["data"] = .object(data)
        return example
    }

    /// An event as a line of input.
    static func line(_ event: JSONObject) -> String {
        String(decoding: JSONValue.object(event).canonicalBytes(), as: UTF8.self)
    }
}
