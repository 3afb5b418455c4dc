import CanonicalJSON
import Collaboration
import EventJournal
import Events
import LMDB
import Transparency

/// Checks what stands beside the log: checkpoints with their signatures, documents, keys.
///
/// The tree and the dossiers are compared with the leaves elsewhere; here the kept checkpoints are
/// compared with them.
struct EvidenceAudit {
    private let ledger: Ledger

    init(_ ledger: Ledger) {
        self.ledger = ledger
    }

    /// Looks at everything; what cannot be read is a finding.
    func findings() -> [Finding] {
        var findings = attempt(.keys) { try keyFindings() }
        for folder in ledger.checkpoints.folders() {
            if folder == SignedTree.ledger.folder {
                findings += checkpointFindings(.ledger)
            } else if let agreement = Tag(folder), agreement.isOfKind("agreement") {
                findings += checkpointFindings(.dossier(agreement))
            } else {
                findings.append(
                    Finding(.checkpoint, "checkpoints/\(folder) is of no tree of this ledger")
                )
            }
        }
        for digest in ledger.documents.all() {
            findings += attempt(.documents, tag: digest) {
                let actual = try Documents.digest(ofFile: ledger.documents.path(of: digest))
                guard actual != digest else { return [] }
                let message = "the stored document has the SHA-256 \(actual); attach it again"
                return [Finding(.documents, message, tag: digest)]
            }
        }
        return findings
    }

    /// Each key is named by the one before it, and by the ledger's name.
    private func keyFindings() throws -> [Finding] {
        try ledger.read { snapshot in
            let loader = HistoryLoader(ledger, passingOverDamage: true)
            var findings: [Finding] = []
            var current = try loader.leaf(at: 0, in: snapshot)?.event["data"]?["key"]?.string
            let rotations = try ledger.journal.positions(ofType: Ledger.keyRotated, in: snapshot)
            for position in rotations {
                guard let data = try loader.leaf(at: position, in: snapshot)?.event["data"] else {
                    continue
                }
                if data["previous"]?.string != current {
                    findings.append(
                        Finding(.keys, "the key it replaces was not in force", at: position)
                    )
                }
                current = data["key"]?.string
                let key = try? NoteVerifier(current ?? "")
                if key?.name.utf8.elementsEqual(ledger.origin.utf8) != true {
                    findings.append(
                        Finding(.keys, "its key is not one of this ledger", at: position)
                    )
                }
            }
            return findings
        }
    }

    /// The kept checkpoints of a tree: signed by this ledger, with the roots that its leaves give.
    private func checkpointFindings(_ tree: SignedTree) -> [Finding] {
        let origin = ledger.origin(of: tree)
        return ledger.keptCheckpoints(of: tree).flatMap { size in
            attempt(.checkpoint, tag: origin) {
                guard let note = try ledger.keptCheckpoint(of: tree, size: size) else { return [] }
                let checkpoint = try Checkpoint(parsing: note.text)
                let root = try ledger.read { snapshot in
                    try ledger.root(of: tree, size: size, in: snapshot)
                }
                if checkpoint.size == size, checkpoint.root == root { return [] }
                let message: String
                if checkpoint.size != size {
                    message = "checkpoints/\(tree.folder)/\(size) is of another size"
                } else if root == nil {
                    message = "it has fewer events than the \(size) once signed"
                } else {
                    message = "its first \(size) events are not those once signed"
                }
                return [Finding(.checkpoint, message, tag: origin)]
            }
        }
    }

    /// What a look finds, or why it could not be had.
    private func attempt(
        _ check: Finding.Check,
        tag: String? = nil,
        _ look: () throws -> [Finding]
    ) -> [Finding] {
        do {
            return try look()
        } catch {
            return [Finding(check, "\(error)", tag: tag)]
        }
    }
}
