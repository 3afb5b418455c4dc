extension Report {
    /// The forms a report is printed in.
    package enum Format: String, CaseIterable, Sendable {
        /// Aligned columns for a terminal.
        case text

        /// A GitHub table.
        case markdown

        /// RFC 4180 records for a spreadsheet: the rows alone, without basis, totals or marks.
        case csv

        /// The whole report for a script.
        case json
    }

    /// The report in `format`; it ends with one line break.
    ///
    /// `width` is that of the terminal, in columns; only text heeds it, and `nil` sets no limit.
    /// Nothing is cut to fit: long cells go on in the next line, and a table that is too wide even
    /// then becomes one block of lines for each row.
    package func rendered(as format: Format, width: Int? = nil) -> String {
        switch format {
        case .text: text(width: width)
        case .markdown: markdown()
        case .csv: commaSeparated()
        case .json: json()
        }
    }
}
