import CanonicalJSON
import Collaboration
import EDTF
import EventJournal
import Events
import LMDB
import Transparency

/// How many entries each index must have.
struct ExpectedCounts {
    var ids = 0
    var tags = 0
    var types = 0
    var entities = 0
    var times = 0
    var sealed = 0
}

extension AuditReplay {
    /// Looks for the index entries that a leaf must have.
    mutating func indexes(
        of leaf: Leaf,
        _ discussion: [Leaf],
        in snapshot: borrowing ReadTransaction
    ) throws {
        let journal = ledger.journal
        if try journal.position(ofID: leaf.id, in: snapshot) == leaf.position {
            expected.ids += 1
        } else {
            findings.append(
                Finding(
                    .ids,
                    "the index of ids does not name the leaf",
                    at: leaf.position,
                    tag: leaf.id
                )
            )
        }
        if let type = leaf.type {
            let found = try journal.positions(
                ofType: type,
                from: leaf.position,
                limit: 1,
                in: snapshot
            )
            check(found, .types, leaf, type.text, \.types)
        }
        for tag in leaf.tags {
            let found = try journal.positions(
                tagged: tag,
                from: leaf.position,
                limit: 1,
                in: snapshot
            )
            check(found, .tags, leaf, tag.text, \.tags)
        }
        for entity in loader.entities(of: leaf, discussion: discussion) {
            let found = try journal.holds(leaf.position, entity: entity, in: snapshot)
            check(found ? [leaf.position] : [], .entities, leaf, entity.text, \.entities)
        }
        let recorded = leaf.event["recorded"]?.string.flatMap(Instant.init(rfc3339:))
        let timed = try recorded.flatMap {
            try journal.position(recordedAt: $0.microseconds, in: snapshot)
        }
        check(timed.map { [$0] } ?? [], .times, leaf, recorded?.rfc3339 ?? "", \.times)
    }

    private mutating func check(
        _ found: [Position],
        _ check: Finding.Check,
        _ leaf: Leaf,
        _ key: String,
        _ count: WritableKeyPath<ExpectedCounts, Int>
    ) {
        if found.first == leaf.position {
            expected[keyPath: count] += 1
        } else {
            findings.append(
                Finding(
                    check,
                    "the index of \(check.rawValue) lacks the leaf",
                    at: leaf.position,
                    tag: key
                )
            )
        }
    }

    /// Compares what can only be compared at the end: the right edge, heads, and whether an index
    /// holds more than the leaves give.
    mutating func finish(in snapshot: borrowing ReadTransaction) throws -> [Finding] {
        findings = try tree.finish(in: snapshot)
        let journal = ledger.journal
        let layout = journal.layout
        let head = try journal.head(in: snapshot)
        if head.size == size, head.root != tree.edge.root {
            findings.append(
                Finding(
                    .tree,
                    "the leaves give the root \(tree.edge.root.hex), the ledger says "
                        + "\(head.root.hex)"
                )
            )
        }
        for (tag, edge) in dossiers.sorted(by: { $0.key < $1.key })
        where head.size == size {
            if try journal.dossier(of: tag, in: snapshot) != edge {
                findings.append(
                    Finding(
                        .dossiers,
                        "the stored dossier head is not that of its \(edge.size) events",
                        tag: tag.text
                    )
                )
            }
        }
        guard head.size == size else { return findings }
        let logged = try snapshot.count(in: layout.log)
        if logged > Int(size) {
            findings.append(
                Finding(.leaf, "the log holds \(logged) leaves, the tree \(size)")
            )
        }
        for extra in try ExtraEntries(self).found(in: snapshot) { findings.append(extra) }
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
