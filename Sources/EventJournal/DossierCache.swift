import Events
import Transparency

/// The edges of agreements' own trees that were wanted last, so that few are read twice.
///
/// Two generations: what is found in the old one moves to the young one; when that is full, it
/// becomes the old one and what was in the old one is forgotten. So the number is bounded and what
/// is used often stays.
struct DossierCache: Sendable {
    private struct Generation: Sendable {
        var agreements = KeySet()
        var edges: [TreeEdge] = []
    }

    private static let limit = 16_384

    private var young = Generation()
    private var old = Generation()

    /// The edge kept for an agreement.
    mutating func edge(of agreement: Tag) -> TreeEdge? {
        if let number = young.agreements.number(of: agreement) { return young.edges[number] }
        guard let number = old.agreements.number(of: agreement) else { return nil }
        let edge = old.edges[number]
        keep(edge, of: agreement)
        return edge
    }

    /// Keeps the edge of an agreement.
    mutating func keep(_ edge: TreeEdge, of agreement: Tag) {
        let number = young.agreements.insert(agreement)
        keep(edge, number)
    }

    /// Keeps the edges that a run of events has come to.
    mutating func keepDossiers(of segment: Segment) {
        segment.forEachDossier { agreement, edge in
            let fingerprint = EventType.fingerprint(of: agreement)
            keep(edge, young.agreements.insert(agreement, fingerprint: fingerprint))
        }
    }

    private mutating func keep(_ edge: TreeEdge, _ number: Int) {
        if number < young.edges.count {
            young.edges[number] = edge
        } else {
            young.edges.append(edge)
        }
        guard young.edges.count >= Self.limit else { return }
        old = young
        young = Generation()
    }
}
