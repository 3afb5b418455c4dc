import CanonicalJSON
import EDTF
import Events

/// What holds for the parents of parties.
enum PlacementRules {
    /// How many placements are looked at before the search is given up: real chains are short.
    private static let limit = 1_000

    static let registration: EventType = "party.registered"
    static let placement: EventType = "party.placed-under"

    /// At no instant at which every link certainly holds does a chain of parents come back.
    ///
    /// Whichever link arrives last is tested over all of its time, so that no other needs to be
    /// tested again.
    static let noCycle = Rule(
        "parents-form-no-cycle",
        .contradiction,
        "no party is part of itself, through others either, at any instant",
        field: "parent",
        brokenBy: .none
    ) { fact, histories in
        guard let party = fact.tag(.party), let parent = fact.tag(.parent),
            let span = span(of: fact, among: histories.own)
        else { return .holds }
        var waiting = [(party: parent, span: span)]
        var count = 0
        while let (next, span) = waiting.popLast() {
            let standing = try histories.standing(of: next)
            for link in standing.facts([registration, placement]) {
                guard let parent = link.tag(.parent), link.isTag(.party, next),
                    let own = Self.span(of: link, among: standing),
                    let shared = own.shared(with: span)
                else { continue }
                if parent == party { return .broken(by: link) }
                count += 1
                guard count < limit else { return .holds }
                waiting.append((parent, shared))
            }
        }
        return .holds
    }

    /// The time in which a link certainly holds: up to where the next one may begin.
    ///
    /// A parent named at registration holds until the first that is dated.
    private static func span(of link: Fact, among standing: Standing) -> Span? {
        let isDated = link.type == placement
        let start = Start(of: link)
        guard let begin = isDated ? start.latest : Instant(microseconds: .min) else { return nil }
        var end = Instant(microseconds: .max)
        if let last = link.date(.to) {
            guard let earliest = last.earliest else { return nil }
            end = earliest
        }
        standing.visit(placement) { other in
            guard other.position != link.position else { return true }
            let next = Start(of: other)
            if isDated, next.order(to: start) == .before { return true }
            end = min(end, next.earliest ?? Instant(microseconds: .min))
            return true
        }
        return begin < end ? Span(begin: begin, end: end) : nil
    }

    /// From one instant until just before another.
    private struct Span {
        let begin: Instant
        let end: Instant

        func shared(with other: Span) -> Span? {
            let (begin, end) = (max(begin, other.begin), min(end, other.end))
            return begin < end ? Span(begin: begin, end: end) : nil
        }
    }
}
