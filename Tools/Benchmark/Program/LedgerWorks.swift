import CanonicalJSON
import Collaboration
import EDTF
import Entente
import EventJournal
import Events
import FoundationEssentials
import LMDB
import Reports
import Transparency

/// Every call the benchmark makes into the program: what a row does, and nothing of how it is
/// measured.
struct LedgerWorks {
    private let ledger: Ledger
    private let writer: LedgerWriter

    /// Opens a ledger.
    init(_ directory: String, readOnly: Bool = false) throws {
        ledger = try Ledger.open(directory, readOnly: readOnly)
        writer = LedgerWriter(ledger)
    }

    private static var now: Instant {
        Instant(microseconds: Int64((Date().timeIntervalSince1970 * 1_000_000).rounded()))
    }

    /// The number of events and the root of their tree in hex.
    func head() throws -> (size: UInt64, root: String) {
        let head = try ledger.head()
        return (head.size, head.root.hex)
    }

    /// Appends lines, a durable commit for each batch, the way `append --batch` does.
    ///
    /// While one batch waits for the disk, those behind it are parsed and judged.
    ///
    /// - `next`: the lines of the next batch; none at the end.
    /// - `stored`: called with the number of its events when a batch is durable.
    func append(_ next: () throws -> [InputLine], stored: (Int) -> Void) throws {
        let stream = try AppendStream(ledger, policy: .resumable, by: nil)
        while true {
            let lines = try next()
            if lines.isEmpty { break }
            try stream.add(lines, at: Self.now)
            while let outcome = try stream.ready() { stored(outcome.receipts.count) }
        }
        stream.close()
        while let outcome = try stream.next() { stored(outcome.receipts.count) }
    }

    /// A condition that refuses an append when an event with a tag stands behind a position.
    static func condition(unless text: String, after seen: UInt64) -> AppendCondition? {
        guard let tag = Tag(text), let item = Query.Item(tags: [tag]),
            let query = Query(items: [item])
        else { return nil }
        return AppendCondition(failIfEventsMatch: query, after: seen)
    }

    /// Appends one line in a durable commit of its own; returns the event's position.
    func append(_ line: InputLine, on condition: AppendCondition? = nil) throws -> UInt64? {
        let request = AppendRequest(lines: [line], condition: condition)
        return try writer.append(request, at: Self.now).receipts.first?.position
    }

    /// Reads and copies every leaf with a tag; their count and their bytes.
    func read(_ tag: Tag) throws -> (events: Int, byteCount: Int) {
        var events = 0
        var byteCount = 0
        try ledger.leaves(tagged: tag) { _, leaf in
            events += 1
            byteCount += leaf.array.count
        }
        return (events, byteCount)
    }

    /// Lends every leaf from a position on, in order.
    func leaves(from start: UInt64 = 0, _ body: (Span<UInt8>) throws -> Void) throws {
        let size = try ledger.head().size
        for first in stride(from: start, to: size, by: Limits.replayPage) {
            let end = min(size, first + UInt64(Limits.replayPage))
            try ledger.read { snapshot in
                _ = try ledger.journal.replay(from: first, upTo: end, in: snapshot) { _, leaf in
                    try body(leaf)
                }
            }
        }
    }

    /// Hashes every leaf, builds the tree and compares both with what is stored.
    func verifyTree() throws -> (events: UInt64, root: String, findings: Int) {
        var findings = 0
        let result = try ledger.verifyTree { _ in findings += 1 }
        return (result.size, result.root, findings)
    }

    /// Audits everything; the number of events and of findings.
    static func audit(_ directory: String) throws -> (events: UInt64, findings: Int) {
        let ledger = try Ledger.openForAudit(directory)
        let summary = try ledger.audit { _ in }
        return (summary.events, summary.findings)
    }

    /// The state of one entity at a date; the number of members the answer has.
    func state(of entity: Tag, asOf: AsOf) throws -> Int {
        try ledger.state(of: entity, asOf: asOf, knownAt: .now).object?.members.count ?? 0
    }

    /// The register of agreements as the program makes it for CSV, which shows no pictures.
    func register(asOf: AsOf, knownAt: KnownAt) throws -> Report {
        try ledger.report(.agreementRegister, asOf: asOf, knownAt: knownAt, as: .csv)
    }

    /// The bytes of the first event behind the ledger's own.
    func firstEvent() throws -> [UInt8]? {
        try ledger.read { snapshot in try ledger.journal.leaf(at: 1, in: snapshot) }
    }

    /// Proves that the tree of a size holds an event; the hashes in the path.
    func prove(_ position: UInt64, inSize size: UInt64) throws -> InclusionProof {
        try ledger.inclusionProof(of: position, inSize: size)
    }

    /// The hash of an event's bytes, and whether a proof leads from it to the root.
    func check(_ proof: InclusionProof, root: String) throws -> Bool {
        guard let leaf = try ledger.leaf(at: proof.index) else { return false }
        return try proof.computeRoot(leaf: SHA256Hashing.leaf(leaf.document.bytes)).hex == root
    }

    /// The bytes of an event.
    func leaf(at position: UInt64) throws -> [UInt8] {
        try ledger.leaf(at: position)?.document.bytes ?? []
    }

    /// A date as the commands take it.
    static func asOf(_ date: String) throws -> AsOf {
        AsOf(try ImpreciseDate(parsing: date)) ?? AsOf(now)
    }
}
