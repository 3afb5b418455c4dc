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

        /// The whole report and its pictures as one page for a browser or a printer.
        case html

        /// The pictures of the report.
        case svg

        /// Whether it shows the pictures.
        package var showsPictures: Bool { self == .html || self == .svg }

        /// Whether it is made for people, in their language, rather than for scripts.
        package var isForPeople: Bool { self != .csv && self != .json }
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
        case .json: json()
        case .csv, .html, .svg: String(decoding: renderedBytes(as: format), as: UTF8.self)
        }
    }

    /// The UTF-8 bytes of the report in `format`; as those of `rendered(as:width:)`, with no text
    /// made of a table that may be long.
    package func renderedBytes(as format: Format, width: Int? = nil) -> [UInt8] {
        switch format {
        case .csv: commaSeparated()
        case .html: html()
        case .svg: svg()
        case .text, .markdown, .json: Array(rendered(as: format, width: width).utf8)
        }
    }
}
