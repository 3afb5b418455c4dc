import CanonicalJSON
import Collaboration
import Events

/// Something that stands in the way of co-operation, with its history.
struct Barrier {
    let tag: Tag

    /// `trust`, `language` and so on.
    let category: String

    /// Its facts, in replay order.
    let facts: [Fact]

    /// The report that describes it last.
    let report: Fact

    /// All barriers that were known, whenever they were reported.
    static func all(of history: KnownHistory) throws -> [Barrier] {
        try history.source.entities("barrier").compactMap { tag in
            let facts = try history.standing(of: tag).replay
            guard let report = facts.last(where: { $0.type == BarrierType.reported }) else {
                return nil
            }
            return Barrier(
                tag: tag,
                category: report.text("category") ?? "other",
                facts: facts,
                report: report
            )
        }
    }

    /// Where it was reported.
    var reports: [Fact] { facts.filter { $0.type == BarrierType.reported } }

    /// Where something lowered it.
    var easings: [Fact] { facts.filter { $0.type == BarrierType.eased } }
}
