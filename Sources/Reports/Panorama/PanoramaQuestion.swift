import CanonicalJSON
import Collaboration
import EDTF
import Events

/// What the reports of a panorama were asked: a period, and what a row stands for.
struct PanoramaQuestion {
    let history: KnownHistory
    let arguments: ReportArguments
    let period: Period

    static let period = ReportParameter(
        "period",
        "The half-year, such as 2020-H1, or an interval; the last half-year that had ended by the "
            + "as-of date when left out.",
        example: "2020-H1"
    )

    init(_ arguments: ReportArguments, over history: KnownHistory) throws {
        self.arguments = arguments
        self.history = history
        period =
            try arguments.period("period", asOf: history.asOf)
            ?? Period.lastHalfYear(endedBy: history.asOf.instant)
    }

    /// The period as far as it had passed.
    var window: PeriodWindow { PeriodWindow(period, asOf: history.asOf) }

    /// The period before.
    var windowBefore: PeriodWindow { PeriodWindow(period.previous, asOf: history.asOf) }

    /// The name of a row.
    func name(of row: String) throws -> String {
        guard let party = Tag(row) else { return row }
        return try history.name(of: party)
    }

    /// Which edition of a panorama covers the period, and whether what it rests on changed since.
    ///
    /// Of the facts that the report counts, those recorded or corrected after the edition was are
    /// what changed. That an event was retracted since cannot be seen from the others.
    func edition(restingOn facts: [Fact]) throws -> JSONObject {
        var last: (edition: String, issued: Fact)?
        for product in try history.source.entities("product") {
            let view = View(of: try history.standing(of: product), asOf: history.asOf)
            guard view.known.contains(where: { $0.text("kind") == "panorama" }) else { continue }
            for fact in view.conceivable where fact.type == ProductType.issued {
                guard let edition = fact.text("edition"),
                    fact.text("period").flatMap({ Period($0) }) == period,
                    fact.position >= last?.issued.position ?? 0
                else { continue }
                last = (edition, fact)
            }
        }
        guard let last else { return JSONObject() }
        let later = Set(
            facts.filter { fact in
                max(fact.position, fact.corrections.max() ?? 0) > last.issued.position
            }
            .map(\.position)
        )
        var totals: JSONObject = ["edition": .string(last.edition)]
        if !later.isEmpty {
            let words = history.messages
            totals["revised"] = .string(
                words.text(.revised, count: later.count, ["edition": last.edition])
            )
        }
        return totals
    }
}

extension ReportArguments {
    /// A half-year or an interval with both ends, which has begun by the as-of date.
    func period(_ name: String, asOf: AsOf) throws(ReportError) -> Period? {
        guard let text = texts(name).first else { return nil }
        guard let period = Period(text) else {
            throw malformed(
                name,
                text,
                "it is neither a half-year nor a date or interval with both ends",
                "write for example \(name)=2020-H1 or \(name)=2020-01-01/2020-06-30"
            )
        }
        guard period.start <= asOf.instant else {
            throw malformed(
                name,
                text,
                "it begins after the as-of date",
                "ask for an earlier one, or at a later --as-of"
            )
        }
        return period
    }
}
