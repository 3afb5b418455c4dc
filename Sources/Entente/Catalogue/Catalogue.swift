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
    package static let embedded = Catalogue(
        files: embeddedSchemas,
        digest: Hash(hex: embeddedSchemasDigest)
    )

    /// The files, in the order of their paths' UTF-8 bytes.
    package let files: [(path: String, text: String)]

    private let knownDigest: Hash?
    private let compiled = Mutex<[Key: CompiledType]>([:])
    private let shared = Mutex<CommonSchema?>(nil)

    /// The newest versions of types that have a number, by that.
    private let newest = Mutex<[CompiledType?]>([])

    /// A type in one version; 0 stands for the newest.
    private struct Key: Hashable {
        let type: EventType
        let version: Int
    }

    /// A catalogue of some schema files, given in the order of their paths' UTF-8 bytes.
    ///
    /// - `digest`: the files' ``digest`` if it is known already.
    package init(files: [(path: String, text: String)], digest: Hash? = nil) {
        self.files = files
        knownDigest = digest
    }

    /// SHA-256 over the RFC 8785 form of `[[path, SHA-256 of the file in hex], …]`.
    ///
    /// The build takes that of the embedded files; that of others is taken when it is asked for.
    package var digest: Hash { knownDigest ?? Self.digest(of: files) }

    /// Takes the digest of some files.
    package static func digest(of files: [(path: String, text: String)]) -> Hash {
        let rows = files.map { file in
            JSONValue.array([
                .string(file.path), .string(SHA256Hashing.hash(Array(file.text.utf8)).hex),
            ])
        }
        return SHA256Hashing.hash(JSONValue.array(rows).canonicalBytes())
    }

    /// All types, in order.
    package var types: [EventType] {
        Set(files.compactMap { Self.parse($0.path)?.0 }).sorted()
    }

    /// A type in one version, or in its newest.
    ///
    /// - Returns: `nil` when the catalogue does not have it.
    package func type(_ type: EventType, version: Int? = nil) throws -> CompiledType? {
        guard version == nil, type.number > 0 else { return try compiled(type, version) }
        let number = Int(type.number)
        let known = newest.withLock { $0.indices.contains(number) ? $0[number] : nil }
        if let known { return known }
        guard let made = try compiled(type, nil) else { return nil }
        newest.withLock { newest in
            while newest.count <= number { newest.append(nil) }
            newest[number] = made
        }
        return made
    }

    private func compiled(_ type: EventType, _ version: Int?) throws -> CompiledType? {
        let key = Key(type: type, version: version ?? 0)
        if let known = compiled.withLock({ $0[key] }) { return known }
        guard let (path, found) = file(of: type, version: version) else { return nil }
        let document = try document(path)
        let common = try common()
        let made = try CompiledType(
            type: type,
            version: found,
            document: document,
            common: (common.id, common.part(for: document))
        )
        return compiled.withLock { compiled in
            // Both ways to ask for the newest version, and both threads, get one object.
            let shared = compiled[Key(type: type, version: found)] ?? made
            compiled[Key(type: type, version: found)] = shared
            compiled[key] = shared
            return shared
        }
    }

    /// Compiles the schema of a user's own type; it may refer to the shared definitions.
    func compile(_ registration: Registration) throws -> CompiledType {
        let common = try common()
        return try CompiledType(
            type: registration.type,
            version: registration.version,
            document: registration.definition,
            common: (common.id, common.part(for: registration.definition))
        )
    }

    /// The schema of what a writer may set.
    package func envelope() throws -> Schema { try schema(try document(Self.envelopePath)) }

    /// The schema of the value of one member that a writer may set.
    ///
    /// - Throws: `LedgerError` when the catalogue's envelope has no such member.
    package func envelope(member name: String) throws -> Schema {
        guard let part = try document(Self.envelopePath)["properties"]?[name] else {
            throw LedgerError(.damaged, "the envelope's schema has no member '\(name)'")
        }
        return try schema(part)
    }

    private static let envelopePath = "envelope.v1.json"

    private func schema(_ document: JSONValue) throws -> Schema {
        let common = try common()
        return try Schema(
            compiling: document,
            resources: [common.id: common.part(for: document)]
        )
    }

    /// Which axis events of a type lie on; unknown ones on `occurred`.
    package func axis(of type: EventType) -> Fact.Axis {
        (try? self.type(type))?.axis ?? .occurred
    }

    /// The names closest to a type nobody knows.
    package func suggestions(for name: String) -> [String] {
        suggestions(for: name, among: types.map(\.text))
    }

    /// The names closest to one nobody knows, of some.
    func suggestions(for name: String, among known: [String]) -> [String] {
        let noun = name.prefix { $0 != "." }
        let near = known.map { ($0, $0.editDistance(to: name)) }.sorted { $0.1 < $1.1 }
        let closest = near.prefix { $0.1 <= max(2, name.count / 4) }.prefix(3).map(\.0)
        return closest.isEmpty
            ? Array(known.filter { $0.hasPrefix(noun + ".") }.prefix(8)) : closest
    }

    /// The file of a type in one version, or in its newest.
    private func file(of type: EventType, version: Int?) -> (path: String, version: Int)? {
        let stem = "\(type.noun)/\(type.verb).v"
        var found: (path: String, version: Int)?
        var index = firstFile(from: stem)
        while index < files.count, files[index].path.utf8.starts(with: stem.utf8) {
            let path = files[index].path
            index += 1
            guard let (_, number) = Self.parse(path), version == nil || number == version,
                number > found?.version ?? 0
            else { continue }
            found = (path, number)
        }
        return found
    }

    /// The first file whose path does not come before `path`.
    private func firstFile(from path: String) -> Int {
        var (low, high) = (0, files.count)
        while low < high {
            let middle = (low + high) / 2
            if files[middle].path.utf8.lexicographicallyPrecedes(path.utf8) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    private func document(_ path: String) throws -> JSONValue {
        try JSONReader(numbers: .ieee754).read(text(path).utf8Span.span)
    }

    private func common() throws -> CommonSchema {
        if let known = shared.withLock({ $0 }) { return known }
        let made = try CommonSchema(reading: text("common.v1.json"))
        return shared.withLock { shared in
            shared = shared ?? made
            return shared ?? made
        }
    }

    private func text(_ path: String) throws -> String {
        let index = firstFile(from: path)
        guard index < files.count, files[index].path == path else {
            throw LedgerError(.damaged, "the program lacks its schema \(path); reinstall it")
        }
        return files[index].text
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
