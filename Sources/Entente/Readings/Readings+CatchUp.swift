import Collaboration
import EventJournal
import Events
import LMDB

/// Taking in what happened since.
extension Readings {
    /// How many new events are looked at one by one; for more, all agreements are looked at.
    private static let fewEvents: UInt64 = 10_000

    /// How many agreements are stored in one commit.
    private static let page = 500

    /// What one agreement's new bytes take the place of.
    private struct Update {
        let agreement: Tag
        let old: StoredAgreement
        let new: StoredAgreement
        let hadBytes: Bool
    }

    /// Takes in every event below a size.
    ///
    /// What was done before an interruption is not done again.
    ///
    /// - `progress`: told how many of how many agreements are done.
    func catchUp(
        _ ledger: Ledger,
        to size: UInt64,
        progress: (_ done: Int, _ total: Int) -> Void
    ) throws {
        let start = try self.size()
        guard start < size else { return }
        let touched =
            start > 0 && size - start <= Self.fewEvents
            ? try touched(ledger, from: start, to: size)
            : try ledger.read { snapshot in
                try ledger.journal.tags(ofKind: "agreement", in: snapshot)
            }
        let standings = KnownStandings(ledger, below: size)
        for first in stride(from: 0, to: touched.count, by: Self.page) {
            let page = touched[first..<min(first + Self.page, touched.count)]
            try store(page.compactMap { try update($0, ledger, to: size, standings) })
            progress(first + page.count, touched.count)
        }
        try environment.write { transaction in
            guard try self.size(in: transaction) < size else { return }
            try setSize(size, of: ledger, in: &transaction)
        }
    }

    /// The agreements of which some events may change what is said.
    private func touched(_ ledger: Ledger, from start: UInt64, to size: UInt64) throws -> [Tag] {
        let loader = HistoryLoader(ledger)
        var agreements: Set<Tag> = []
        var others: Set<Tag> = []
        try ledger.read { snapshot in
            for position in start..<size {
                guard let leaf = try loader.leaf(at: position, in: snapshot) else { continue }
                for tag in leaf.tags {
                    if tag.isOfKind("agreement") {
                        agreements.insert(tag)
                    } else {
                        others.insert(tag)
                    }
                }
            }
        }
        try environment.read { snapshot in
            for tag in others { agreements.formUnion(try consulting(tag, in: snapshot)) }
        }
        return agreements.sorted()
    }

    /// The agreements whose rules looked at an entity.
    private func consulting(_ entity: Tag, in snapshot: borrowing ReadTransaction) throws -> [Tag] {
        let prefix = Array(entity.text.utf8) + [0]
        return try snapshot.withCursor(in: consulted) { cursor in
            var found: [Tag] = []
            var more = try cursor.move(atOrAfterKey: prefix.span)
            while more {
                let key = cursor.key.array
                guard key.starts(with: prefix) else { break }
                let text = String(decoding: key.dropFirst(prefix.count), as: UTF8.self)
                if let tag = Tag(text) { found.append(tag) }
                more = try cursor.move(to: .next)
            }
            return found
        }
    }

    /// What is to be stored of an agreement; `nil` when nothing of it has changed.
    private func update(
        _ agreement: Tag,
        _ ledger: Ledger,
        to size: UInt64,
        _ standings: KnownStandings
    ) throws -> Update? {
        let bytes = try environment.read { snapshot in
            try snapshot.value(for: Array(agreement.text.utf8).span, in: agreements)?.array
        }
        let old = bytes.flatMap { StoredAgreement($0) } ?? StoredAgreement()
        guard old.size < size else { return nil }
        let own = try ledger.read { snapshot in
            let positions = try ledger.journal.positions(
                ofEntity: agreement,
                below: size,
                in: snapshot
            )
            return try RecordedHistory(at: positions, of: ledger, in: snapshot)
        }
        if own.positions.isEmpty { return nil }
        var replay = try AgreementReplay(of: agreement, own, into: old, ledger, standings)
        try replay.run(upTo: size)
        return Update(agreement: agreement, old: old, new: replay.stored, hadBytes: bytes != nil)
    }

    private func store(_ updates: [Update]) throws {
        guard !updates.isEmpty else { return }
        try environment.write { transaction in
            for update in updates { try store(update, in: &transaction) }
        }
    }

    private func store(_ update: Update, in transaction: inout WriteTransaction) throws {
        let tag = Array(update.agreement.text.utf8)
        // Somebody else may have been faster.
        if let stored = try transaction.value(for: tag.span, in: agreements)?.array {
            guard update.hadBytes, StoredAgreement(stored)?.size == update.old.size else { return }
        } else if update.hadBytes {
            return
        }
        let (old, new) = (update.old, update.new)
        try transaction.put(new.bytes.span, for: tag.span, in: agreements)
        try replace(
            old.firstValid?.sortingBytes,
            by: new.firstValid?.sortingBytes,
            tag,
            in: valid,
            &transaction
        )
        try replace(
            old.firstKnown?.bigEndianBytes,
            by: new.firstKnown?.bigEndianBytes,
            tag,
            in: known,
            &transaction
        )
        for entity in new.consulted.subtracting(old.consulted) {
            let key = Array(entity.text.utf8) + [0] + tag
            try transaction.put(Self.mark.span, for: key.span, in: consulted)
        }
    }

    private static let mark: [UInt8] = [1]

    private func replace(
        _ old: [UInt8]?,
        by new: [UInt8]?,
        _ tag: [UInt8],
        in table: Table,
        _ transaction: inout WriteTransaction
    ) throws {
        guard old != new else { return }
        if let old { try transaction.removeValue(for: (old + tag).span, in: table) }
        if let new { try transaction.put(Self.mark.span, for: (new + tag).span, in: table) }
    }
}
