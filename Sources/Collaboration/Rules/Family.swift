package import Events

/// The rules and states of one kind of entity.
package struct Family: Sendable {
    /// A row of the family's table: one type of event.
    package final class Row: Sendable {
        /// The type of event.
        package let type: EventType

        /// Members of the payload that name the entities whose own history the event joins; the
        /// first names the entity the event is about.
        package let subjects: [String]

        /// What the event asks of the history it joins.
        package let rules: [Rule]

        /// The state the event leads to, when it moves the entity at all.
        package let state: String?

        /// The states it leads from; empty when it does so from any.
        ///
        /// The first event always does.
        package let from: [String]

        /// Whether the event moves the entity, given the events replayed so far, itself included.
        ///
        /// Without it, it always does.
        let moves: (@Sendable ([Fact]) -> Bool)?

        /// Whether the payload describes the entity: its members become the entity's fields.
        package let describes: Bool

        /// Entities beside the subjects whose own history the event joins too.
        ///
        /// They stand for something the payload says, a digest for instance, by which rules look
        /// other events up; no tag of the event names them.
        let derived: (@Sendable (Fact) -> [Tag])?

        /// Members of the payload that take the place of the entity's fields of the same names,
        /// from `from` on or else from when it happened; one that is left out clears its field.
        package let changes: [String]

        init(
            _ type: EventType,
            _ subjects: String...,
            state: String? = nil,
            from: [String] = [],
            moves: (@Sendable ([Fact]) -> Bool)? = nil,
            describes: Bool = false,
            derived: (@Sendable (Fact) -> [Tag])? = nil,
            changes: [String] = [],
            rules: [Rule] = []
        ) {
            self.type = type
            self.subjects = subjects
            self.rules = rules
            self.state = state
            self.from = from
            self.moves = moves
            self.describes = describes
            self.derived = derived
            self.changes = changes
        }
    }

    /// The kind of tag its entities have.
    package let kind: String

    /// States in the order an entity goes through them; an event that is not definitely later
    /// never moves it back.
    package let states: [String]

    /// The types of event.
    package let rows: [Row]

    /// A change of state that no single event makes: dates do, or several events together.
    package struct Reading: Sendable {
        /// The states it leads from and to.
        package let from, to: String

        /// What makes it, in a few words.
        package let words: String
    }

    /// Changes of state that no single event makes.
    package let readings: [Reading]

    init(_ kind: String, states: [String] = [], readings: [Reading] = [], rows: [Row]) {
        self.kind = kind
        self.states = states
        self.readings = readings
        self.rows = rows
    }
}
