import CanonicalJSON
import JSONSchema
import Testing

struct `A schema that cannot be used` {
    static let errors: [(JSONValue, String, String)] = [
        (1, "", "there is no schema"),
        (["properties": ["a": 1]], "/properties/a", "there is no schema"),
        (["type": "text"], "/type", "type is no type of JSON"),
        (["required": "a"], "/required", "required is not a list of names"),
        (["properties": []], "/properties", "properties is not an object"),
        (["allOf": []], "/allOf", "allOf is not a list of schemas"),
        (["minLength": -1], "/minLength", "minLength is not a count"),
        (["maxItems": 1.5], "/maxItems", "maxItems is not a count"),
        (["multipleOf": 0], "/multipleOf", "multipleOf is not above 0"),
        (["minimum": "1"], "/minimum", "minimum is not a number"),
        (["uniqueItems": 1], "/uniqueItems", "uniqueItems is not a boolean"),
        (["enum": 1], "/enum", "enum is not a list"),
        (["pattern": "("], "/pattern", #"the pattern "(" is not usable: a ( is not closed"#),
        (
            ["patternProperties": ["[": true]], "/patternProperties/[",
            #"the pattern "[" is not usable: a [ is not closed"#
        ),
        (["$ref": "#/$defs/a"], "/$ref", ##"$ref "#/$defs/a" leads nowhere"##),
        (["$ref": "#a"], "/$ref", ##"$ref "#a" leads nowhere"##),
        (["$ref": "a b"], "/$ref", #"$ref "a b" is not a URI reference"#),
        (
            ["$ref": "https://example.org/a#b"], "/$ref",
            #"$ref names "https://example.org/a", which is not known"#
        ),
        (["$id": "a#b"], "/$id", "$id has a fragment"),
        (["$id": 1], "/$id", "$id is not a string"),
        (["$anchor": "1"], "/$anchor", "an anchor is a letter or _, then letters, digits, - . _"),
        (
            ["$defs": ["a": ["$anchor": "x"], "b": ["$anchor": "x"]]], "/$defs/b/$anchor",
            #"the anchor "x" stands in two places"#
        ),
        (
            ["$defs": ["a": ["$id": "urn:x"], "b": ["$id": "urn:x"]]], "/$defs/b/$id",
            #""urn:x" names two schemas"#
        ),
        (
            ["$schema": "http://json-schema.org/draft-07/schema#"], "/$schema",
            #"the dialect "http://json-schema.org/draft-07/schema" is not known"#
        ),
    ]

    @Test(arguments: errors)
    func `is refused with the place and the reason`(
        schema: JSONValue,
        pointer: String,
        reason: String
    ) {
        let error = #expect(throws: SchemaError.self) { try Schema(compiling: schema) }
        #expect(error?.pointer.description == pointer)
        #expect(error?.reason == reason)
    }

    @Test func `tells in one line what to do`() {
        let error = #expect(throws: SchemaError.self) {
            try Schema(compiling: ["$ref": "urn:entente:common:1"])
        }
        #expect(
            error?.description
                == "the schema cannot be used: at /$ref, $ref names \"urn:entente:common:1\", "
                + "which is not known; pass that schema as a resource; nothing is fetched"
        )
    }

    @Test func `may require a vocabulary that is not known`() {
        let metaSchema: JSONValue = ["$vocabulary": ["https://example.org/vocabulary": true]]
        #expect(throws: SchemaError.self) {
            try Schema(compiling: ["$schema": "urn:m"], resources: ["urn:m": metaSchema])
        }
    }
}

struct `References` {
    @Test func `lead to resources by their names and anchors`() throws {
        let common: JSONValue = [
            "$id": "urn:entente:common:1",
            "$defs": ["text": ["type": "string"], "count": ["$anchor": "count", "minimum": 0]],
        ]
        let schema = try Schema(
            compiling: [
                "properties": [
                    "a": ["$ref": "urn:entente:common:1#/$defs/text"],
                    "b": ["$ref": "urn:entente:common:1#count"],
                ]
            ],
            resources: ["urn:entente:common:1": common]
        )
        #expect(schema.violations(of: ["a": "x", "b": 0]).isEmpty)
        let pointers = schema.violations(of: ["a": 1, "b": -1]).map(\.schemaPointer.description)
        #expect(pointers == ["/$defs/text/type", "/$defs/count/minimum"])
    }

    @Test(
        arguments: [
            ("#/a~1b/c%25d", ["a/b": ["c%d": false]]),
            ("#/list/1", ["list": [true, false]]),
        ] as [(String, JSONValue)]
    )
    func `follow JSON Pointers through percent-encoding and escapes`(
        reference: String,
        members: JSONValue
    ) throws {
        var object = try #require(members.object)
        object["$ref"] = .string(reference)
        let schema = try Schema(compiling: .object(object))
        #expect(schema.violations(of: 1).map(\.rule) == ["false"])
    }

    /// RFC 3986, 5.4, by which `$id` and `$ref` find each other.
    @Test(arguments: [
        ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
        ("/g", "http://a/g"), ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"),
        ("g?y", "http://a/b/c/g?y"), (";x", "http://a/b/c/;x"), (".", "http://a/b/c/"),
        ("..", "http://a/b/"), ("../g", "http://a/b/g"), ("../..", "http://a/"),
        ("../../g", "http://a/g"), ("../../../g", "http://a/g"), ("/./g", "http://a/g"),
        ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."), ("..g", "http://a/b/c/..g"),
        ("./../g", "http://a/b/g"), ("./g/.", "http://a/b/c/g/"), ("g/./h", "http://a/b/c/g/h"),
        ("g/../h", "http://a/b/c/h"), ("g;x=1/../y", "http://a/b/c/y"), ("g:h", "g:h"),
        ("g?y/../x", "http://a/b/c/g?y/../x"),
    ])
    func `resolve as RFC 3986 says`(reference: String, target: String) throws {
        let schema = try Schema(
            compiling: ["$id": "http://a/b/c/d;p?q", "$ref": .string(reference)],
            resources: [target: false]
        )
        #expect(schema.violations(of: 1).count == 1)
    }

    @Test func `to the metaschema judge schemas`() throws {
        let schema = try Schema(
            compiling: ["$ref": "https://json-schema.org/draft/2020-12/schema"]
        )
        let valid: JSONValue = ["type": "object", "properties": ["a": ["minLength": 1]]]
        #expect(schema.violations(of: valid).isEmpty)
        let violations = schema.violations(of: ["properties": ["a": ["minLength": -1]]])
        #expect(violations.map(\.pointer.description) == ["/properties/a/minLength"])
    }
}
