package import CanonicalJSON

/// One question answered at one basis: columns, rows, totals, and what the history leaves open.
///
/// A report is a value without a clock, a language or a terminal. Whoever makes it has already
/// chosen
/// the names and the order of the rows; rendering only lays them out. The same report therefore
/// gives the same bytes in every format.
package struct Report: Sendable, Hashable {
    /// The name a script asks for, such as `agreement-register`.
    package let name: String

    /// The heading a person reads.
    package let title: String

    /// What the answer rests on: origin, as-of, known-at, parameters and version.
    package let basis: JSONValue

    /// The columns that a table shows, in order.
    package let columns: [Column]

    /// The answers, in order; a row has no member for what it has no value for.
    package let rows: ReportRows

    /// Figures over all rows.
    package let totals: JSONObject

    /// Antecedents that the history does not hold, printed after △.
    package let gaps: [JSONValue]

    /// Facts that another fact contradicts, printed after ‡.
    package let disputes: [JSONValue]

    /// The pictures that go with the rows.
    package let pictures: [Picture]

    /// The events behind each row, in the order of the rows; empty for a report that leaves it to
    /// the histories of what its rows name.
    package let evidence: [RowEvidence]

    /// The events behind each total, by its name; empty for a report that keeps none.
    package let totalEvidence: RowEvidence
    /// The language of what is not data; that of scripts, unless it was ``localized(_:)``.
    package internal(set) var messages = Messages.plain

    /// Makes a report; members of `rows` that are `null` are left out.
    package init(
        name: String,
        title: String,
        basis: JSONValue,
        columns: [Column],
        rows: [JSONObject],
        totals: JSONObject = JSONObject(),
        gaps: [JSONValue] = [],
        disputes: [JSONValue] = [],
        pictures: [Picture] = [],
        evidence: [RowEvidence] = [],
        totalEvidence: RowEvidence = RowEvidence()
    ) {
        self.name = name
        self.title = title
        self.basis = basis
        self.columns = columns
        self.rows = ReportRows(rows)
        self.totals = totals
        self.gaps = gaps
        self.disputes = disputes
        self.pictures = pictures
        self.evidence = evidence
        self.totalEvidence = totalEvidence
    }

    /// The answer to what was asked of a kind of report, over a history.
    ///
    /// - `subject`: whom or what it is about, where the title says so.
    /// - `defaults`: what holds for parameters that were not given, for the basis.
    /// - `pictures`: made only when somebody will see them.
    ///
    /// - Throws: what making the pictures throws.
    init(
        answering arguments: ReportArguments,
        about subject: String? = nil,
        over history: KnownHistory,
        assuming defaults: JSONObject = JSONObject(),
        columns: [Column],
        rows: ReportRows,
        totals: JSONObject,
        marks: HistoryMarks? = nil,
        pictures: @autoclosure () throws -> [Picture] = [],
        evidence: [RowEvidence] = [],
        totalEvidence: RowEvidence = RowEvidence()
    ) throws {
        name = arguments.report.name
        title = arguments.report.title + (subject.map { ": \($0)" } ?? "")
        basis = history.basis(for: arguments, assuming: defaults)
        self.columns = columns
        self.rows = rows
        self.totals = totals
        gaps = marks?.gaps ?? []
        disputes = marks?.disputeEntries ?? []
        self.pictures = history.source.showsPictures ? try pictures() : []
        self.evidence = evidence
        self.totalEvidence = totalEvidence
    }
}

extension Report {
    /// One column of the table: where its values come from and how they stand.
    package struct Column: Sendable, Hashable {
        /// The side that the values of a column stand on.
        package enum Alignment: Sendable, Hashable {
            /// Words start at the left.
            case leading

            /// Figures end at the right, so that their places stand under each other.
            case trailing
        }

        /// What the values of a column are, which says how a reader's language shows them.
        package enum Content: Sendable, Hashable {
            /// Names, texts and tags, which stay as they are.
            case text

            /// Words of the vocabulary, such as states, kinds and classes.
            case words

            /// Dates as EDTF writes them.
            case date

            /// Words of the vocabulary, dates and texts, each told by itself.
            case mixed

            /// Numbers and counts.
            case number
        }

        /// The member of a row that the column shows; also the CSV heading.
        package let key: String

        /// The heading a person reads.
        package let title: String

        /// The side that the values stand on.
        package let alignment: Alignment

        /// What the values are.
        package let content: Content

        /// The narrowest the column may be made when a terminal is narrow, in terminal columns.
        ///
        /// Without it a column keeps its longest word on one line, up to a limit.
        package let minimumWidth: Int?

        /// Makes a column; give `minimumWidth` to values that lose by being broken, such as dates.
        package init(
            _ key: String,
            _ title: String,
            _ content: Content = .text,
            alignment: Alignment? = nil,
            minimumWidth: Int? = nil
        ) {
            self.key = key
            self.title = title
            self.content = content
            self.alignment = alignment ?? (content == .number ? .trailing : .leading)
            self.minimumWidth = minimumWidth
        }
    }
}
