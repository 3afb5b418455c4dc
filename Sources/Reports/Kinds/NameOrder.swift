import CanonicalJSON

/// That people find the rows of a report by a name, in the order of their language.
struct NameOrder: Sendable {
    /// The column with the name.
    private let column: String

    /// The column whose value stays together; rows next to each other that agree in it are sorted.
    private let group: String?

    /// Rows in the order of a column of names, each group by itself.
    init(by column: String, within group: String? = nil) {
        self.column = column
        self.group = group
    }

    /// The places of the rows in the order of their names; equal names stay as they are, and what
    /// has no name comes last.
    func places(of rows: some RandomAccessCollection<JSONObject>, by collation: Collation) -> [Int]
    {
        var groups: [Int] = []
        var last: JSONValue?
        let entries = rows.enumerated().map { index, row in
            let own = group.flatMap { row[$0] }
            if index == 0 || own != last { groups.append(index) }
            last = own
            let key = row[column]?.string.map { collation.key(of: $0) }
            return (group: groups.count, key: key, index: index)
        }
        return entries.sorted { left, right in
            if left.group != right.group { return left.group < right.group }
            switch (left.key, right.key) {
            case (let mine?, let theirs?):
                return mine == theirs ? left.index < right.index : mine < theirs
            case (nil, nil): return left.index < right.index
            case (let mine, _): return mine != nil
            }
        }
        .map(\.index)
    }
}
