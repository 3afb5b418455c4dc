import Events

/// The indexes that follow from leaves alone.
enum LeafIndex: Int, CaseIterable, Sendable {
    case ids, tags, types, entities, times
}

/// How many entries an index has, and their sum.
struct EntrySum: Sendable, Equatable {
    private(set) var count = 0
    private var sum: UInt64 = 0

    mutating func add(_ entry: UInt64) {
        count += 1
        sum &+= entry
    }

    mutating func add(_ other: EntrySum) {
        count += other.count
        sum &+= other.sum
    }
}

/// The entries of every index for a run of positions.
struct IndexSums: Sendable, Equatable {
    private var ids = EntrySum()
    private var tags = EntrySum()
    private var types = EntrySum()
    private var entities = EntrySum()
    private var times = EntrySum()

    subscript(index: LeafIndex) -> EntrySum {
        get {
            switch index {
            case .ids: ids
            case .tags: tags
            case .types: types
            case .entities: entities
            case .times: times
            }
        }
        _modify {
            switch index {
            case .ids: yield &ids
            case .tags: yield &tags
            case .types: yield &types
            case .entities: yield &entities
            case .times: yield &times
            }
        }
    }
}

extension IndexSums {
    /// Adds all entries of others.
    mutating func add(_ other: IndexSums) {
        for index in LeafIndex.allCases { self[index].add(other[index]) }
    }

    /// Adds the entries that a leaf must have.
    ///
    /// - Parameters:
    ///   - id: the event's id.
    ///   - type: its type, when it is one.
    ///   - tags: its tags.
    ///   - entities: the entities whose own history it joins.
    ///   - recorded: microseconds since 1970, if they are known.
    ///   - position: its place.
    ///   - hash: the numbers of entries.
    mutating func add(
        id: Span<UInt8>,
        type: EventType?,
        tags: [Tag],
        entities: [Tag],
        recorded: Int64?,
        at position: Position,
        _ hash: EntryHash
    ) {
        self[.ids].add(hash.entry(hash.key(id), position))
        if let type {
            self[.types].add(hash.entry(hash.key(type.text.utf8Span.span), position))
        }
        for tag in tags {
            self[.tags].add(hash.entry(hash.key(tag.text.utf8Span.span), position))
        }
        for entity in entities {
            self[.entities].add(hash.entry(hash.key(entity.text.utf8Span.span), position))
        }
        if let recorded {
            let key = hash.key(UInt64(bitPattern: recorded))
            self[.times].add(hash.entry(key, position))
        }
    }
}
