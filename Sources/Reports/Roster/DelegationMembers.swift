import CanonicalJSON
import Collaboration
import Events

/// Who belongs to a delegation at a date: the lead party first, then the head, then the others in
/// the order in which they joined.
struct DelegationMembers {
    /// What somebody is in a delegation.
    enum Role: String {
        case lead, head, member
    }

    /// One organisation or person.
    struct Member {
        let tag: Tag
        let role: Role

        /// The event by which it joined; `nil` for a lead or head that is not on the list.
        let joined: Fact?

        /// The event that appointed it head, when it is the head.
        let appointed: Fact?

        /// The event by which it left, when it did or may have.
        let left: Fact?

        /// The event that says most about it.
        let evidence: Fact

        /// Whether it definitely belongs.
        let isDefinite: Bool

        /// Whether it may belong: it has not definitely left.
        let mayBelong: Bool

        /// For a person: the organisation represented.
        var represents: Tag? { appointed?.tag("represents") ?? joined?.tag("represents") }

        /// In what capacity, as a list of texts.
        var capacity: JSONValue? { appointed?.value("capacity") ?? joined?.value("capacity") }

        /// Why the capacity is not shown.
        var hiddenCapacity: String? {
            (appointed?.hiding("capacity") ?? joined?.hiding("capacity"))?.rawValue
        }

        /// Since when, as written.
        var from: String? { joined?.text("from") ?? joined?.occurredText }
    }

    let list: [Member]

    init(of delegation: Tag, in view: View) {
        let facts = view.conceivable + view.undated
        let definite = Set(view.definite.map(\.position))
        let formed = facts.first { $0.type == DelegationType.formed && $0.tag("lead") != nil }
        let appointed = facts.last { $0.type == DelegationType.headAppointed }
        let lead = formed?.tag("lead")
        let head = appointed?.tag("head")
        let joined = facts.filter { $0.type == DelegationType.joined }
        let departures = facts.filter { $0.type == DelegationType.left }

        var order: [Tag] = [lead, head].compactMap(\.self)
        order += joined.sorted { $0.position < $1.position }.compactMap { $0.tag("member") }
        var seen: Set<Tag> = []
        list = order.filter { seen.insert($0).inserted }.compactMap { tag in
            // Who left and came again is shown by the last time.
            let entry = joined.last { $0.tag("member") == tag }
            let left = departures.last { departure in
                departure.tag("member") == tag
                    && entry.map { $0.order(to: departure) != .after } ?? true
            }
            let headship = tag == head ? appointed : nil
            guard let evidence = entry ?? headship ?? (tag == lead ? formed : nil) else {
                return nil
            }
            let hasLeft = left.map { definite.contains($0.position) } ?? false
            return Member(
                tag: tag,
                role: tag == head ? .head : tag == lead ? .lead : .member,
                joined: entry,
                appointed: headship,
                left: left,
                evidence: evidence,
                isDefinite: left == nil && definite.contains(evidence.position),
                mayBelong: !hasLeft
            )
        }
    }
}
