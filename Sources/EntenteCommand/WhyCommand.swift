import ArgumentParser
import Entente
import Reports

/// Shows the events behind one figure of a report.
struct WhyCommand: ParsableCommand, MachineReadable {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "Show the events behind one cell or total of a report.",
        discussion: """
            A row is named by what its first columns show, or by the value of any column; repeat \
            --row until one is left. The events come in the order in which they happened, with \
            what was said about them since.

              entente why agreement-register --row agreement:morava-hsinchu --column state
              entente why partnership-timeline --party party:morava --row position=3 \\
                --column what --format json
            """
    )

    @Argument(
        help: "The report; `entente report --list` shows them.",
        completion: .custom { _, _, _ in ReportKind.allCases.map(\.name) }
    )
    var report: String

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("Which row; repeat to narrow it.", valueName: "value|key=value")
    )
    var row: [String] = []

    @Option(help: ArgumentHelp("Which column, by its key.", valueName: "key"))
    var column: String?

    @Option(help: ArgumentHelp("Which total, in place of a cell.", valueName: "name"))
    var total: String?

    @OptionGroup var options: ReportOptions
    @OptionGroup var parameters: ReportParameters

    var isJSON: Bool { options.isJSON }

    func validate() throws {
        try parameters.check()
        try options.form.requireCommon(of: "a reason")
        guard (total == nil) != (column == nil) else {
            throw ValidationError("name a cell by --row and --column, or a --total")
        }
        guard (column == nil) == row.isEmpty else {
            throw ValidationError("a cell is named by both --row and --column")
        }
    }

    func run() throws {
        let question: CellQuestion =
            if let total { .total(total) } else { .cell(row: row, column: column ?? "") }
        let answer = try options.location.openToRead().explanation(
            of: question,
            in: try ReportKind.named(report),
            at: options.point,
            parameters: parameters.values,
            languages: options.language.list,
            as: options.form.chosen
        )
        try options.form.show(answer)
    }
}
