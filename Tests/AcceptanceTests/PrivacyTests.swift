import CanonicalJSON
import Foundation
import Testing

@Suite struct `An erased person` {
    private static let person = "person:rgw4qq7h5n75"
    private static let names = ["Димитър Филипов", "Dimitar Filipov"]

    /// The bytes a name could have in a file.
    private static func forms(of name: String) -> [[UInt8]] {
        let wide = Array(name.utf16)
        let escaped = wide.map { unit in
            let digits = String(unit, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
        return [
            Array(name.utf8),
            Array(name.decomposedStringWithCanonicalMapping.utf8),
            wide.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
            wide.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] },
            Array(escaped.joined().utf8),
        ]
    }

    private func expectNoName(under folder: String, of scratch: Scratch) throws {
        let files = try scratch.files(under: folder)
        #expect(!files.isEmpty)
        for (path, bytes) in files {
            let data = Data(bytes)
            for name in Self.names {
                for form in Self.forms(of: name) {
                    #expect(data.range(of: Data(form)) == nil, "\(name) is in \(folder)/\(path)")
                }
            }
        }
    }

    private func roster(_ scratch: Scratch, _ more: String...) throws -> Run {
        let run = try scratch.start(["report", "delegation-roster", "--json"] + more).finish()
        #expect(run.status == 0, "\(run.errors)")
        return run
    }

    @Test func `is in no file, no backup and no export, and the log stays as it was`() throws {
        let scratch = try Scratch.withLedger()
        try scratch.append(history: "lyon-2019")
        let known = try scratch.entente("state", Self.person, "--json")
        #expect(known.output.contains(Self.names[0]))
        #expect(try roster(scratch).output.contains(Self.names[0]))
        let before = try scratch.head()
        #expect(try scratch.entente("backup", "./backup-before").status == 0)
        #expect(try scratch.entente("export", "./export-before").status == 0)

        let erased = try scratch.entente("erase", Self.person, "--reason", "asked", "--json")
        #expect(erased.status == 0, "\(erased.errors)")
        #expect(try scratch.entente("backup", "./backup-after").status == 0)
        #expect(try scratch.entente("export", "./export-after").status == 0)
        for folder in [
            "ledger", "backup-before", "backup-after", "export-before", "export-after",
        ] {
            try expectNoName(under: folder, of: scratch)
        }

        #expect(try scratch.head(knownAt: before.size) == before)
        #expect(try scratch.head().size == before.size + 1)
        try scratch.expectClean()
        let answers = [
            try scratch.entente("state", Self.person, "--json"), try roster(scratch),
            try scratch.entente("log", "--tag", Self.person),
            try scratch.entente("show", "lyon-2019.person.representative"),
            try scratch.entente("history", Self.person),
        ]
        for answer in answers {
            #expect(answer.status == 0, "\(answer.errors)")
            for name in Self.names { #expect(!answer.output.contains(name)) }
        }
        let row = try #require(
            try roster(scratch).json()["rows"]?.array?.first {
                $0["member"]?.string == Self.person
            }
        )
        #expect(row["memberName"]?.string == "erased", "\(row)")
        #expect(answers[3].output.contains("erased: /data/names"))
    }

    @Test func `stays erased in what was known before, and cannot come back`() throws {
        let scratch = try Scratch.withLedger()
        try scratch.append(history: "lyon-2019")
        let before = try scratch.head()
        #expect(try scratch.entente("keys", "export", "keys.json").status == 0)
        #expect(try scratch.entente("backup", "./backup").status == 0)
        #expect(try scratch.entente("erase", Self.person, "--reason", "asked").status == 0)
        let then = try roster(scratch, "--known-at", "\(before.size)")
        #expect(!then.output.contains(Self.names[0]))
        #expect(try scratch.entente("keys", "import", "keys.json").status == 0)
        let state = try scratch.entente("state", Self.person, "--json")
        #expect(!state.output.contains(Self.names[0]))
        let again = try scratch.entente("erase", Self.person, "--reason", "asked")
        #expect(again.status == 65)
        let more = Line.person("rgw4qq7h5n75", name: "Dimitar Filipov")
        #expect(try scratch.entente("append", input: more).status == 65)
        try scratch.expectClean()
    }

    @Test func `leaves the others readable`() throws {
        let scratch = try Scratch.withLedger()
        let lines = [Line.person("one", name: "Žofie Nováková"), Line.person("two", name: "Jiří")]
        #expect(try scratch.entente("append", input: lines.joined(separator: "\n")).status == 0)
        #expect(try scratch.entente("erase", "person:one", "--reason", "asked").status == 0)
        let other = try scratch.entente("state", "person:two", "--json")
        #expect(other.output.contains("Jiří"))
        let gone = try scratch.entente("state", "person:one", "--json")
        #expect(!gone.output.contains("Žofie"))
    }

    @Test func `and any other is never named in a refusal's message`() throws {
        let scratch = try Scratch.withLedger()
        let line = Line.person("one", name: "Žofie Nováková")
        let bad = line.replacing("\"lang\":\"cs\"", with: "\"lang\":7")
        let run = try scratch.entente("append", "--json", input: bad)
        #expect(run.status == 65)
        let message = try run.errorLines().first?["message"]?.string
        #expect(message?.contains("Žofie") == false)
        let words = try scratch.entente("append", input: bad)
        #expect(!words.errors.contains("Žofie"))
    }
}
