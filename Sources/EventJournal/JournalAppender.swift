package import Events
package import LMDB
package import Transparency

/// The growing end of a journal, in memory; it writes nothing itself.
///
/// Events are appended, taken as batches, and written by ``Journal/write(_:in:)``, on another
/// thread if need be. What was appended stays readable here until ``settle(below:)`` says that
/// snapshots show it. Every call names a snapshot; reads show that snapshot and, behind it, what
/// was appended here.
///
/// If another writer makes the log grow meanwhile, what is read here is of no use any more, and the
/// batches are not written: `JournalError.overtaken`.
package struct JournalAppender: Sendable {
    /// The journal that grows.
    package let journal: Journal

    /// Runs that were taken and not settled, the oldest first.
    private(set) var taken: [Segment] = []

    /// The run that grows.
    private(set) var open: Segment

    /// The edge of the tree, with everything appended so far.
    package private(set) var edge: TreeEdge

    private var edgeOfOpen: TreeEdge
    private var tiles: RightmostTiles?
    private var dossiers = DossierCache()
    private var isOvertaken = false

    /// Where the last id that came in order lies among all; looked for in streams only.
    private(set) var gap: IDGap?

    /// The id that sorts behind all others that were appended here; in streams only.
    private var highestID: String?

    /// When the last event was recorded, microseconds since 1970; `nil` when there is none.
    package private(set) var recorded: Int64?

    /// Starts at the end of the log.
    package init(
        _ journal: Journal,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws {
        self.journal = journal
        edge = try journal.edge(in: snapshot)
        edgeOfOpen = edge
        recorded = try journal.recorded(in: snapshot)
        open = Segment(start: edge.size)
    }

    /// The number of events, with everything appended so far.
    package var size: UInt64 { edge.size }

    /// Size, root and last recorded time, with everything appended so far.
    package var head: Head { Head(edge: edge, recorded: recorded) }

    /// The head of an agreement's own tree, with everything appended so far.
    package mutating func dossier(
        of agreement: Tag,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> TreeEdge {
        if let edge = open.dossier(of: agreement) { return edge }
        for index in taken.indices.reversed() {
            if let edge = taken[index].dossier(of: agreement) { return edge }
        }
        if let edge = dossiers.edge(of: agreement) { return edge }
        let edge = try journal.dossier(of: agreement, in: snapshot)
        dossiers.keep(edge, of: agreement)
        return edge
    }

    /// Appends one leaf and returns its hash.
    ///
    /// An error leaves the appender as it was.
    ///
    /// - Precondition: the entry's recorded time is greater than the last one, its id is new, and
    ///   its leaf is neither empty nor longer than 65,535 bytes.
    @discardableResult
    package mutating func append(
        _ entry: Entry,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Hash {
        precondition(recorded.map { $0 < entry.recorded } ?? true, "recorded time must increase")
        precondition((1...65_535).contains(entry.leaf.count), "a leaf has 1 to 65,535 bytes")
        if open.count == 1 { try expectMore(in: snapshot) }
        try narrowGap(to: entry.id, in: snapshot)
        for tag in entry.tags where Layout.hasDossier(tag) && !open.holdsDossier(of: tag) {
            open.hold(try dossier(of: tag, in: snapshot), of: tag)
        }
        let hash = SHA256Hashing.leaf(entry.leaf.span)
        open.append(entry, hash: hash)
        if tiles == nil {
            edge.append(hash)
        } else if (edge.size + 1).isMultiple(of: UInt64(Tile.fullWidth)) {
            edge.append(hash) { level, _, hash in tiles?.keep(hash, atLevel: level) }
        } else {
            edge.append(hash)
            tiles?.keep(hash, atLevel: 0)
        }
        recorded = entry.recorded
        return hash
    }

    /// Keeps what is known of the ids around one that is about to be appended.
    private mutating func narrowGap(
        to id: String,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws {
        guard let highest = highestID else { return }
        let isHighest = IDGap.precedes(highest, id)
        if isHighest { highestID = id }
        if gap?.holds(id) ?? false {
            gap?.low = id
        } else if isHighest {
            // Nothing appended here lies behind it, so only what is stored can end the stretch.
            gap = IDGap(low: id, high: try journal.id(behind: id, in: snapshot))
        }
    }

    /// What was appended since the last time, ready to be written; it stays readable here until
    /// it is settled.
    package mutating func take() -> JournalBatch {
        var rows: [RightmostTiles.Row] = []
        if open.count > 1 { rows = tiles?.take() ?? [] } else { tiles?.forgetChanges() }
        let batch = JournalBatch(
            open,
            tiles: rows,
            before: edgeOfOpen,
            edge: edge,
            isOvertaken: isOvertaken
        )
        edgeOfOpen = edge
        if open.count > 0 {
            let next = Segment(start: edge.size, like: open)
            taken.append(open)
            open = next
        }
        return batch
    }

    /// Forgets what snapshots of a size show.
    ///
    /// - `size`: that of the oldest snapshot any later call will name.
    package mutating func settle(below size: UInt64) {
        while let first = taken.first, first.end <= size {
            dossiers.keepDossiers(of: first)
            taken.removeFirst()
        }
    }

    /// Forgets what a snapshot shows; every later call names this or a newer one.
    package mutating func settle(in snapshot: borrowing some Snapshot & ~Copyable) throws {
        if !taken.isEmpty { settle(below: try journal.size(in: snapshot)) }
    }

    /// Reads what a batch of several events needs and a single one does not: the tiles at the
    /// edge, and the highest id of its own.
    private mutating func expectMore(in snapshot: borrowing some Snapshot & ~Copyable) throws {
        guard tiles == nil, !isOvertaken else { return }
        let size = try journal.size(in: snapshot)
        guard size <= open.start else {
            isOvertaken = true
            return
        }
        let tail = try journal.tail(in: snapshot)
        var edge = try RightmostTiles(ofSize: size) { level, index in
            try journal.tile(level: level, index: index, tail: tail, in: snapshot)
        }
        var highest: [UInt8] = []
        for segment in taken + [open] {
            for place in 0..<segment.count {
                if segment.start + UInt64(place) >= size { edge.append(segment.hashes[place]) }
            }
            let id = segment.highestID
            if highest.span.sorts(before: id.span) { highest = id }
        }
        tiles = edge
        highestID = String(decoding: highest, as: UTF8.self)
    }
}
