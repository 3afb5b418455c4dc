import Events
import LMDB
import Transparency

/// Events that follow each other, as they wait in memory to be written.
///
/// An event alone is kept as it came, for it goes to the tail and to no index. When a second one
/// comes, an index of both is made.
struct Segment: Sendable {
    /// A sealed personal value on its way.
    struct Sealed: Sendable {
        let position: Position
        let pointer: String
        let bytes: [UInt8]
    }

    /// The two lists of tags an event has.
    enum Field {
        case tags, entities
    }

    /// An agreement's own tree before the only event.
    private struct Dossier: Sendable {
        let agreement: Tag
        var edge: TreeEdge
    }

    /// The position of the first event.
    let start: Position

    private(set) var leaves: [[UInt8]] = []
    private(set) var hashes: [Hash] = []
    private(set) var sealed: [Sealed] = []

    /// When the last event was recorded, microseconds since 1970; `nil` when there is none.
    private(set) var recorded: Int64?

    /// The only event, while it has no company.
    private(set) var only: Entry?

    /// The dossiers of the only event.
    private var dossiersOfOnly: [Dossier] = []

    /// The words of the events, when there are several.
    private(set) var index: SegmentIndex?

    /// What the index makes room for.
    private let expected: SegmentIndex.Extent

    /// A run without events, which expects as many as came in another run.
    init(start: Position, like other: Segment? = nil) {
        self.start = start
        expected = other?.index?.extent ?? SegmentIndex.Extent()
    }

    /// How many events there are.
    var count: Int { leaves.count }

    /// The position behind the last event.
    var end: Position { start + UInt64(count) }

    /// Adds an event; the dossiers of its agreements must be held.
    mutating func append(_ entry: Entry, hash: Hash) {
        if count == 1 { makeIndex() }
        leaves.append(entry.leaf)
        hashes.append(hash)
        recorded = entry.recorded
        for value in entry.sealed {
            sealed.append(
                Sealed(position: end - 1, pointer: value.pointer, bytes: value.bytes)
            )
        }
        only = count == 1 ? entry : nil
        index?.append(entry, hash: hash)
    }

    /// Gives the only event the index that several have, unless it has it.
    private mutating func makeIndex() {
        guard let only, index == nil else { return }
        leaves.reserveCapacity(expected.events)
        hashes.reserveCapacity(expected.events)
        var made = SegmentIndex(expecting: expected)
        for dossier in dossiersOfOnly { made.hold(dossier.edge, of: dossier.agreement) }
        made.append(only, hash: hashes[0])
        index = made
        dossiersOfOnly = []
    }

    /// The position of the event with an id.
    func position(ofID id: String) -> Position? {
        if let only { return only.id.utf8.elementsEqual(id.utf8) ? start : nil }
        return index?.ids.number(ofID: id).map { start + UInt64($0) }
    }

    /// Appends the positions of the events with a word, from a lowest one on.
    func appendPositions(
        of tag: Tag,
        in field: Field,
        from lowest: Position,
        to found: inout [Position]
    ) {
        if let only {
            let words = field == .tags ? only.tags : only.entities
            if start >= lowest && words.contains(tag) { found.append(start) }
        } else {
            index?.appendPositions(of: tag, in: field, startingAt: start, from: lowest, to: &found)
        }
    }

    /// The place of the event at a position.
    func place(_ position: Position) -> Int? {
        position >= start && position < end ? Int(position - start) : nil
    }

    /// The highest id by the order of bytes.
    var highestID: [UInt8] {
        if let only { return Array(only.id.utf8) }
        guard let ids = index?.ids else { return [] }
        var highest = 0
        for number in 0..<ids.count where ids.key(highest).sorts(before: ids.key(number)) {
            highest = number
        }
        return ids.count == 0 ? [] : ids.key(highest).array
    }
}

extension Segment {
    /// Keeps the edge of an agreement's own tree, as it is before the next event.
    mutating func hold(_ edge: TreeEdge, of agreement: Tag) {
        if only != nil { makeIndex() }
        if index == nil {
            dossiersOfOnly.append(Dossier(agreement: agreement, edge: edge))
        } else {
            index?.hold(edge, of: agreement)
        }
    }

    /// The edge of an agreement's own tree after these events, if it is held.
    func dossier(of agreement: Tag) -> TreeEdge? {
        if let index { return index.dossierNumber(of: agreement).map { index.dossiers[$0] } }
        guard let dossier = dossiersOfOnly.first(where: { $0.agreement == agreement }) else {
            return nil
        }
        return grown(dossier)
    }

    /// Whether the edge of an agreement's own tree is held.
    func holdsDossier(of agreement: Tag) -> Bool {
        if let index { return index.dossierNumber(of: agreement) != nil }
        return dossiersOfOnly.contains { $0.agreement == agreement }
    }

    /// Lends each agreement with its own tree after these events to `body`.
    func forEachDossier(_ body: (_ agreement: Span<UInt8>, _ edge: TreeEdge) -> Void) {
        for dossier in dossiersOfOnly {
            body(dossier.agreement.text.utf8.span, grown(dossier))
        }
        guard let index else { return }
        for word in 0..<index.words.count {
            guard let dossier = index.dossierNumber(word) else { continue }
            body(index.words.key(word), index.dossiers[dossier])
        }
    }

    /// The tree of an agreement behind the only event.
    private func grown(_ dossier: Dossier) -> TreeEdge {
        var edge = dossier.edge
        if only != nil { edge.append(hashes[0]) }
        return edge
    }
}
