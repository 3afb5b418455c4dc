import Events
import Transparency

/// Where the words of a run of events stand in it, and what the indexes are to hold of them.
///
/// - Invariant: the key of an event's id has the event's place in the run as number.
struct SegmentIndex: Sendable {
    private static let noDossier = UInt32.max

    /// When each event was recorded, microseconds since 1970.
    private(set) var times: [Int64] = []
    private(set) var ids: KeySet
    private(set) var typeNames = KeySet()
    private(set) var types: Postings

    /// Tags and entities alike.
    private(set) var words: KeySet
    private(set) var tags: Postings
    private(set) var entities: Postings

    private(set) var dossiers: [TreeEdge] = []
    private var dossierOfWord: [UInt32] = []

    /// How much there is in an index, or how much it is to have room for.
    struct Extent: Sendable {
        var events = 0
        var words = 0
        var tags = 0
        var entities = 0
    }

    /// An empty index with room for some events.
    init(expecting extent: Extent = Extent()) {
        times.reserveCapacity(extent.events)
        ids = KeySet(expecting: extent.events)
        types = Postings(expecting: extent.events)
        words = KeySet(expecting: extent.words)
        tags = Postings(expecting: extent.tags)
        entities = Postings(expecting: extent.entities)
    }

    /// How much there is in the index.
    var extent: Extent {
        Extent(
            events: times.count,
            words: words.count,
            tags: tags.count,
            entities: entities.count
        )
    }

    /// Adds an event; the dossiers of its agreements must be held.
    mutating func append(_ entry: Entry, hash: Hash) {
        let place = times.count
        times.append(entry.recorded)
        let number = ids.insert(id: entry.id)
        precondition(number == place, "an id is new")
        let type = typeNames.insert(
            entry.type.text.utf8.span,
            fingerprint: entry.type.fingerprint
        )
        types.append(place, to: type)
        for tag in entry.tags {
            let word = words.insert(tag)
            tags.append(place, to: word)
            if let dossier = dossierNumber(word) { dossiers[dossier].append(hash) }
        }
        for entity in entry.entities { entities.append(place, to: words.insert(entity)) }
    }

    /// Adds the event that a row of the tail tells of.
    ///
    /// - `dossier`: the stored edge of an agreement's own tree; asked for when it is not held.
    mutating func append(
        _ tail: Tail,
        _ row: Int,
        hash: Hash,
        dossier: (_ agreement: Span<UInt8>) throws -> TreeEdge
    ) throws {
        let place = times.count
        times.append(try tail.recorded(row))
        let bytes = tail.bytes(row)
        var walk = FieldWalk()
        while let next = walk.next(in: bytes) {
            let text = bytes.extracting(next.range)
            let fingerprint = ByteHash.of(text)
            switch next.field {
            case .id:
                guard ids.insert(text, fingerprint: fingerprint) == place else {
                    throw tail.damage(row)
                }
            case .type: types.append(place, to: typeNames.insert(text, fingerprint: fingerprint))
            case .tag:
                guard Tag.isTag(text) else { throw tail.damage(row) }
                let word = words.insert(text, fingerprint: fingerprint)
                tags.append(place, to: word)
                if Layout.hasDossier(text), dossierNumber(word) == nil {
                    hold(try dossier(text), of: word)
                }
                if let dossier = dossierNumber(word) { dossiers[dossier].append(hash) }
            case .entity:
                guard Tag.isTag(text) else { throw tail.damage(row) }
                entities.append(place, to: words.insert(text, fingerprint: fingerprint))
            }
        }
        if walk.isBroken { throw tail.damage(row) }
    }

    /// Appends the positions of the events with a word, from a lowest one on.
    func appendPositions(
        of tag: Tag,
        in field: Segment.Field,
        startingAt start: Position,
        from lowest: Position,
        to found: inout [Position]
    ) {
        guard let word = words.number(of: tag) else { return }
        switch field {
        case .tags: tags.append(of: word, startingAt: start, from: lowest, to: &found)
        case .entities: entities.append(of: word, startingAt: start, from: lowest, to: &found)
        }
    }
}

extension SegmentIndex {
    /// Keeps the edge of an agreement's own tree, as it is before the next event.
    mutating func hold(_ edge: TreeEdge, of agreement: Tag) {
        hold(edge, of: words.insert(agreement))
    }

    private mutating func hold(_ edge: TreeEdge, of word: Int) {
        while dossierOfWord.count <= word { dossierOfWord.append(Self.noDossier) }
        dossierOfWord[word] = UInt32(dossiers.count)
        dossiers.append(edge)
    }

    /// Where the edge of an agreement's own tree stands, if it is held.
    func dossierNumber(of agreement: Tag) -> Int? {
        words.number(of: agreement).flatMap(dossierNumber)
    }

    /// Where the edge of the agreement stands whose tag has this number.
    func dossierNumber(_ word: Int) -> Int? {
        guard word < dossierOfWord.count, dossierOfWord[word] != Self.noDossier else { return nil }
        return Int(dossierOfWord[word])
    }
}
