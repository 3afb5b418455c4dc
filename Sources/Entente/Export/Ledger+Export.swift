import CanonicalJSON
import Collaboration
package import EDTF
import EventJournal
import Events
import FoundationEssentials
import LMDB
import Transparency

extension Ledger {
    /// Writes the ledger byte for byte into a new folder that others can verify.
    ///
    /// `events.jsonl` holds one leaf a line, `schemas/` the catalogue, `manifest.json` size, root,
    /// checkpoint and the digest of every file. Sealed values and keys are not part of it.
    ///
    /// - `now`: the clock. With it, a ledger that can be written first says in its log that the
    ///   program's catalogue is another one than before, so that the schemas exported are those in
    ///   force.
    /// - `progress`: told how many events of how many are written.
    package func export(
        to folder: String,
        at now: Instant? = nil,
        progress: (UInt64, UInt64) -> Void = { _, _ in }
    ) throws -> (size: UInt64, root: String) {
        try Self.makeEmptyFolder(folder)
        if let now { try adoptCatalogue(at: now) }
        let note = try signer() == nil ? nil : checkpoint(of: .ledger)
        return try Failure.translated(folder) {
            let head = try head()
            var digests: [(String, String)] = []
            let events = try writeEvents(to: folder + "/events.jsonl", head.size, progress)
            digests.append(("events.jsonl", events.digest))
            for file in catalogue.files {
                let path = "schemas/" + file.path
                try Self.write(Array(file.text.utf8), to: folder + "/" + path)
                digests.append((path, SHA256Hashing.hash(Array(file.text.utf8)).hex))
            }
            var manifest: JSONObject = [
                "format": .integer(Layout.formatVersion),
                "origin": .string(origin),
                "size": .integer(head.size),
                "root": .string(head.root.hex),
                "catalogue": .string(catalogue.digest.hex),
                "key": .string(try verifierKey),
                "types": .object(
                    JSONObject(events.types.map { ($0.key, .integer($0.value)) })
                ),
                "files": .object(JSONObject(digests.map { ($0.0, .string($0.1)) })),
            ]
            if let note { manifest["checkpoint"] = .string(note.description) }
            let text = JSONValue.object(manifest).prettyPrinted() + "\n"
            try Self.write(Array(text.utf8), to: folder + "/manifest.json")
            DurableFile.synchronize(directory: folder)
            return (head.size, head.root.hex)
        }
    }

    private func writeEvents(
        to path: String,
        _ size: UInt64,
        _ progress: (UInt64, UInt64) -> Void
    ) throws -> (digest: String, types: [String: Int]) {
        let file = try FileStream(writing: path)
        let loader = HistoryLoader(self)
        var hasher = Hasher256()
        var types: [String: Int] = [:]
        var position: Position = 0
        while position < size {
            let page = try read { snapshot in
                var bytes: [UInt8] = []
                let end = min(size, position + UInt64(Limits.replayPage))
                while position < end {
                    guard let leaf = try loader.leaf(at: position, in: snapshot) else {
                        throw LedgerError(.damaged, "the leaf at \(position) is missing")
                    }
                    types[leaf.type?.text ?? "", default: 0] += 1
                    bytes += leaf.document.bytes
                    bytes.append(UInt8(ascii: "\n"))
                    position += 1
                }
                return bytes
            }
            hasher.update(page.span)
            try file.write(page)
            progress(position, size)
        }
        try file.synchronize()
        return (hasher.finalize().hex, types)
    }

    static func write(_ bytes: [UInt8], to path: String) throws {
        try FileManager.default.createDirectory(
            atPath: DurableFile.folder(of: path),
            withIntermediateDirectories: true
        )
        let file = try FileStream(writing: path)
        try file.write(bytes)
        try file.synchronize()
    }
}
