import CanonicalJSON
import Events

extension Family {
    /// What is measured, and the values and targets of it.
    static let indicators = Family(
        "indicator",
        states: ["defined"],
        rows: [
            Row(
                "indicator.defined",
                "indicator",
                state: "defined",
                describes: true,
                rules: [
                    .once(
                        "indicator-defined-once",
                        ["indicator.defined"],
                        "an indicator is defined once; a change is indicator.redefined"
                    )
                ]
            ),
            Row(
                "indicator.redefined",
                "indicator",
                describes: true,
                rules: [defined]
            ),
            Row("indicator.observed", "indicator", rules: [defined]),
            Row("target.set", "indicator", rules: [defined]),
        ]
    )

    /// Sets of criteria, and what was judged by them.
    static let frameworks = Family(
        "framework",
        states: ["published"],
        rows: [
            Row(
                "framework.published",
                "framework",
                state: "published",
                describes: true,
                rules: [
                    .once(
                        "version-published-once",
                        ["framework.published"],
                        by: ["version"],
                        "a version of a framework is published once"
                    )
                ]
            ),
            Row("assessment.made", "framework", rules: [criterionExists, scoreInScale]),
        ]
    )

    /// Reports that were given out, with what they rest on.
    static let reports = Family(
        "report",
        states: ["issued"],
        rows: [
            Row(
                "report.issued",
                "report",
                state: "issued",
                describes: true,
                rules: [
                    .once("report-issued-once", ["report.issued"], "a report is issued once"),
                    knownAtTheTime,
                    .exists(
                        "revised-report-exists",
                        field: "revises",
                        "the report it takes the place of is in the ledger"
                    ),
                    .another(
                        "revises-another",
                        field: "revises",
                        "a report takes the place of another one"
                    ),
                ]
            )
        ]
    )

    private static let defined = Rule.needs(
        "indicator-defined",
        ["indicator.defined"],
        weight: .contradiction,
        "the indicator is defined"
    )

    private static let publication: EventType = "framework.published"

    private static let criterionExists = Rule(
        "criterion-exists",
        .contradiction,
        "a published version of the framework has the criterion",
        field: "criterion",
        brokenBy: .none
    ) { fact, histories in
        histories.own.contains(publication) { fact.scale(in: $0) != nil }
            ? .holds : .broken(by: nil)
    }

    private static let scoreInScale = Rule(
        "score-in-scale",
        .contradiction,
        "the score lies in the criterion's scale",
        field: "score",
        brokenBy: .none
    ) { fact, histories in
        guard let score = fact.number(Member.score) else { return .holds }
        var other: Fact?
        let fits = histories.own.contains(publication) { published in
            guard let scale = fact.scale(in: published) else { return false }
            if scale.contains(score) { return true }
            other = other ?? published
            return false
        }
        return fits ? .holds : other.map { .broken(by: $0) } ?? .holds
    }

    /// A report rests on what was in the ledger before it was issued.
    private static let knownAtTheTime = Rule(
        "known-at-the-time",
        .contradiction,
        "the report rests on no more events than there were",
        field: "knownAt",
        brokenBy: .none
    ) { fact, _ in
        guard let size = fact.number(Member.knownAt) else { return .holds }
        return size <= Double(fact.position) ? .holds : .broken(by: nil)
    }
}

extension Fact {
    /// The scale of the criterion that an assessment names, in a version of the framework that it
    /// can be about; `nil` when that has no such criterion.
    fileprivate func scale(in published: Fact) -> ClosedRange<Double>? {
        guard published.position != position, published.order(to: self) != .after,
            !has(Member.version) || agrees(with: published, on: Member.version),
            let name = node(Member.criterion), let list = published.node(Member.criteria),
            published.document.kind(list) == .array
        else { return nil }
        let criteria = published.document
        var element = criteria.firstChild(list)
        while let here = element {
            if let key = criteria.member(here, Member.key),
                criteria.text(key, equals: document, name)
            {
                return criteria.scale(of: here)
            }
            element = criteria.next(here)
        }
        return nil
    }
}

extension JSONDocument {
    /// The scores that a criterion allows; every score, when it does not say which.
    fileprivate func scale(of criterion: Int) -> ClosedRange<Double> {
        let scale = member(criterion, Member.scale)
        let low = scale.flatMap { member($0, Member.low) }.flatMap(number)
        let high = scale.flatMap { member($0, Member.high) }.flatMap(number)
        let first = low ?? -.infinity
        return first...max(first, high ?? .infinity)
    }
}

private enum Member {
    static let criteria: JSONPath = "criteria"
    static let criterion: JSONPath = "criterion"
    static let high: JSONName = "high"
    static let key: JSONName = "key"
    static let knownAt: JSONPath = "knownAt"
    static let low: JSONName = "low"
    static let scale: JSONName = "scale"
    static let score: JSONPath = "score"
    static let version: JSONPath = "version"
}
