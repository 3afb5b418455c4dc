import CanonicalJSON

/// The rows of two reports, matched by the columns that tell rows apart.
///
/// Of several rows that are called the same, the first belongs to the first, and so on.
struct RowPairs {
    /// A row that stands in one of the reports, or in both.
    struct Pair {
        let before: Int?
        let after: Int?
    }

    /// In the order of the later report; what stands in the earlier one only comes last.
    let list: [Pair]

    init(_ before: Report, _ after: Report, keys: [String]) {
        let old = Self.labels(of: before, keys: keys)
        let new = Self.labels(of: after, keys: keys)
        let places = Dictionary(
            uniqueKeysWithValues: old.enumerated().map { ($0.element, $0.offset) }
        )
        let kept = Set(new)
        list =
            new.enumerated().map { index, label in
                Pair(before: places[label], after: index)
            }
            + old.enumerated().filter { !kept.contains($0.element) }
            .map { Pair(before: $0.offset, after: nil) }
    }

    private struct Label: Hashable {
        let text: String
        let repetition: Int
    }

    private static func labels(of report: Report, keys: [String]) -> [Label] {
        var counts: [String: Int] = [:]
        return report.rows.map { row in
            let text = ReportKind.label(of: row, keys: keys)
            defer { counts[text, default: 0] += 1 }
            return Label(text: text, repetition: counts[text] ?? 0)
        }
    }
}
