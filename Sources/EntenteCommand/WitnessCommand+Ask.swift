import ArgumentParser
import CanonicalJSON
import Entente
import Events
import Transparency

extension WitnessCommand {
    /// Asks the witnesses to cosign.
    struct Ask: ParsableCommand, MachineReadable {
        static let configuration = CommandConfiguration(
            commandName: "ask",
            abstract: "Sign what the ledger is now, and have the witnesses cosign it.",
            discussion: """
                Before it signs, it looks at what every witness has cosigned last: a ledger that \
                was put back to an older state signs nothing. A checkpoint that was signed before \
                is shown again, so a witness that was away may be asked later. Exit code 1 when \
                one of them has not cosigned.

                  entente witness ask
                """
        )

        @OptionGroup var location: LedgerLocation
        @OptionGroup var form: TwoForms

        @Option(help: ArgumentHelp("An agreement's own tree.", valueName: "agreement:id"))
        var dossier: String?

        var isJSON: Bool { form.isJSON }

        func run() throws {
            let ledger = try location.open()
            let outcomes = try Self.cosign(try tree(), in: ledger).outcomes
            let output = Output()
            for outcome in outcomes {
                if isJSON { try output.json(outcome.json) } else { output.line(outcome.words) }
            }
            try output.flush()
            guard outcomes.allSatisfy(\.isCosigned) else { throw ExitCode(ExitCodes.findings) }
        }

        /// Signs a tree as it is now, unless a witness contradicts, and asks the witnesses.
        static func cosign(
            _ tree: SignedTree,
            in ledger: Ledger
        ) throws -> (note: SignedNote, outcomes: [CosignatureOutcome]) {
            let transport = HTTPWitnessTransport()
            try ledger.compareWithWitnesses(tree, asking: transport)
            let note = try ledger.checkpoint(of: tree)
            let outcomes = try ledger.cosign(tree, note: note, at: Clock.now, asking: transport)
            return (note, outcomes)
        }

        private func tree() throws -> SignedTree {
            guard let dossier else { return .ledger }
            guard let tag = Tag(dossier), tag.isOfKind("agreement") else {
                throw ValidationError("'\(dossier)' is no agreement; write agreement:mou-17")
            }
            return .dossier(tag)
        }
    }
}
