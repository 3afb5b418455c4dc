package import Events
import Transparency

/// Events that were appended in memory and are ready to be written, in one commit.
///
/// It says where it begins: ``Journal/write(_:in:)`` takes it only there.
package struct JournalBatch: Sendable {
    let segment: Segment

    /// The tiles that changed; none for a single event, which goes to the tail.
    let tiles: [RightmostTiles.Row]

    /// The tree before the events.
    let before: TreeEdge

    /// The tree after the events.
    let edge: TreeEdge

    /// Whether the log had grown by other events when the batch was made.
    let isOvertaken: Bool

    /// Keys in the order of their bytes, once ``sort()`` has found it.
    private(set) var order: Order?

    /// The numbers of the keys of the events, in the order of the keys' bytes.
    struct Order: Sendable {
        let ids: [Int]
        let words: [Int]
        let types: [Int]

        init(_ index: SegmentIndex) {
            ids = index.ids.sorted()
            words = index.words.sorted()
            types = index.typeNames.sorted()
        }
    }

    init(
        _ segment: Segment,
        tiles: [RightmostTiles.Row],
        before: TreeEdge,
        edge: TreeEdge,
        isOvertaken: Bool
    ) {
        self.segment = segment
        self.tiles = tiles
        self.before = before
        self.edge = edge
        self.isOvertaken = isOvertaken
    }

    /// The position of the first event.
    package var start: Position { segment.start }

    /// How many events there are.
    package var count: Int { segment.count }

    /// Size, root and last recorded time after the events.
    package var head: Head { Head(edge: edge, recorded: segment.recorded) }

    /// About how many bytes of the file the events take, with their entries in the indexes.
    package var byteCount: Int {
        let leaves = segment.leaves.reduce(0) { $0 + $1.count + 32 }
        guard let index = segment.index else { return leaves + segment.count * 1_024 }
        return leaves + segment.count * 160
            + (index.tags.count + index.entities.count) * 24
            + index.words.count * 256
    }

    /// Sorts the keys ahead of the write, on a thread that has the time.
    ///
    /// `write` does it when nobody else has.
    package mutating func sort() {
        if order == nil { order = segment.index.map(Order.init) }
    }
}
