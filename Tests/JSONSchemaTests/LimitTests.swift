import CanonicalJSON
import JSONSchema
import Testing

struct `A hostile schema` {
    @Test(
        arguments: [
            ["$ref": "#"],
            ["$dynamicRef": "#a", "$dynamicAnchor": "a"],
            [
                "$ref": "#/$defs/a",
                "$defs": ["a": ["allOf": [["$ref": "#/$defs/b"]]], "b": ["$ref": "#"]],
            ],
            ["anyOf": [["type": "string"], ["not": ["$ref": "#"]]]],
            ["if": ["then": true, "if": ["$ref": "#"]]],
            ["dependentSchemas": ["a": ["$ref": "#"]]],
        ] as [JSONValue]
    )
    func `that applies itself in place is refused`(schema: JSONValue) {
        let error = #expect(throws: SchemaError.self) { try Schema(compiling: schema) }
        #expect(
            error?.reason == "the schema applies itself to the same value without end"
        )
    }

    @Test func `may refer to itself from members and items`() throws {
        let schema = try Schema(
            compiling: ["type": ["object", "array"], "items": ["$ref": "#"]]
        )
        #expect(schema.violations(of: [[], [[]]]).isEmpty)
        #expect(schema.violations(of: [[1]]).map(\.pointer.description) == ["/0/0"])
    }

    @Test func `that loops by a dynamic reference ends with a violation`() throws {
        let schema = try Schema(
            compiling: ["$id": "urn:a", "$dynamicAnchor": "n", "$ref": "urn:b"],
            resources: ["urn:b": ["$dynamicRef": "#n", "$defs": ["n": ["$dynamicAnchor": "n"]]]]
        )
        #expect(schema.violations(of: 1).map(\.rule) == ["limit"])
        #expect(schema.annotations("x", in: 1).isEmpty)
    }

    @Test func `that doubles its work at each step ends with a violation`() throws {
        var definitions: [(String, JSONValue)] = [("d0", ["type": "string"])]
        for index in 1...40 {
            let step: JSONValue = ["$ref": .string("#/$defs/d\(index - 1)")]
            definitions.append(("d\(index)", ["anyOf": [step, step]]))
        }
        let schema = try Schema(
            compiling: ["$ref": "#/$defs/d40", "$defs": .object(JSONObject(definitions))]
        )
        #expect(schema.violations(of: 1).map(\.rule) == ["limit"])
    }

    @Test func `with endless look-arounds ends with a violation`() throws {
        // Even `not` cannot turn an unfinished judgement into a valid one.
        let schema = try Schema(compiling: ["not": ["pattern": "(?=(?=(?=.*b).*b).*b)"]])
        let text = String(repeating: "a", count: 20_000)
        #expect(schema.violations(of: .string(text)).map(\.rule) == ["limit"])
    }

    @Test func `with a long chain of references is refused`() {
        var definitions: [(String, JSONValue)] = [("d0", true)]
        for index in 1...2_000 {
            definitions.append(("d\(index)", ["$ref": .string("#/$defs/d\(index - 1)")]))
        }
        let schema: JSONValue = [
            "$ref": "#/$defs/d2000", "$defs": .object(JSONObject(definitions)),
        ]
        #expect(throws: SchemaError.self) { try Schema(compiling: schema) }
    }

    @Test func `nested beyond the limit is refused`() {
        var schema: JSONValue = true
        for _ in 0..<400 { schema = ["items": schema] }
        #expect(throws: SchemaError.self) { try Schema(compiling: schema) }
    }

    @Test func `a deep instance within a reader's bounds is judged`() throws {
        let schema = try Schema(
            compiling: ["allOf": [["anyOf": [["properties": ["a": ["$ref": "#"]]]]]]]
        )
        var instance: JSONValue = [:]
        for _ in 0..<64 { instance = ["a": instance] }
        #expect(schema.violations(of: instance).isEmpty)
        for _ in 0..<400 { instance = ["a": instance] }
        #expect(schema.violations(of: instance).map(\.rule) == ["limit"])
    }
}
