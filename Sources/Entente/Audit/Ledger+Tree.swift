import EventJournal
import Events
import LMDB
import Transparency

extension Ledger {
    /// Hashes every leaf again, builds the tree anew, and compares both with what is stored.
    ///
    /// It is the part of an audit that shows that no leaf was changed, and looks into none of them.
    ///
    /// - `finding`: told each finding as it is made.
    /// - Returns: how many events there are, and the root that their leaves give, in lowercase hex.
    /// - Throws: `LedgerError` when something cannot be read.
    package func verifyTree(
        _ finding: (Finding) -> Void
    ) throws -> (size: UInt64, root: String) {
        try Failure.translated(directory) {
            let size = try read { snapshot in try journal.size(in: snapshot) }
            let last = try? lastCheckpoint()
            var tree = AuditTree(journal: journal, watching: last?.checkpoint)
            while tree.edge.size < size {
                let start = tree.edge.size
                let end = min(size, start + UInt64(Limits.replayPage))
                try read { snapshot in
                    try journal.replay(from: start, upTo: end, in: snapshot) { position, leaf in
                        let hash = SHA256Hashing.leaf(leaf)
                        try tree.take(hash, at: position, in: snapshot).findings.forEach(finding)
                    }
                    guard tree.edge.size < end else { return }
                    let gap = tree.edge.size
                    finding(Finding(.leaf, "there is no leaf", at: gap))
                    try tree.take(nil, at: gap, in: snapshot).findings.forEach(finding)
                }
            }
            try read { snapshot in
                try tree.finish(in: snapshot).forEach(finding)
                let head = try journal.head(in: snapshot)
                if let wrong = tree.rootFinding(head) { finding(wrong) }
            }
            return (size, tree.edge.root.hex)
        }
    }
}
