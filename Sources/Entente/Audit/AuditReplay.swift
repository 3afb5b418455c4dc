import CanonicalJSON
import Collaboration
import EDTF
import EventJournal
import Events
import LMDB
import Transparency

/// Replays leaves in order and holds what they say against what is stored.
///
/// What was confirmed of a leaf when it was read is not looked at again; where anything was not,
/// the leaf is looked at in full and what is wrong is put into words.
///
/// A leaf whose hash is wrong is reported once; the tree and the dossiers go on with the hash that
/// was committed, so that one damaged byte does not fault every later event.
struct AuditReplay {
    /// A leaf that is looked at in full.
    struct Opened {
        let leaf: Leaf
        let event: JSONValue

        init(_ document: JSONDocument, at position: Position) {
            leaf = Leaf(position: position, document: document)
            event = leaf.event
        }
    }

    let ledger: Ledger
    let size: UInt64
    let isFollower: Bool
    let loader: HistoryLoader
    let opening: Opening
    let hash: EntryHash

    /// Whether every leaf and every index entry is looked at in full, confirmed or not.
    let isThorough: Bool

    /// The next leaf to look at.
    var position: Position = 0

    var findings: [Finding] = []

    /// The index entries that the leaves must have, for each run of ``IndexWalk``.
    var sums: [IndexSums]

    /// Leaves that the index of ids, or of times, does not name.
    var missing: [Finding.Check: Int] = [:]

    /// How many sealed values there must be.
    var sealedCount = 0
    var tree: AuditTree
    var dossiers: [Tag: TreeEdge] = [:]
    var rules: AuditRules

    /// The types in force at the present position.
    var types: TypeReplay
    var lastRecorded: Int64?

    /// Leaves that cannot be read; what is derived from them cannot be compared.
    private(set) var unreadable: Set<Position> = []

    init(_ ledger: Ledger, size: UInt64, _ hash: EntryHash, isThorough: Bool) throws {
        self.ledger = ledger
        self.size = size
        self.hash = hash
        self.isThorough = isThorough
        let runs = (size + IndexWalk.runCount - 1) / IndexWalk.runCount
        sums = [IndexSums](repeating: IndexSums(), count: Int(runs))
        loader = HistoryLoader(ledger, passingOverDamage: true)
        opening = ledger.opening()
        isFollower = try ledger.read { snapshot in
            try ledger.journal.meta(.personal, in: snapshot) != nil
        }
        let last = try? ledger.lastCheckpoint()
        tree = AuditTree(journal: ledger.journal, watching: last?.checkpoint)
        rules = AuditRules(ledger, size: size)
        types = TypeReplay(ledger)
    }

    /// The root that the leaves give.
    var root: Hash { tree.edge.root }

    /// Looks at the next leaves; returns what is wrong with them.
    mutating func replay(_ granule: ReadGranule) throws -> [Finding] {
        findings = []
        if !isThorough { sums[Int(granule.start / IndexWalk.runCount)].add(granule.sums) }
        let end = granule.start + UInt64(granule.leaves.count)
        try visit(upTo: end) { replay, snapshot in
            let place = Int(replay.position - granule.start)
            try replay.look(at: granule.leaves[place], in: snapshot)
        }
        return findings
    }

    /// Goes on from the present position to another, past what cannot be read.
    mutating func visit(
        upTo end: Position,
        _ body: (inout Self, borrowing ReadTransaction) throws -> Void
    ) throws {
        while position < end {
            try ledger.journal.environment.read { snapshot in
                while position < end {
                    do {
                        try body(&self, snapshot)
                    } catch {
                        try noteUnreadable(error)
                        // A transaction that met a damaged page reads nothing more.
                        position += 1
                        return
                    }
                    position += 1
                }
            }
        }
    }

    /// Takes an error for a finding if something cannot be read; throws any other.
    mutating func noteUnreadable(_ error: any Error) throws {
        guard error.isOfDamage else { throw error }
        noteUnreadable(because: "\(error)")
    }

    private mutating func noteUnreadable(because reason: String) {
        findings.append(
            Finding(.leaf, "what belongs to it cannot be read: \(reason)", at: position)
        )
        noteUnreadable()
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
            if try ledger.journal.holds(position, tagged: tag, in: snapshot) {
                dossiers[tag, default: TreeEdge()].append(committed)
            }
        }
    }

    private mutating func look(
        at read: ReadLeaf,
        in snapshot: borrowing ReadTransaction
    ) throws {
        if case .unreadable(let reason) = read.content { noteUnreadable(because: reason) }
        if case .absent = read.content {
            findings.append(Finding(.leaf, "there is no leaf", at: position))
        }
        let step = try tree.take(read.hash, at: position, in: snapshot)
        if !step.findings.isEmpty { findings += step.findings }
        switch read.content {
        case .absent, .unreadable: try passOver(step.committed, in: snapshot)
        case .garbled(let reason):
            findings.append(Finding(.leaf, "the leaf is not JSON: \(reason)", at: position))
            try passOver(step.committed, in: snapshot)
        case .read(let document, let confirmed):
            if let confirmed, !isThorough {
                try compare(confirmed, document, step.committed, in: snapshot)
            } else {
                let opened = Opened(document, at: position)
                try explain(opened, step.committed, in: snapshot)
            }
        }
    }

    /// Compares a confirmed leaf with the leaves before it.
    private mutating func compare(
        _ leaf: ConfirmedLeaf,
        _ document: JSONDocument,
        _ committed: Hash,
        in snapshot: borrowing ReadTransaction
    ) throws {
        if let lastRecorded, lastRecorded >= leaf.recorded {
            _ = envelope(of: Opened(document, at: position))
        } else {
            lastRecorded = leaf.recorded
        }
        for (place, head) in leaf.heads.enumerated()
        where !dossiers[head.agreement, default: TreeEdge()].append(committed, after: head) {
            // What is compared already is as it must be; the rest is said in words.
            let opened = Opened(document, at: position)
            dossierHeads(of: opened, hash: committed, from: place)
            break
        }
        if let sealed = leaf.sealed {
            try sealedValues(of: leaf.fact.position, document, at: sealed, in: snapshot)
        }
        let wrong = try rules.look(at: leaf.fact, of: leaf.entities, in: snapshot)
        if !wrong.isEmpty { findings += wrong }
    }

    /// Looks at all of a leaf.
    private mutating func explain(
        _ opened: Opened,
        _ committed: Hash,
        in snapshot: borrowing ReadTransaction
    ) throws {
        if opened.event.canonicalBytes() != opened.leaf.document.bytes {
            findings.append(Finding(.leaf, "the leaf is not canonical", at: position))
        }
        let type = envelope(of: opened)
        dossierHeads(of: opened, hash: committed)
        let leaf = opened.leaf
        let discussion = leaf.isAboutAnEvent ? try discussion(of: leaf, in: snapshot) : []
        let entities = loader.entities(of: leaf, discussion: discussion)
        expectEntries(of: opened, entities)
        if let type {
            try tags(of: opened, as: type, discussion)
            try personal(of: opened, as: type, in: snapshot)
        }
        if isThorough { try indexes(of: opened, entities, in: snapshot) }
        guard let type else { return rules.pass(entities) }
        if leaf.isAboutAnEvent {
            findings += try rules.look(at: leaf, discussion, in: snapshot)
        } else {
            let fact = Fact(leaf, as: type.type, axis: type.axis)
            findings += try rules.look(at: fact, of: entities, in: snapshot)
        }
    }
}

extension TreeEdge {
    /// Appends a leaf if the tree has a certain head; returns whether it has.
    fileprivate mutating func append(_ leaf: Hash, after head: DossierHead) -> Bool {
        guard size == head.size, root == head.root else { return false }
        append(leaf)
        return true
    }
}

extension Error {
    /// Whether something stored cannot be read.
    var isOfDamage: Bool {
        if let error = self as? LMDBError { return error.isDamaged }
        if case .damaged = self as? JournalError { return true }
        return false
    }
}
