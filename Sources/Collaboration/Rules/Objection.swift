package import Events

/// What stands between an event and a history.
package struct Objection: Hashable, Sendable {
    /// How much an objection weighs.
    package enum Weight: String, Sendable {
        /// Two events cannot both be true: refused always.
        case contradiction
        /// A step is not known: refused in `live`, a gap in `attested`.
        case missingAntecedent
    }

    /// The rule's name.
    package let rule: String

    /// How much it weighs.
    package let weight: Weight

    /// What the rule asks for, as a sentence without its full stop.
    package let words: String

    /// The event whose rule it is, when that is another than the one that is objected to.
    package let asker: Fact?

    /// The event that is objected to.
    package let position: Position

    /// Its type.
    package let type: EventType

    /// The event it collides with, when there is one.
    package let against: Fact?

    /// Where in the judged event the cause lies, as a JSON Pointer, when one place can be named.
    package let pointer: String?
}

extension Objection: CustomStringConvertible {
    /// Which event asks for what, by which rule, and the event in the way.
    package var description: String {
        if asker != nil { return "\(words) (rule \(rule)); \(type) stands against it" }
        guard let against else {
            return "\(type) asks that \(words), and nothing shows it (rule \(rule))"
        }
        let when = against.occurred.isEmpty ? "date unknown" : against.occurred
        return "\(type) asks that \(words) (rule \(rule)); "
            + "event \(against.position) (\(against.type), \(when)) stands against it"
    }
}
