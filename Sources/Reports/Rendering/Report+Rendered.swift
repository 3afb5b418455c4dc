extension Messages {
    /// What is best for a reader of some languages of a form; scripts, and who names no form, get
    /// ``plain``.
    package init(for languages: [String], as format: Report.Format?) {
        self = format?.isForPeople == true ? Messages(for: languages) : .plain
    }
}

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

        /// The network as GraphML, for programs that work on graphs.
        case graphml

        /// The network as DOT, for Graphviz.
        case dot

        /// What is due as iCalendar (RFC 5545), for calendars.
        case ics

        /// Whether every report has it.
        package var isCommon: Bool {
            switch self {
            case .text, .markdown, .csv, .json, .html, .svg: true
            case .graphml, .dot, .ics: false
            }
        }

        /// Whether it shows the pictures.
        package var showsPictures: Bool { self == .html || self == .svg }

        /// Whether it is made for people, in their language, rather than for scripts.
        package var isForPeople: Bool { isCommon && self != .csv && self != .json }
    }

    /// The report in `format`; it ends with one line break.
    ///
    /// In a form of other reports it is an empty network or calendar; ``ReportKind/require(_:)``
    /// refuses that.
    ///
    /// `width` is that of the terminal, in columns; only text heeds it, and `nil` sets no limit.
    /// Nothing is cut to fit: long cells go on in the next line, and a table that is too wide even
    /// then becomes one block of lines for each row.
    package func rendered(as format: Format, width: Int? = nil) -> String {
        String(decoding: renderedBytes(as: format, width: width), as: UTF8.self)
    }

    /// The UTF-8 bytes of the report in `format`, as those of `rendered(as:width:)`.
    package func renderedBytes(as format: Format, width: Int? = nil) -> [UInt8] {
        var bytes: [UInt8] = []
        write(as: format, width: width) { bytes += $0 }
        return bytes
    }

    /// Writes the report in `format`, as `rendered(as:width:)` has it, piece by piece.
    ///
    /// What scripts read is given on as it is made, so that a long report is not in memory as a
    /// text too; what people read is laid out as a whole.
    ///
    /// - Throws: what `sink` throws.
    package func write(
        as format: Format,
        width: Int? = nil,
        to sink: ([UInt8]) throws -> Void
    ) rethrows {
        switch format {
        case .csv: try writeCommaSeparated(to: sink)
        case .json: try writeJSON(to: sink)
        case .html: try sink(html())
        case .svg: try sink(svg())
        case .text: try sink(Array(text(width: width).utf8))
        case .markdown: try sink(Array(markdown().utf8))
        case .graphml: try sink(graphML())
        case .dot: try sink(dot())
        case .ics: try sink(calendar())
        }
    }
}
