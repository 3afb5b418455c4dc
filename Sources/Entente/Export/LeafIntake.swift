import CanonicalJSON
import Collaboration
import EDTF
import EventJournal
import Events
import LMDB

/// Takes leaves as they are into a new journal, and rebuilds everything derived from them.
struct LeafIntake {
    private let origin: String

    /// How many leaves were taken.
    private(set) var size: UInt64 = 0

    init(origin: String) {
        self.origin = origin
    }

    mutating func append(
        _ lines: [[UInt8]],
        to journal: Journal,
        in transaction: inout WriteTransaction
    ) throws {
        var appender = try JournalAppender(journal, in: transaction)
        let loader = HistoryLoader(journal: journal, catalogue: .embedded)
        for line in lines {
            let leaf = try readLeaf(line, at: appender.head.size)
            guard let type = leaf.type,
                let recorded = leaf.event["recorded"]?.string.flatMap(Instant.init(rfc3339:)),
                appender.head.recorded.map({ $0 < recorded.microseconds }) ?? true,
                try appender.position(ofID: leaf.id, in: transaction) == nil
            else { throw refusal("its type, time or id cannot stand there", appender.head.size) }
            let discussion = try loader.discussion(of: leaf, in: transaction) { tag in
                try appender.positions(tagged: tag, in: transaction)
            } find: { id in
                try appender.position(ofID: id, in: transaction)
            }
            try appender.append(
                Entry(
                    leaf: line,
                    id: leaf.id,
                    type: type,
                    tags: leaf.tags,
                    entities: loader.entities(of: leaf, discussion: discussion),
                    recorded: recorded.microseconds
                ),
                in: &transaction
            )
            size += 1
        }
        try appender.finish(in: &transaction)
    }

    private func readLeaf(_ line: [UInt8], at position: Position) throws -> Leaf {
        guard !line.isEmpty, let event = try? JSONReader().read(line),
            event.canonicalBytes() == line
        else { throw refusal("it is not canonical JSON", position) }
        guard event["position"]?.integer == Int64(position), event["origin"]?.string == origin,
            let id = event["id"]?.string, Tag.isIdentifier(id.utf8)
        else { throw refusal("its position, origin or id is another", position) }
        return Leaf(position: position, event: event)
    }

    private func refusal(_ reason: String, _ position: Position) -> LedgerError {
        LedgerError(
            .refused,
            "the leaf in line \(position + 1) of events.jsonl is refused: \(reason); ask for the "
                + "export again"
        )
    }
}
