import CanonicalJSON
import JSONSchema
import Testing

struct `A violation` {
    /// A schema, an instance, and what is said about it.
    static let messages: [(JSONValue, JSONValue, [String])] = [
        (
            ["type": ["string", "null"]], 1.5,
            ["the value is of type number, not null or string (type)"]
        ),
        (["type": "string"], 1, ["the value is of type integer, not string (type)"]),
        (["const": ["a": 1]], 2, [#"the value is not {"a":1} (const)"#]),
        (["enum": ["a", 2]], "b", [#"the value is none of "a", 2 (enum)"#]),
        (["minimum": 2.5], 2, ["the value is not at least 2.5 (minimum)"]),
        (["exclusiveMaximum": 2], 2, ["the value is not less than 2 (exclusiveMaximum)"]),
        (["multipleOf": 0.01], 0.005, ["the value is not a multiple of 0.01 (multipleOf)"]),
        (["maxLength": 2], "abc", ["the value has 3 characters, and may have 2 (maxLength)"]),
        (["minItems": 1], [], ["the value has 0 items, and needs 1 (minItems)"]),
        (["pattern": "^a$"], "b", ["the value does not match the pattern ^a$ (pattern)"]),
        (
            ["format": "edtf"], "2019-02-30",
            [
                "the value is not an EDTF date such as 2019-03, 2019-03-06/2019-03-08 or "
                    + "[..2019-03-08] (format)"
            ]
        ),
        (
            ["uniqueItems": true], [1, 2, 1.0],
            ["the value has equal items at 0 and 2 (uniqueItems)"]
        ),
        (["required": ["a", "b"]], ["a": 1], [#"the value lacks "b" (required)"#]),
        (
            ["dependentRequired": ["a": ["b"]]], ["a": 1],
            [#"the value lacks "b", which "a" demands (dependentRequired)"#]
        ),
        (
            ["properties": ["a": true], "additionalProperties": false], ["a": 1, "b": 2],
            [
                "/b is a member that the schema does not know; remove or rename it "
                    + "(additionalProperties)"
            ]
        ),
        (["properties": ["a": false]], ["a": 1], ["/a is not allowed here; remove it (false)"]),
        (
            ["prefixItems": [true], "items": false], [1, 2],
            ["/1 is one item more than the schema allows; remove it (items)"]
        ),
        (
            ["propertyNames": ["maxLength": 1]], ["ab": 1],
            [
                "/ab has a name that is not allowed; the name has 2 characters, and may have 1 "
                    + "(propertyNames)"
            ]
        ),
        (
            ["contains": ["type": "string"]], [1],
            ["the value has 0 items of the kind asked for, and needs at least 1 (contains)"]
        ),
        (["not": true], 1, ["the value is what the schema forbids here (not)"]),
        (
            ["oneOf": [true, false, true]], 1,
            ["the value fits alternatives 1 and 3, but only one may fit (oneOf)"]
        ),
        (
            ["anyOf": [["const": ""], ["type": "object", "required": ["a"]]]], [:],
            [
                "the value fits none of 2 alternatives; by number 2, the value lacks \"a\" "
                    + "(required) (anyOf)"
            ]
        ),
    ]

    @Test(arguments: messages)
    func `says where, what and by which keyword`(
        schema: JSONValue,
        instance: JSONValue,
        expected: [String]
    ) throws {
        let violations = try Schema(compiling: schema).violations(of: instance)
        #expect(violations.map(\.description) == expected)
    }

    @Test func `points into the instance and into the schema`() throws {
        let schema = try Schema(
            compiling: [
                "properties": ["list": ["items": ["$ref": "#/$defs/short"]]],
                "$defs": ["short": ["maxLength": 1]],
            ]
        )
        let violation = try #require(schema.violations(of: ["list": ["a", "bc"]]).first)
        #expect(violation.pointer.description == "/list/1")
        #expect(violation.schemaPointer.description == "/$defs/short/maxLength")
        #expect(violation.rule == "maxLength")
    }

    @Test func `comes once, in the order of the instance`() throws {
        let schema = try Schema(
            compiling: [
                "allOf": [["$ref": "#/$defs/a"], ["$ref": "#/$defs/a"]],
                "$defs": ["a": ["additionalProperties": ["type": "string"]]],
                "required": ["z"],
                "properties": ["c": ["items": ["type": "null"]]],
            ]
        )
        var items = Array(repeating: JSONValue.null, count: 12)
        (items[2], items[11]) = (1, 1)
        let violations = schema.violations(of: ["b": 1, "c": .array(items), "a": 2])
        #expect(
            violations.map { "\($0.pointer) \($0.rule)" }
                == [" required", "/a type", "/b type", "/c type", "/c/2 type", "/c/11 type"]
        )
    }

    @Test func `never shows an instance's text, and cuts what a schema says`() throws {
        let secret = String(repeating: "secret", count: 20)
        let long = JSONValue.string(String(repeating: "x", count: 5_000))
        let rules: [JSONValue] = [
            ["const": long], ["enum": [long]], ["pattern": "^y$"], ["maxLength": 3],
            ["format": "uri"], ["type": "number"], ["not": ["type": "string"]],
            ["anyOf": [["const": long], ["maxLength": 2]]],
        ]
        for rule in rules {
            let violations = try Schema(compiling: rule).violations(of: .string(secret))
            #expect(violations.count == 1)
            for violation in violations {
                #expect(!violation.description.contains("secret"))
                #expect(violation.description.count < 500)
            }
        }
    }

    @Test func `control characters in names do not reach the terminal`() throws {
        let schema = try Schema(compiling: ["additionalProperties": false])
        let violation = try #require(schema.violations(of: ["\u{1B}[2J": 1]).first)
        #expect(violation.description.hasPrefix(#"/\u{1b}[2J is a member"#))
    }

    @Test func `canonically equivalent names and texts are different`() throws {
        let schema = try Schema(
            compiling: [
                "properties": ["\u{E9}": ["const": "\u{E9}"]], "additionalProperties": false,
                "required": ["\u{E9}"],
            ]
        )
        #expect(schema.violations(of: ["\u{E9}": "\u{E9}"]).isEmpty)
        #expect(schema.violations(of: ["\u{E9}": "e\u{301}"]).map(\.rule) == ["const"])
        #expect(
            schema.violations(of: ["e\u{301}": "\u{E9}"]).map(\.rule)
                == ["required", "additionalProperties"]
        )
    }
}

struct `A multiple` {
    @Test(arguments: [
        (0.0075, 0.0001, true), (0.00751, 0.0001, false), (4.35, 0.01, true), (19.99, 0.01, true),
        (1e308, 0.5, true), (1e308, 0.123456789, false), (9_007_199_254_740_991, 3, false),
        (9_007_199_254_740_990, 3, true), (1e-300, 1e-300, true), (1, 1e-300, true), (0, 7, true),
        (-6, 3, true), (1e22, 1e21, true), (3e-5, 1e-5, true), (100, 8, false), (1000, 8, true),
    ])
    func `is taken of the decimals people write`(
        number: Double,
        divisor: Double,
        isMultiple: Bool
    ) throws {
        let schema = try Schema(compiling: ["multipleOf": .number(divisor)])
        #expect(schema.violations(of: .number(number)).isEmpty == isMultiple)
    }
}
