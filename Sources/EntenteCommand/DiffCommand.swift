import ArgumentParser
import Collaboration
import Entente
import Events
import Reports

/// Shows what changed between two bases.
struct DiffCommand: ParsableCommand, MachineReadable {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show what changed in a report or an entity between two dates or sizes.",
        discussion: """
            A basis is DATE, DATE@KNOWN or @KNOWN: a valid date (EDTF), and what was known then, \
            as a number of events or a time (RFC 3339). What is left out of a date is taken from \
            the other basis, or else is now; all is known where nothing is said. Each change \
            names the events that made it; with the cause `date` they count as before, and the \
            date alone made it.

              entente diff commitments-due --from 2021-12-31 --to 2022-01-01
              entente diff agreement-register --from 2020-12-31@2 --to 2020-12-31
              entente diff agreement:morava-hsinchu --from @3 --format json
            """
    )

    @Argument(
        help: ArgumentHelp(
            "A report, or an entity such as agreement:morava-hsinchu.",
            valueName: "report|tag"
        ),
        completion: .custom { _, _, _ in ReportKind.allCases.map(\.name) }
    )
    var subject: String

    @Option(
        help: ArgumentHelp("The basis before.", valueName: "date@known"),
        transform: BasisPointText.parsed
    )
    var from: BasisPointText

    @Option(
        help: ArgumentHelp("The basis after; now, when left out.", valueName: "date@known"),
        transform: BasisPointText.parsed
    )
    var to: BasisPointText = .now

    @OptionGroup var location: LedgerLocation
    @OptionGroup var language: LanguageOption
    @OptionGroup var form: ReportForm
    @OptionGroup var parameters: ReportParameters

    var isJSON: Bool { form.isJSON }

    func validate() throws {
        try parameters.check()
        try form.requireCommon(of: "a difference")
    }

    func run() throws {
        let ledger = try location.openToRead()
        let now = AsOf(Clock.now)
        let before = from.point(orAsOf: to.asOf ?? now)
        let after = to.point(orAsOf: to.asOf == nil && to.knownAt != .now ? before.asOf : now)
        if subject.contains(":") {
            let entity = try Parsing.tag(subject)
            guard parameters.values.isEmpty else {
                throw ValidationError(
                    "an entity takes no parameters; leave out "
                        + parameters.values.keys.sorted().joined(separator: ", ")
                )
            }
            let report = try ledger.difference(
                in: entity,
                from: before,
                to: after,
                languages: language.list,
                as: form.chosen
            )
            return try form.show(report)
        }
        let report = try ledger.difference(
            in: try ReportKind.named(subject),
            from: before,
            to: after,
            parameters: parameters.values,
            languages: language.list,
            as: form.chosen
        )
        try form.show(report)
    }
}
