import Collaboration
import EventJournal
import Events
import LMDB

/// Finds index entries that no leaf gives.
///
/// An index whose sums are those of the leaves has none; of another, the runs that differ are
/// walked, an entry at a time.
struct ExtraEntries {
    private let replay: AuditReplay
    private let comparison: IndexComparison

    init(_ replay: AuditReplay, _ comparison: IndexComparison) {
        self.replay = replay
        self.comparison = comparison
    }

    func found(in snapshot: borrowing ReadTransaction) throws -> [Finding] {
        let layout = replay.ledger.journal.layout
        var findings: [Finding] = []
        for (index, table) in [
            (LeafIndex.tags, layout.tags), (.types, layout.types), (.entities, layout.entities),
        ] where comparison.mayHoldMore(index) {
            try walk(table, index, in: snapshot, &findings)
        }
        findings += surplus(.ids, .ids)
        findings += surplus(.times, .times)
        guard try replay.ledger.journal.size(in: snapshot) == replay.size else { return findings }
        findings += try surplus(layout.tiles, replay.tree.tileCount, .tiles, in: snapshot)
        if !replay.isFollower {
            findings += try surplus(layout.sealed, replay.sealedCount, .sealed, in: snapshot)
        }
        return findings
    }

    private func surplus(_ index: LeafIndex, _ check: Finding.Check) -> [Finding] {
        let count = comparison.surplus(index, missing: replay.missing[check] ?? 0)
        return surplus(count ?? 0, check)
    }

    private func surplus(
        _ table: Table,
        _ expected: Int,
        _ check: Finding.Check,
        in snapshot: borrowing ReadTransaction
    ) throws -> [Finding] {
        surplus(try snapshot.count(in: table) - expected, check)
    }

    private func surplus(_ count: Int, _ check: Finding.Check) -> [Finding] {
        // An unreadable leaf may have given an id, a time and sealed values that nobody can count.
        guard count > 0, replay.unreadable.isEmpty || check == .tiles else { return [] }
        return [Finding(check, "\(count) entries stand there that no leaf gives")]
    }

    private func walk(
        _ table: Table,
        _ index: LeafIndex,
        in snapshot: borrowing ReadTransaction,
        _ findings: inout [Finding]
    ) throws {
        try snapshot.withCursor(in: table) { cursor in
            var more = try cursor.move(to: .first)
            while more {
                let position = try cursor.position
                if isSuspect(index, position) {
                    let key = String(decoding: cursor.key.array, as: UTF8.self)
                    findings += try look(index, key, position, in: snapshot)
                }
                more = try cursor.move(to: .next)
            }
        }
        for row in try replay.ledger.journal.storedTail(in: snapshot).rows
        where isSuspect(index, row.position) {
            for key in Self.keys(of: row, in: index) {
                findings += try look(index, key, row.position, in: snapshot)
            }
        }
    }

    private static func keys(of row: Tail.Row, in index: LeafIndex) -> [String] {
        switch index {
        case .tags: row.tags.map(\.text)
        case .types: [row.type.text]
        case .entities: row.entities.map(\.text)
        case .ids, .times: []
        }
    }

    private func isSuspect(_ index: LeafIndex, _ position: Position) -> Bool {
        comparison.isSuspect(index, at: position, ofAudited: replay.size)
            && !replay.unreadable.contains(position)
    }

    private func look(
        _ index: LeafIndex,
        _ key: String,
        _ position: Position,
        in snapshot: borrowing ReadTransaction
    ) throws -> [Finding] {
        let leaf = try? replay.loader.leaf(at: position, in: snapshot)
        if let leaf, position < replay.size, try gives(leaf, key, in: index, snapshot) { return [] }
        let check: Finding.Check =
            switch index {
            case .ids: .ids
            case .tags: .tags
            case .types: .types
            case .entities: .entities
            case .times: .times
            }
        return [
            Finding(
                check,
                "the index of \(check.rawValue) names a leaf that does not give it",
                at: position,
                tag: key
            )
        ]
    }

    private func gives(
        _ leaf: Leaf,
        _ key: String,
        in index: LeafIndex,
        _ snapshot: borrowing ReadTransaction
    ) throws -> Bool {
        switch index {
        case .tags: return leaf.tags.contains { $0.text == key }
        case .types: return leaf.type?.text == key
        case .entities:
            let isAbout = leaf.isAboutAnEvent
            let discussion = isAbout ? try replay.discussion(of: leaf, in: snapshot) : []
            return replay.loader.entities(of: leaf, discussion: discussion)
                .contains { $0.text == key }
        case .ids, .times: return true
        }
    }
}
