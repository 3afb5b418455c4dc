import CanonicalJSON
import Collaboration
import EDTF
import Events

/// The last judgement of a subject by one criterion of a framework.
struct CriterionJudgement {
    let framework: Tag

    /// What was judged: a tag, or the codes of region, country and sector.
    let subject: String

    /// The key of the criterion.
    let criterion: String

    /// The assessment.
    let fact: Fact

    /// The one before it, if there was one.
    let before: Fact?

    /// Whether it surely was made by the date.
    let isDefinite: Bool

    /// The version of the framework that has the criterion.
    let published: Fact?

    /// The criterion as published.
    private let definition: JSONValue?

    /// The last judgement of each subject by each criterion, in the order of the criteria.
    static func last(of framework: Tag, in view: View) -> [CriterionJudgement] {
        let versions = view.known.filter { $0.type == FrameworkType.published }
            .sorted { $0.position < $1.position }
        let definite = Set(view.definite.map(\.position))
        let made = view.conceivable.filter { $0.type == AssessmentType.made }
        let groups = Dictionary(grouping: made) { [subject(of: $0), $0.text("criterion") ?? ""] }
        return groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.compactMap { key, facts in
            guard let last = facts.last else { return nil }
            let version = last.text("version")
            let published = versions.last { published in
                (version == nil || published.text("version") == version)
                    && criterion(key[1], in: published) != nil
            }
            return CriterionJudgement(
                framework: framework,
                subject: key[0],
                criterion: key[1],
                fact: last,
                before: facts.dropLast().last,
                isDefinite: definite.contains(last.position),
                published: published,
                definition: published.flatMap { criterion(key[1], in: $0) }
            )
        }
    }

    /// The events it rests on.
    var facts: [Fact] { [fact, before, published].compactMap(\.self) }

    /// The version of the framework.
    var version: String? { fact.text("version") ?? published?.text("version") }

    /// The part of the framework it belongs to.
    var dimension: String? { definition?["dimension"]?.string }

    /// The question, as a list of texts.
    var names: JSONValue? { definition?["names"] }

    /// The score.
    var score: Double? { fact.number("score") }

    /// The scores there are.
    var scale: ClosedRange<Double>? {
        guard let low = definition?["scale"]?["low"]?.number,
            let high = definition?["scale"]?["high"]?.number, low <= high
        else { return nil }
        return low...high
    }

    /// Where the score lies in the scale, 0 to 1; on a scale from 0 to 4, a quarter of the score.
    var index: Double? {
        guard let score, let scale, scale.lowerBound < scale.upperBound else { return nil }
        return (score - scale.lowerBound) / (scale.upperBound - scale.lowerBound)
    }

    /// What it rests on: events and documents.
    var evidence: [String] { fact.tags("evidence").map(\.text) }

    /// What a mean is taken over: one dimension of one subject.
    var group: [String] { [framework.text, subject, dimension ?? ""] }

    private static func criterion(_ key: String, in published: Fact) -> JSONValue? {
        published.value("criteria")?.array?.first { $0["key"]?.string == key }
    }

    private static func subject(of fact: Fact) -> String {
        let parts = [
            fact.text("subject"), fact.text("region"), fact.text("country"),
            SectorCode(fact.value("sector"))?.text,
        ]
        return parts.compactMap(\.self).joined(separator: " · ")
    }
}
