import CanonicalJSON
import Collaboration
import Entente
import Events
import Foundation
import Testing

/// The examples of the schemas, on the ledger that `Tools/examples` makes.
struct `The example of every type` {
    /// Types that only the program's own verbs append.
    private static let own: Set<String> = ["ledger.opened", "catalogue.adopted", "subject.erased"]

    private static let catalogue = Catalogue.embedded

    private static let types = catalogue.types.filter { !own.contains($0.text) }

    private static func prepared() throws -> TestLedger {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Tools/prepared.jsonl")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        let test = try TestLedger()
        try test.append(lines.map(String.init), by: nil)
        return test
    }

    private static func example(of type: EventType, in test: TestLedger) throws -> JSONObject {
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

    private static func line(_ event: JSONObject) -> String {
        String(decoding: JSONValue.object(event).canonicalBytes(), as: UTF8.self)
    }

    private func judge(_ event: JSONObject, in test: TestLedger) throws -> Refusal? {
        let line = InputLine(number: 1, bytes: Array(Self.line(event).utf8))
        do {
            let request = AppendRequest(lines: [line], by: nil, isDryRun: true)
            _ = try test.ledger.append(request, at: test.now)
            return nil
        } catch let refusal as Refusal {
            return refusal
        }
    }

    @Test func `is accepted alone, and without a required field refused with its place`() throws {
        let test = try Self.prepared()
        test.wait(seconds: 1)
        var fields = 0
        for type in Self.types {
            let example = try Self.example(of: type, in: test)
            let refused = try judge(example, in: test)
            #expect(refused == nil, "\(type)")
            let schema = try #require(try Self.catalogue.type(type)).document
            for name in (schema["required"]?.array ?? []).compactMap(\.string) {
                var data = try #require(example["data"]?.object)
                data[name] = nil
                var event = example
                event["data"] = .object(data)
                let refused = try judge(event, in: test)
                #expect(refused?.pointer == "/data/\(name)", "\(type) without \(name)")
                #expect(refused?.code == .schema, "\(type) without \(name)")
                fields += 1
            }
            for name in ["type", "occurred", "by", "data"] {
                var event = example
                event[name] = nil
                let refused = try judge(event, in: test)
                #expect(refused?.pointer == "/\(name)", "\(type) without \(name)")
            }
        }
        print("\(Self.types.count) types, \(fields) required fields")
    }

    @Test func `is accepted after those of all others, and the audit finds nothing`() throws {
        let test = try Self.prepared()
        let examples = try Self.types.map { Self.line(try Self.example(of: $0, in: test)) }
        let outcome = try test.append(examples, by: nil)
        #expect(outcome.receipts.count == Self.types.count)
        #expect(try test.findings() == [])
    }

    @Test func `is accepted in the reverse order as well`() throws {
        let test = try Self.prepared()
        let examples = try Self.types.map { Self.line(try Self.example(of: $0, in: test)) }
        let outcome = try test.append(examples.reversed(), by: nil)
        #expect(outcome.receipts.count == Self.types.count)
    }
}
