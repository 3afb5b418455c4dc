import EventJournal
import Events
import LMDB
import Transparency

extension Ledger {
    /// Opens a ledger that may be damaged, to be audited; nothing is repaired or written.
    package static func openForAudit(_ directory: String) throws -> Ledger {
        try Failure.translated(directory) { try attach(directory) }
    }

    /// Replays the whole ledger and compares everything derived with what the leaves say.
    ///
    /// Leaves are read in pages of short transactions; what is appended meanwhile is left out. It
    /// never stops at the first finding.
    ///
    /// - `progress`: told how many events of how many were replayed.
    /// - `finding`: told each finding as it is made.
    package func audit(
        progress: (UInt64, UInt64) -> Void = { _, _ in },
        finding: (Finding) -> Void
    ) throws -> AuditSummary {
        try Failure.translated(directory) {
            var count = 0
            func report(_ findings: [Finding]) {
                count += findings.count
                findings.forEach(finding)
            }
            let size = try read { snapshot in try journal.edge(in: snapshot).size }
            var replay = try AuditReplay(self, size: size)
            while replay.position < size {
                report(
                    try read { snapshot in
                        try replay.page(upTo: Limits.replayPage, in: snapshot)
                    }
                )
                progress(replay.position, size)
            }
            do {
                report(try read { snapshot in try replay.finish(in: snapshot) })
            } catch let error as LedgerError where count > 0 || error.isUnreadable {
                report(replay.findings)
                report([Finding(.tree, "what is kept at the end cannot be read: \(error)")])
            }
            return AuditSummary(
                events: size,
                findings: count,
                root: replay.root.hex,
                checkpoint: try? lastCheckpoint()?.checkpoint.size
            )
        }
    }
}
