import CanonicalJSON
import Collaboration
import EDTF
import Events

/// Where people met, so that something could come of it: a meeting, a gathering, an item of its
/// programme, a visit or a delegation.
struct Contact {
    let tag: Tag

    /// The gatherings that it is, or belongs to.
    let gatherings: Set<Tag>

    /// The first and the last moment at which it can have been; `nil` when not known.
    let first: Instant?
    let last: Instant?

    /// The earliest first: by the last moment, then the first, those that are not known behind.
    static func precedes(_ left: Contact, _ right: Contact) -> Bool {
        if left.last != right.last {
            guard let mine = left.last else { return false }
            return right.last.map { mine < $0 } ?? true
        }
        if left.first != right.first {
            guard let mine = left.first else { return false }
            return right.first.map { mine < $0 } ?? true
        }
        return left.tag < right.tag
    }
}

/// Follows what led to something back to where people met.
final class ContactFinder {
    private let history: KnownHistory
    private var known: [Tag: Contact] = [:]

    init(over history: KnownHistory) {
        self.history = history
    }

    /// The contacts behind some origins, each once, the earliest first.
    ///
    /// An opportunity and a finding lead on to what they come from.
    func contacts(behind origins: [Tag]) throws -> [Contact] {
        var found: [Contact] = []
        var seen: Set<Tag> = []
        var waiting = origins
        while let tag = waiting.popLast() {
            guard seen.insert(tag).inserted else { continue }
            switch tag.kind {
            case "opportunity":
                waiting += try history.standing(of: tag).facts(OpportunityType.identified)
                    .flatMap { $0.tags("origins") }
            case "finding":
                waiting += try history.standing(of: tag).recorded.flatMap { fact in
                    Self.places.flatMap { fact.tags($0) }
                }
            default: found.append(try contact(tag))
            }
        }
        return found.sorted(by: Contact.precedes)
    }

    private static let places = ["meeting", "item", "visit", "gathering", "delegation"]

    private func contact(_ tag: Tag) throws -> Contact {
        if let contact = known[tag] { return contact }
        let facts = try history.standing(of: tag).recorded
        let time = try time(of: tag, by: facts)
        var gatherings = Set(tag.isOfKind("gathering") ? [tag] : facts.flatMap(Self.gatherings))
        for item in facts.flatMap({ $0.tags("item") }) {
            gatherings.formUnion(try history.gatherings(ofItem: item))
        }
        let contact = Contact(
            tag: tag,
            gatherings: gatherings,
            first: time.first,
            last: time.last
        )
        known[tag] = contact
        return contact
    }

    private static func gatherings(_ fact: Fact) -> [Tag] { fact.tags("gathering") }

    /// When it was: by the event that says that it took place, else by when it was to be.
    private func time(of tag: Tag, by facts: [Fact]) throws -> (first: Instant?, last: Instant?) {
        if let fact = facts.first(where: { Self.happenings.contains($0.type) }) {
            return (fact.bounds.earliest, fact.bounds.latest)
        }
        if let date = facts.last(where: { $0.has("when") })?.date("when") {
            return (date.earliest, date.latest)
        }
        guard let gathering = facts.lazy.flatMap(Self.gatherings).first, gathering != tag else {
            return (nil, nil)
        }
        let contact = try contact(gathering)
        return (contact.first, contact.last)
    }

    private static let happenings: Set<EventType> = [
        "meeting.held", "gathering.concluded", "gathering.opened", "programme-item.held",
        "visit.made",
    ]
}
