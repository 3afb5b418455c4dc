import CanonicalJSON
import JSONSchema
import Testing

/// Plans, held against the full evaluation.
struct `A plan of annotations` {
    @Test(arguments: [UInt64.random(in: 0...UInt64.max)])
    func `finds what a full evaluation finds`(seed: UInt64) throws {
        print("seed \(seed)")
        var mutator = Mutator(seed: seed)
        let catalogue = try TestCatalogue()
        var count = 0
        for event in catalogue.events {
            guard let type = event["type"]?.string, let data = event["data"],
                let schema = try catalogue.schema(of: type)
            else { continue }
            let changed = [data] + (0..<20).map { _ in mutator.changed(data) }
            for keyword in ["x-tag", "x-person", "title"] {
                let plan = AnnotationPlan(keyword, in: schema)
                for value in changed where schema.violations(of: value).isEmpty {
                    let expected = Self.listed(schema.annotations(keyword, in: value), value)
                    let found = try #require(Self.visit(plan, value))
                    #expect(found == expected, "seed \(seed): \(type): \(value.text)")
                    #expect(!plan.isEmpty || found.isEmpty)
                    count += found.count
                }
            }
        }
        #expect(count > 500)
    }

    @Test func `goes into alternatives that hold, and only those`() throws {
        let schema: JSONValue = [
            "properties": [
                "a": ["anyOf": [["type": "string", "x": 1], ["type": "array", "x": 2]]],
                "b": ["if": ["const": 1, "x": 3], "then": ["x": 4], "else": ["x": 5]],
                "c": ["not": ["type": "null", "x": 6], "contains": ["type": "string", "x": 7]],
                "d": ["prefixItems": [["x": 8]], "items": ["x": 9]],
            ],
            "dependentSchemas": ["a": ["x": 10]], "additionalProperties": ["x": 11],
        ]
        let compiled = try Schema(compiling: schema)
        let plan = AnnotationPlan("x", in: compiled)
        let values: [JSONValue] = [
            ["a": "t", "b": 1, "c": [1, "t"], "d": [1, 2, 3], "e": .null], ["a": [], "b": 2], [:],
            1,
        ]
        for value in values {
            let expected = Self.listed(compiled.annotations("x", in: value), value)
            #expect(Self.visit(plan, value) == expected)
        }
        #expect(AnnotationPlan("y", in: compiled).isEmpty)
    }

    @Test func `says when it cannot tell`() throws {
        let schema = try Schema(compiling: ["unevaluatedProperties": ["x": 1]])
        let plan = AnnotationPlan("x", in: schema)
        #expect(!plan.isEmpty)
        #expect(Self.visit(plan, ["a": 1]) == nil)
    }

    /// The places and values a plan visits, each pair once; `nil` if it does not know.
    private static func visit(_ plan: AnnotationPlan, _ value: JSONValue) -> Set<[JSONValue]>? {
        let document = JSONDocument(value)
        var found: Set<[JSONValue]> = []
        let isComplete = plan.visit(document, at: 0) {
            found.insert([.number(Double($1)), plan.values[$0]])
        }
        return isComplete ? found : nil
    }

    private static func listed(
        _ annotations: [(pointer: JSONPointer, value: JSONValue)],
        _ value: JSONValue
    ) -> Set<[JSONValue]> {
        let document = JSONDocument(value)
        return Set(
            annotations.compactMap { annotation in
                document.node(at: annotation.pointer).map {
                    [.number(Double($0)), annotation.value]
                }
            }
        )
    }
}
