package import CanonicalJSON
package import Events

/// A leaf as read: its place and its members.
package struct Leaf: Sendable, Hashable {
    /// Its place in the ledger.
    package let position: Position

    /// Its members.
    package let event: JSONValue

    package init(position: Position, event: JSONValue) {
        self.position = position
        self.event = event
    }

    /// The event's id; empty when it has none.
    package var id: String { event["id"]?.string ?? "" }

    package var type: EventType? { event["type"]?.string.flatMap(EventType.init) }

    /// The tags the leaf stands under.
    package var tags: [Tag] {
        (event["tags"]?.array ?? []).compactMap { $0.string.flatMap(Tag.init) }
    }

    /// The id of the event that a correction, retraction or dispute is about.
    package var target: String? {
        event["data"]?["target"]?.string.flatMap(Tag.init).map { String($0.id) }
    }
}
