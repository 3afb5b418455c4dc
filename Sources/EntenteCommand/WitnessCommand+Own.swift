import ArgumentParser
import CanonicalJSON
import Entente
import Events
import Transparency

extension WitnessCommand {
    /// Names a witness of the ledger.
    struct Add: ParsableCommand, MachineReadable {
        static let configuration = CommandConfiguration(
            commandName: "add",
            abstract: "Have a witness cosign the ledger's checkpoints.",
            discussion: """
                A witness with the same key is replaced. The dossiers of agreements are shown to \
                it only when they are named, or with --agreement all.

                  key=$(entente witness init --name witness.example/w --state ./w)
                  entente witness add "$key" https://witness.example/w \\
                    --agreement agreement:morava-hsinchu
                """
        )

        @OptionGroup var location: LedgerLocation
        @OptionGroup var form: TwoForms

        @Option(
            help: ArgumentHelp(
                "An agreement whose dossier it cosigns too, or 'all'; may be repeated.",
                valueName: "tag"
            )
        )
        var agreement: [String] = []

        @Argument(help: ArgumentHelp("The witness's verifier key.", valueName: "vkey"))
        var key: String

        @Argument(help: ArgumentHelp("What stands before /add-checkpoint.", valueName: "url"))
        var url: String

        var isJSON: Bool { form.isJSON }

        func run() throws {
            let witness = try CosigningWitness(
                NoteVerifier(given: key),
                url: url,
                agreements: agreements()
            )
            try location.open().addWitness(witness)
            guard isJSON else {
                return try Output.print("\(witness.verifier.name) is asked to cosign")
            }
            try Output().finish(with: witness.json)
        }

        private func agreements() throws -> CosigningWitness.Agreements {
            if agreement.contains("all") {
                guard agreement.count == 1 else {
                    throw ValidationError("--agreement all stands alone; leave the others out")
                }
                return .all
            }
            return .only(
                try agreement.map { text in
                    guard let tag = Tag(text) else {
                        throw ValidationError("'\(text)' is no tag; write agreement:mou-17")
                    }
                    return tag
                }
            )
        }
    }

    /// Shows the witnesses of the ledger.
    struct List: ParsableCommand, MachineReadable {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "Show who cosigns for the ledger.",
            discussion: """
                With the size of the ledger's last checkpoint that each has cosigned.

                  entente witness list
                """
        )

        @OptionGroup var location: LedgerLocation
        @OptionGroup var form: TwoForms

        var isJSON: Bool { form.isJSON }

        func run() throws {
            let ledger = try location.openToRead()
            let output = Output()
            for witness in try ledger.witnesses() {
                let size = try ledger.lastSize(cosignedBy: witness.verifier)
                if isJSON {
                    var json = witness.json.object ?? [:]
                    json["name"] = .string(witness.verifier.name)
                    if let size { json["cosigned"] = .integer(size) }
                    try output.json(.object(json))
                } else {
                    let agreements =
                        switch witness.agreements {
                        case .all: "all agreements"
                        case .only(let tags): Words.count(tags.count, "agreement")
                        }
                    let cosigned = size.map { "cosigned \(Words.count($0, "event"))" }
                    output.line(
                        "\(witness.verifier.name)  \(witness.url)  \(agreements)  "
                            + (cosigned ?? "cosigned nothing yet")
                    )
                }
            }
            try output.flush()
        }
    }

    /// Names a witness no more.
    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove",
            abstract: "Ask a witness no more.",
            discussion: """
                Its cosignatures stay where they are.

                  key=$(entente witness init --name old.example/w --state ./old)
                  entente witness add "$key" https://old.example/w
                  entente witness remove old.example/w
                """
        )

        @OptionGroup var location: LedgerLocation

        @Argument(help: "The name of its key, or the whole verifier key.")
        var name: String

        func run() throws {
            try location.open().removeWitness(name)
            try Output.print("\(name) is asked no more")
        }
    }
}
