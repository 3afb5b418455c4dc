package import CanonicalJSON
package import Events

/// An event as it counts: corrections applied, bounds worked out.
///
/// A fact is one reference, so that standings and readings may copy it freely. Its members stay in
/// the document they were read from; what rules ask for is compared there, by bytes.
package struct Fact: Sendable {
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

    private var content: Content

    private final class Content: Sendable {
        let position: Position
        let type: EventType
        let number: UInt32
        let rules: RuleEntry?
        let axis: Axis
        let mode: Mode
        let bounds: Bounds
        let document: JSONDocument
        let data: Int?
        let hidden: [String: Hidden]
        let corrections: [Position]

        init(
            _ position: Position,
            _ document: JSONDocument,
            _ type: EventType,
            _ axis: Axis,
            _ mode: Mode,
            _ bounds: Bounds,
            _ hidden: [String: Hidden],
            _ corrections: [Position]
        ) {
            let rules = Rulebook.standard.entry(type)
            self.position = position
            self.document = document
            // One text for all facts of a type is compared without reading it.
            self.type = rules?.row.type ?? type
            number = self.type.number
            self.rules = rules
            self.axis = axis
            self.mode = mode
            self.bounds = bounds
            data = document.member(0, LeafMember.data)
            self.hidden = hidden
            self.corrections = corrections
        }
    }

    /// An event of which the caller knows all that would have to be parsed.
    ///
    /// - Parameters:
    ///   - position: the event's place in the ledger.
    ///   - document: the event's members as corrected; personal values are `null` unless they were
    ///     opened. Members that the ledger adds may be missing.
    ///   - type: the event's type.
    ///   - axis: the axis its meaning lies on.
    ///   - mode: how it came to be recorded.
    ///   - bounds: when it happened.
    ///   - hidden: personal values that a reader does not get.
    ///   - corrections: positions of the corrections that are in `document`, ascending.
    package init(
        position: Position,
        document: JSONDocument,
        type: EventType,
        axis: Axis,
        mode: Mode,
        bounds: Bounds,
        hidden: [String: Hidden] = [:],
        corrections: [Position] = []
    ) {
        content = Content(position, document, type, axis, mode, bounds, hidden, corrections)
    }

    /// The event's place in the ledger.
    package var position: Position { content.position }

    /// The event's type.
    package var type: EventType { content.type }

    /// Whether the event is of a type; as `type ==`, mostly by a number.
    func isOf(_ type: EventType) -> Bool {
        if type.number != 0, content.number != 0 { return content.number == type.number }
        return content.type == type
    }

    /// The axis its meaning lies on.
    package var axis: Axis { content.axis }

    /// How it came to be recorded.
    package var mode: Mode { content.mode }

    /// When it happened.
    package var bounds: Bounds { content.bounds }

    /// The event's members as corrected; personal values are `null` unless they were opened.
    package var document: JSONDocument { content.document }

    /// The node of the payload; `nil` when there is none.
    var dataNode: Int? { content.data }

    /// What the rulebook says of the type.
    var rules: RuleEntry? { content.rules }

    /// Positions of the corrections that made the event what it is, ascending.
    package var corrections: [Position] { content.corrections }

    /// Personal values that a reader does not get, by JSON Pointer from the event's root.
    package var hidden: [String: Hidden] {
        get { content.hidden }
        set {
            content = Content(
                position,
                document,
                type,
                axis,
                mode,
                bounds,
                newValue,
                corrections
            )
        }
    }

    /// The event's id; empty when the document does not say it yet.
    package var id: String { document.text(at: LeafMember.id) ?? "" }

    /// The event's members, made a value; O(n), so ask once.
    package var event: JSONValue { document.value(0) }

    /// How this fact lies to another in time.
    package func order(to other: Fact) -> Order {
        let (mine, theirs) = (content, other.content)
        guard mine.axis == theirs.axis else { return .apart }
        if mine.axis == .record || mine.bounds == theirs.bounds {
            return mine.position < theirs.position ? .before : .after
        }
        if mine.bounds.isDefinitelyBefore(theirs.bounds) { return .before }
        if theirs.bounds.isDefinitelyBefore(mine.bounds) { return .after }
        return .unknown
    }

    /// Whether this fact stands before another in replay order: effective latest, then earliest
    /// with unknown first, then position.
    package func replaysBefore(_ other: Fact) -> Bool {
        let (mine, theirs) = (content.bounds, other.content.bounds)
        if mine.latest != theirs.latest { return mine.latest < theirs.latest }
        if mine.earliest != theirs.earliest {
            guard let earliest = mine.earliest else { return true }
            guard let other = theirs.earliest else { return false }
            return earliest < other
        }
        return position < other.position
    }
}

extension Fact: Hashable {
    /// Whether both are the same event, as it counts after the same corrections.
    package static func == (left: Fact, right: Fact) -> Bool {
        let (one, two) = (left.content, right.content)
        if one === two { return true }
        return one.position == two.position && one.type == two.type && one.axis == two.axis
            && one.mode == two.mode && one.bounds == two.bounds && one.hidden == two.hidden
            && one.corrections == two.corrections
            && (one.document === two.document || one.document.equals(0, two.document, 0))
    }

    /// Feeds the place to `hasher`.
    package func hash(into hasher: inout Hasher) { hasher.combine(position) }
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
