import CanonicalJSON
import Collaboration
import EDTF
import Events

/// One observed value of an indicator.
struct Observation {
    /// What a value is about.
    struct Cell: Hashable {
        let subject: String?
        let region: String?
        let country: String?
        let sector: String?
        let period: Period
    }

    let cell: Cell
    let value: Double

    /// The event that says so.
    let fact: Fact

    /// Whether it surely was known by the date.
    let isDefinite: Bool

    /// The newest known value of each cell, in the order of recording.
    ///
    /// What gives no number, and what is about a period without both ends, is left out.
    static func newest(in view: View) -> [Observation] {
        var newest: [Cell: Observation] = [:]
        let definite = Set(view.definite.map(\.position))
        let facts = view.conceivable.filter { $0.type == IndicatorType.observed }
            .sorted { $0.position < $1.position }
        for fact in facts {
            guard let cell = Cell(fact), let value = fact.observedValue else { continue }
            let isDefinite = definite.contains(fact.position)
            // A vintage that may not have been out yet does not take the place of one that was.
            if !isDefinite, newest[cell]?.isDefinite == true { continue }
            newest[cell] = Observation(
                cell: cell,
                value: value,
                fact: fact,
                isDefinite: isDefinite
            )
        }
        return newest.values.sorted { $0.fact.position < $1.fact.position }
    }
}

extension Observation.Cell {
    fileprivate init?(_ fact: Fact) {
        guard let period = fact.text("period").flatMap({ Period($0) }) else { return nil }
        self.init(
            subject: fact.text("subject"),
            region: fact.text("region"),
            country: fact.text("country"),
            sector: SectorCode(fact.value("sector"))?.text,
            period: period
        )
    }
}

extension Fact {
    /// The value, or the number of a quantity that is not exact.
    fileprivate var observedValue: Double? { number("value") ?? number("quantity.value") }
}
