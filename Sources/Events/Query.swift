/// Which events a reader or a guard asks for: one or more items, combined by OR.
///
/// Follows the Dynamic Consistency Boundary specification (dcb.events), with its open points
/// settled: an empty query and an item that constrains nothing are malformed.
package struct Query: Hashable, Sendable {
    /// Events whose type is any of `types` (when there are some) and whose tags hold all of `tags`.
    package struct Item: Hashable, Sendable {
        /// Exact type names, any of which will do; empty when the type does not matter.
        package let types: [EventType]

        /// Tags that must all stand on the event, as stored.
        package let tags: [Tag]

        /// Makes an item, or returns `nil` when it would constrain nothing.
        package init?(types: [EventType] = [], tags: [Tag] = []) {
            guard !types.isEmpty || !tags.isEmpty else { return nil }
            self.types = types
            self.tags = tags
        }

        /// Whether an event of this type with these tags answers the item.
        package func matches(type: EventType, tags held: some Collection<Tag>) -> Bool {
            (types.isEmpty || types.contains(type)) && tags.allSatisfy(held.contains)
        }
    }

    /// The alternatives; never empty.
    package let items: [Item]

    /// Makes a query, or returns `nil` when there are no items.
    package init?(items: [Item]) {
        guard !items.isEmpty else { return nil }
        self.items = items
    }

    /// Whether an event of this type with these tags answers the query.
    ///
    /// This is the definition the tag index is tested against.
    package func matches(type: EventType, tags: some Collection<Tag>) -> Bool {
        items.contains { $0.matches(type: type, tags: tags) }
    }
}

/// A writer's own consistency boundary: the append fails if a stored event matches.
package struct AppendCondition: Hashable, Sendable {
    /// What must not have happened.
    package let failIfEventsMatch: Query

    /// The highest position the writer knew; events at or below it are ignored.
    package let after: UInt64?

    /// Makes a condition; without `after`, any matching event of the ledger fails the append.
    package init(failIfEventsMatch: Query, after: UInt64? = nil) {
        self.failIfEventsMatch = failIfEventsMatch
        self.after = after
    }
}
