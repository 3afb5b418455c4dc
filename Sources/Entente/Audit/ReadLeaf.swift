import CanonicalJSON
import Collaboration
import EDTF
import Events
import Transparency

/// A leaf as the reading stage hands it over.
struct ReadLeaf: Sendable {
    /// What stands at a position of the log.
    enum Content: Sendable {
        /// Nothing.
        case absent
        /// Something that cannot be read, and why.
        case unreadable(String)
        /// Bytes that are no JSON, and why.
        case garbled(String)
        /// JSON, and what was confirmed of it.
        case read(JSONDocument, ConfirmedLeaf?)
    }

    let content: Content

    /// The RFC 6962 hash of the bytes; `nil` when there are none.
    ///
    /// Taken by the stage that reads: the one that judges has more to do.
    let hash: Hash?

    init(_ content: Content, hash: Hash? = nil) {
        self.content = content
        self.hash = hash
    }
}

/// A leaf of which everything is as it must be that can be seen in the leaf alone: canonical bytes,
/// the members that the ledger sets, the payload by its schema, tags, and nothing personal.
///
/// The recorded time, the dossier heads and the rules remain to be compared with other leaves, and
/// sealed values to be opened.
final class ConfirmedLeaf: Sendable {
    /// The event as the rules see it.
    let fact: Fact

    /// When it was recorded, microseconds since 1970.
    let recorded: Int64

    /// The entities whose own history it joins.
    let entities: [Tag]

    /// The heads of its agreements' own trees, as the leaf has them.
    let heads: [DossierHead]

    /// Where the digests of its sealed values stand, if it has any; the values are `null`.
    let sealed: Int?

    init(fact: Fact, recorded: Int64, entities: [Tag], heads: [DossierHead], sealed: Int?) {
        self.fact = fact
        self.recorded = recorded
        self.entities = entities
        self.heads = heads
        self.sealed = sealed
    }
}

/// Leaves that follow each other, all of one run of ``IndexWalk``.
struct ReadGranule: Sendable {
    /// How many leaves travel together: few enough to stay near the processor.
    static let count: UInt64 = 128

    let start: Position
    var leaves: [ReadLeaf] = []

    /// The index entries of the confirmed leaves.
    var sums = IndexSums()

    init(start: Position) {
        self.start = start
    }
}
