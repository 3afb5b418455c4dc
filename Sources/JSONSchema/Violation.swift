package import CanonicalJSON

/// One way in which an instance breaks a schema.
///
/// Messages name members of the instance, never its values: what breaks a rule may be personal.
package struct Violation: Sendable, Hashable, CustomStringConvertible {
    /// Where in the instance.
    package let pointer: JSONPointer

    /// The keyword that is broken.
    ///
    /// It is `false` for a schema that allows nothing and is not the value of a keyword, and
    /// `limit`
    /// if judging would have gone beyond a limit.
    package let rule: String

    /// Where that keyword stands in its schema document.
    package let schemaPointer: JSONPointer

    /// What is wrong, without the place.
    package let message: String

    /// The members that `required` asks for and the object lacks.
    package var missing: [String] = []

    /// The place of the cause: the first missing member, or where the instance breaks the schema.
    package var cause: JSONPointer { missing.first.map(pointer.appending) ?? pointer }

    /// The place in the instance, the message and the keyword, in one line.
    package var description: String {
        let place = pointer.tokens.isEmpty ? "the value" : shown(pointer.description, limit: 200)
        return "\(place) \(message) (\(rule))"
    }
}

/// Makes text from outside safe to show on one line, cut after `limit` characters.
func shown(_ text: String, limit: Int = Limits.shownCharacters) -> String {
    var result = ""
    for (index, scalar) in text.unicodeScalars.enumerated() {
        guard index < limit else { return result + "…" }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
            result += "\\u{" + String(scalar.value, radix: 16) + "}"
        default:
            result.unicodeScalars.append(scalar)
        }
    }
    return result
}
