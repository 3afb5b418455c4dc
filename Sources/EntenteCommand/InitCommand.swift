import ArgumentParser
import CanonicalJSON
import EDTF
import Entente

/// Makes a new ledger.
struct InitCommand: ParsableCommand, MachineReadable {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make a new ledger and print its verifier key.",
        discussion: """
            The folder gets a data file, a signing key and a store for the keys of persons. Its \
            first event holds the ledger's name, which is part of every later event. Whoever has \
            the verifier key can check what the ledger signs.

              entente init ./second --origin ledger.example.org/second
            """
    )

    @Argument(help: "A folder that does not exist yet, or is empty.")
    var directory: String

    @Option(help: ArgumentHelp("The ledger's name, for example ledger.example.org/skc."))
    var origin: String

    @OptionGroup var form: TwoForms

    var isJSON: Bool { form.isJSON }

    func run() throws {
        let ledger = try Ledger.create(
            directory,
            origin: origin,
            at: Clock.now.microseconds
        )
        let key = try ledger.verifierKey
        guard isJSON else {
            Words.say("made the ledger \(origin) in \(directory); its verifier key:")
            return try Output.print(key)
        }
        try Output.print([
            "directory": .string(directory), "origin": .string(origin), "key": .string(key),
        ])
    }
}
