import CanonicalJSON
import Collaboration
import EDTF

/// Figures over the events of a timeline.
struct TimelineTotals {
    private var events = UncertainCount()
    private var undated = 0
    private var gaps = 0
    private var attested = 0
    private var shown = 0
    private var first: Instant?
    private var last: Instant?

    mutating func count(_ fact: Fact, as visibility: Visibility, gaps: Int) {
        shown += 1
        attested += fact.mode == .attested ? 1 : 0
        self.gaps += gaps
        if visibility == .undated {
            undated += 1
        } else {
            events.add(isDefinite: visibility == .definite)
        }
        // When something was registered says nothing of when the partnership lived.
        guard fact.axis == .occurred, !fact.isUndated else { return }
        let start = fact.bounds.earliest ?? fact.bounds.latest
        first = min(first ?? start, start)
        last = max(last ?? fact.bounds.latest, fact.bounds.latest)
    }

    var json: JSONObject {
        var totals = JSONObject([
            ("events", events.json), ("undated", .integer(undated)),
            ("gaps", .integer(gaps)),
        ])
        if shown > 0 {
            let share = (Double(attested) / Double(shown) * 1_000).rounded() / 1_000
            totals["attestedShare"] = .number(share)
        }
        if let first, let last { totals["span"] = .string("\(first.dayText)/\(last.dayText)") }
        return totals
    }
}
