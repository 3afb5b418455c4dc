import ArgumentParser
import CanonicalJSON
import Entente
import Reports

/// Makes a report.
struct ReportCommand: ParsableCommand, MachineReadable {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Make a report at a valid date, as known at a moment.",
        discussion: """
            The same basis gives the same bytes, whenever it is asked for. A parameter is given by \
            its option, or as --param NAME=VALUE.

              entente report --list
              entente report agreement-register --party party:morava --state drafting
              entente report agreement-register --as-of 2020-03-31 --known-at 4 \\
                --format csv --output register.csv
              entente report commitments-due --within P1Y --format markdown
              entente report meetings-matrix --gathering gathering:brno-2020 --period 2020
              entente report partner-network --param weights=1,2,5,3 --param half-life=P1Y
              entente report partnership-timeline --param of=party:morava --lang cs,en
            """
    )

    @Argument(help: "The report; --list shows them.")
    var name: String?

    @Flag(help: "List the reports and their parameters.")
    var list = false

    @OptionGroup var options: ReportOptions

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("A parameter; repeat.", valueName: "name=value")
    )
    var param: [String] = []

    @Option(parsing: .singleValue, help: ReportKind.help(for: "party", "tag"))
    var party: [String] = []

    @Option(parsing: .singleValue, help: ReportKind.help(for: "agreement", "tag"))
    var agreement: [String] = []

    @Option(parsing: .singleValue, help: ReportKind.help(for: "delegation", "tag"))
    var delegation: [String] = []

    @Option(parsing: .singleValue, help: ReportKind.help(for: "gathering", "tag"))
    var gathering: [String] = []

    @Option(help: ReportKind.help(for: "period", "period"))
    var period: String?

    @Option(help: ReportKind.help(for: "state", "state"))
    var state: String?

    @Option(help: ReportKind.help(for: "within", "duration"))
    var within: String?

    @Flag(help: ReportKind.help(for: "all"))
    var all = false

    var isJSON: Bool { options.isJSON }

    func validate() throws {
        guard list == (name == nil) else {
            throw ValidationError("name a report, or ask for --list")
        }
        for text in param where !text.contains("=") || text.hasPrefix("=") {
            throw ValidationError("--param '\(text)' names no parameter; write NAME=VALUE")
        }
    }

    func run() throws {
        guard let name else { return try showList() }
        try options.show(try ReportKind.named(name), parameters)
    }

    private var parameters: [String: [String]] {
        var parameters = [
            "party": party, "agreement": agreement, "delegation": delegation,
            "gathering": gathering,
        ]
        if let period { parameters["period"] = [period] }
        if let state { parameters["state"] = [state] }
        if let within { parameters["within"] = [within] }
        if all { parameters["all"] = ["true"] }
        for text in param {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            parameters[String(parts[0]), default: []].append(String(parts[1]))
        }
        return parameters.filter { !$0.value.isEmpty }
    }

    private func showList() throws {
        guard isJSON else {
            let blocks = ReportKind.allCases.map { kind in
                (["\(kind.name)  \(kind.description)"]
                    + kind.parameters.map { parameter in
                        "    \(parameter.name)=\(parameter.example)  \(parameter.description)"
                    }).joined(separator: "\n")
            }
            return try Output.print(blocks.joined(separator: "\n"))
        }
        try Output.print(.array(ReportKind.allCases.map(\.json)))
    }
}

extension ReportKind {
    /// What a parameter does, in each report that has it.
    fileprivate static func help(for name: String, _ valueName: String? = nil) -> ArgumentHelp {
        let meanings = allCases.flatMap { kind in
            kind.parameters.filter { $0.name == name }.map { "\(kind.name): \($0.description)" }
        }
        return ArgumentHelp(meanings.joined(separator: " "), valueName: valueName)
    }

    /// Name, title, question and parameters.
    fileprivate var json: JSONValue {
        let parameters = parameters.map { parameter -> JSONValue in
            [
                "name": .string(parameter.name), "description": .string(parameter.description),
                "required": .bool(parameter.isRequired), "limit": .integer(parameter.limit),
                "example": .string(parameter.example),
            ]
        }
        return [
            "report": .string(name), "title": .string(title),
            "description": .string(description), "parameters": .array(parameters),
        ]
    }
}
