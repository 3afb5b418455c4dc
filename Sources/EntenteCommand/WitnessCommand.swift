import ArgumentParser
import CanonicalJSON
import Entente
import Transparency

/// Witnesses: being one, and being shown to some.
struct WitnessCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "witness",
        abstract: "Cosign the checkpoints of others, and name those who cosign yours.",
        discussion: """
            A witness has seen a checkpoint, and none that contradicts it; its cosignature says \
            so, with the time. The protocol is C2SP tlog-witness.

            Be one for a partner, whose verifier key is in log.key:

              entente witness init --name witness.partner.example/w1
              entente witness trust "$(cat log.key)" --dossiers
              entente witness serve --listen 127.0.0.1:8080

            Have one, whose verifier key is in witness.key:

              entente witness add "$(cat witness.key)" http://127.0.0.1:8080
              entente checkpoint
            """,
        subcommands: [
            Add.self, List.self, Remove.self, Init.self, Trust.self, Serve.self,
        ]
    )
}
