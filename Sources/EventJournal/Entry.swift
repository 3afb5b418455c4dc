package import Events

/// A leaf on its way into the journal, with the words it is to be found by.
package struct Entry: Sendable {
    /// The canonical bytes, stored and hashed as they are.
    package let leaf: [UInt8]

    /// The event's id, unique in the ledger.
    package let id: String

    /// The event's type.
    package let type: EventType

    /// The event's tags, sorted, without repetition.
    package let tags: [Tag]

    /// The entities whose own history the event joins, sorted, without repetition.
    package let entities: [Tag]

    /// Microseconds since 1970; greater than that of every earlier event.
    package let recorded: Int64

    /// Sealed personal values, by JSON Pointer from the event's root.
    package let sealed: [(pointer: String, bytes: [UInt8])]

    package init(
        leaf: [UInt8],
        id: String,
        type: EventType,
        tags: [Tag],
        entities: [Tag],
        recorded: Int64,
        sealed: [(pointer: String, bytes: [UInt8])] = []
    ) {
        self.leaf = leaf
        self.id = id
        self.type = type
        self.tags = tags
        self.entities = entities
        self.recorded = recorded
        self.sealed = sealed
    }
}
