import CanonicalJSON
import Collaboration
import EDTF
import Entente
import Events
import JSONSchema
import Transparency

/// The parts of the pipeline one by one, on one core and without a ledger.
///
/// Each part takes what the one before it made, over lines that begin a workload.
struct PipelineParts {
    /// Takes the name of a part and what it does for each line, and keeps the time.
    typealias Measure = (_ name: String, _ body: (Int) throws -> Void) throws -> Void

    private let lines: [InputLine]
    private var documents: [JSONDocument] = []
    private var events: [WriterEvent] = []
    private var types: [CompiledType] = []
    private var tags: [[Tag]] = []
    private var leaves: [[UInt8]] = []

    init(_ lines: [InputLine]) {
        self.lines = lines
        documents.reserveCapacity(lines.count)
        events.reserveCapacity(lines.count)
        tags.reserveCapacity(lines.count)
        leaves.reserveCapacity(lines.count)
    }

    /// Does all parts in the order in which an event passes them.
    mutating func run(_ measure: Measure) throws {
        try read(measure)
        try check(measure)
        try judge(measure)
        try hash(measure)
    }

    private mutating func read(_ measure: Measure) throws {
        try measure("parse") { index in
            documents.append(
                try JSONDocument(reading: lines[index].bytes, maximumDepth: Limits.depth)
            )
        }
        let reader = EnvelopeReader(Catalogue.embedded, by: nil)
        try measure("envelope") { index in
            let line = lines[index]
            events.append(
                try reader.read(documents[index], line: line.number, byteCount: line.bytes.count)
            )
        }
    }

    private mutating func check(_ measure: Measure) throws {
        types = try events.map { event in
            guard let type = try Catalogue.embedded.type(event.type) else {
                throw LedgerError(.refused, "there is no type \(event.type)")
            }
            return type
        }
        try measure("schema") { index in
            guard let data = events[index].node(.data),
                types[index].schema.admits(documents[index], at: data)
            else { throw LedgerError(.refused, "line \(index + 1) is not valid") }
        }
        try measure("tags") { index in
            var found = events[index].added
            if let data = events[index].node(.data) {
                types[index].tags(of: documents[index], data: data, into: &found)
            }
            tags.append(found)
        }
    }

    /// Judges every event against the histories that the events before it make.
    private func judge(_ measure: Measure) throws {
        let judge = Judge()
        let standings = StandingCache(limit: .max)
        let now = Instant(microseconds: 1_800_000_000_000_000)
        try measure("rules") { index in
            let event = events[index]
            let fact = Fact(
                position: Position(index),
                document: documents[index],
                type: types[index].type,
                axis: types[index].axis,
                mode: event.mode,
                bounds: Bounds(
                    occurred: event.occurred,
                    published: event.published,
                    recorded: now
                )
            )
            standings.startEvent()
            let objections = try judge.objections(to: fact) { entity in
                standings.standing(of: entity) { Standing(of: $0) }
            }
            guard objections.isEmpty || fact.mode == .attested else {
                throw LedgerError(.refused, "line \(index + 1): \(objections)")
            }
            standings.add(fact, to: judge.rulebook.entities(of: fact, tags: tags[index]))
        }
    }

    private mutating func hash(_ measure: Measure) throws {
        try measure("canonical write") { index in
            var leaf: [UInt8] = []
            leaf.reserveCapacity(documents[index].bytes.count)
            documents[index].appendCanonical(0, to: &leaf)
            leaves.append(leaf)
        }
        try measure("leaf hash") { index in _ = SHA256Hashing.leaf(leaves[index]) }
        var edge = TreeEdge()
        let hash = edge.root
        try measure("tree") { _ in edge.append(hash) }
    }
}
