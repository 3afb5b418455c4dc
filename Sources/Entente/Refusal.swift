/// Why an event was not recorded; nothing was stored.
///
/// A refusal is data for scripts: `code`, `line`, `pointer` and `position` are stable, `message` is
/// for people. Personal values never enter a message.
public struct Refusal: Error, Hashable, Sendable {
    /// What kind of step refused.
    public enum Code: String, Sendable {
        /// The line is not strict JSON.
        case malformed
        /// The line or the leaf is longer than its limit.
        case tooLarge = "too-large"
        /// A member of the envelope is missing, unknown or wrong.
        case envelope
        /// The catalogue has no such type.
        case unknownType = "unknown-type"
        /// The payload does not follow the type's schema.
        case schema
        /// A rule of collaboration stands against the event.
        case rule
        /// The id is in use.
        case idReused = "id-reused"
        /// An event the writer did not know of answers its query, or the clock is behind.
        case conflict
    }

    /// What kind of step refused.
    public let code: Code

    /// What stands in the way and what to do.
    public let message: String

    /// The input line, from 1.
    public var line: Int?

    /// The event's id, when it could be read.
    public var id: String?

    /// Where in the event the cause lies, as a JSON Pointer.
    public var pointer: String?

    /// The stored event that stands in the way.
    public var position: UInt64?

    /// The input line as it was.
    public var text: String?

    /// Makes a refusal.
    public init(
        _ code: Code,
        _ message: String,
        line: Int? = nil,
        id: String? = nil,
        pointer: String? = nil,
        position: UInt64? = nil
    ) {
        self.code = code
        self.message = message
        self.line = line
        self.id = id
        self.pointer = pointer
        self.position = position
    }
}

extension Refusal: CustomStringConvertible {
    /// One line: where, what, and what to do.
    public var description: String {
        var place: [String] = []
        if let line { place.append("line \(line)") }
        if let id { place.append("event '\(id)'") }
        if let pointer, !pointer.isEmpty { place.append("at \(pointer)") }
        return place.isEmpty ? message : place.joined(separator: ", ") + ": " + message
    }
}
