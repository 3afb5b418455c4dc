package import CanonicalJSON
import EDTF
package import Events

/// An event as it counts: corrections applied, bounds worked out.
package struct Fact: Sendable, Hashable {
    /// The axis an event's meaning lies on.
    package enum Axis: String, Sendable {
        /// It holds for every valid date from its position on.
        case record
        /// It holds from when it happened.
        case occurred
    }

    /// How the event came to be recorded.
    package enum Mode: String, Sendable {
        /// The workflow runs here; missing steps are refused.
        case live
        /// A source reports it; missing steps are gaps.
        case attested
    }

    /// Why a reader does not get a personal value.
    package enum Hidden: String, Sendable {
        /// The person's key was destroyed.
        case erased
        /// The key, or the sealed value, is not here.
        case withheld
        /// The sealed value does not open with its key.
        case damaged
    }

    /// The event's place in the ledger.
    package let position: Position

    /// The event's id.
    package let id: String

    /// The event's type.
    package let type: EventType

    /// The axis its meaning lies on.
    package let axis: Axis

    /// How it came to be recorded.
    package let mode: Mode

    /// When it happened.
    package let bounds: Bounds

    /// The event's members as corrected; personal values are `null` unless they were opened.
    package let event: JSONValue

    /// Personal values that a reader does not get, by JSON Pointer from the event's root.
    package var hidden: [String: Hidden]

    /// Positions of the corrections that made the event what it is, ascending.
    package let corrections: [Position]

    package init(
        position: Position,
        id: String,
        type: EventType,
        axis: Axis,
        mode: Mode,
        bounds: Bounds,
        event: JSONValue,
        hidden: [String: Hidden] = [:],
        corrections: [Position] = []
    ) {
        self.position = position
        self.id = id
        self.type = type
        self.axis = axis
        self.mode = mode
        self.bounds = bounds
        self.event = event
        self.hidden = hidden
        self.corrections = corrections
    }

    /// The payload.
    package var data: JSONValue { event["data"] ?? .null }

    /// The text at a path of member names in the payload, for example `due.edtf`.
    package func text(_ path: String) -> String? { value(path)?.string }

    /// The tag at a path of member names in the payload.
    package func tag(_ path: String) -> Tag? { text(path).flatMap(Tag.init) }

    /// The tags at a path: one, or a list of them.
    package func tags(_ path: String) -> [Tag] {
        guard let value = value(path) else { return [] }
        if let one = value.string { return Tag(one).map { [$0] } ?? [] }
        return (value.array ?? []).compactMap { $0.string.flatMap(Tag.init) }
    }

    /// The value at a path of member names in the payload.
    package func value(_ path: String) -> JSONValue? {
        guard path.utf8.contains(UInt8(ascii: ".")) else {
            let value = data[path]
            return value?.isNull == true ? nil : value
        }
        var value = data
        for name in path.split(separator: ".") {
            guard let next = value[String(name)] else { return nil }
            value = next
        }
        return value.isNull ? nil : value
    }

    /// The date as the writer gave it; empty when unknown.
    package var occurred: String { event["occurred"]?.string ?? "" }

    /// Whether the writer said nothing about when it happened.
    package var isUndated: Bool { occurred.isEmpty }

    /// The latest bound, unless only the recording set it.
    var datedLatest: Instant? { isUndated && published == nil ? nil : bounds.latest }

    /// How this fact lies to another in time.
    package func order(to other: Fact) -> Order {
        if axis == .record, other.axis == .record {
            return position < other.position ? .before : .after
        }
        guard axis == other.axis else { return .apart }
        if bounds == other.bounds { return position < other.position ? .before : .after }
        if bounds.isDefinitelyBefore(other.bounds) { return .before }
        if other.bounds.isDefinitelyBefore(bounds) { return .after }
        return .unknown
    }

    /// Whether this fact stands before another in replay order: effective latest, then earliest
    /// with unknown first, then position.
    package func replaysBefore(_ other: Fact) -> Bool {
        if bounds.latest != other.bounds.latest { return bounds.latest < other.bounds.latest }
        if bounds.earliest != other.bounds.earliest {
            guard let mine = bounds.earliest else { return true }
            guard let theirs = other.bounds.earliest else { return false }
            return mine < theirs
        }
        return position < other.position
    }
}

/// How two facts lie to one another in time.
package enum Order: Hashable, Sendable {
    /// The first definitely came before, or their bounds are equal and it was recorded first.
    case before
    /// The first definitely came after, or their bounds are equal and it was recorded later.
    case after
    /// The bounds overlap.
    case unknown
    /// One is a matter of record and the other of what happened; they are not in one order.
    case apart
}
