import Entente

/// The chunks of a run that were read, and of which nothing is known yet.
struct ChunkTrail {
    /// How many lines were read.
    private(set) var readCount = 0

    /// How many lines stand in chunks that were decided on.
    private(set) var storedCount = 0

    private var waiting: [[InputLine]] = []

    /// The lines of the chunk whose outcome comes next.
    var first: [InputLine] { waiting.first ?? [] }

    mutating func add(_ lines: [InputLine]) {
        waiting.append(lines)
        readCount += lines.count
    }

    /// Notes that the first chunk was decided on.
    mutating func removeFirst() {
        storedCount += waiting.removeFirst().count
    }
}
