import CanonicalJSON
import JSONSchema
import Testing

/// The quick verdict, held against the full evaluation.
struct `Admission` {
    @Test func `never differs from the full evaluation over the official suite`() throws {
        var (sure, valid, count) = (0, 0, 0)
        for folder in ["tests", "optional", "format"] {
            for file in SuiteFile.all(in: folder) {
                for each in try file.cases() {
                    guard
                        let schema = try? Schema(
                            compiling: each["schema"] ?? .null,
                            resources: SuiteFile.remotes,
                            assertsFormats: folder == "format"
                        )
                    else { continue }
                    for test in each["tests"]?.array ?? [] {
                        let instance = test["data"] ?? .null
                        let isValid = schema.violations(of: instance).isEmpty
                        let isAdmitted = schema.admits(JSONDocument(instance))
                        let text = test["description"]?.string ?? ""
                        #expect(isValid || !isAdmitted, "\(file.testDescription): \(text)")
                        count += 1
                        if isValid { valid += 1 }
                        if isAdmitted { sure += 1 }
                    }
                }
            }
        }
        print("of \(count) instances \(valid) are valid, of which \(sure) are admitted at once")
        #expect(sure * 4 > valid * 3)
    }

    @Test func `is sure of every example and of every line of the histories`() throws {
        let catalogue = try TestCatalogue()
        let events = catalogue.events
        #expect(events.count > 180)
        for event in events {
            let document = JSONDocument(event)
            let type = try #require(event["type"]?.string)
            let data = try #require(document.member(0, "data"))
            let schema = try #require(try catalogue.schema(of: type))
            #expect(schema.admits(document, at: data), "\(type)")
            #expect(catalogue.envelope.admits(document), "\(type)")
        }
    }

    @Test(arguments: [UInt64.random(in: 0...UInt64.max)])
    func `says yes to changed payloads exactly where nothing is wrong`(seed: UInt64) throws {
        print("seed \(seed)")
        var mutator = Mutator(seed: seed)
        let catalogue = try TestCatalogue()
        let events = catalogue.events
        var (sure, valid, count) = (0, 0, 0)
        for event in events {
            guard let type = event["type"]?.string, let data = event["data"],
                let schema = try catalogue.schema(of: type)
            else { continue }
            for _ in 0..<60 {
                let changed = mutator.changed(data)
                let isValid = schema.violations(of: changed).isEmpty
                let isAdmitted = schema.admits(JSONDocument(changed))
                #expect(isValid || !isAdmitted, "seed \(seed): \(type): \(changed.text)")
                count += 1
                if isValid { valid += 1 }
                if isAdmitted { sure += 1 }
            }
            for _ in 0..<20 {
                let changed = mutator.changed(event)
                let isValid = catalogue.envelope.violations(of: changed).isEmpty
                let isAdmitted = catalogue.envelope.admits(JSONDocument(changed))
                #expect(isValid == isAdmitted, "seed \(seed): \(changed.text)")
            }
        }
        print("of \(count) payloads \(valid) are valid, of which \(sure) are admitted at once")
        #expect(sure * 1_000 >= valid * 995)
    }

    @Test(arguments: [UInt64.random(in: 0...UInt64.max)])
    func `permits nulls where the full evaluation does`(seed: UInt64) throws {
        print("seed \(seed)")
        var mutator = Mutator(seed: seed)
        let catalogue = try TestCatalogue()
        for event in catalogue.events {
            guard let type = event["type"]?.string, let data = event["data"],
                let schema = try catalogue.schema(of: type)
            else { continue }
            for _ in 0..<20 {
                let (changed, nulls) = mutator.withNulls(data)
                let permitted = Set(nulls.filter { _ in mutator.chance(80) })
                let document = JSONDocument(changed)
                let nodes = permitted.compactMap { document.node(at: $0) }
                let isValid = schema.violations(of: changed, nullsPermittedAt: permitted).isEmpty
                let isAdmitted = schema.admits(document, nullsPermittedAt: nodes)
                #expect(isValid == isAdmitted, "seed \(seed): \(type): \(changed.text)")
            }
        }
    }

    @Test func `stays within the limits of a full evaluation`() throws {
        // Every level doubles what is applied in place.
        var definitions: [String: JSONValue] = ["d0": ["type": "string"]]
        for level in 1...24 {
            let inner: JSONValue = ["$ref": .string("#/$defs/d\(level - 1)")]
            definitions["d\(level)"] = ["allOf": [inner, inner]]
        }
        let schema = try Schema(compiling: [
            "$ref": "#/$defs/d24", "$defs": .object(JSONObject(definitions.map { ($0, $1) })),
        ])
        #expect(schema.violations(of: "a").map(\.rule) == ["limit"])
        #expect(!schema.admits(JSONDocument("a")))

        let pattern = try Schema(compiling: ["items": ["pattern": "^(a|b|c)*$"]])
        let long = JSONValue.string(String(repeating: "abc", count: 5_000))
        let many = JSONValue.array(Array(repeating: long, count: 60))
        #expect(pattern.violations(of: many).map(\.rule) == ["limit"])
        #expect(!pattern.admits(JSONDocument(many)))
        #expect(pattern.admits(JSONDocument(["abc"])))
    }
}

struct `Patterns decided in one pass` {
    @Test(arguments: [
        "^[a-z][a-z0-9-]*\\.[a-z][a-z0-9-]*$", "^(party|person|p)?:[A-Za-z._~:-]{1,5}$",
        "^([a-z][a-z0-9-]{0,3}|[A-Z]{3})$", "^[A-Z]{2}-?[A-Z0-9]{1,5}$", "^[^+\\s]+\\+[0-9a-f]{2}$",
        "^https?://", "/agreement/", "^(ab|cd)*e$", "^(ab|cd){1,2}$", "^a{2,}b?$", "^$", "a", "",
        "^(?:a|ab|abc)$", "^(a|)b$", "^x(ab)+y$", "^[a-z]{2}[a-z0-9]{0,2}$", "^(a{0,2}|b)c$",
        "^ab{2}c$", "^(a|ab)b$", "^\\d+[.,]\\d{2}$", "^(abc|abd|b)+$", "^[ab]*b$", "a$", "^(^a)$",
    ])
    func `agree with the automaton on random texts`(pattern: String) throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("seed \(seed)")
        var mutator = Mutator(seed: seed)
        let schema = try Schema(compiling: ["pattern": .string(pattern)])
        let fitting = pattern.unicodeScalars.filter { !"^$()[]{}|*?\\".unicodeScalars.contains($0) }
        let letters = Array(fitting.map(String.init) + ["a", "b", "-", "9", "é", "\u{2028}", "𝔸"])
        for _ in 0..<3_000 {
            var text = ""
            for _ in 0..<mutator.below(9) { text += letters[mutator.below(letters.count)] }
            if mutator.chance(20) { text = "see /agreement/" + text }
            let isValid = schema.violations(of: .string(text)).isEmpty
            let isAdmitted = schema.admits(JSONDocument(.string(text)))
            #expect(isValid || !isAdmitted, "seed \(seed): \(pattern) and \(text)")
        }
    }
}
