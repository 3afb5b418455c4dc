package import Events
package import LMDB
package import Transparency

/// The growing end of a journal inside one write transaction.
///
/// Leaves go to the log at once, so that later events of the batch can read earlier ones. What is
/// derived is kept here and written in sorted runs by `finish`: one pass over each index a commit.
///
/// - Invariant: until `finish` has run, the transaction must not be committed.
package struct JournalAppender {
    private let journal: Journal
    private var edge: TreeEdge
    private var tiles: RightmostTiles
    private var dossiers: [Tag: TreeEdge] = [:]
    private var recorded: Int64?
    private var ids: [String: Position] = [:]
    private var tags: [String: [Position]] = [:]
    private var types: [String: [Position]] = [:]
    private var entities: [String: [Position]] = [:]

    /// Starts at the end of the log.
    package init(_ journal: Journal, in transaction: borrowing WriteTransaction) throws {
        self.journal = journal
        let head = try journal.head(in: transaction)
        edge = try journal.edge(in: transaction)
        recorded = head.recorded
        tiles = try RightmostTiles(of: journal, size: edge.size, in: transaction)
    }

    /// Size, root and last recorded time, with what this batch has appended so far.
    package var head: Head { Head(size: edge.size, root: edge.root, recorded: recorded) }

    /// The head of an agreement's own tree, with what this batch has appended so far.
    package mutating func dossier(
        of agreement: Tag,
        in transaction: borrowing WriteTransaction
    ) throws -> TreeEdge {
        if let known = dossiers[agreement] { return known }
        let edge = try journal.dossier(of: agreement, in: transaction)
        dossiers[agreement] = edge
        return edge
    }

    /// Where the event with an id stands, this batch included.
    package func position(
        ofID id: String,
        in transaction: borrowing WriteTransaction
    ) throws -> Position? {
        try ids[id] ?? journal.position(ofID: id, in: transaction)
    }

    /// The positions of an entity's own history, this batch included.
    package func positions(
        ofEntity entity: Tag,
        in transaction: borrowing WriteTransaction
    ) throws -> [Position] {
        try journal.positions(ofEntity: entity, in: transaction) + (entities[entity.text] ?? [])
    }

    /// The positions of the events with a tag, this batch included.
    package func positions(
        tagged tag: Tag,
        in transaction: borrowing WriteTransaction
    ) throws -> [Position] {
        try journal.positions(tagged: tag, in: transaction) + (tags[tag.text] ?? [])
    }

    /// Appends one leaf and returns its hash.
    ///
    /// - Precondition: the entry's recorded time is greater than the last one, its id is new, and
    ///   its leaf is neither empty nor longer than 65,535 bytes.
    @discardableResult
    package mutating func append(
        _ entry: Entry,
        in transaction: inout WriteTransaction
    ) throws -> Hash {
        precondition(recorded.map { $0 < entry.recorded } ?? true, "recorded time must increase")
        precondition((1...65_535).contains(entry.leaf.count), "a leaf has 1 to 65,535 bytes")
        let position = edge.size
        let hash = SHA256Hashing.leaf(entry.leaf.span)
        try transaction.put(
            entry.leaf.span,
            for: position,
            in: journal.layout.log,
            appending: true
        )
        for sealed in entry.sealed {
            let key = Layout.sealedKey(position: position, pointer: sealed.pointer)
            try transaction.put(sealed.bytes.span, for: key.span, in: journal.layout.sealed)
        }
        let place = position.bigEndianBytes
        try transaction.put(
            place.span,
            for: UInt64(bitPattern: entry.recorded),
            in: journal.layout.times,
            appending: true
        )
        for tag in entry.tags {
            tags[tag.text, default: []].append(position)
            guard tag.kind == "agreement" else { continue }
            var dossier = try dossier(of: tag, in: transaction)
            dossier.append(hash)
            dossiers[tag] = dossier
        }
        for entity in entry.entities { entities[entity.text, default: []].append(position) }
        types[entry.type.text, default: []].append(position)
        ids[entry.id] = position
        edge.append(hash)
        try tiles.append(hash, to: journal, in: &transaction)
        recorded = entry.recorded
        return hash
    }

    /// Writes everything derived from the leaves appended.
    package mutating func finish(in transaction: inout WriteTransaction) throws {
        let layout = journal.layout
        for (id, position) in ids.sorted(by: { $0.key < $1.key }) {
            let key = Array(id.utf8)
            let place = position.bigEndianBytes
            try transaction.put(place.span, for: key.span, in: layout.ids)
        }
        try Self.write(tags, to: layout.tags, in: &transaction)
        try Self.write(types, to: layout.types, in: &transaction)
        try Self.write(entities, to: layout.entities, in: &transaction)
        for (agreement, edge) in dossiers.sorted(by: { $0.key < $1.key }) where edge.size > 0 {
            let key = Array(agreement.text.utf8)
            let value = edge.encode()
            try transaction.put(value.span, for: key.span, in: layout.dossiers)
        }
        try tiles.write(to: journal, in: &transaction)
        try journal.setMeta(.edge, to: edge.encode(), in: &transaction)
        if let recorded {
            let time = UInt64(bitPattern: recorded).bigEndianBytes
            try journal.setMeta(.recorded, to: time, in: &transaction)
        }
        ids = [:]
        tags = [:]
        types = [:]
        entities = [:]
    }

    private static func write(
        _ index: [String: [Position]],
        to table: Table,
        in transaction: inout WriteTransaction
    ) throws {
        for (key, positions) in index.sorted(by: { $0.key < $1.key }) {
            let bytes = Array(key.utf8)
            try transaction.insert(positions: positions.span, for: bytes.span, in: table)
        }
    }
}
