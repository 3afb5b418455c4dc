import CanonicalJSON
import Dispatch
import EventJournal
import Events
import LMDB
import Transparency

/// What the reading stage hands over.
enum ReadingResult: Sendable {
    /// The next leaves.
    case granule(ReadGranule)
    /// What the indexes hold; the last result.
    case indexes(IndexWalk)
    /// Why the indexes cannot be read; the last result.
    case unreadableIndexes
    /// Why nothing more can be read; the last result.
    case failed(any Error)
}

/// Reads the log from its start: parses leaves and confirms what it can, and reads the indexes at
/// the end.
struct ReadingStage: Sendable {
    private let ledger: Ledger
    private let size: UInt64
    private let hash: EntryHash
    private let output: Channel<ReadingResult>

    /// - Parameters:
    ///   - ledger: the ledger.
    ///   - size: how many leaves are read.
    ///   - hash: the numbers of index entries.
    ///   - output: takes the granules in order, and then the indexes.
    init(
        _ ledger: Ledger,
        size: UInt64,
        _ hash: EntryHash,
        output: Channel<ReadingResult>
    ) {
        self.ledger = ledger
        self.size = size
        self.hash = hash
        self.output = output
    }

    /// Begins on a thread of its own.
    ///
    /// - `group`: whoever waits for it may let go of the ledger, and nothing holds it any more.
    func start(in group: DispatchGroup) {
        DispatchQueue(label: "entente.audit.reading", qos: .userInitiated)
            .async(group: group) { run() }
    }

    @available(*, noasync)
    private func run() {
        do {
            if try readLog() { output.send(try readIndexes()) }
        } catch {
            output.send(.failed(error))
        }
        output.close()
    }

    /// Whether anybody wanted all of it.
    private func readLog() throws -> Bool {
        var confirmer = LeafConfirmer(ledger)
        var start: Position = 0
        while start < size {
            let end = min(size, start + ReadGranule.count)
            let granule = try read(from: start, upTo: end, &confirmer)
            guard output.send(.granule(granule)) else { return false }
            start = end
        }
        return true
    }

    private func readIndexes() throws -> ReadingResult {
        do {
            return try ledger.journal.environment.read { snapshot in
                .indexes(try IndexWalk(of: ledger.journal, audited: size, hash, in: snapshot))
            }
        } catch  where error.isOfDamage {
            return .unreadableIndexes
        }
    }

    /// Reads some leaves, past those that are not there or cannot be read.
    private func read(
        from start: Position,
        upTo end: Position,
        _ confirmer: inout LeafConfirmer
    ) throws -> ReadGranule {
        var granule = ReadGranule(start: start)
        granule.leaves.reserveCapacity(Int(end - start))
        var position = start
        while position < end {
            do {
                position = try readRun(from: position, upTo: end, &confirmer, &granule)
                if position < end {
                    granule.leaves.append(ReadLeaf(.absent))
                    position += 1
                }
            } catch  where error.isOfDamage {
                // A transaction that met a damaged page reads nothing more.
                position = start + UInt64(granule.leaves.count)
                granule.leaves.append(ReadLeaf(.unreadable("\(error)")))
                position += 1
            }
        }
        return granule
    }

    /// Reads leaves up to a gap; returns the position behind the last.
    private func readRun(
        from start: Position,
        upTo end: Position,
        _ confirmer: inout LeafConfirmer,
        _ granule: inout ReadGranule
    ) throws -> Position {
        try ledger.journal.environment.read { snapshot in
            try ledger.journal.replay(from: start, upTo: end, in: snapshot) { position, bytes in
                let content: ReadLeaf.Content
                do {
                    let document = try JSONDocument(reading: bytes.array)
                    let confirmed = confirmer.confirm(
                        document,
                        at: position,
                        hash,
                        into: &granule.sums
                    )
                    content = .read(document, confirmed)
                } catch {
                    content = .garbled("\(error)")
                }
                granule.leaves.append(ReadLeaf(content, hash: SHA256Hashing.leaf(bytes)))
            }
        }
    }
}
