import Collaboration
import EventJournal
import Events
import LMDB

/// Taking in what happened since.
extension Readings {
    /// How many new events are looked at one by one; for more, all agreements are looked at.
    private static let fewEvents: UInt64 = 10_000

    /// How many agreements or parties are stored in one commit.
    private static let page = 500

    /// What the new bytes of one entity take the place of.
    struct Update: Sendable {
        let entity: Tag
        let old: StoredReading
        let new: StoredReading
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
        let isLittle = start > 0 && size - start <= Self.fewEvents
        let touched =
            isLittle
            ? try touched(ledger, from: start, to: size)
            : try ledger.read { snapshot in
                Touched(
                    agreements: try ledger.journal.tags(ofKind: "agreement", in: snapshot),
                    parties: try ledger.journal.tags(ofKind: "party", in: snapshot)
                )
            }
        for first in stride(from: 0, to: touched.parties.count, by: Self.page) {
            let page = touched.parties[first..<min(first + Self.page, touched.parties.count)]
            let updates = try page.compactMap { try update(party: $0, ledger, to: size) }
            try store(updates, in: parties)
        }
        let workers = ReadingWorkers(ledger, to: size)
        let all = touched.agreements
        for first in stride(from: 0, to: all.count, by: Self.page) {
            let page = Array(all[first..<min(first + Self.page, all.count)])
            try store(
                workers.updates(of: page) { agreement, standings in
                    try self.update(agreement, ledger, to: size, standings)
                }
            )
            progress(first + page.count, all.count)
        }
        try environment.write { transaction in
            guard try self.size(in: transaction) < size else { return }
            try setSize(size, of: ledger, in: &transaction)
        }
    }

    /// What some events may change.
    private struct Touched {
        let agreements: [Tag]
        let parties: [Tag]
    }

    /// The agreements and parties of which some events may change what is said.
    private func touched(
        _ ledger: Ledger,
        from start: UInt64,
        to size: UInt64
    ) throws -> Touched {
        let loader = HistoryLoader(ledger)
        var tags: Set<Tag> = []
        try ledger.read { snapshot in
            for position in start..<size {
                guard let leaf = try loader.leaf(at: position, in: snapshot) else { continue }
                tags.formUnion(leaf.tags)
            }
            // What an event is about that was spoken of, another correction of it may say.
            for event in tags where event.isOfKind("event") {
                for place in try ledger.journal.positions(tagged: event, in: snapshot) {
                    tags.formUnion(try loader.leaf(at: place, in: snapshot)?.tags ?? [])
                }
            }
        }
        var agreements = tags.filter { $0.isOfKind("agreement") }
        let others = tags.subtracting(agreements)
        try environment.read { snapshot in
            for tag in others { agreements.formUnion(try consulting(tag, in: snapshot)) }
        }
        return Touched(
            agreements: agreements.sorted(),
            parties: others.filter { $0.isOfKind("party") }.sorted()
        )
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
        let (old, hadBytes) = try stored(agreement, in: agreements)
        guard old.size < size else { return nil }
        let own = try RecordedHistory(of: agreement, below: size, in: ledger)
        if own.positions.isEmpty { return nil }
        var replay = try AgreementReplay(of: agreement, own, into: old, ledger, standings)
        try replay.run(upTo: size)
        return Update(entity: agreement, old: old, new: replay.stored, hadBytes: hadBytes)
    }

    /// What is to be stored of a party; `nil` when nothing of it has changed.
    private func update(party: Tag, _ ledger: Ledger, to size: UInt64) throws -> Update? {
        let (old, hadBytes) = try stored(party, in: parties)
        guard old.size < size else { return nil }
        let own = try RecordedHistory(of: party, below: size, in: ledger)
        if own.positions.isEmpty { return nil }
        var replay = PartyReplay(of: party, own, into: old, ledger)
        replay.run(upTo: size)
        return Update(entity: party, old: old, new: replay.stored, hadBytes: hadBytes)
    }

    private func stored(
        _ entity: Tag,
        in table: Table
    ) throws -> (reading: StoredReading, hadBytes: Bool) {
        let bytes = try environment.read { snapshot in
            try snapshot.value(for: Array(entity.text.utf8).span, in: table)?.array
        }
        return (bytes.flatMap { StoredReading($0) } ?? StoredReading(), bytes != nil)
    }

    private func store(_ updates: [Update], in table: Table) throws {
        guard !updates.isEmpty else { return }
        try environment.write { transaction in
            for update in updates { _ = try put(update, in: table, &transaction) }
        }
    }

    private func store(_ updates: [Update]) throws {
        guard !updates.isEmpty else { return }
        try environment.write { transaction in
            for update in updates { try store(update, in: &transaction) }
        }
    }

    private func store(_ update: Update, in transaction: inout WriteTransaction) throws {
        guard try put(update, in: agreements, &transaction) else { return }
        let tag = Array(update.entity.text.utf8)
        let (old, new) = (update.old, update.new)
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

    /// Stores the bytes of a reading; whether nobody else was faster.
    private func put(
        _ update: Update,
        in table: Table,
        _ transaction: inout WriteTransaction
    ) throws -> Bool {
        let tag = Array(update.entity.text.utf8)
        if let stored = try transaction.value(for: tag.span, in: table)?.array {
            guard update.hadBytes, StoredReading(stored)?.size == update.old.size else {
                return false
            }
        } else if update.hadBytes {
            return false
        }
        try transaction.put(update.new.bytes.span, for: tag.span, in: table)
        return true
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
