import CanonicalJSON
import Collaboration
import EventJournal
import Events
import LMDB
import Transparency

extension AuditReplay {
    /// Compares the right edge of the tree, its root and the heads of the dossiers.
    mutating func endTree(in snapshot: borrowing ReadTransaction) throws -> [Finding] {
        findings = try tree.finish(in: snapshot)
        let journal = ledger.journal
        let head = try journal.head(in: snapshot)
        guard head.size == size else { return findings }
        if let wrong = tree.rootFinding(head) { findings.append(wrong) }
        let tail = try journal.storedTail(in: snapshot)
        for (tag, edge) in dossiers.sorted(by: { $0.key < $1.key })
        where try journal.dossier(of: tag, tail: tail, in: snapshot) != edge {
            findings.append(
                Finding(
                    .dossiers,
                    "the stored dossier head is not that of its \(edge.size) events",
                    tag: tag.text
                )
            )
        }
        let logged = try snapshot.count(in: journal.layout.log)
        if logged > Int(size) {
            findings.append(
                Finding(.leaf, "the log holds \(logged) leaves, the tree \(size)")
            )
        }
        return findings
    }

    /// Looks for the index entries of the leaves of one run.
    mutating func explainIndexes(ofRun run: Int) throws -> [Finding] {
        findings = []
        position = UInt64(run) * IndexWalk.runCount
        try visit(upTo: min(size, position + IndexWalk.runCount)) { replay, snapshot in
            guard !replay.unreadable.contains(replay.position) else { return }
            try replay.explainEntries(in: snapshot)
        }
        return findings
    }

    private mutating func explainEntries(in snapshot: borrowing ReadTransaction) throws {
        guard let leaf = try loader.leaf(at: position, in: snapshot) else { return }
        let discussion = leaf.isAboutAnEvent ? try discussion(of: leaf, in: snapshot) : []
        let entities = loader.entities(of: leaf, discussion: discussion)
        try indexes(of: Opened(leaf.document, at: position), entities, in: snapshot)
    }

    /// Counts what no leaf gives, and looks for keys of persons who were erased.
    mutating func endIndexes(
        _ comparison: IndexComparison,
        in snapshot: borrowing ReadTransaction
    ) throws -> [Finding] {
        findings = []
        findings = try ExtraEntries(self, comparison).found(in: snapshot)
        try erasures(in: snapshot)
        return findings
    }

    /// Nobody who was erased still has a key.
    private mutating func erasures(in snapshot: borrowing ReadTransaction) throws {
        guard let keys = try ledger.keyStore()?.all() else { return }
        for person in keys.keys.sorted() where try ledger.isErased(person, in: snapshot) {
            findings.append(
                Finding(
                    .erasure,
                    "the person was erased and still has a key; open the ledger to write "
                        + "and erase again",
                    tag: person.text
                )
            )
        }
    }
}
