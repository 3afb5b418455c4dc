package import Collaboration
package import Events

/// One event as known at a basis, whatever became of it.
package struct EventRecord: Sendable {
    /// A later event about it.
    package struct Remark: Sendable, Hashable {
        /// Where it stands.
        package let position: Position

        /// Its type, such as `event.corrected`.
        package let type: EventType

        /// A remark of a type.
        package init(position: Position, type: EventType) {
            self.position = position
            self.type = type
        }
    }

    /// The event as it counts; as it was recorded, when it was retracted.
    package let fact: Fact

    /// The event as it was recorded; its personal values are `null`.
    package let leaf: Leaf

    /// Whether it was taken back.
    package let isRetracted: Bool

    /// The RFC 6962 hash of its leaf, in lowercase hex; worked out each time.
    package var leafHash: String { hash(leaf) }

    private let hash: @Sendable (Leaf) -> String

    /// Corrections, retractions, disputes and the like of it, in the order of recording.
    package let remarks: [Remark]

    /// A record of one event; `nil` for a leaf without a type.
    ///
    /// - Parameters:
    ///   - leaf: the event as it was recorded.
    ///   - history: what it and the events about it say.
    ///   - later: the events that may be about it.
    ///   - hash: the RFC 6962 hash of a leaf, in lowercase hex.
    package init?(
        _ leaf: Leaf,
        in history: History,
        later: [Leaf],
        hash: @escaping @Sendable (Leaf) -> String
    ) {
        guard let type = leaf.type else { return nil }
        self.leaf = leaf
        self.hash = hash
        isRetracted = history.retracted.contains(leaf.id)
        fact =
            history.facts.first { $0.position == leaf.position }
            ?? Fact(leaf, as: type, axis: leaf.isAboutAnEvent ? .record : .occurred)
        let id = leaf.id
        remarks = later.sorted { $0.position < $1.position }.compactMap { other in
            guard other.isAboutAnEvent, other.target == id else { return nil }
            return other.type.map { Remark(position: other.position, type: $0) }
        }
    }
}

/// The events of a ledger one by one, as known at a basis.
package struct EventRecords {
    /// The event at a position; `nil` when it was not known.
    package let at: (Position) throws -> EventRecord?

    /// The positions of the events of a type, ascending.
    package let ofType: (EventType) throws -> [Position]

    /// Where the event with an id stands; `nil` when it was not known.
    package let find: (_ id: String) throws -> Position?

    /// Records by three ways to ask for them.
    package init(
        at: @escaping (Position) throws -> EventRecord?,
        ofType: @escaping (EventType) throws -> [Position],
        find: @escaping (_ id: String) throws -> Position?
    ) {
        self.at = at
        self.ofType = ofType
        self.find = find
    }
}
