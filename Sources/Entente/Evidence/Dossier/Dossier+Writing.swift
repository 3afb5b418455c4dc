import CanonicalJSON
import Events
import FoundationEssentials
import LMDB
import Transparency

extension Dossier {
    /// Writes the dossier into a new folder; everything is on the disk when the call returns.
    ///
    /// - Parameters:
    ///   - folder: one that does not exist yet, or is empty.
    ///   - documents: where the included documents lie.
    /// - Throws: `LedgerError`; of kind `damaged` for a stored document that is not the one its
    ///   name says.
    package func write(to folder: String, with documents: Documents) throws {
        try Ledger.makeEmptyFolder(folder)
        var files: [(path: String, digest: String)] = []
        for (path, bytes) in try contents() {
            try Ledger.write(bytes, to: folder + "/" + path)
            files.append((path, SHA256Hashing.hash(bytes).hex))
        }
        for citation in citations where citation.isIncluded {
            let path = DossierFiles.documents + citation.digest
            try FileManager.default.createDirectory(
                atPath: folder + "/" + DossierFiles.documents,
                withIntermediateDirectories: true
            )
            let source = try FileStream(reading: documents.path(of: citation.digest))
            let copied = try Documents.copy(source, to: folder + "/" + path)
            guard copied.digest == citation.digest else {
                throw LedgerError(
                    .damaged,
                    "the stored document \(citation.digest) has other bytes than that; attach it "
                        + "again"
                )
            }
            files.append((path, copied.digest))
        }
        let text = try manifest(of: files).prettyPrinted() + "\n"
        try Ledger.write(Array(text.utf8), to: folder + "/" + DossierFiles.manifest)
        DurableFile.synchronize(directory: folder)
    }

    /// The files but the manifest and the documents.
    private func contents() throws -> [(path: String, bytes: [UInt8])] {
        var files = [
            (DossierFiles.events, Self.lines(events.map(\.leaf))),
            (DossierFiles.proofs, Self.lines(proofLines())),
            (DossierFiles.ledgerNote, Array(ledgerNote.description.utf8)),
            (DossierFiles.dossierNote, Array(dossierNote.description.utf8)),
            (DossierFiles.page, Array(try DossierPage(self).html().utf8)),
        ]
        if !related.isEmpty {
            files.append((DossierFiles.related, Self.lines(related.map(\.leaf))))
        }
        if let ledgerTimestamp { files.append((DossierFiles.ledgerTimestamp, ledgerTimestamp)) }
        if let dossierTimestamp { files.append((DossierFiles.dossierTimestamp, dossierTimestamp)) }
        if !earlier.isEmpty {
            files.append((DossierFiles.times, Self.lines(earlier.map { $0.json.canonicalBytes() })))
        }
        if !disclosures.isEmpty {
            let lines = disclosures.map { $0.json.canonicalBytes() }
            files.append((DossierFiles.disclosures, Self.lines(lines)))
        }
        return files
    }

    private static func lines(_ lines: [[UInt8]]) -> [UInt8] {
        var bytes: [UInt8] = []
        for line in lines {
            bytes += line
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }

    private func proofLines() -> [[UInt8]] {
        proofs.sorted { $0.key < $1.key }.map { position, path in
            let line: JSONValue = [
                "path": .array(path.map { .string($0.base64) }), "position": .integer(position),
            ]
            return line.canonicalBytes()
        }
    }

    private func manifest(of files: [(path: String, digest: String)]) throws -> JSONValue {
        let own = try Checkpoint(parsing: dossierNote.text)
        let whole = try Checkpoint(parsing: ledgerNote.text)
        let erased = hidden.count { $0.erasure != nil }
        return [
            "entente": .string(DossierFiles.format),
            "agreement": .string(agreement.text),
            "origin": .string(origin),
            "key": .string(key),
            "size": .integer(own.size),
            "root": .string(own.root.hex),
            "ledger": ["size": .integer(whole.size), "root": .string(whole.root.hex)],
            "hidden": .array(hidden.map(\.json)),
            "documents": .array(
                citations.map {
                    ["sha256": .string($0.digest), "included": .bool($0.isIncluded)]
                }
            ),
            "counts": [
                "events": .integer(UInt64(events.count)),
                "related": .integer(UInt64(related.count)),
                "disclosed": .integer(UInt64(disclosures.count)),
                "withheld": .integer(UInt64(hidden.count - erased)),
                "erased": .integer(UInt64(erased)),
                "documents": .integer(UInt64(citations.count { $0.isIncluded })),
            ],
            "files": .object(JSONObject(files.map { ($0.path, .string($0.digest)) })),
        ]
    }
}

extension Dossier.Earlier {
    /// A line of `times.jsonl`.
    var json: JSONValue {
        var line: JSONObject = ["note": .string(note.description)]
        if let consistency {
            line["consistency"] = .array(consistency.map { .string($0.base64) })
        }
        if let timestamp { line["timestamp"] = .string(Base64.encode(timestamp)) }
        return .object(line)
    }
}

extension Dossier.Disclosure {
    /// A line of `disclosures.jsonl`.
    var json: JSONValue {
        [
            "pointer": .string(pointer), "position": .integer(position), "salt": .string(salt),
            "value": value,
        ]
    }
}

extension Dossier.Hidden {
    /// An element of the manifest's `hidden`.
    var json: JSONValue {
        var entry: JSONObject = [
            "position": .integer(position), "pointer": .string(pointer),
            "why": .string(erasure == nil ? "withheld" : "erased"),
        ]
        if let erasure { entry["erasure"] = .integer(erasure) }
        return .object(entry)
    }
}
