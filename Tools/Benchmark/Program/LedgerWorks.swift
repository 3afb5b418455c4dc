import CanonicalJSON
import Collaboration
import EDTF
import Entente
import EventJournal
import Events
import Foundation
import JSONSchema
import LMDB
import Reports
import Transparency

/// Every call the benchmark makes into the program: what a row does, and nothing of how it is
/// measured.
struct LedgerWorks {
    private let ledger: Ledger

    /// Opens a ledger.
    init(_ directory: String, readOnly: Bool = false) throws {
        ledger = try Ledger.open(directory, readOnly: readOnly)
    }

    private static var now: Instant {
        Instant(microseconds: Int64((Date().timeIntervalSince1970 * 1_000_000).rounded()))
    }

    /// The number of events and the root of their tree in hex.
    func head() throws -> (size: UInt64, root: String) {
        let head = try ledger.head()
        return (head.size, head.root.hex)
    }

    /// Appends lines, one durable commit, as `append --batch` does; returns the new size.
    func append(_ lines: [[UInt8]], after count: Int) throws -> UInt64 {
        let input = lines.enumerated().map { index, bytes in
            InputLine(number: count + index + 1, bytes: bytes)
        }
        let request = AppendRequest(lines: input, policy: .resumable)
        return try ledger.append(request, at: Self.now).size
    }

    /// Appends one line in a durable commit of its own.
    ///
    /// - `unless`: a tag; an event with it after `seen` refuses the append.
    /// - Returns: the event's position.
    func append(_ line: [UInt8], unless tag: String? = nil, after seen: UInt64) throws -> UInt64 {
        var condition: AppendCondition?
        if let tag = tag.flatMap(Tag.init), let item = Query.Item(tags: [tag]),
            let query = Query(items: [item])
        {
            condition = AppendCondition(failIfEventsMatch: query, after: seen)
        }
        let request = AppendRequest(
            lines: [InputLine(number: 1, bytes: line)],
            condition: condition
        )
        let receipts = try ledger.append(request, at: Self.now).receipts
        return receipts.first?.position ?? seen
    }

    /// Reads every event with a tag; the count and the bytes of the leaves.
    func read(tagged text: String) throws -> (events: Int, byteCount: Int) {
        guard let tag = Tag(text) else { return (0, 0) }
        var events = 0
        var byteCount = 0
        _ = try ledger.log(LogQuery(tags: [tag], oldestFirst: true)) { event in
            events += 1
            byteCount += event.bytes.count
        }
        return (events, byteCount)
    }

    /// Hands over every leaf from a position on, in order.
    func leaves(
        from start: UInt64 = 0,
        _ body: (borrowing Span<UInt8>) throws -> Void
    ) throws {
        let size = try ledger.head().size
        var position = start
        while position < size {
            let end = min(size, position + 10_000)
            try ledger.read { snapshot in
                while position < end {
                    let leaf = try ledger.journal.leaf(at: position, in: snapshot) ?? []
                    try body(leaf.span)
                    position += 1
                }
            }
        }
    }

    /// Hashes every leaf and builds the tree; its root in hex.
    func replayedRoot() throws -> String {
        var edge = TreeEdge()
        try leaves { leaf in edge.append(SHA256Hashing.leaf(leaf)) }
        return edge.root.hex
    }

    /// Audits everything; the number of events and of findings.
    static func audit(_ directory: String) throws -> (events: UInt64, findings: Int) {
        let ledger = try Ledger.openForAudit(directory)
        let summary = try ledger.audit { _ in }
        return (summary.events, summary.findings)
    }

    /// The state of one entity at a date; the number of members the answer has.
    func state(of text: String, asOf date: String) throws -> Int {
        guard let tag = Tag(text) else { return 0 }
        let state = try ledger.state(of: tag, asOf: Self.asOf(date), knownAt: .now)
        return state.object?.members.count ?? 0
    }

    /// The register of agreements; the number of its rows.
    func register(asOf date: String, knownAt size: UInt64) throws -> Int {
        let report = try ledger.report(
            .agreementRegister,
            asOf: Self.asOf(date),
            knownAt: .size(size)
        )
        return report.rows.count
    }

    /// The bytes of the first event behind the ledger's own.
    func firstEvent() throws -> [UInt8]? {
        try ledger.read { snapshot in try ledger.journal.leaf(at: 1, in: snapshot) }
    }

    /// Proves that a tree holds a leaf, and checks the proof; the hashes in its path.
    func prove(_ position: UInt64) throws -> Int {
        try ledger.read { snapshot in
            let head = try ledger.journal.head(in: snapshot)
            let proof = try TileTree.inclusionProof(ofLeaf: position, inSize: head.size) {
                level,
                index in
                try ledger.journal.tile(level: level, index: index, in: snapshot)
            }
            guard let leaf = try ledger.journal.leaf(at: position, in: snapshot) else { return 0 }
            try proof.verify(leaf: SHA256Hashing.leaf(leaf), root: head.root)
            return proof.path.count
        }
    }

    private static func asOf(_ date: String) throws -> AsOf {
        let parsed = try ImpreciseDate(parsing: date)
        guard let asOf = AsOf(parsed) else { return AsOf(now) }
        return asOf
    }

    /// The parts of the pipeline one by one, over lines that begin a workload.
    ///
    /// - `measure`: takes a name and what to do for each line, and keeps the time.
    static func parts(
        of lines: [[UInt8]],
        _ measure: (_ name: String, _ body: (Int) throws -> Void) throws -> Void
    ) throws {
        let reader = JSONReader()
        var values: [JSONValue] = []
        try measure("parse") { index in values.append(try reader.read(lines[index])) }
        let catalogue = Catalogue.embedded
        let types = try values.map { value in
            try value["type"]?.string.flatMap(EventType.init).flatMap { try catalogue.type($0) }
        }
        try measure("schema") { index in
            let data = values[index]["data"] ?? .null
            guard types[index]?.schema.violations(of: data).isEmpty == true else {
                throw LedgerError(.refused, "line \(index + 1) is not valid")
            }
        }
        try measure("tags") { index in _ = types[index]?.tags(of: values[index]) }
        try measureRules(values, types, measure)
        var leaves: [[UInt8]] = []
        try measure("canonical write") { index in leaves.append(values[index].canonicalBytes()) }
        var edge = TreeEdge()
        try measure("leaf hash") { index in _ = SHA256Hashing.leaf(leaves[index]) }
        let hash = edge.root
        try measure("tree") { _ in edge.append(hash) }
    }

    /// Judges every event against the histories that the events before it make.
    private static func measureRules(
        _ values: [JSONValue],
        _ types: [CompiledType?],
        _ measure: (_ name: String, _ body: (Int) throws -> Void) throws -> Void
    ) throws {
        let judge = Judge()
        let recorded = JSONValue.string(now.rfc3339)
        var standings: [Tag: Standing] = [:]
        try measure("rules") { index in
            guard let type = types[index], var members = values[index].object else { return }
            members["recorded"] = recorded
            let leaf = Leaf(position: Position(index), event: .object(members))
            let fact = Fact(leaf, as: type.type, axis: type.axis)
            let known = standings
            let objections = try judge.objections(to: fact) { tag in
                known[tag] ?? Standing(of: tag)
            }
            guard objections.isEmpty || fact.mode == .attested else {
                throw LedgerError(.refused, "line \(index + 1): \(objections)")
            }
            let tags = [values[index]["data"]?["party"]?.string].compactMap { $0 }
            for entity in judge.rulebook.entities(of: fact, tags: tags.compactMap(Tag.init)) {
                standings[entity, default: Standing(of: entity)].add(fact)
            }
        }
    }
}
