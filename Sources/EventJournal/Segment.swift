import Events
import Transparency

/// Events that follow each other, as they wait in memory to be written.
///
/// - Invariant: the key of an event's id has the event's place, counted from `start`, as number.
struct Segment: Sendable {
    /// A sealed personal value on its way.
    struct Sealed: Sendable {
        let position: Position
        let pointer: String
        let bytes: [UInt8]
    }

    /// The two uses of words.
    enum WordIndex {
        case tags, entities
    }

    private static let noDossier = UInt32.max

    /// The position of the first event.
    let start: Position

    private(set) var leaves: [[UInt8]] = []
    private(set) var hashes: [Hash] = []
    private(set) var times: [Int64] = []
    private(set) var ids: KeySet
    private(set) var typeNames = KeySet()
    private(set) var types: Postings

    /// Tags and entities alike.
    private(set) var words: KeySet
    private(set) var tags: Postings
    private(set) var entities: Postings
    private(set) var sealed: [Sealed] = []

    private(set) var dossiers: [TreeEdge] = []
    private var dossierOfWord: [UInt32] = []

    /// Makes room for as many events as came in another run.
    init(start: Position, like other: Segment? = nil) {
        self.start = start
        let count = other?.count ?? 0
        leaves.reserveCapacity(count)
        hashes.reserveCapacity(count)
        times.reserveCapacity(count)
        ids = KeySet(expecting: count)
        types = Postings(expecting: count)
        words = KeySet(expecting: other?.words.count ?? 0)
        tags = Postings(expecting: other?.tags.count ?? 0)
        entities = Postings(expecting: other?.entities.count ?? 0)
    }

    /// How many events there are.
    var count: Int { leaves.count }

    /// The position behind the last event.
    var end: Position { start + UInt64(count) }

    /// Adds an event; the dossiers of its agreements must be held.
    mutating func append(_ entry: Entry, hash: Hash) {
        let place = count
        leaves.append(entry.leaf)
        hashes.append(hash)
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
        for value in entry.sealed {
            sealed.append(
                Sealed(position: end - 1, pointer: value.pointer, bytes: value.bytes)
            )
        }
    }

    /// The position of the event with an id.
    func position(ofID id: String) -> Position? {
        ids.number(ofID: id).map { start + UInt64($0) }
    }

    /// Appends the positions of the events with a word, from a lowest one on.
    func appendPositions(
        of tag: Tag,
        in index: WordIndex,
        from lowest: Position,
        to found: inout [Position]
    ) {
        guard let word = words.number(of: tag) else { return }
        switch index {
        case .tags: tags.append(of: word, startingAt: start, from: lowest, to: &found)
        case .entities: entities.append(of: word, startingAt: start, from: lowest, to: &found)
        }
    }

    /// The place of the event at a position.
    func place(_ position: Position) -> Int? {
        position >= start && position < end ? Int(position - start) : nil
    }
}

extension Segment {
    /// Keeps the edge of an agreement's own tree, as it is before the next event.
    mutating func hold(_ edge: TreeEdge, of agreement: Tag) {
        let word = words.insert(agreement)
        while dossierOfWord.count <= word { dossierOfWord.append(Self.noDossier) }
        dossierOfWord[word] = UInt32(dossiers.count)
        dossiers.append(edge)
    }

    /// The edge of an agreement's own tree after these events, if it is held.
    func dossier(of agreement: Tag) -> TreeEdge? {
        words.number(of: agreement).flatMap(dossierNumber).map { dossiers[$0] }
    }

    /// Whether the edge of an agreement's own tree is held.
    func holdsDossier(of agreement: Tag) -> Bool {
        words.number(of: agreement).flatMap(dossierNumber) != nil
    }

    /// Where the edge of the agreement stands whose tag has this number.
    func dossierNumber(_ word: Int) -> Int? {
        guard word < dossierOfWord.count, dossierOfWord[word] != Self.noDossier else { return nil }
        return Int(dossierOfWord[word])
    }
}
