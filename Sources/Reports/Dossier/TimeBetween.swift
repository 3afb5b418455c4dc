import CanonicalJSON
import Collaboration
import EDTF

/// How many days lie between two events, as far as their dates say.
struct TimeBetween {
    private let low: Int?
    private let high: Int?

    /// Counts whole days; an end that no date gives stays open.
    ///
    /// - Returns: `nil` when neither end is known, or one event has no date.
    init?(_ start: Fact?, _ end: Fact?) {
        guard let start, let end, !start.isUndated, !end.isUndated else { return nil }
        low = end.bounds.earliest.map { $0.day.dayNumber - start.bounds.latest.day.dayNumber }
        high = start.bounds.earliest.map { end.bounds.latest.day.dayNumber - $0.day.dayNumber }
        if low == nil, high == nil { return nil }
    }

    /// A quantity with one end or both.
    var json: JSONValue {
        var quantity: JSONObject = ["unit": "days"]
        quantity["low"] = low.map { .integer($0) }
        quantity["high"] = high.map { .integer($0) }
        return .object(quantity)
    }
}
