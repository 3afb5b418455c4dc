/// Why a report was not made.
package enum ReportError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No report has this name.
    case unknownReport(String)

    /// The report is not printed in this form.
    case unknownFormat(Report.Format, report: ReportKind)

    /// The report does not take the parameter.
    case unknownParameter(String, report: ReportKind)

    /// The report needs one of these parameters and has none.
    case missingParameter(oneOf: [String], report: ReportKind)

    /// The parameter stands more often than the report can use it.
    case repeatedParameter(String, count: Int, limit: Int, report: ReportKind)

    /// These parameters exclude one another.
    case conflictingParameters([String], report: ReportKind)

    /// The value cannot be read.
    case malformedParameter(
        String,
        value: String,
        reason: String,
        remedy: String,
        report: ReportKind
    )

    /// The ledger, as known at the basis, holds no event that names the entity.
    case unknownEntity(String, parameter: String, report: ReportKind)

    /// No row answers what was asked; `rows` are some that there are.
    case unknownRow(String, keys: [String], rows: [String], report: ReportKind)

    /// Several rows do; `rows` are some of them.
    case severalRows(String, count: Int, rows: [String], report: ReportKind)

    /// The report has no such column.
    case unknownColumn(String, columns: [String], report: ReportKind)

    /// The report has no such total.
    case unknownTotal(String, totals: [String], report: ReportKind)

    /// The report keeps no events for a total.
    case untracedTotal(String, report: ReportKind)

    /// What was asked, what stands in the way, what to do.
    package var description: String {
        switch self {
        case .unknownReport(let name):
            "there is no report '\(Self.shown(name))'; ask for one of "
                + ReportKind.allCases.map(\.name).joined(separator: ", ")
        case .unknownFormat(let format, let report):
            "the report \(report.name) has no form \(format.rawValue); ask for "
                + report.formats.map(\.rawValue).joined(separator: ", ")
                + Self.reports(in: format)
        case .unknownParameter(let name, let report):
            "the report \(report.name) takes no parameter '\(Self.shown(name))'; it takes "
                + report.parameters.map(\.name).joined(separator: ", ")
        case .missingParameter(let names, let report):
            "the report \(report.name) needs to know what it is about; give "
                + report.parameters.filter { names.contains($0.name) }
                .map { "\($0.name)=\($0.example)" }.joined(separator: " or ")
        case .repeatedParameter(let name, let count, let limit, let report):
            "the report \(report.name) takes '\(name)' at most \(Self.times(limit)), "
                + "and it stands \(Self.times(count)); leave out \(count - limit)"
        case .conflictingParameters(let names, let report):
            "the report \(report.name) takes only one of "
                + names.joined(separator: " and ") + "; leave out the other"
        case .malformedParameter(let name, let value, let reason, let remedy, let report):
            "the report \(report.name) cannot read \(name)=\(Self.shown(value)): \(reason); "
                + remedy
        case .unknownEntity(let tag, let parameter, let report):
            "the report \(report.name) was asked for \(parameter)=\(tag), but no event known "
                + "then names it; check the tag, or ask at a later --known-at"
        case .unknownRow, .severalRows, .unknownColumn, .unknownTotal, .untracedTotal: figure
        }
    }

    /// What stands in the way of a question about one figure.
    private var figure: String {
        switch self {
        case .unknownRow(let row, let keys, let rows, let report):
            "the report \(report.name) has no row '\(Self.shown(row))' at this basis; "
                + (rows.isEmpty
                    ? "it has no rows"
                    : "name one by \(keys.joined(separator: ", ")), such as "
                        + rows.map { "'\(Self.shown($0))'" }.joined(separator: ", "))
        case .severalRows(let row, let count, let rows, let report):
            "\(count) rows of the report \(report.name) answer to '\(Self.shown(row))', such as "
                + rows.map { "'\(Self.shown($0))'" }.joined(separator: ", ")
                + "; add another --row KEY=VALUE"
        case .unknownColumn(let column, let columns, let report):
            "the report \(report.name) has no column '\(Self.shown(column))'; it has "
                + columns.joined(separator: ", ")
        case .unknownTotal(let total, let totals, let report):
            "the report \(report.name) has no total '\(Self.shown(total))' at this basis; it has "
                + (totals.isEmpty ? "none" : totals.joined(separator: ", "))
        case .untracedTotal(let total, let report):
            "the report \(report.name) keeps no events for its total \(total); ask for the cells "
                + "of the rows it counts"
        default: ""
        }
    }

    /// Which reports have a form.
    private static func reports(in format: Report.Format) -> String {
        let names = ReportKind.allCases.filter { $0.formats.contains(format) }.map(\.name)
        return names.isEmpty ? "" : ", or for the report " + names.joined(separator: " or ")
    }

    private static func times(_ count: Int) -> String {
        switch count {
        case 1: "once"
        case 2: "twice"
        default: "\(count) times"
        }
    }

    /// The asker's own text, short and without anything that drives a terminal.
    private static func shown(_ text: String) -> String {
        let limit = 80
        let short = text.count > limit ? text.prefix(limit) + "…" : text[...]
        return String(short).withControlsEscaped
    }
}
