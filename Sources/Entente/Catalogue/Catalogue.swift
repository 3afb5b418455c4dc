import CanonicalJSON
package import Collaboration
package import Events
package import JSONSchema
import Synchronization
package import Transparency

/// The schemas the program carries, one file a version of a type.
///
/// Released schemas are frozen: a new version is a new file. Types are compiled when they are
/// first used, since most runs of the program touch a few.
package final class Catalogue: Sendable {
    /// The catalogue compiled into the binary.
    package static let embedded = Catalogue(files: embeddedSchemas)

    /// The files, in the order of their paths' UTF-8 bytes.
    package let files: [(path: String, text: String)]

    /// SHA-256 over the RFC 8785 form of `[[path, SHA-256 of the file in hex], …]`.
    package let digest: Hash

    private let paths: [EventType: [Int: String]]
    private let compiled = Mutex<[String: CompiledType]>([:])
    private let shared = Mutex<[String: JSONValue]?>(nil)

    /// A catalogue of some schema files, given in the order of their paths' UTF-8 bytes.
    package init(files: [(path: String, text: String)]) {
        self.files = files
        let rows = files.map { file in
            JSONValue.array([
                .string(file.path), .string(SHA256Hashing.hash(Array(file.text.utf8)).hex),
            ])
        }
        digest = SHA256Hashing.hash(JSONValue.array(rows).canonicalBytes())
        var paths: [EventType: [Int: String]] = [:]
        for file in files {
            guard let (type, version) = Self.parse(file.path) else { continue }
            paths[type, default: [:]][version] = file.path
        }
        self.paths = paths
    }

    /// All types, in order.
    package var types: [EventType] { paths.keys.sorted() }

    /// A type in one version, or in its newest.
    ///
    /// - Returns: `nil` when the catalogue does not have it.
    package func type(_ type: EventType, version: Int? = nil) throws -> CompiledType? {
        guard let versions = paths[type],
            let wanted = version ?? versions.keys.max(),
            let path = versions[wanted]
        else { return nil }
        if let known = compiled.withLock({ $0[path] }) { return known }
        let made = try CompiledType(
            type: type,
            version: wanted,
            document: document(path),
            resources: resources()
        )
        compiled.withLock { $0[path] = made }
        return made
    }

    /// The schema of what a writer may set.
    package func envelope() throws -> Schema {
        try Schema(compiling: document("envelope.v1.json"), resources: resources())
    }

    /// Which axis events of a type lie on; users' own types and unknown ones on `occurred`.
    package func axis(of type: EventType) -> Fact.Axis {
        (try? self.type(type))?.axis ?? .occurred
    }

    /// The names closest to a type nobody knows.
    package func suggestions(for name: String) -> [String] {
        let known = types.map(\.text)
        let noun = name.prefix { $0 != "." }
        let near = known.map { ($0, $0.editDistance(to: name)) }.sorted { $0.1 < $1.1 }
        let closest = near.prefix { $0.1 <= max(2, name.count / 4) }.prefix(3).map(\.0)
        return closest.isEmpty
            ? Array(known.filter { $0.hasPrefix(noun + ".") }.prefix(8)) : closest
    }

    private func document(_ path: String) throws -> JSONValue {
        guard let file = files.first(where: { $0.path == path }) else {
            throw LedgerError(.damaged, "the program lacks its schema \(path); reinstall it")
        }
        return try JSONReader(numbers: .ieee754).read(Array(file.text.utf8))
    }

    private func resources() throws -> [String: JSONValue] {
        if let known = shared.withLock({ $0 }) { return known }
        let common = try document("common.v1.json")
        let made = [common["$id"]?.string ?? "": common]
        shared.withLock { $0 = made }
        return made
    }

    /// Reads `agreement/signed.v1.json`.
    private static func parse(_ path: String) -> (EventType, Int)? {
        let parts = path.split(separator: "/")
        guard parts.count == 2, parts[1].hasSuffix(".json") else { return nil }
        let words = parts[1].dropLast(".json".count).split(separator: ".")
        guard words.count == 2, words[1].hasPrefix("v"), let version = Int(words[1].dropFirst()),
            let type = EventType("\(parts[0]).\(words[0])")
        else { return nil }
        return (type, version)
    }
}
