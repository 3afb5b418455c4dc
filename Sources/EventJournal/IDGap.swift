import LMDB

/// A stretch between two ids, in the order of their bytes, in which no event has its id.
///
/// Ids mostly carry their time, so those of a stream ascend: each lies right behind the one before,
/// wherever among the stored ids that is, and is known to be new without being looked for.
struct IDGap: Sendable {
    /// The id the stretch begins behind.
    var low: String

    /// The id it ends before; `nil` when there is none behind `low`.
    let high: String?

    /// Whether an id lies in the stretch.
    func holds(_ id: String) -> Bool {
        guard Self.precedes(low, id) else { return false }
        return high.map { Self.precedes(id, $0) } ?? true
    }

    /// Whether one id sorts before another.
    static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.span.sorts(before: right.utf8.span)
    }
}
