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
    /// - Parameters:
    ///   - progress: told how many events of how many were replayed.
    ///   - finding: told each finding as it is made.
    package func audit(
        progress: (UInt64, UInt64) -> Void = { _, _ in },
        finding: (Finding) -> Void
    ) throws -> AuditSummary {
        try Failure.translated(directory) {
            var count = 0
            let report = { (found: Finding) in
                count += 1
                finding(found)
            }
            let size = try read { snapshot in try journal.edge(in: snapshot).size }
            var replay = try AuditReplay(self, size: size)
            while replay.position < size {
                let findings = try read { snapshot in
                    try replay.page(upTo: Limits.replayPage, in: snapshot)
                }
                findings.forEach(report)
                progress(replay.position, size)
            }
            try read { snapshot in try replay.finish(in: snapshot) }.forEach(report)
            return AuditSummary(
                events: size,
                findings: count,
                root: replay.root.hex,
                checkpoint: try? lastCheckpoint()?.checkpoint.size
            )
        }
    }
}
