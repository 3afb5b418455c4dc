import CanonicalJSON
import Collaboration
import EDTF
import Events

/// An event as far as it can be brought without looking at the ledger.
///
/// All of it is worked out ahead of the writer's lock, on another core when there is one.
struct PreparedEvent: Sendable {
    /// The event, its envelope checked.
    let event: WriterEvent

    /// What is known of its payload.
    let payload: Payload

    /// What is known of a payload ahead of the writer's lock.
    enum Payload: Sendable {
        /// It obeys its schema.
        case checked(CheckedPayload)
        /// It breaks it; refused after ids and condition.
        ///
        /// It is large, and seldom.
        indirect case refused(Refusal)
        /// Its type is a user's own, which an event before it may register: it is checked when
        /// its turn has come.
        case inItsTurn
    }
}

/// What follows from a payload that obeys its schema.
final class CheckedPayload: Sendable {
    /// The type, as the program knows it.
    let type: EventType

    /// The version of its schema that the event was checked against.
    let version: Int

    /// The axis its events lie on.
    let axis: Fact.Axis

    /// The event's tags, sorted; without those that an event about another takes over from it.
    let tags: [Tag]

    /// The places of personal values, from the event's root, and whose they are.
    let personal: [(pointer: JSONPointer, persons: [Tag])]

    /// When the source was published at the latest, if that is known.
    let published: Instant?

    /// The leaf but for what the head of the ledger decides; `nil` when values will be sealed or
    /// tags taken over from another event.
    let template: LeafTemplate?

    /// Of the type it keeps what judging asks for: a reference would be counted by two threads.
    init(
        type: CompiledType,
        tags: [Tag],
        personal: [(pointer: JSONPointer, persons: [Tag])],
        published: Instant?,
        template: LeafTemplate?
    ) {
        self.type = type.type
        version = type.version
        axis = type.axis
        self.tags = tags
        self.personal = personal
        self.published = published
        self.template = template
    }
}
