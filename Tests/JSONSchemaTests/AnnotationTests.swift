import CanonicalJSON
import JSONSchema
import Testing

struct `Annotations` {
    private func collect(
        _ schema: JSONValue,
        _ instance: JSONValue,
        keyword: String = "x-tag",
        nullsPermittedAt pointers: [String] = []
    ) throws -> [String] {
        let permitted = Set(try pointers.map { try JSONPointer(parsing: $0) })
        return try Schema(compiling: schema)
            .annotations(keyword, in: instance, nullsPermittedAt: permitted)
            .map { "\($0.pointer)=\(String(decoding: $0.value.canonicalBytes(), as: UTF8.self))" }
    }

    @Test func `come from members, items, references and combinations in instance order`() throws {
        let schema: JSONValue = [
            "properties": [
                "party": ["$ref": "#/$defs/party"],
                "people": ["items": ["$ref": "#/$defs/person"], "x-tag": "people"],
                "first": ["prefixItems": [["x-tag": "one"], ["x-tag": "two"]]],
            ],
            "patternProperties": ["^p": ["x-tag": "p"]],
            "additionalProperties": ["x-tag": "rest"],
            "allOf": [["x-tag": "whole"]],
            "$defs": ["party": ["x-tag": "party"], "person": ["x-tag": ["kind": "person"]]],
        ]
        let instance: JSONValue = [
            "party": "party:a", "people": ["x", "y"], "first": [1, 2, 3], "other": 1,
        ]
        #expect(
            try collect(schema, instance) == [
                #"="whole""#, #"/first/0="one""#, #"/first/1="two""#, #"/other="rest""#,
                #"/party="party""#, #"/party="p""#, #"/people="people""#, #"/people="p""#,
                #"/people/0={"kind":"person"}"#, #"/people/1={"kind":"person"}"#,
            ]
        )
    }

    @Test func `come only from branches that are satisfied`() throws {
        let text: JSONValue = ["type": "string", "x-tag": "text"]
        let number: JSONValue = ["type": "number", "x-tag": "number"]
        #expect(try collect(["anyOf": [text, number]], 1) == [#"="number""#])
        #expect(try collect(["oneOf": [text, number]], "a") == [#"="text""#])
        let conditional: JSONValue = [
            "if": text, "then": ["x-tag": "then"], "else": ["x-tag": "else"],
        ]
        #expect(try collect(conditional, "a") == [#"="text""#, #"="then""#])
        #expect(try collect(conditional, 1) == [#"="else""#])
        #expect(try collect(["not": ["not": text]], "a") == [])
        #expect(try collect(["contains": text], [1, "a"]) == [#"/1="text""#])
        #expect(try collect(["propertyNames": text], ["a": 1]) == [])
        #expect(
            try collect(["dependentSchemas": ["a": ["x-tag": "dependent"]]], ["b": 1]) == []
        )
    }

    @Test func `are none for an invalid instance, and none of a branch that fails late`() throws {
        #expect(try collect(["x-tag": 1, "type": "string"], 1) == [])
        let branch: JSONValue = ["properties": ["a": ["x-tag": 1], "b": false]]
        #expect(try collect(["anyOf": [branch, true]], ["a": 1, "b": 2]) == [])
    }

    @Test func `a pair that several subschemas give comes once`() throws {
        let schema: JSONValue = [
            "allOf": [["$ref": "#/$defs/a"], ["$ref": "#/$defs/a"], ["x-tag": 2]],
            "$defs": ["a": ["x-tag": 1]],
        ]
        #expect(try collect(schema, 0) == ["=1", "=2"])
    }

    @Test func `of the specification are annotations too`() throws {
        #expect(try collect(["title": "A"], 1, keyword: "title") == [#"="A""#])
        #expect(try collect(["type": "number"], 1, keyword: "type") == [])
    }

    @Test func `apply at a permitted null as they would at what it stands for`() throws {
        let schema: JSONValue = [
            "properties": [
                "name": ["$ref": "#/$defs/names", "x-person": "/data/person", "x-tag": "sealed"],
                "either": ["oneOf": [["type": "string", "x-tag": 1], ["type": "array"]]],
            ],
            "$defs": ["names": ["type": "array", "minItems": 1, "x-tag": "names"]],
        ]
        let instance: JSONValue = ["name": .null, "either": .null]
        let permitted = ["/name", "/either"]
        #expect(
            try collect(schema, instance, nullsPermittedAt: permitted)
                == ["/either=1", #"/name="sealed""#, #"/name="names""#]
        )
        #expect(
            try collect(schema, instance, keyword: "x-person", nullsPermittedAt: permitted)
                == [#"/name="/data/person""#]
        )
        #expect(try collect(schema, instance) == [])
    }
}

struct `A permitted null` {
    private func rules(
        _ schema: JSONValue,
        _ instance: JSONValue,
        _ pointers: String...
    ) throws -> [String] {
        let permitted = Set(try pointers.map { try JSONPointer(parsing: $0) })
        return try Schema(compiling: schema)
            .violations(of: instance, nullsPermittedAt: permitted)
            .map { "\($0.pointer) \($0.rule)" }
    }

    @Test func `satisfies every subschema at its pointer and nowhere else`() throws {
        let schema: JSONValue = [
            "properties": [
                "a": [
                    "type": "string", "minLength": 3, "not": ["type": "null"],
                    "oneOf": [true, true], "allOf": [false],
                ],
                "b": ["type": "string"],
            ],
            "required": ["a", "b"],
            "unevaluatedProperties": false,
        ]
        let instance: JSONValue = ["a": .null, "b": .null]
        #expect(try rules(schema, instance, "/a", "/b") == [])
        #expect(try rules(schema, instance, "/a") == ["/b type"])
        #expect(try rules(schema, ["a": .null], "/a", "/b") == [" required"])
        #expect(try rules(["type": "object"], .null, "") == [])
    }

    @Test func `changes nothing for other values at its pointer`() throws {
        let schema: JSONValue = ["properties": ["a": ["type": "string"]]]
        #expect(try rules(schema, ["a": 1], "/a") == ["/a type"])
        #expect(try rules(schema, ["a": "x"], "/a") == [])
    }

    @Test func `is found in arrays, by its index`() throws {
        let schema: JSONValue = ["items": ["required": ["x~/y"], "type": "object"]]
        #expect(try rules(schema, [["x~/y": 1], .null], "/1") == [])
        #expect(try rules(schema, [["x~/y": 1], .null], "/0") == ["/1 type"])
        let names: JSONValue = ["items": ["properties": ["x~/y": ["type": "string"]]]]
        #expect(try rules(names, [["x~/y": .null]], "/0/x~0~1y") == [])
    }

    @Test func `does not collide in uniqueItems`() throws {
        let schema: JSONValue = ["uniqueItems": true]
        #expect(try rules(schema, [.null, .null, "a"], "/0", "/1") == [])
        #expect(try rules(schema, [.null, .null], "/0") == [])
        #expect(try rules(schema, [.null, .null]) == [" uniqueItems"])
    }
}
