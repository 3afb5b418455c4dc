import ArgumentParser
import Entente
import Events

/// Shows one entity as it was at a valid date, as known at a moment.
struct StateCommand: ParsableCommand, MachineReadable {
    static let configuration = CommandConfiguration(
        commandName: "state",
        abstract: "Show one entity: its state, each party's track, its fields, what is missing.",
        discussion: """
            @n behind a value is the position of the event that set it. △ marks a step the history \
            does not hold, ‡ a dispute, ~ events whose order is not known.

              entente state agreement:morava-hsinchu
              entente state agreement:morava-hsinchu --as-of 2020-04
              entente state party:morava --format json
            """
    )

    @OptionGroup var location: LedgerLocation

    @Argument(help: "The entity, for example agreement:morava-hsinchu.", transform: Parsing.tag)
    var tag: Tag

    @OptionGroup var basis: BasisOptions
    @OptionGroup var language: LanguageOption
    @OptionGroup var form: TwoForms

    var isJSON: Bool { form.isJSON }

    func run() throws {
        let state = try location.openToRead().state(
            of: tag,
            asOf: basis.validDate,
            knownAt: basis.knowledge.knownAt
        )
        guard isJSON else {
            return try Output.print(StateText(state, languages: language.list).text)
        }
        try Output.print(state)
    }
}
