import Foundation
import Testing

@Suite struct `Schemas` {
    private static let golden = "Tests/ConventionsTests/Golden/schemas.txt"

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

    /// What a schema asks is frozen; its words may be mended.
    ///
    /// A leaf names the version it was checked against.
    ///
    /// `ENTENTE_UPDATE_GOLDEN=1` takes in new files; a change of what an old one asks is a new
    /// version, that is, a new file.
    @Test func `do not change what they ask once they are released`() throws {
        var lines: [String] = []
        for path in try paths() {
            let asked = Self.withoutWords(try document(path))
            let data = try JSONSerialization.data(
                withJSONObject: asked,
                options: [.sortedKeys, .withoutEscapingSlashes]
            )
            lines.append("\(Self.digest(of: data))  \(path)")
        }
        if ProcessInfo.processInfo.environment["ENTENTE_UPDATE_GOLDEN"] == "1" {
            let text = lines.joined(separator: "\n") + "\n"
            try Data(text.utf8).write(to: Repository.top.appending(path: Self.golden))
        }
        let frozen = try Repository.text(of: Self.golden).split(separator: "\n").map(String.init)
        let gone = Set(frozen).subtracting(lines).sorted()
        let fresh = Set(lines).subtracting(frozen).sorted()
        #expect(gone == [], "changed or gone; write a new version beside it")
        #expect(fresh == [], "not frozen yet; run with ENTENTE_UPDATE_GOLDEN=1")
    }

    /// Keywords that say nothing to a validator.
    private static let words: Set<String> = ["title", "description", "examples", "$comment"]

    /// Keywords whose members are names and not keywords.
    private static let maps: Set<String> = ["properties", "$defs", "patternProperties"]

    private static func withoutWords(_ schema: [String: Any]) -> [String: Any] {
        var asked: [String: Any] = [:]
        for (key, value) in schema where !words.contains(key) {
            if maps.contains(key), let members = value as? [String: [String: Any]] {
                asked[key] = members.mapValues(withoutWords)
            } else {
                asked[key] = withoutWords(in: value)
            }
        }
        return asked
    }

    private static func withoutWords(in value: Any) -> Any {
        if let schema = value as? [String: Any] { return withoutWords(schema) }
        if let list = value as? [Any] { return list.map(withoutWords(in:)) }
        return value
    }

    /// FNV-1a of 64 bits: it notices a change, which nobody makes on purpose.
    private static func digest(of data: Data) -> String {
        let hash = data.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
        return String(hash, radix: 16)
    }
}
