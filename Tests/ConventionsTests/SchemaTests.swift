import Foundation
import Testing

@Suite struct `Schemas` {
    private static let golden = "Tests/ConventionsTests/Golden/schemas.sha256"

    private func paths() throws -> [String] {
        try Repository.paths(under: ["Schemas"], ending: ".json")
    }

    private func document(_ path: String) throws -> [String: Any] {
        let data = Data(try Repository.text(of: path).utf8)
        let document = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        return try #require(document, "\(path) is no object")
    }

    /// What `$id` a file must have: `Schemas/party/named.v1.json` is `urn:entente:party.named:1`.
    private func expectedID(_ path: String) throws -> String {
        let match = try #require(
            path.wholeMatch(of: /Schemas\/(.+)\.v([0-9]+)\.json/),
            "\(path) is not named NOUN/VERB.vN.json"
        )
        return "urn:entente:\(match.1.replacing("/", with: ".")):\(match.2)"
    }

    @Test func `have a title, a description, an example and the id of their path`() throws {
        var missing: [String] = []
        for path in try paths() {
            let document = try document(path)
            for member in ["title", "description"] {
                let text = document[member] as? String ?? ""
                if text.isEmpty { missing.append("\(path) has no \(member)") }
            }
            // Shared definitions are no type of their own, so there is nothing to show.
            let examples = document["examples"] as? [Any] ?? []
            if examples.isEmpty, path != "Schemas/common.v1.json" {
                missing.append("\(path) has no example")
            }
            let id = try expectedID(path)
            if document["$id"] as? String != id { missing.append("\(path) has not the id \(id)") }
            let dialect = document["$schema"] as? String
            if dialect != "https://json-schema.org/draft/2020-12/schema" {
                missing.append("\(path) names no dialect")
            }
        }
        #expect(missing == [])
    }

    /// A released schema is frozen: a leaf names the version it was checked against.
    ///
    /// `ENTENTE_UPDATE_GOLDEN=1` takes in new files; a change of an old one is a new version, that
    /// is, a new file.
    @Test func `do not change once they are released`() throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["sha256sum"] + (try paths())
        process.currentDirectoryURL = Repository.top
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "sha256sum cannot be run")
        let now = String(decoding: output, as: UTF8.self)
        if ProcessInfo.processInfo.environment["ENTENTE_UPDATE_GOLDEN"] == "1" {
            try Data(now.utf8).write(to: Repository.top.appending(path: Self.golden))
        }
        let frozen = Set(try Repository.text(of: Self.golden).split(separator: "\n"))
        let found = Set(now.split(separator: "\n"))
        let gone = frozen.subtracting(found).sorted()
        let fresh = found.subtracting(frozen).sorted()
        #expect(gone == [], "changed or gone; write a new version beside it")
        #expect(fresh == [], "not frozen yet; run with ENTENTE_UPDATE_GOLDEN=1")
    }
}
