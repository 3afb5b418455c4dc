package import Events
import LMDB
package import Transparency

/// The events that the indexes do not hold yet: those of the last commits of one event each.
///
/// Their rows stand in `meta`, where a commit writes anyway, so that a single append touches the
/// log, one page of `meta` and no index. At ``limit`` rows, or when a commit has several events,
/// everything is written to the indexes and the tail is empty again.
///
/// A row is: recorded time (8 bytes, big-endian), leaf hash (32), id, type, number of tags (2,
/// big-endian), the tags, number of entities (2), the entities. Id, type, tags and entities are
/// each one byte with the length and as many bytes.
///
/// A row is looked through once, when it is added. What is looked up afterwards costs by the rows
/// that hold it, not by those there are.
package struct Tail: Sendable {
    /// At how many events the tail goes to the indexes.
    package static let limit = 128

    /// What one row says.
    package struct Row: Sendable {
        /// Where the event stands.
        package let position: Position
        /// The event's id.
        package let id: String
        /// The event's type.
        package let type: EventType
        /// The event's tags, in order.
        package let tags: [Tag]
        /// The entities whose own history the event joined, in order.
        package let entities: [Tag]
        /// Microseconds since 1970.
        package let recorded: Int64
        /// The hash of the leaf.
        package let hash: Hash
    }

    /// The position of the first event of the tail; the size of the ledger when there is none.
    package let start: Position

    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    /// Where each text stands.
    private var texts = TextRows()

    /// A tail without rows, behind all events.
    init(start: Position) {
        self.start = start
    }

    /// How many rows there are.
    package var count: Int { ends.count }

    /// The size of the ledger.
    package var end: Position { start + UInt64(count) }

    /// Adds the next row.
    ///
    /// - Throws: `JournalError` when it has not the form of one.
    mutating func append(_ row: Span<UInt8>) throws {
        var walk = FieldWalk()
        while walk.next(in: row) != nil {}
        if walk.isBroken { throw damage(count) }
        walk = FieldWalk()
        while let next = walk.next(in: row) {
            texts.insert(ByteHash.of(row.extracting(next.range)), row: count)
        }
        bytes.append(copying: row)
        ends.append(bytes.count)
    }

    /// All rows, in order.
    ///
    /// - Throws: `JournalError` when one of them cannot be read.
    package var rows: [Row] {
        get throws {
            var rows: [Row] = []
            rows.reserveCapacity(count)
            for place in 0..<count { rows.append(try row(place)) }
            return rows
        }
    }

    /// The positions of the rows that have a text in a field, ascending.
    func positions(
        _ field: Field,
        _ text: Span<UInt8>,
        from first: Position = 0,
        below: Position = .max
    ) -> [Position] {
        let (first, below) = (max(first, start), min(below, end))
        guard first < below else { return [] }
        var found: [Position] = []
        texts.forEachRow(of: ByteHash.of(text)) { place in
            let position = start + UInt64(place)
            guard position >= first, position < below, found.last != position,
                holds(field, text, place)
            else { return }
            found.append(position)
        }
        found.reverse()
        return found
    }

    /// The bytes of a row.
    @_lifetime(borrow self)
    func bytes(_ place: Int) -> Span<UInt8> {
        bytes.span.extracting((place == 0 ? 0 : ends[place - 1])..<ends[place])
    }
}

extension Tail {
    /// The hashes of the leaves from one position of the tail up to another.
    func hashes(from first: Position, below: Position) throws -> [Hash] {
        var found: [Hash] = []
        var position = max(first, start)
        while position < min(below, end) {
            found.append(try hash(Int(position - start)))
            position += 1
        }
        return found
    }

    func hash(_ place: Int) throws -> Hash {
        let row = bytes(place)
        guard row.count >= 40, let hash = Hash(bytes: row.extracting(8..<40)) else {
            throw damage(place)
        }
        return hash
    }

    func recorded(_ place: Int) throws -> Int64 {
        let row = bytes(place)
        guard row.count >= 8, let time = UInt64(bigEndianBytes: row.extracting(0..<8)) else {
            throw damage(place)
        }
        return Int64(bitPattern: time)
    }

    func damage(_ place: Int) -> JournalError {
        .damaged("the row of event \(start + UInt64(place)) in the tail cannot be read")
    }

    private func row(_ place: Int) throws -> Row {
        var id = ""
        var type: EventType?
        var tags: [Tag] = []
        var entities: [Tag] = []
        var isWhole = true
        let bytes = bytes(place)
        var walk = FieldWalk()
        while let next = walk.next(in: bytes) {
            let text = bytes.extracting(next.range)
            switch next.field {
            case .id: id = String(decoding: text.array, as: UTF8.self)
            case .type: type = EventType(bytes: text)
            case .tag: if let tag = Tag(bytes: text) { tags.append(tag) } else { isWhole = false }
            case .entity:
                if let tag = Tag(bytes: text) { entities.append(tag) } else { isWhole = false }
            }
        }
        guard isWhole, !walk.isBroken, let type else { throw damage(place) }
        return Row(
            position: start + UInt64(place),
            id: id,
            type: type,
            tags: tags,
            entities: entities,
            recorded: try recorded(place),
            hash: try hash(place)
        )
    }
}
