import ArgumentParser
import CanonicalJSON
import EDTF
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
              entente report meetings-matrix --period 2020-01-01/2020-06-30
              entente report partner-network --param weights=1,2,5,3 --param half-life=P1Y
              entente report partnership-timeline --param of=party:morava --lang cs,en
              entente report panorama --period 2020-H1 --group-by country
              entente report partner-network --format graphml --output network.graphml
              entente report commitments-due --format ics --output due.ics

            What is issued can be made again, byte for byte:

              entente report agreement-register --as-of 2020-12-31 --format csv --issue \\
                --by script:first-steps --output issued.csv
              entente log --type report.issued
            """
    )

    @Argument(help: "The report; --list shows them.")
    var name: String?

    @Flag(help: "List the reports and their parameters.")
    var list = false

    @OptionGroup var options: ReportOptions

    @OptionGroup var parameters: ReportParameters

    @Flag(help: "Record that the report is given out, with its basis and the digest of its bytes.")
    var issue = false

    @Option(
        help: ArgumentHelp(
            "Make a report again that was issued by this event, and compare the bytes.",
            valueName: "position|id"
        )
    )
    var reissue: String?

    @OptionGroup var recorder: RecorderOption

    var isJSON: Bool { options.isJSON }

    func validate() throws {
        let asked = [list, name != nil, reissue != nil].count { $0 }
        guard asked == 1 else {
            throw ValidationError("name a report, or ask for --list, or for --reissue")
        }
        guard !issue || name != nil else {
            throw ValidationError("--issue gives out a report; name one")
        }
        if issue { try options.form.requireCommon(of: "a report that is issued") }
        try parameters.check()
    }

    func run() throws {
        if let reissue { return try remake(reissue) }
        guard let name else { return try showList() }
        let kind = try ReportKind.named(name)
        guard issue else { return try options.show(kind, parameters.values) }
        try give(kind)
    }

    /// Makes a report, records that it is given out, and prints it: the same bytes on a terminal.
    private func give(_ kind: ReportKind) throws {
        let ledger = try options.location.open()
        let report = try options.report(kind, parameters.values, from: ledger)
        let format = options.form.chosen
        let bytes = report.renderedBytes(as: format)
        let event: JSONValue = [
            "type": "report.issued", "occurred": .string(Clock.now.dayText),
            "data": IssuedReport.payload(of: report, kind, format: format, bytes: bytes),
        ]
        let receipt = try OwnLine(event: event, by: recorder.recorder).append(to: ledger)
        try options.form.write(bytes)
        guard let receipt else { return }
        Words.say(
            "issued at position \(receipt.position), leaf hash \(receipt.leafHash); "
                + "`entente report --reissue \(receipt.position)` makes it again"
        )
    }

    /// Makes an issued report again; ends with 1 when its bytes are others.
    private func remake(_ event: String) throws {
        let ledger = try options.location.openToRead()
        let issued = try IssuedReport(try EventLookup.event(event, in: ledger))
        let made = try issued.remade(from: ledger)
        try options.form.write(made.bytes)
        guard let fault = made.fault else {
            return Words.say("the same bytes as were issued, SHA-256 \(issued.digest)")
        }
        Words.say("the report \(issued.kind.name) does not come out as it was issued: \(fault)")
        throw ExitCode(ExitCodes.findings)
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
            "formats": .array(formats.map { .string($0.rawValue) }),
        ]
    }
}
