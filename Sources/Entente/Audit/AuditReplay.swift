import CanonicalJSON
import Collaboration
import EDTF
import EventJournal
import Events
import LMDB
import Transparency

/// Replays leaves in order and holds what they say against what is stored.
///
/// A leaf whose hash is wrong is reported once; the tree and the dossiers go on with the hash that
/// was committed, so that one damaged byte does not fault every later event.
struct AuditReplay {
    let ledger: Ledger
    let size: UInt64
    let isFollower: Bool
    let loader: HistoryLoader
    let opening: Opening

    /// The next leaf to look at.
    private(set) var position: Position = 0

    var findings: [Finding] = []
    var expected = ExpectedCounts()
    var tree: AuditTree
    var dossiers: [Tag: TreeEdge] = [:]
    var rules: AuditRules
    private var lastRecorded: Int64?

    /// Leaves that cannot be read; what is derived from them cannot be compared.
    private(set) var unreadable: Set<Position> = []

    init(_ ledger: Ledger, size: UInt64) throws {
        self.ledger = ledger
        self.size = size
        loader = HistoryLoader(ledger, passingOverDamage: true)
        opening = try ledger.opening()
        isFollower = try ledger.read { snapshot in
            try ledger.journal.meta(.personal, in: snapshot) != nil
        }
        let last = try? ledger.lastCheckpoint()
        tree = AuditTree(journal: ledger.journal, watching: last?.checkpoint)
        rules = AuditRules(ledger)
    }

    /// The root that the leaves give.
    var root: Hash { tree.edge.root }

    /// Looks at the next leaves.
    mutating func page(
        upTo count: Int,
        in snapshot: borrowing ReadTransaction
    ) throws -> [Finding] {
        findings = []
        let end = min(size, position + UInt64(count))
        while position < end {
            do {
                try look(in: snapshot)
            } catch let error as LMDBError where error.isDamaged {
                findings.append(
                    Finding(.leaf, "what belongs to it cannot be read: \(error)", at: position)
                )
                noteUnreadable()
                // A transaction that met a damaged page reads nothing more.
                position += 1
                return findings
            }
            position += 1
        }
        return findings
    }

    private mutating func noteUnreadable() {
        unreadable.insert(position)
        rules.isIncomplete = true
    }

    /// Goes on without the present leaf, of which a finding was made.
    ///
    /// The index still knows whose dossiers it stands in, so later heads can be compared.
    private mutating func passOver(
        _ committed: Hash,
        in snapshot: borrowing ReadTransaction
    ) throws {
        noteUnreadable()
        for tag in try ledger.journal.tags(ofKind: "agreement", in: snapshot) {
            let next = try ledger.journal.positions(
                tagged: tag,
                from: position,
                limit: 1,
                in: snapshot
            )
            if next == [position] { dossiers[tag, default: TreeEdge()].append(committed) }
        }
    }

    private mutating func look(in snapshot: borrowing ReadTransaction) throws {
        guard let bytes = try ledger.journal.leaf(at: position, in: snapshot) else {
            findings.append(Finding(.leaf, "there is no leaf", at: position))
            let committed = try tree.take(nil, at: position, in: snapshot).committed
            try passOver(committed, in: snapshot)
            return
        }
        let step = try tree.take(SHA256Hashing.leaf(bytes), at: position, in: snapshot)
        findings += step.findings
        let event: JSONValue
        do {
            event = try JSONReader().read(bytes)
        } catch {
            findings.append(Finding(.leaf, "the leaf is not JSON: \(error)", at: position))
            try passOver(step.committed, in: snapshot)
            return
        }
        if event.canonicalBytes() != bytes {
            findings.append(Finding(.leaf, "the leaf is not canonical", at: position))
        }
        let leaf = Leaf(position: position, event: event)
        guard let type = envelope(of: leaf) else { return }
        try dossierHeads(of: leaf, hash: step.committed, in: snapshot)
        let isAbout = type.type.noun == "event"
        let discussion = isAbout ? try discussion(of: leaf, in: snapshot) : []
        try tags(of: leaf, as: type, discussion)
        try personal(of: leaf, as: type, in: snapshot)
        try indexes(of: leaf, discussion, in: snapshot)
        findings += try rules.look(at: leaf, as: type, discussion: discussion, in: snapshot)
    }

    /// What the ledger itself sets: place, name, time, and the version of the schema.
    private mutating func envelope(of leaf: Leaf) -> CompiledType? {
        let event = leaf.event
        if event["position"]?.integer != Int64(position) {
            let said = event["position"]?.integer.map(String.init) ?? "nothing"
            findings.append(
                Finding(.envelope, "the leaf says position \(said)", at: position)
            )
        }
        if event["origin"]?.string != ledger.origin {
            findings.append(
                Finding(.envelope, "the leaf belongs to another ledger", at: position)
            )
        }
        let recorded = event["recorded"]?.string.flatMap(Instant.init(rfc3339:))?.microseconds
        if let recorded, lastRecorded.map({ $0 < recorded }) ?? true {
            lastRecorded = recorded
        } else {
            findings.append(
                Finding(.envelope, "the recorded time does not increase", at: position)
            )
        }
        if let recorded {
            let moment = Instant(microseconds: recorded)
            let corrected = leaf.type == "event.corrected" ? event["data"]?["occurred"] : nil
            for text in [event["occurred"], corrected].compactMap({ $0?.string }) {
                guard let earliest = try? ImpreciseDate(parsing: text).earliest,
                    moment.isDefinitelyPast(earliest)
                else { continue }
                findings.append(
                    Finding(.envelope, "it is dated \(text), after its recording", at: position)
                )
            }
        }
        guard let name = leaf.type,
            let version = event["version"]?.integer.map(Int.init),
            let type = try? ledger.catalogue.type(name, version: version)
        else {
            findings.append(
                Finding(
                    .catalogue,
                    "this program has no schema of \(event["type"]?.string ?? "the type") in the "
                        + "leaf's version; upgrade it",
                    at: position,
                    severity: .warning
                )
            )
            return nil
        }
        return type
    }

    /// The head of each agreement's own tree, just before the event.
    private mutating func dossierHeads(
        of leaf: Leaf,
        hash: Hash,
        in snapshot: borrowing ReadTransaction
    ) throws {
        let agreements = leaf.tags.filter { $0.kind == "agreement" }
        let heads = leaf.event["dossiers"]?.object ?? JSONObject()
        for tag in agreements {
            var edge = dossiers[tag] ?? TreeEdge()
            let head = heads[tag.text]
            if head?["size"]?.integer != Int64(edge.size) || head?["root"]?.string != edge.root.hex
            {
                findings.append(
                    Finding(
                        .dossiers,
                        "the dossier head in the leaf is not that of the \(edge.size) events before",
                        at: position,
                        tag: tag.text
                    )
                )
            }
            edge.append(hash)
            dossiers[tag] = edge
        }
        for name in heads.keys where !agreements.contains(where: { $0.text == name }) {
            findings.append(
                Finding(.dossiers, "a dossier head without its tag", at: position, tag: name)
            )
        }
    }
}
