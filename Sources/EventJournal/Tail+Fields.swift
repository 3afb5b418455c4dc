import Events
import LMDB
import Transparency

extension Tail {
    /// What a text in a row is.
    enum Field {
        case id, type, tag, entity
    }

    /// Whether a row has a text in a field.
    func holds(_ field: Field, _ text: Span<UInt8>, _ place: Int) -> Bool {
        let row = bytes(place)
        var walk = FieldWalk()
        while let next = walk.next(in: row) {
            if next.field == field && row.extracting(next.range).isEqual(to: text) { return true }
        }
        return false
    }

    /// Lends every text that stands in a field of a row to `body`.
    func forEach(_ field: Field, _ body: (Span<UInt8>) -> Void) {
        for place in 0..<count {
            let row = bytes(place)
            var walk = FieldWalk()
            while let next = walk.next(in: row) {
                if next.field == field { body(row.extracting(next.range)) }
            }
        }
    }
}

extension Tail {
    /// The row of an event whose leaf has this hash.
    static func row(of entry: Entry, hash: Hash) -> [UInt8] {
        var texts = entry.id.utf8.count + entry.type.text.utf8.count
        for tags in [entry.tags, entry.entities] {
            for tag in tags { texts += tag.text.utf8.count + 1 }
        }
        var row: [UInt8] = []
        row.reserveCapacity(8 + Hash.byteCount + 2 + 4 + texts)
        row.append(copying: UInt64(bitPattern: entry.recorded).bigEndianBytes.span)
        hash.append(to: &row)
        row.append(shortText: entry.id)
        row.append(shortText: entry.type.text)
        for tags in [entry.tags, entry.entities] {
            row.append(UInt8(truncatingIfNeeded: tags.count >> 8))
            row.append(UInt8(truncatingIfNeeded: tags.count))
            for tag in tags { row.append(shortText: tag.text) }
        }
        return row
    }
}

extension [UInt8] {
    /// Appends one byte with the length of a text, and the text.
    fileprivate mutating func append(shortText text: String) {
        let bytes = text.utf8Span.span
        precondition(bytes.count <= 255, "texts of the tail have at most 255 bytes")
        append(UInt8(bytes.count))
        append(copying: bytes)
    }
}

/// A walk through the texts of one row.
struct FieldWalk {
    private enum Stage {
        case id, type, tags, entities, end
    }

    private var stage = Stage.id
    private var offset = 40
    private var left = 0

    /// Whether the row had not the form of one; the walk ends there.
    private(set) var isBroken = false

    /// The next text: what it is and where it stands.
    mutating func next(in row: Span<UInt8>) -> (field: Tail.Field, range: Range<Int>)? {
        while true {
            switch stage {
            case .id: return text(.id, then: .type, in: row)
            case .type: return text(.type, then: .tags, in: row)
            case .tags:
                if left > 0 { return text(.tag, then: .tags, in: row) }
                advance(to: .entities, in: row)
            case .entities:
                if left > 0 { return text(.entity, then: .entities, in: row) }
                if offset != row.count { isBroken = true }
                stage = .end
            case .end: return nil
            }
        }
    }

    private mutating func text(
        _ field: Tail.Field,
        then following: Stage,
        in row: Span<UInt8>
    ) -> (field: Tail.Field, range: Range<Int>)? {
        guard offset < row.count, row.count - offset - 1 >= Int(row[offset]) else {
            isBroken = true
            stage = .end
            return nil
        }
        let range = (offset + 1)..<(offset + 1 + Int(row[offset]))
        offset = range.upperBound
        if field == .type { advance(to: following, in: row) } else { stage = following }
        if field == .tag || field == .entity { left -= 1 }
        return (field, range)
    }

    /// Goes on to a list and reads how long it is.
    private mutating func advance(to list: Stage, in row: Span<UInt8>) {
        guard row.count - offset >= 2 else {
            isBroken = true
            stage = .end
            return
        }
        left = Int(row[offset]) << 8 | Int(row[offset + 1])
        offset += 2
        stage = list
    }
}
