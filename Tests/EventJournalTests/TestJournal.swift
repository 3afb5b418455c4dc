import EventJournal
import Events
import Foundation
import LMDB

/// A journal in a folder of its own, and the same events in plain lists.
final class TestJournal {
    let folder: URL
    let journal: Journal
    private(set) var entries: [Entry] = []

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "entente-journal-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        journal = try Journal.create(folder.path, origin: "ledger.example.org/journal")
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    /// Appends events as one commit.
    func append(_ events: [(type: EventType, tags: [Tag])]) throws {
        let first = entries.count
        let batch = events.enumerated().map { offset, event in
            let number = first + offset
            return Entry(
                leaf: Array("leaf \(number)".utf8),
                id: "e\(number)",
                type: event.type,
                tags: event.tags.sorted(),
                entities: Array(event.tags.sorted().prefix(1)),
                recorded: Int64(number + 1) * 10
            )
        }
        try journal.environment.write { transaction in
            var appender = try JournalAppender(journal, in: transaction)
            for entry in batch { try appender.append(entry, in: transaction) }
            let batch = appender.take()
            try journal.write(batch, in: &transaction)
        }
        entries += batch
    }

    /// Reads in one snapshot.
    func read<R>(_ body: (borrowing ReadTransaction) throws -> R) throws -> R {
        try journal.environment.read(body)
    }
}

/// A generator that gives the same numbers for the same seed (SplitMix64).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
