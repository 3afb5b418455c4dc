import Collaboration
import EDTF
import Entente
import EntenteBench
import Events
import Foundation

/// A ledger of the workload's first events, made once.
struct MadeLedger {
    static let count = 3_000

    /// What there is to know of it.
    static let made = Result { try MadeLedger() }

    /// The events the ledger has, its own first one included.
    let size: UInt64

    /// The root of its tree, in hex.
    let root: String

    /// How many lines were refused.
    let refusalCount: Int

    /// The leaves in order.
    let leaves: [[UInt8]]

    /// For each line, the tags the workload says the ledger gives it.
    let tags: [[String]]

    /// For each leaf, the tags that the ledger gave it.
    let stored: [[String]]

    private init() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "entente-bench-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let now = Instant(microseconds: 1_800_000_000_000_000)
        let ledger = try Ledger.create(
            folder.path,
            origin: "ledger.example.org/bench",
            at: now.microseconds
        )
        var workload = Workload(seed: 1)
        var lines: [InputLine] = []
        var tags: [[String]] = []
        for number in 1...Self.count {
            workload.next()
            lines.append(InputLine(number: number, bytes: workload.line))
            tags.append(workload.tags.map(\.text))
        }
        let outcome = try ledger.append(AppendRequest(lines: lines, policy: .rejecting), at: now)
        var leaves: [[UInt8]] = []
        var stored: [[String]] = []
        _ = try ledger.log(LogQuery(oldestFirst: true)) { event in
            leaves.append(event.bytes)
            stored.append(event.leaf.tags.map(\.text))
        }
        size = outcome.size
        root = outcome.root
        refusalCount = outcome.refusals.count
        self.leaves = leaves
        self.tags = tags
        self.stored = stored
    }
}
