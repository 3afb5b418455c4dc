import CanonicalJSON
import Foundation
import Testing

@Suite struct `Learning the types` {
    @Test func `every type is listed and can be explained`() throws {
        let workspace = try Workspace()
        let types = try #require(try workspace.entente("types", "--json").json().array)
        #expect(types.count > 80)
        let text = try workspace.entente("types").output
        for type in types.compactMap({ $0["type"]?.string }) {
            #expect(text.contains(type))
        }
    }

    @Test(arguments: ["agreement.signed", "person.registered", "commitment.planned"])
    func `a type is explained with fields, rules and an example`(type: String) throws {
        let workspace = try Workspace()
        let json = try workspace.entente("explain", type, "--json").json()
        #expect(json["type"] == .string(type))
        #expect(json["schema"]?["properties"] != nil)
        #expect(json["rules"]?.array?.isEmpty == false)
        let text = try workspace.entente("explain", type).output
        for name in json["schema"]?["properties"]?.object?.keys ?? [] {
            #expect(text.contains(" \(name): "), "\(name)")
        }
    }

    @Test func `the example of an explanation is accepted`() throws {
        let workspace = try Workspace.withLedger()
        let json = try workspace.entente("explain", "party.registered", "--json").json()
        let example = try #require(json["example"])
        let run = try workspace.entente(["append"], input: example.canonicalBytes())
        #expect(run.status == 0, "\(run.errors)")
    }

    @Test func `a noun is explained with its states`() throws {
        let json = try Workspace().entente("explain", "agreement", "--json").json()
        #expect(json["states"]?.array?.contains("in-force") == true)
        #expect(json["transitions"]?.array?.isEmpty == false)
    }

    @Test(arguments: [
        ("office", "liaison-office"), ("item", "programme-item"), ("batch", "meeting-batch"),
    ])
    func `a noun is found by the kind of its tags`(kind: String, noun: String) throws {
        let run = try Workspace().entente("explain", kind, "--json")
        #expect(run.status == 0, "\(run.errors)")
        #expect(try run.json()["noun"] == .string(noun))
    }
}

@Suite struct `The reference of the types` {
    /// `ENTENTE_UPDATE_GOLDEN=1` writes the page anew.
    @Test func `stands in the documentation as explain prints it`() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Documentation/event-types.md")
        let made = try Workspace().entente("explain", "--all", "--format", "markdown").output
        if ProcessInfo.processInfo.environment["ENTENTE_UPDATE_GOLDEN"] != nil {
            try Data(made.utf8).write(to: page)
        }
        let isCurrent = try String(contentsOf: page, encoding: .utf8) == made
        #expect(isCurrent, "entente explain --all --format markdown > Documentation/event-types.md")
    }

    @Test func `has the diagram of each noun, and every type once`() throws {
        let page = try Workspace().entente("explain", "--all", "--format", "markdown").output
        let types = try Workspace().entente("types", "--json").json().array ?? []
        for type in types.compactMap({ $0["type"]?.string }) {
            #expect(page.components(separatedBy: "\n### \(type)\n").count == 2, "\(type)")
        }
        for noun in ["agreement", "meeting", "delegation", "commitment"] {
            let part = page.components(separatedBy: "\n## \(noun)\n").last ?? ""
            #expect(part.hasPrefix("\n```mermaid\nstateDiagram-v2\n  [*] --> "), "\(noun)")
        }
    }
}

@Suite struct `A correction by a merge patch` {
    /// A ledger with one draft, whose id is `draft`.
    private static func drafted() throws -> Workspace {
        let workspace = try Workspace.withLedger()
        let drafted = try workspace.entente(
            "record",
            "agreement.drafted",
            "agreement=agreement:m",
            "kind=mou",
            "version=1",
            "title.text=Memorandum",
            "title.lang=en",
            "--occurred",
            "2020-03-28",
            "--id",
            "draft"
        )
        #expect(drafted.status == 0, "\(drafted.errors)")
        return workspace
    }

    @Test func `changes what it says and leaves what was known before`() throws {
        let workspace = try Self.drafted()
        let patch = #"{"occurred": "2020-03-27", "data": {"kind": "loi"}}"#
        let run = try workspace.entente(
            "correct",
            "draft",
            "-",
            "--reason",
            "Misread.",
            input: patch
        )
        #expect(run.status == 0, "\(run.errors)")
        let now = try workspace.entente("state", "agreement:m", "--json").json()
        #expect(now["fields"]?["kind"]?["value"] == "loi")
        #expect(now["fields"]?["title"]?["value"]?[0]?["text"] == "Memorandum")
        #expect(now["since"]?["occurred"] == "2020-03-27")
        let size = try #require(now["basis"]?["knownAt"]?["size"]?.integer)
        let before = try workspace.entente(
            "state",
            "agreement:m",
            "--json",
            "--known-at",
            "\(size - 1)"
        ).json()
        #expect(before["fields"]?["kind"]?["value"] == "mou")
        #expect(before["since"]?["occurred"] == "2020-03-28")
        let again = try workspace.entente("correct", "draft", "-", "--reason", "x", input: patch)
        #expect(again.status == 65)
        #expect(again.errors.contains("changes nothing"), "\(again.errors)")
    }

    @Test(arguments: [
        (#"{"by": "person:x"}"#, "/by"), (#"{"source": null}"#, "/source"),
        (#"{"data": {"kind": "none"}}"#, "/data/data/kind"),
    ])
    func `says which member cannot be so`(patch: String, pointer: String) throws {
        let workspace = try Self.drafted()
        let run = try workspace.entente(
            "correct",
            "draft",
            "-",
            "--reason",
            "x",
            "--json",
            input: patch
        )
        #expect(run.status == 65)
        #expect(try run.errorLines().first?["pointer"] == .string(pointer), "\(run.errors)")
    }
}

@Suite struct `Types of your own` {
    private static let schema = #"""
        {"$id": "urn:example:x-site.visited", "type": "object", "title": "Site visited",
         "properties": {"party": {"$ref": "urn:entente:common:1#/$defs/party"},
         "visitors": {"type": "integer", "minimum": 1}}, "required": ["party"],
         "examples": [{"type": "x-site.visited", "occurred": "2020", "data": {"party": "party:a"}}]}
        """#

    @Test func `are registered once a version, recorded, explained and listed`() throws {
        let workspace = try Workspace.withLedger()
        let first = try workspace.entente("schema", "add", "-", "--json", input: Self.schema)
        #expect(try first.json()["version"]?.integer == 1, "\(first.errors)")
        let again = try workspace.entente("schema", "add", "-", "--json", input: Self.schema)
        #expect(try again.json()["registered"]?.bool == false, "\(again.errors)")
        let stricter = Self.schema.replacing(#"["party"]"#, with: #"["party", "visitors"]"#)
        let second = try workspace.entente("schema", "add", "-", input: stricter)
        #expect(second.output.contains("as version 2 at position"), "\(second.errors)")

        let wrong = try workspace.entente("record", "x-site.visited", "party=party:a")
        #expect(wrong.status == 65)
        #expect(wrong.errors.contains("visitors (whole number)"), "\(wrong.errors)")
        let right = try workspace.entente("record", "x-site.visited", "party=party:a", "visitors=3")
        #expect(right.status == 0, "\(right.errors)")
        let types = try workspace.entente("types", "--json").json().array ?? []
        #expect(types.contains { $0["type"] == "x-site.visited" && $0["version"] == 2 })
        #expect(try workspace.entente("explain", "x-site.visited").output.contains("Site visited"))
        let history = try workspace.entente("history", "party:a").output
        #expect(history.contains("x-site.visited"), "\(history)")
    }

    @Test func `need a name that starts with x-, and a schema that can be one`() throws {
        let workspace = try Workspace.withLedger()
        let nameless = try workspace.entente("schema", "add", "-", input: #"{"type": "object"}"#)
        #expect(nameless.status == 64)
        #expect(nameless.errors.contains("--type x-site.visited"))
        let ours = try workspace.entente(
            "schema",
            "add",
            "-",
            "--type",
            "site.visited",
            input: "{}"
        )
        #expect(ours.status == 64)
        let broken = try workspace.entente(
            "schema",
            "add",
            "-",
            "--type",
            "x-a.b",
            input: #"{"properties": {"a": {"pattern": "("}}}"#
        )
        #expect(broken.status == 65)
        #expect(broken.errors.contains("/data/definition/properties/a/pattern"), "\(broken.errors)")
    }
}

@Suite struct `JSON tools` {
    @Test func `canon writes RFC 8785 without a line feed`() throws {
        let run = try Workspace().entente("canon", input: #"{"b": 1.50, "a": "\u00e9", "c": 1e30}"#)
        #expect(run.output == #"{"a":"é","b":1.5,"c":1e+30}"#)
    }

    @Test func `canon --hash is the SHA-256 of these bytes`() throws {
        let workspace = try Workspace()
        let script = "echo '{ }' | entente canon --hash; echo '{ }' | entente canon | sha256sum"
        let lines = try workspace.shell(script).output.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[1].hasPrefix(lines[0]))
    }

    @Test func `canon refuses what is no JSON`() throws {
        let run = try Workspace().entente("canon", input: "{\"a\":1,}")
        #expect(run.status == 65)
        #expect(run.output.isEmpty)
        let nested = try Workspace().entente("canon", input: #"{"a": 1, "a": 2}"#)
        #expect(nested.errors.hasPrefix("entente: at /a: line 1, column "))
        #expect(nested.errors.components(separatedBy: "/a").count == 2, "\(nested.errors)")
    }

    @Test func `validate tells what breaks the schema`() throws {
        let workspace = try Workspace()
        try workspace.write(#"{"required":["a"],"properties":{"b":{"type":"string"}}}"#, to: "s")
        let valid = try workspace.entente("validate", "--schema", "s", input: #"{"a":1}"#)
        #expect(valid.status == 0)
        #expect(valid.output == "valid\n")
        let broken = try workspace.entente(
            "validate",
            "--schema",
            "s",
            "--json",
            input: #"{"b":1}"#
        )
        #expect(broken.status == 65)
        let json = try broken.json()
        #expect(json["valid"] == false)
        #expect(json["violations"]?.array?.map { $0["rule"] } == ["required", "type"])
        #expect(json["violations"]?[1]?["pointer"] == "/b")
    }

    @Test func `a schema that cannot be used is refused`() throws {
        let workspace = try Workspace()
        try workspace.write(#"{"type":"nosuch"}"#, to: "s")
        let run = try workspace.entente("validate", "--schema", "s", input: "1")
        #expect(run.status == 65)
        #expect(run.errors.hasPrefix("entente: s: the schema cannot be used"))
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `completions are printed for a shell`(shell: String) throws {
        let run = try Workspace().entente("completions", shell)
        #expect(run.status == 0)
        #expect(run.output.contains("entente"))
    }
}

@Suite struct `A shell` {
    private func offers(_ verb: String, _ place: Int, _ words: String...) throws -> [String] {
        let last = words.last ?? ""
        let run = try Workspace().entente(
            ["---completion", verb, "--", "positional@\(place)", "\(words.count)"]
                + ["\(last.utf8.count)", "entente"] + words,
            input: []
        )
        return run.output.split(separator: "\n").map(String.init)
    }

    @Test func `is offered types, then fields, then the values a field can have`() throws {
        #expect(try offers("record", 0, "record", "agr").contains("agreement.signed"))
        let fields = try offers("record", 1, "record", "commitment.planned", "k")
        #expect(fields.contains("kind=") && fields.contains("due.edtf="))
        let kinds = try offers("record", 1, "record", "commitment.planned", "kind=con")
        #expect(kinds.contains("kind=contest"))
        let nouns = try offers("explain", 0, "explain", "agr")
        #expect(nouns.contains("agreement") && nouns.contains("agreement.signed"))
        #expect(try offers("record", 1, "record", "agreement.none", "k").isEmpty)
    }
}
