import CanonicalJSON
import Collaboration
import Entente
import Events
import Foundation
import Testing

/// The examples of the schemas, on the ledger that `Tools/examples` makes.
struct `The example of every type` {
    private static func ledger() throws -> TestLedger {
        let test = try TestLedger()
        try test.append(try Examples.prepared(), by: nil)
        return test
    }

    private func judge(_ event: JSONObject, in test: TestLedger) throws -> Refusal? {
        let line = InputLine(number: 1, bytes: Array(Examples.line(event).utf8))
        do {
            let request = AppendRequest(lines: [line], by: nil, isDryRun: true)
            _ = try test.ledger.append(request, at: test.now)
            return nil
        } catch let refusal as Refusal {
            return refusal
        }
    }

    @Test func `is accepted alone, and without a required field refused with its place`() throws {
        let test = try Self.ledger()
        test.wait(seconds: 1)
        var fields = 0
        for type in Examples.types {
            let example = try Examples.example(of: type, in: test)
            let refused = try judge(example, in: test)
            #expect(refused == nil, "\(type)")
            let schema = try #require(try Examples.catalogue.type(type)).document
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
        print("\(Examples.types.count) types, \(fields) required fields")
    }

    @Test func `is accepted after those of all others, and the audit finds nothing`() throws {
        let test = try Self.ledger()
        let examples = try Examples.types.map {
            Examples.line(try Examples.example(of: $0, in: test))
        }
        let outcome = try test.append(examples, by: nil)
        #expect(outcome.receipts.count == Examples.types.count)
        #expect(try test.findings() == [])
    }

    @Test func `is accepted in the reverse order as well`() throws {
        let test = try Self.ledger()
        let examples = try Examples.types.map {
            Examples.line(try Examples.example(of: $0, in: test))
        }
        let outcome = try test.append(examples.reversed(), by: nil)
        #expect(outcome.receipts.count == Examples.types.count)
    }
}
