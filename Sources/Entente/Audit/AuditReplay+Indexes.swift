import CanonicalJSON
import Collaboration
import EDTF
import EventJournal
import Events
import LMDB

extension AuditReplay {
    /// Counts the index entries that a leaf must have, to be compared with those that are there.
    mutating func expectEntries(of opened: Opened, _ entities: [Tag]) {
        let leaf = opened.leaf
        sums[Int(position / IndexWalk.runCount)].add(
            id: leaf.id.utf8Span.span,
            type: leaf.type,
            tags: leaf.tags,
            entities: entities,
            recorded: opened.recorded,
            at: position,
            hash
        )
    }

    /// Looks for each index entry that a leaf must have.
    mutating func indexes(
        of opened: Opened,
        _ entities: [Tag],
        in snapshot: borrowing ReadTransaction
    ) throws {
        let journal = ledger.journal
        let leaf = opened.leaf
        // What cannot be an id cannot be looked up either.
        let isNamed =
            try Tag.isIdentifier(leaf.id.utf8)
            && journal.position(ofID: leaf.id, in: snapshot) == leaf.position
        if !isNamed {
            note(.ids, "the index of ids does not name the leaf", leaf.id)
        }
        if let type = leaf.type {
            let found = try journal.holds(leaf.position, ofType: type, in: snapshot)
            check(found, .types, type.text)
        }
        for tag in leaf.tags {
            let found = try journal.holds(leaf.position, tagged: tag, in: snapshot)
            check(found, .tags, tag.text)
        }
        for entity in entities {
            let found = try journal.holds(leaf.position, entity: entity, in: snapshot)
            check(found, .entities, entity.text)
        }
        let recorded = opened.recorded.map { Instant(microseconds: $0) }
        let timed = try recorded.flatMap {
            try journal.position(recordedAt: $0.microseconds, in: snapshot)
        }
        check(timed == leaf.position, .times, recorded?.rfc3339 ?? "")
    }

    private mutating func check(_ isFound: Bool, _ check: Finding.Check, _ key: String) {
        guard !isFound else { return }
        note(check, "the index of \(check.rawValue) lacks the leaf", key)
    }

    private mutating func note(_ check: Finding.Check, _ message: String, _ key: String) {
        findings.append(Finding(check, message, at: position, tag: key))
        missing[check, default: 0] += 1
    }
}
