import CanonicalJSON
import EDTF
import Entente
import Events
import JSONSchema
import Testing

/// What the quick way takes must be what the slow way would have made of it.
struct `The envelope` {
    private func read(_ text: String, by: String? = "person:p7d2f9s3b5yg") throws -> WriterEvent {
        let reader = EnvelopeReader(Catalogue.embedded, by: by)
        let bytes = Array(text.utf8)
        return try reader.read(
            try EnvelopeReader.parse(bytes, line: 3),
            line: 3,
            byteCount: bytes.count
        )
    }

    private func refusal(_ text: String, by: String? = "person:p7d2f9s3b5yg") -> String {
        do {
            _ = try read(text, by: by)
            return ""
        } catch let refusal as Refusal {
            return "\(refusal.pointer ?? "-") \(refusal.message)"
        } catch {
            return "\(error)"
        }
    }

    @Test func `leaves out defaults, sorts tags and names the recorder`() throws {
        let event = try read(
            #"""
            {"type":"a.b","added":["x:2","x:1"],"occurred":"2019-03","mode":"live","data":{"z":1},
            "basis":"stated","id":"i-1"}
            """#
        )
        #expect(event.id == "i-1")
        #expect(event.type.text == "a.b")
        #expect(event.added.map(\.text) == ["x:1", "x:2"])
        #expect(event.occurred == (try ImpreciseDate(parsing: "2019-03")))
        #expect(
            JSONValue.object(event.members) == [
                "type": "a.b", "added": ["x:1", "x:2"], "occurred": "2019-03", "data": ["z": 1],
                "by": "person:p7d2f9s3b5yg",
            ]
        )
    }

    @Test func `keeps what is no default`() throws {
        let event = try read(
            #"""
            {"by":"script:s","data":{},"occurred":"","basis":"unknown","type":"a.b","added":[],
            "mode":"attested","source":{"title":"T"},"verbatim":"v","correlation":"c","causation":"d"}
            """#,
            by: nil
        )
        #expect(event.occurred == nil)
        #expect(event.id == nil)
        #expect(
            event.members.keys == [
                "basis", "by", "causation", "correlation", "data", "mode", "occurred", "source",
                "type", "verbatim",
            ]
        )
    }

    @Test func `is refused in the words that tell why`() {
        let plain = #""type":"a.b","occurred":"2019","data":{}"#
        #expect(refusal("[]").hasSuffix("an event is a JSON object"))
        #expect(refusal("{\(plain),\"tags\":[]}").hasPrefix("/tags the member 'tags' is set by"))
        #expect(refusal("{\(plain)}", by: nil).hasPrefix("/by nobody is named as recorder"))
        #expect(refusal("{\(plain)}", by: "party:a").hasPrefix("/by does not match the pattern"))
        #expect(
            refusal("{\(plain),\"added\":[\"agreement:a\"]}").hasPrefix("/added/0 a tag of kind")
        )
        #expect(refusal("{\(plain),\"added\":[\"A:a\"]}").hasPrefix("/added/0 this is no tag"))
        #expect(
            refusal("{\(plain),\"added\":[\"a:a\",\"a:a\"]}").hasPrefix("/added has equal items")
        )
        #expect(refusal("{\(plain),\"extra\":1}").hasPrefix("/extra is a member that the schema"))
        #expect(
            refusal(#"{"type":"a.b","occurred":"","data":{}}"#).hasPrefix("/occurred 'occurred'")
        )
        #expect(refusal(#"{"type":"a","occurred":"2019","data":{}}"#).hasPrefix("/type "))
        #expect(
            refusal(#"{"type":"ledger.opened","occurred":"2019","data":{}}"#)
                == "/type ledger.opened is written by `entente init` only"
        )
        #expect(refusal(#"{"type":"a.b","occurred":"2019-13","data":{}}"#).hasPrefix("/occurred "))
    }

    /// Values of each member, the first of them good; `nil` leaves the member out.
    private static let values: [(name: String, values: [String?])] = [
        ("id", ["\"i-1\"", nil, nil, "\"a b\"", "7", "\"\""]),
        ("type", ["\"a.b\"", "\"x-a.b\"", "\"a\"", "null", nil]),
        ("occurred", ["\"2019-03\"", "\"2019-03-08/..\"", "\"\"", "3", nil]),
        ("basis", [nil, nil, "\"stated\"", "\"unknown\"", "\"guessed\"", "[]"]),
        ("mode", [nil, "\"live\"", "\"attested\"", "\"seen\"", "1", "null"]),
        (
            "source",
            [
                nil, #"{"title":"T"}"#, #"{"title":"T","publisher":"P","language":"en"}"#,
                #"{"url":"https://a.example.org","published":"2019-03","locator":"p. 3"}"#,
                "{}", #"{"title":""}"#, #"{"published":"2019-13"}"#, #"{"language":"english!"}"#,
                #"{"title":"T","extra":1}"#, #"{"title":["T"]}"#, "\"T\"", "null",
            ]
        ),
        ("by", [nil, "\"script:s\"", "\"person:\"", "\"party:a\"", "{}"]),
        ("added", [nil, "[]", #"["a:1","b:2"]"#, #"["a:1","a:1"]"#, #"["agreement:a"]"#, "{}"]),
        ("data", ["{}", #"{"a":{"b":[1]}}"#, "[]", nil]),
        ("verbatim", [nil, nil, "\"in spring\"", "\"\"", "4"]),
        ("causation", [nil, nil, "\"c\"", "\"c d\""]),
        ("extra", [nil, nil, nil, nil, "1"]),
    ]

    /// An envelope whose members are mostly good.
    private func draw(by random: inout SeededGenerator) -> String {
        let isGood = Int.random(in: 0..<3, using: &random) == 0
        let members = Self.values.shuffled(using: &random).compactMap { name, values in
            let isPlain = isGood || Int.random(in: 0..<5, using: &random) > 1
            let value = isPlain ? values[0] : values.randomElement(using: &random) ?? nil
            return value.map { "\"\(name)\":\($0)" }
        }
        return "{" + members.joined(separator: ",") + "}"
    }

    /// Dates apart, which the schema knows as a format, all is in the schema for these values.
    @Test(arguments: [UInt64.random(in: .min ... .max), 1, 2])
    func `is taken when a full evaluation of the schema finds nothing`(seed: UInt64) throws {
        let schema = try Catalogue.embedded.envelope()
        var random = SeededGenerator(seed: seed)
        var taken = 0
        for _ in 0..<2_000 {
            let text = draw(by: &random)
            var members = try #require(try JSONDocument(reading: Array(text.utf8)).value(0).object)
            if members["by"] == nil { members["by"] = "person:p7d2f9s3b5yg" }
            let violations = schema.violations(of: .object(members))
            let refused = refusal(text)
            #expect(refused.isEmpty == violations.isEmpty, "\(text) \(refused); seed \(seed)")
            if refused.isEmpty { taken += 1 }
        }
        #expect(taken > 200)
        #expect(taken < 1_800)
    }
}
