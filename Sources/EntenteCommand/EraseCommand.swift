import ArgumentParser
import Entente
import Events

/// Erases a person.
struct EraseCommand: ParsableCommand, MachineReadable {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Erase a person: destroy the key of all that is personal about them.",
        discussion: """
            It cannot be undone. The log keeps its events, hashes and proofs; what was sealed \
            under the person's key can never be opened again, here, in backups or in exports. Key \
            files made by `entente keys export` before it are yours to destroy.

              entente record person.registered person=person:example2345 \\
                names.text='Jan Novák' names.lang=cs
              entente erase person:example2345 --reason 'asked to be forgotten'
            """
    )

    @OptionGroup var location: LedgerLocation
    @OptionGroup var recorder: RecorderOption
    @OptionGroup var form: TwoForms

    @Argument(help: "The person: person:….", transform: Parsing.tag)
    var person: Tag

    @Option(help: "Why; recorded in the log, so say nothing personal.")
    var reason: String

    var isJSON: Bool { form.isJSON }

    func run() throws {
        let receipt = try location.open().erase(
            person,
            reason: reason,
            by: recorder.recorder,
            at: Clock.now
        )
        guard isJSON else {
            return try Output.print("erased \(person), recorded at position \(receipt.position)")
        }
        try Output().finish(with: receipt.json)
    }
}
