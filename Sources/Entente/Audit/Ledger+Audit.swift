import Dispatch
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
    /// Leaves are read in pages of short transactions, ahead and on another thread; what is
    /// appended meanwhile is left out. It never stops at the first finding.
    ///
    /// - Parameters:
    ///   - isThorough: look at every leaf and every index entry in full, even where a quick look
    ///     confirms that nothing is wrong with it. It finds the same and takes many times as long.
    ///   - progress: told how many events of how many were replayed.
    ///   - finding: told each finding as it is made.
    /// - Returns: what was looked at and found.
    /// - Throws: `LedgerError` when the ledger cannot be read at all.
    @available(*, noasync)
    package func audit(
        isThorough: Bool = false,
        progress: (UInt64, UInt64) -> Void = { _, _ in },
        finding: (Finding) -> Void
    ) throws -> AuditSummary {
        try Failure.translated(directory) {
            var count = 0
            func report(_ findings: [Finding]) {
                count += findings.count
                findings.forEach(finding)
            }
            let size = try read { snapshot in try journal.size(in: snapshot) }
            let hash = EntryHash()
            var replay = try AuditReplay(self, size: size, hash, isThorough: isThorough)
            let results = Channel<ReadingResult>(capacity: 4)
            let reading = DispatchGroup()
            ReadingStage(self, size: size, hash, output: results).start(in: reading)
            defer {
                results.abandon()
                reading.wait()
            }
            var walk: IndexWalk?
            while let result = results.receive() {
                switch result {
                case .granule(let granule):
                    report(try replay.replay(granule))
                    progress(replay.position, size)
                case .indexes(let found): walk = found
                case .unreadableIndexes: break
                case .failed(let error): throw error
                }
            }
            do {
                try end(&replay, walk, report)
            } catch let error as LedgerError where count > 0 || error.isUnreadable {
                report(replay.findings)
                report([Finding(.tree, "what is kept at the end cannot be read: \(error)")])
            }
            report(EvidenceAudit(self).findings())
            return AuditSummary(
                events: size,
                findings: count,
                root: replay.root.hex,
                checkpoint: try? lastCheckpoint()?.checkpoint.size
            )
        }
    }

    /// Compares what can only be compared at the end.
    private func end(
        _ replay: inout AuditReplay,
        _ walk: IndexWalk?,
        _ report: ([Finding]) -> Void
    ) throws {
        report(try read { snapshot in try replay.endTree(in: snapshot) })
        let comparison = IndexComparison(walk, with: replay.sums, isThorough: replay.isThorough)
        for run in comparison.runs { report(try replay.explainIndexes(ofRun: run)) }
        report(try read { snapshot in try replay.endIndexes(comparison, in: snapshot) })
    }
}
