package import CanonicalJSON
package import EDTF

extension Fact {
    /// The date at a path in the payload, when it is one.
    package func date(_ path: JSONPath) -> ImpreciseDate? {
        guard let node = node(path) else { return nil }
        return document.date(node)
    }

    /// The date at a path written with dots, when it is one.
    package func date(_ path: String) -> ImpreciseDate? { date(JSONPath(path)) }

    /// The last moment at which the source can have been published, if it is known.
    var published: Instant? { document.published }

    /// The latest bound, unless only the recording set it.
    var datedLatest: Instant? { isUndated && published == nil ? nil : bounds.latest }
}

extension JSONDocument {
    /// The date that a text is.
    func date(_ node: Int) -> ImpreciseDate? {
        guard kind(node) == .string else { return nil }
        return withText(node) { try? ImpreciseDate(parsing: $0) }
    }

    /// The last moment at which an event's source can have been published, if it is known.
    var published: Instant? {
        guard let source = member(0, LeafMember.source),
            let node = member(source, LeafMember.published), kind(node) == .string
        else { return nil }
        return withText(node) { DateBounds(parsing: $0)?.latest }
    }

    /// What an event's members say of when it happened.
    ///
    /// - `recorded`: when it was recorded; from the members, if `nil`.
    func bounds(recorded: Instant? = nil) -> Bounds {
        let stated = member(0, LeafMember.occurred).flatMap { node -> DateBounds? in
            guard kind(node) == .string else { return nil }
            return withText(node) { DateBounds(parsing: $0) }
        }
        return Bounds(
            earliest: stated?.earliest,
            latest: stated?.latest,
            published: published,
            recorded: recorded ?? self.recorded ?? Instant(microseconds: .max)
        )
    }

    /// When an event was recorded.
    var recorded: Instant? {
        guard let node = member(0, LeafMember.recorded), kind(node) == .string else { return nil }
        return withText(node) { Instant(rfc3339: $0) }
    }
}
