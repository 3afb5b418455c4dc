/// Cells laid out in columns by the width they take on a terminal.
///
/// - Invariant: every row has one cell for each column, and no cell holds a control character.
struct TextTable {
    /// A heading and how the cells under it stand.
    struct Column {
        let title: String
        let alignment: Report.Column.Alignment
        let minimumWidth: Int?
    }

    /// The longest word that a column keeps on one line without being told to.
    private static let keptWordWidth = 16

    private static let gap = 2

    let columns: [Column]

    /// The cells; `nil` where there is no value.
    let rows: [[String?]]

    /// The table in at most `width` columns where that can be, else one block for each row.
    ///
    /// Empty without columns. Cells go on in the next line rather than lose anything.
    func lines(width: Int?) -> [String] {
        guard !columns.isEmpty else { return [] }
        let natural = naturalWidths()
        guard let width else { return tableLines(natural) }
        guard let fitted = fittedWidths(natural, in: width) else { return blockLines(width: width) }
        return tableLines(fitted)
    }

    private func naturalWidths() -> [Int] {
        var widths = columns.map(\.title.displayWidth)
        for row in rows {
            for (index, cell) in row.enumerated() {
                widths[index] = max(widths[index], (cell ?? Report.missing).displayWidth)
            }
        }
        return widths
    }

    /// Widths that fit, or `nil` if words would have to be broken everywhere.
    ///
    /// All columns get the same cap, as high as fits; narrow columns stay as they are.
    private func fittedWidths(_ natural: [Int], in width: Int) -> [Int]? {
        let available = width - Self.gap * (columns.count - 1)
        guard natural.reduce(0, +) > available else { return natural }
        let least = leastWidths(natural)
        guard least.reduce(0, +) <= available else { return nil }

        func capped(_ cap: Int) -> [Int] {
            zip(natural, least).map { max($1, min($0, cap)) }
        }
        var cap = 1
        while capped(cap + 1).reduce(0, +) <= available { cap += 1 }
        var widths = capped(cap)
        var spare = available - widths.reduce(0, +)
        for index in widths.indices where spare > 0 && widths[index] == cap {
            guard widths[index] < natural[index] else { continue }
            widths[index] += 1
            spare -= 1
        }
        return widths
    }

    private func leastWidths(_ natural: [Int]) -> [Int] {
        columns.indices.map { index in
            if let minimum = columns[index].minimumWidth { return min(natural[index], minimum) }
            let longest = rows.reduce(LineWrapping.longestPiece(of: columns[index].title)) {
                max($0, LineWrapping.longestPiece(of: $1[index] ?? Report.missing))
            }
            return max(1, min(longest, Self.keptWordWidth))
        }
    }

    private func tableLines(_ widths: [Int]) -> [String] {
        let rule = widths.map { String(repeating: "─", count: $0) }
            .joined(separator: String(repeating: " ", count: Self.gap))
        return rowLines(columns.map(\.title), widths) + [rule]
            + rows.flatMap { row in rowLines(row.map { $0 ?? Report.missing }, widths) }
    }

    private func rowLines(_ cells: [String], _ widths: [Int]) -> [String] {
        let wrapped = zip(cells, widths).map { LineWrapping.lines(of: $0, within: $1) }
        let height = wrapped.map(\.count).max() ?? 1
        return (0..<height).map { line in
            var text = ""
            var owed = 0
            for (index, cell) in wrapped.enumerated() {
                let part = line < cell.count ? cell[line] : ""
                let padding = widths[index] - part.displayWidth
                let leads = columns[index].alignment == .leading
                // Spaces are owed until something follows them, so that no line ends with one.
                owed += leads ? 0 : padding
                if !part.isEmpty {
                    text += String(repeating: " ", count: owed) + part
                    owed = 0
                }
                owed += leads ? padding : 0
                owed += Self.gap
            }
            return text
        }
    }

    /// Title and value, line by line, for each row: readable at any width.
    private func blockLines(width: Int) -> [String] {
        let indent = (columns.map(\.title.displayWidth).max() ?? 0) + Self.gap
        // A value keeps some room even when the titles alone fill the terminal.
        let room = max(width - indent, Self.keptWordWidth)
        let blocks = rows.map { row in
            zip(columns, row).flatMap { column, cell -> [String] in
                guard let cell else { return [] }
                return LineWrapping.lines(of: cell, within: room).enumerated().map { part in
                    let title = part.offset == 0 ? column.title : ""
                    let space = indent - title.displayWidth
                    return title + String(repeating: " ", count: space) + part.element
                }
            }
        }
        return Array(blocks.joined(separator: [""]))
    }
}
