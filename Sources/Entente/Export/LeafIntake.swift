import CanonicalJSON
import Collaboration
import EDTF
import EventJournal
import Events
import LMDB

/// Takes leaves as they are into a new journal, and rebuilds everything derived from them.
struct LeafIntake {
    private static let position: JSONName = "position"
    private static let origin: JSONName = "origin"
    private static let id: JSONName = "id"
    private static let recorded: JSONName = "recorded"

    private let origin: JSONName
    private let place: (Position) -> String
    private let remedy: String

    /// How many leaves were taken.
    private(set) var size: UInt64 = 0

    /// An intake for one ledger.
    ///
    /// - Parameters:
    ///   - origin: the ledger's name, which every leaf bears.
    ///   - place: what a refusal calls the place of a leaf.
    ///   - remedy: what a refusal says is to be done.
    init(origin: String, place: @escaping (Position) -> String, remedy: String) {
        self.origin = JSONName(origin)
        self.place = place
        self.remedy = remedy
    }

    mutating func append(
        _ lines: [[UInt8]],
        to journal: Journal,
        in transaction: inout WriteTransaction
    ) throws {
        var appender = try JournalAppender(journal, in: transaction)
        let loader = HistoryLoader(journal: journal, types: LedgerTypes(.embedded, in: journal))
        for line in lines {
            let leaf = try readLeaf(line, at: appender.size)
            let id = leaf.id
            guard let type = leaf.type, let recorded = recorded(leaf),
                appender.recorded.map({ $0 < recorded.microseconds }) ?? true,
                try appender.position(ofID: id, in: transaction) == nil
            else { throw refusal("its type, time or id cannot stand there", appender.size) }
            let discussion = try discussion(of: leaf, in: journal, appender, transaction)
            try appender.append(
                Entry(
                    leaf: line,
                    id: id,
                    type: type,
                    tags: leaf.tags,
                    entities: loader.entities(of: leaf, discussion: discussion),
                    recorded: recorded.microseconds
                ),
                in: transaction
            )
            size += 1
        }
        try journal.write(appender.take(), in: &transaction)
    }

    /// What was said about the event that a leaf is about; nothing for any other leaf, whose
    /// entities are those it names itself.
    private func discussion(
        of leaf: Leaf,
        in journal: Journal,
        _ appender: JournalAppender,
        _ transaction: borrowing WriteTransaction
    ) throws -> [Leaf] {
        guard leaf.isAboutAnEvent else { return [] }
        let loader = HistoryLoader(
            journal: journal,
            types: LedgerTypes(.embedded, in: journal),
            inFlight: appender
        )
        return try loader.discussion(of: leaf, in: transaction) { tag in
            try appender.positions(tagged: tag, in: transaction)
        } find: { id in
            try appender.position(ofID: id, in: transaction)
        }
    }

    private func readLeaf(_ line: [UInt8], at position: Position) throws -> Leaf {
        guard !line.isEmpty, let document = try? JSONDocument(reading: line), document.isCanonical
        else { throw refusal("it is not canonical JSON", position) }
        guard let place = document.member(0, Self.position),
            document.integer(place) == Int64(position),
            let name = document.member(0, Self.origin), document.text(name, equals: origin),
            let id = document.member(0, Self.id).flatMap(document.text),
            Tag.isIdentifier(id.utf8)
        else { throw refusal("its position, origin or id is another", position) }
        return Leaf(position: position, document: document)
    }

    private func recorded(_ leaf: Leaf) -> Instant? {
        leaf.document.member(0, Self.recorded).flatMap(leaf.document.text)
            .flatMap { Instant(rfc3339: $0) }
    }

    private func refusal(_ reason: String, _ position: Position) -> LedgerError {
        LedgerError(.refused, "the leaf \(place(position)) is refused: \(reason); \(remedy)")
    }
}
