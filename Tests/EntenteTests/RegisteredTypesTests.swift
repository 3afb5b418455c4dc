import CanonicalJSON
import Collaboration
import Entente
import EventJournal
import Events
import Foundation
import Testing

/// Types of users' own, registered in the ledger.
struct `A registered type` {
    private static let visited = ##"""
        {"$id":"urn:example:x-site.visited","type":"object","title":"Site visited",
         "properties":{"party":{"$ref":"urn:entente:common:1#/$defs/party"},
         "agreement":{"$ref":"urn:entente:common:1#/$defs/agreement"},
         "guide":{"$ref":"#/$defs/guide"},"words":{"type":"string","x-person":"/data/guide"},
         "visitors":{"type":"integer","minimum":1}},
         "required":["party"],"$defs":{"guide":{"type":"string","x-tag":"person"}}}
        """##

    private func registration(
        _ definition: String = visited,
        version: Int = 1,
        of type: String = "x-site.visited"
    ) -> String {
        #"{"type":"schema.registered","occurred":"2020","data":{"schema":"schema:\#(type)","#
            + #""version":\#(version),"definition":\#(definition.replacing("\n", with: " "))}}"#
    }

    private func visit(_ data: String = #"{"party":"party:a"}"#, id: String? = nil) -> String {
        let name = id.map { #""id":"\#($0)","# } ?? ""
        return #"{\#(name)"type":"x-site.visited","occurred":"2020","data":\#(data)}"#
    }

    private func refusal(_ test: TestLedger, _ lines: [String]) throws -> Refusal {
        try #require(throws: Refusal.self) { try test.append(lines) }
    }

    @Test func `rules from the next position on, in the same batch too`() throws {
        let test = try TestLedger()
        let early = try refusal(test, [visit(), registration()])
        #expect(early.code == .unknownType)
        #expect(early.line == 1)
        let outcome = try test.append([registration(), visit(), visit(#"{"party":"party:b"}"#)])
        #expect(outcome.receipts.count == 3)
        #expect(try test.findings() == [])
    }

    @Test func `rules in each batch of a stream`() throws {
        let test = try TestLedger()
        let stream = try AppendStream(test.ledger, policy: .rejecting, by: "script:test")
        let lines = [[registration(), visit()], [visit(), visit(#"{"party":1}"#)], [visit()]]
        for batch in lines {
            test.wait(seconds: 1)
            let input = batch.map { InputLine(number: 1, bytes: Array($0.utf8)) }
            try stream.add(input, at: test.now)
        }
        stream.close()
        var (stored, refused) = (0, 0)
        while let outcome = try stream.next() {
            stored += outcome.receipts.count
            refused += outcome.refusals.count
        }
        #expect((stored, refused) == (4, 1))
        let type: EventType = "x-site.visited"
        #expect(try test.ledger.types.type(type)?.version == 1)
        #expect(try test.ledger.types.all().contains { $0.type == type })
        #expect(try test.findings() == [])
    }

    @Test func `says what is wrong in its terms`() throws {
        let test = try TestLedger()
        try test.append([registration()])
        let wrong = try refusal(test, [visit(#"{"party":"party:a","visitors":0}"#)])
        #expect(wrong.code == .schema)
        #expect(wrong.pointer == "/data/visitors")
        let stray = try refusal(test, [visit(#"{"party":"party:a","guide":"party:b"}"#)])
        #expect(stray.code == .schema)
        #expect(stray.pointer == "/data/guide")
        let near = try refusal(
            test,
            [visit().replacing("x-site.visited", with: "x-site.visitid")]
        )
        #expect(near.code == .unknownType)
        #expect(near.message.contains("did you mean x-site.visited"))
    }

    @Test func `tags its events, puts them in histories and dossiers, and seals them`() throws {
        let test = try TestLedger()
        try test.append([registration()])
        try test.append([
            visit(
                #"{"party":"party:a","agreement":"agreement:m","guide":"person:k3v9x2m7q8tz","#
                    + #""words":"K. Name was our guide"}"#
            )
        ])
        let leaf = try #require(try test.ledger.leaf(at: 2))
        #expect(leaf.tags.map(\.text) == ["agreement:m", "party:a", "person:k3v9x2m7q8tz"])
        #expect(leaf.event["data"]?["words"]?.isNull == true)
        #expect(leaf.event["dossiers"]?["agreement:m"]?["size"]?.integer == 0)
        let journal = test.ledger.journal
        let party = try tag("party:a")
        let history = try test.ledger.read { try journal.positions(ofEntity: party, in: $0) }
        #expect(history == [2])
        #expect(try test.findings() == [])
    }

    @Test func `becomes stricter without a word on the past`() throws {
        let test = try TestLedger()
        try test.append([registration(), visit()])
        let stricter = Self.visited.replacing(
            #""required":["party"]"#,
            with: #""required":["party","visitors"]"#
        )
        try test.append([registration(stricter, version: 2)])
        #expect(try refusal(test, [visit()]).pointer?.hasPrefix("/data") == true)
        try test.append([visit(#"{"party":"party:a","visitors":3}"#)])
        #expect(try test.ledger.leaf(at: 2)?.event["version"]?.integer == 1)
        #expect(try test.ledger.leaf(at: 4)?.event["version"]?.integer == 2)
        #expect(try test.findings() == [])
    }

    @Test func `has versions that follow each other`() throws {
        let test = try TestLedger()
        #expect(try refusal(test, [registration(version: 2)]).message.contains("version-follows"))
        try test.append([registration()])
        #expect(try refusal(test, [registration()]).position == 1)
    }

    @Test func `is corrected by its own schema, and cannot be taken back itself`() throws {
        let test = try TestLedger()
        try test.append([registration(), visit(id: "visit-1")])
        let hash = try test.append([visit(id: "visit-1")]).receipts[0].leafHash
        func corrected(_ data: String) -> String {
            #"{"type":"event.corrected","occurred":"2020","data":{"target":"event:visit-1","#
                + #""leafHash":"\#(hash)","reason":[{"text":"misread","lang":"en"}],"#
                + #""data":\#(data)}}"#
        }
        let wrong = try refusal(test, [corrected(#"{"party":"party:a","visitors":0}"#)])
        #expect(wrong.pointer == "/data/data/visitors")
        try test.append([corrected(#"{"party":"party:b"}"#)])
        #expect(try test.ledger.leaf(at: 3)?.tags.contains(try tag("party:b")) == true)
        let registered = try #require(try test.ledger.leaf(at: 1))
        let retracted =
            #"{"type":"event.retracted","occurred":"2020","data":{"target":"event:"#
            + #"\#(registered.id)","reason":[{"text":"no","lang":"en"}]}}"#
        #expect(try refusal(test, [retracted]).message.contains("target-is-domain-data"))
        #expect(try test.findings() == [])
    }

    @Test(
        arguments: [
            (#"{"x-axis":"later"}"#, "/x-axis"),
            (#"{"properties":{"a":{"x-tag":"Party"}}}"#, "/properties/a/x-tag"),
            (#"{"properties":{"a":{"x-tag":"schema"}}}"#, "/properties/a/x-tag"),
            (#"{"properties":{"a":{"x-person":"data"}}}"#, "/properties/a/x-person"),
            (
                #"{"anyOf":[{"properties":{"a":{"x-tag":"party"}}}]}"#,
                "/anyOf/0/properties/a/x-tag"
            ),
            (
                #"{"anyOf":[{"properties":{"a":{"$ref":"urn:entente:common:1#/$defs/party"}}}]}"#,
                "/anyOf/0/properties/a/$ref"
            ),
            (
                #"{"patternProperties":{"^a":{}},"additionalProperties":{"x-tag":"party"}}"#,
                "/additionalProperties/x-tag"
            ),
            (#"{"properties":{"a":{"$ref":"https://example.org/a"}}}"#, "/properties/a/$ref"),
            (##"{"properties":{"a":{"$ref":"#/$defs/a"}}}"##, "/properties/a/$ref"),
            (##"{"properties":{"a":{"$dynamicRef":"#a"}}}"##, "/properties/a/$dynamicRef"),
            (#"{"properties":{"a":{"$id":"urn:a"}}}"#, "/properties/a/$id"),
            (#"{"properties":{"a":{"type":"text"}}}"#, "/properties/a/type"),
            (#"{"properties":{"a":{"pattern":"("}}}"#, "/properties/a/pattern"),
            (##"{"$ref":"#"}"##, ""),
        ]
    )
    func `cannot be what others would read differently`(
        definition: String,
        pointer: String
    ) throws {
        let test = try TestLedger()
        let refused = try refusal(test, [registration(definition)])
        #expect(refused.code == .schema)
        #expect(refused.pointer == "/data/definition" + pointer, "\(refused.message)")
    }

    @Test(
        arguments: [
            #"{}"#, #"{"properties":{"a":{"items":{"x-tag":["party","person"]}}}}"#,
            #"{"prefixItems":[{"x-tag":{"kind":"x-site","join":["a","b"]}}]}"#,
            #"{"anyOf":[{"properties":{"a":{"$ref":"urn:entente:common:1#/$defs/country"}}}]}"#,
            #"{"properties":{"x-tag":{"type":"string"},"$ref":{"type":"string"}}}"#,
            ##"{"x-axis":"record","properties":{"a":{"$ref":"#"}}}"##,
        ]
    )
    func `can be any other schema`(definition: String) throws {
        let test = try TestLedger()
        try test.append([registration(definition)])
        #expect(try test.findings() == [])
    }

    @Test func `moves with the ledger, and the verifier judges its events`() throws {
        let test = try TestLedger()
        try test.append([registration(), visit(), visit(#"{"party":"party:b"}"#)])
        let verdict = try test.verdict()
        #expect(verdict.status == 0, "\(verdict.said)")
        let copy = test.folder.appending(path: "copy").path
        _ = try Ledger.importing(verdict.export.path, to: copy)
        var found: [Finding] = []
        _ = try Ledger.open(copy, readOnly: true).audit { found.append($0) }
        #expect(found == [])
    }
}
