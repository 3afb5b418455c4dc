import ArgumentParser
import Reports

/// What a report is told beside its basis.
struct ReportParameters: ParsableArguments {
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

    @Option(parsing: .singleValue, help: ReportKind.help(for: "country", "code"))
    var country: [String] = []

    @Option(help: ReportKind.help(for: "group-by", "word"))
    var groupBy: String?

    @Option(help: ReportKind.help(for: "period", "period"))
    var period: String?

    @Option(help: ReportKind.help(for: "state", "state"))
    var state: String?

    @Option(help: ReportKind.help(for: "within", "duration"))
    var within: String?

    @Flag(help: ReportKind.help(for: "all"))
    var all = false

    /// Refuses what names no parameter.
    func check() throws {
        for text in param where !text.contains("=") || text.hasPrefix("=") {
            throw ValidationError("--param '\(text)' names no parameter; write NAME=VALUE")
        }
    }

    /// The values by name, in the order given.
    var values: [String: [String]] {
        var values = [
            "party": party, "agreement": agreement, "delegation": delegation,
            "gathering": gathering, "country": country,
        ]
        if let groupBy { values["group-by"] = [groupBy] }
        if let period { values["period"] = [period] }
        if let state { values["state"] = [state] }
        if let within { values["within"] = [within] }
        if all { values["all"] = ["true"] }
        for text in param {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            values[String(parts[0]), default: []].append(String(parts[1]))
        }
        return values.filter { !$0.value.isEmpty }
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
}
