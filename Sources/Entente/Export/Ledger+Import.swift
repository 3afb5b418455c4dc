import CanonicalJSON
import EDTF
import EventJournal
import Events
import FoundationEssentials
import LMDB
import Transparency

extension Ledger {
    /// Rebuilds a ledger from an export, with the same leaves and root, into a new folder.
    ///
    /// It is a follower: it can be read, audited and exported, not written, until its keys are
    /// brought. Personal values are withheld.
    ///
    /// - Throws: `LedgerError` of kind `refused` when the export is not what its manifest says; the
    ///   new folder is removed then.
    package static func importing(
        _ source: String,
        to directory: String,
        progress: (UInt64, UInt64) -> Void = { _, _ in }
    ) throws -> Ledger {
        let manifest = try readManifest(source)
        try requireListedFiles(of: manifest, in: source)
        try makeEmptyFolder(directory)
        do {
            try Failure.translated(directory) {
                let journal = try Journal.create(directory, origin: manifest.origin)
                try fill(journal, from: source, manifest, progress)
            }
            return try open(directory)
        } catch {
            try? FileManager.default.removeItem(atPath: directory)
            throw error
        }
    }

    /// What a manifest promises.
    private struct Manifest {
        let origin: String
        let size: UInt64
        let root: String
        let digest: String

        /// SHA-256 of every file but the manifest, in lowercase hex, by its path.
        let files: [String: String]
    }

    /// Refuses an export whose schemas are not those its manifest lists, no more and no fewer.
    private static func requireListedFiles(of manifest: Manifest, in source: String) throws {
        let folder = source + "/schemas"
        let found = (try? FileManager.default.subpathsOfDirectory(atPath: folder))?
            .filter { $0.hasSuffix(".json") }
            .map { "schemas/" + $0 }
        let listed = manifest.files.keys.filter { $0 != "events.jsonl" }
        let surplus = Set(found ?? []).subtracting(listed).sorted().first
        if let surplus {
            throw LedgerError(.refused, "the export holds \(surplus), which its manifest lacks")
        }
        for path in listed.sorted() {
            let data = (try? File.contents(of: source + "/" + path)) ?? nil
            guard let data, SHA256Hashing.hash(data).hex == manifest.files[path] else {
                throw LedgerError(
                    .refused,
                    "the export's \(path) is missing or is not the one its manifest lists; ask for "
                        + "the export again"
                )
            }
        }
    }

    private static func readManifest(_ source: String) throws -> Manifest {
        let path = source + "/manifest.json"
        guard let data = (try? File.contents(of: path)) ?? nil else {
            throw LedgerError(.notFound, "\(source) is no export: it has no manifest.json")
        }
        guard let value = try? JSONReader().read(data),
            let origin = value["origin"]?.string, let size = value["size"]?.integer, size > 0,
            let root = value["root"]?.string,
            let digest = value["files"]?["events.jsonl"]?.string
        else { throw LedgerError(.refused, "\(path) is not a manifest this program can read") }
        guard value["format"]?.integer == Int64(Layout.formatVersion) else {
            throw LedgerError(
                .damaged,
                "the export has another format than \(Layout.formatVersion); use the program that "
                    + "wrote it"
            )
        }
        try requireOrigin(origin)
        let files = (value["files"]?.object?.members ?? []).map { ($0.key, $0.value.string ?? "") }
        return Manifest(
            origin: origin,
            size: UInt64(size),
            root: root,
            digest: digest,
            files: Dictionary(files) { first, _ in first }
        )
    }

    /// The next line, which must be a whole one.
    private static func nextLeaf(of lines: LineReader) throws -> [UInt8]? {
        guard let line = try lines.next() else { return nil }
        guard line.count <= Limits.leafByteCount else {
            throw LedgerError(.refused, "a line is longer than \(Limits.leafByteCount) bytes")
        }
        guard lines.endedWithLineFeed else {
            throw LedgerError(.refused, "the last line is cut: it does not end with LF")
        }
        return line
    }

    private static func fill(
        _ journal: Journal,
        from source: String,
        _ manifest: Manifest,
        _ progress: (UInt64, UInt64) -> Void
    ) throws {
        guard let stream = try? FileStream(reading: source + "/events.jsonl") else {
            throw LedgerError(.refused, "the export has no events.jsonl")
        }
        let lines = LineReader(stream, limit: Limits.leafByteCount, isHashing: true)
        var intake = LeafIntake(
            origin: manifest.origin,
            place: { "in line \($0 + 1) of events.jsonl" },
            remedy: "ask for the export again"
        )
        while intake.size < manifest.size || !lines.isAtEnd {
            var page: [[UInt8]] = []
            while page.count < Limits.replayPage, let line = try nextLeaf(of: lines) {
                page.append(line)
            }
            guard !page.isEmpty else { break }
            let batch = intake
            intake = try journal.environment.write { transaction in
                var intake = batch
                try intake.append(page, to: journal, in: &transaction)
                return intake
            }
            progress(intake.size, manifest.size)
        }
        let head = try journal.environment.read { snapshot in try journal.head(in: snapshot) }
        let digest = lines.digest()
        guard head.size == manifest.size, head.root.hex == manifest.root, digest == manifest.digest
        else {
            throw LedgerError(
                .refused,
                "the export is not whole: its events give size \(head.size) and root "
                    + "\(head.root.hex), the manifest says \(manifest.size) and \(manifest.root)"
            )
        }
        try journal.environment.write { transaction in
            try journal.setMeta(.personal, to: Array("withheld".utf8), in: &transaction)
        }
    }
}
