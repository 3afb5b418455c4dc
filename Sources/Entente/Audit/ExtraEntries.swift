import Collaboration
import EDTF
import EventJournal
import Events
import LMDB

/// Finds index entries that no leaf gives.
///
/// Every entry the leaves give was looked up; an index with more entries than were found is walked
/// to name the others.
struct ExtraEntries {
    private let replay: AuditReplay

    init(_ replay: AuditReplay) {
        self.replay = replay
    }

    func found(in snapshot: borrowing ReadTransaction) throws -> [Finding] {
        let layout = replay.ledger.journal.layout
        let expected = replay.expected
        var findings: [Finding] = []
        if try snapshot.count(in: layout.tags) > expected.tags {
            findings += try walk(layout.tags, .tags, in: snapshot) { leaf, key in
                leaf.tags.contains { $0.text == key }
            }
        }
        if try snapshot.count(in: layout.types) > expected.types {
            findings += try walk(layout.types, .types, in: snapshot) { leaf, key in
                leaf.type?.text == key
            }
        }
        if try snapshot.count(in: layout.entities) > expected.entities {
            findings += try walk(layout.entities, .entities, in: snapshot) { leaf, key in
                let discussion = try replay.discussion(of: leaf, in: snapshot)
                return replay.loader.entities(of: leaf, discussion: discussion)
                    .contains { $0.text == key }
            }
        }
        findings += try surplus(layout.ids, expected.ids, .ids, in: snapshot)
        findings += try surplus(layout.times, expected.times, .times, in: snapshot)
        findings += try surplus(layout.tiles, replay.tree.tileCount, .tiles, in: snapshot)
        if !replay.isFollower {
            findings += try surplus(layout.sealed, expected.sealed, .sealed, in: snapshot)
        }
        return findings
    }

    private func surplus(
        _ table: Table,
        _ expected: Int,
        _ check: Finding.Check,
        in snapshot: borrowing ReadTransaction
    ) throws -> [Finding] {
        // An unreadable leaf may have given an id, a time and sealed values that nobody can count.
        guard replay.unreadable.isEmpty || check == .tiles else { return [] }
        let count = try snapshot.count(in: table)
        guard count > expected else { return [] }
        return [Finding(check, "\(count - expected) entries stand there that no leaf gives")]
    }

    private func walk(
        _ table: Table,
        _ check: Finding.Check,
        in snapshot: borrowing ReadTransaction,
        isGiven: (Leaf, String) throws -> Bool
    ) throws -> [Finding] {
        let entries = try snapshot.withCursor(in: table) { cursor in
            var entries: [(String, Position)] = []
            var more = try cursor.move(to: .first)
            while more {
                let key = String(decoding: cursor.key.array, as: UTF8.self)
                entries.append((key, try cursor.position))
                more = try cursor.move(to: .next)
            }
            return entries
        }
        var findings: [Finding] = []
        for (key, position) in entries where !replay.unreadable.contains(position) {
            let leaf = try? replay.loader.leaf(at: position, in: snapshot)
            guard let leaf, position < replay.size, try isGiven(leaf, key) else {
                findings.append(
                    Finding(
                        check,
                        "the index of \(check.rawValue) names a leaf that does not give it",
                        at: position,
                        tag: key
                    )
                )
                continue
            }
        }
        return findings
    }
}
