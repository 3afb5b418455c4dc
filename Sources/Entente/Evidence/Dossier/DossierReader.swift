import CanonicalJSON
import Events
import FoundationEssentials
import LMDB
import Transparency

/// Reads a dossier's folder, as hostile input.
///
/// What cannot be read is a finding, and ends the reading: what a file does not say cannot be
/// checked.
struct DossierReader {
    /// The largest file of lines that is read, in bytes; documents are only hashed.
    static let fileByteLimit = 1 << 28

    /// The most files of a folder.
    static let fileLimit = 1_000_000

    private let folder: String
    private var files: [String: String] = [:]

    /// Why a folder is no dossier, or not the one its manifest lists.
    struct Unreadable: Error {
        let message: String
    }

    init(_ folder: String) {
        self.folder = folder
    }

    mutating func read() throws -> (dossier: Dossier, manifest: JSONValue) {
        let manifest = try json(contents(DossierFiles.manifest), "the manifest")
        guard manifest["entente"]?.string == DossierFiles.format,
            let agreement = manifest["agreement"]?.string.flatMap(Tag.init),
            agreement.isOfKind("agreement"), let origin = manifest["origin"]?.string
        else { throw Unreadable(message: "manifest.json is not that of a dossier") }
        try requireMembers(of: manifest)
        try readFiles(manifest)
        let dossier = Dossier(
            agreement: agreement,
            origin: origin,
            key: manifest["key"]?.string ?? "",
            events: try events(DossierFiles.events),
            related: try events(DossierFiles.related),
            proofs: try proofs(),
            ledgerNote: try note(contents(DossierFiles.ledgerNote), DossierFiles.ledgerNote),
            dossierNote: try note(contents(DossierFiles.dossierNote), DossierFiles.dossierNote),
            ledgerTimestamp: try optional(DossierFiles.ledgerTimestamp),
            dossierTimestamp: try optional(DossierFiles.dossierTimestamp),
            earlier: try lines(DossierFiles.times).map(earlier),
            disclosures: try lines(DossierFiles.disclosures).map(disclosure),
            hidden: try (manifest["hidden"]?.array ?? []).map(hidden),
            citations: try (manifest["documents"]?.array ?? []).map(citation)
        )
        return (dossier, manifest)
    }

    /// SHA-256 of every file but the manifest, as they are.
    var digests: [String: String] { files }

    /// Refuses a folder whose files are not those its manifest lists, no more and no fewer.
    private mutating func readFiles(_ manifest: JSONValue) throws {
        let listed = Dictionary(
            (manifest["files"]?.object?.members ?? []).map { ($0.key, $0.value.string ?? "") }
        ) { first, _ in first }
        let found = try FileManager.default.subpathsOfDirectory(atPath: folder)
        guard found.count <= Self.fileLimit else {
            throw Unreadable(message: "the folder holds more than \(Self.fileLimit) files")
        }
        for path in found.sorted() where path != DossierFiles.manifest {
            guard try isFile(path) else { continue }
            guard let digest = listed[path] else {
                throw Unreadable(message: "\(path) is not listed in the manifest")
            }
            let actual = try Documents.digest(ofFile: folder + "/" + path)
            guard actual == digest else {
                throw Unreadable(
                    message: "\(path) has the SHA-256 \(actual), the manifest says \(digest)"
                )
            }
            files[path] = actual
        }
        if let missing = listed.keys.sorted().first(where: { files[$0] == nil }) {
            throw Unreadable(message: "\(missing) is missing")
        }
    }

    /// Whether there is a file, which a link or a pipe is not: opening one could wait for ever.
    private func isFile(_ name: String) throws -> Bool {
        let path = folder + "/" + name
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        switch attributes?[.type] as? FileAttributeType {
        case .typeRegular?: return true
        case .typeDirectory?, nil: return false
        default: throw Unreadable(message: "\(name) is neither a file nor a folder")
        }
    }

    private func contents(_ name: String) throws -> [UInt8] {
        guard let bytes = try optional(name) else {
            let hint = name == DossierFiles.manifest ? "; is the folder a dossier?" : ""
            throw Unreadable(message: "\(name) is missing\(hint)")
        }
        return bytes
    }

    private func optional(_ name: String) throws -> [UInt8]? {
        let path = folder + "/" + name
        guard try isFile(name), let status = try File.status(of: path) else { return nil }
        guard status.size <= Self.fileByteLimit else {
            throw Unreadable(message: "\(name) has more than \(Self.fileByteLimit) bytes")
        }
        return try File.contents(of: path)
    }

    /// Refuses a manifest that lacks something, has more, or counts wrongly.
    private func requireMembers(of manifest: JSONValue) throws {
        let names: Set<String> = [
            "entente", "agreement", "origin", "key", "size", "root", "ledger", "hidden",
            "documents", "counts", "files",
        ]
        try require(manifest, names, DossierFiles.manifest)
        try require(manifest["ledger"], ["size", "root"], "'ledger' of the manifest")
        guard manifest["key"]?.string.flatMap({ try? NoteVerifier($0) }) != nil else {
            throw Unreadable(message: "'key' of the manifest is no verifier key")
        }
    }

    private func require(
        _ value: JSONValue?,
        _ names: Set<String>,
        optional: Set<String> = [],
        _ place: String
    ) throws {
        let found = Set((value?.object ?? JSONObject()).keys)
        guard found.isSuperset(of: names), found.isSubset(of: names.union(optional)) else {
            throw Unreadable(
                message: "\(place) must have the members \(names.sorted().joined(separator: ", "))"
            )
        }
    }

    private func json(_ bytes: [UInt8], _ what: String) throws -> JSONValue {
        do throws(JSONError) {
            return try JSONReader().read(bytes)
        } catch {
            throw Unreadable(message: "\(what) is not JSON: \(error)")
        }
    }

    /// The lines of a file, each ended by LF; none when there is no file.
    private func rawLines(_ name: String) throws -> [[UInt8]] {
        guard let bytes = try optional(name) else { return [] }
        guard bytes.last == UInt8(ascii: "\n") else {
            throw Unreadable(message: "\(name) does not end with a line feed")
        }
        return bytes.dropLast().split(
            separator: UInt8(ascii: "\n"),
            omittingEmptySubsequences: false
        ).map(Array.init)
    }

    private func lines(_ name: String) throws -> [(value: JSONValue, place: String)] {
        try rawLines(name).enumerated().map { index, line in
            let place = "line \(index + 1) of \(name)"
            return (try json(line, place), place)
        }
    }

    private func events(_ name: String) throws -> [Dossier.Event] {
        try rawLines(name).enumerated().map { index, line in
            let place = "line \(index + 1) of \(name)"
            guard line.count <= Limits.leafByteCount,
                let position = try json(line, place)["position"]?.integer, position >= 0
            else { throw Unreadable(message: "\(place) is no leaf") }
            return Dossier.Event(position: Position(position), leaf: line)
        }
    }

    private func proofs() throws -> [Position: [Hash]] {
        var proofs: [Position: [Hash]] = [:]
        var last: Int64 = -1
        for (value, place) in try lines(DossierFiles.proofs) {
            guard let position = value["position"]?.integer, position > last,
                let path = hashes(value["path"]), value.object?.count == 2
            else {
                throw Unreadable(
                    message: "\(place) is no proof, or not behind that of an earlier event"
                )
            }
            proofs[Position(position)] = path
            last = position
        }
        return proofs
    }

    private func hashes(_ value: JSONValue?) -> [Hash]? {
        guard let list = value?.array, list.count <= 64 * 2 else { return nil }
        let hashes = list.compactMap { $0.string.flatMap(Hash.init(base64:)) }
        return hashes.count == list.count ? hashes : nil
    }

    private func note(_ bytes: [UInt8], _ name: String) throws -> SignedNote {
        do throws(NoteError) {
            return try SignedNote(parsing: bytes)
        } catch {
            throw Unreadable(message: "\(name): \(error)")
        }
    }

    private func earlier(_ line: (value: JSONValue, place: String)) throws -> Dossier.Earlier {
        let timestamp = line.value["timestamp"]
        try require(
            line.value,
            ["note"],
            optional: ["consistency", "timestamp"],
            line.place
        )
        guard let text = line.value["note"]?.string,
            line.value["consistency"].map({ hashes($0) != nil }) ?? true,
            timestamp.map({ $0.string.flatMap(Base64.decode) != nil }) ?? true
        else { throw Unreadable(message: "\(line.place) is no checkpoint from earlier") }
        return Dossier.Earlier(
            note: try note(Array(text.utf8), line.place),
            consistency: line.value["consistency"].flatMap { hashes($0) },
            timestamp: timestamp?.string.flatMap(Base64.decode)
        )
    }

    private func disclosure(
        _ line: (value: JSONValue, place: String)
    ) throws -> Dossier.Disclosure {
        try require(line.value, ["pointer", "position", "salt", "value"], line.place)
        guard let position = line.value["position"]?.integer, position >= 0,
            let pointer = line.value["pointer"]?.string, let salt = line.value["salt"]?.string,
            Hexadecimal.decode(salt)?.count == 16, let value = line.value["value"]
        else { throw Unreadable(message: "\(line.place) is no disclosure") }
        return Dossier.Disclosure(
            position: Position(position),
            pointer: pointer,
            salt: salt,
            value: value
        )
    }

    private func hidden(_ value: JSONValue) throws -> Dossier.Hidden {
        let erasure = value["erasure"]?.integer
        guard let position = value["position"]?.integer, position >= 0, erasure ?? 0 >= 0,
            let pointer = value["pointer"]?.string, let why = value["why"]?.string,
            why == (erasure == nil ? "withheld" : "erased")
        else { throw Unreadable(message: "an entry of 'hidden' in the manifest is malformed") }
        return Dossier.Hidden(
            position: Position(position),
            pointer: pointer,
            erasure: erasure.map { Position($0) }
        )
    }

    private func citation(_ value: JSONValue) throws -> Dossier.Citation {
        guard let digest = value["sha256"]?.string, CitedDocuments.isDigest(digest),
            let isIncluded = value["included"]?.bool
        else { throw Unreadable(message: "an entry of 'documents' in the manifest is malformed") }
        return Dossier.Citation(digest: digest, isIncluded: isIncluded)
    }
}
