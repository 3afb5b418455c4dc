import ArgumentParser
import CanonicalJSON
import Entente
import Events
import Transparency

/// Signs a checkpoint.
struct CheckpointCommand: ParsableCommand, MachineReadable {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint",
        abstract: "Sign what the ledger is now, and print it: name, size, root, signatures.",
        discussion: """
            A checkpoint commits to every event so far. Give it to partners: whoever keeps one \
            notices when the past is changed. It is a C2SP signed note, kept in the folder \
            checkpoints/ of the ledger. A size that was signed before is not signed again.

            --dossier signs the tree of one agreement, under its own name.

              entente checkpoint
              entente checkpoint --json
            """
    )

    @OptionGroup var location: LedgerLocation

    @Option(help: ArgumentHelp("An agreement's own tree.", valueName: "agreement:id"))
    var dossier: String?

    @OptionGroup var form: TwoForms

    var isJSON: Bool { form.isJSON }

    func run() throws {
        let tree = try dossier.map { SignedTree.dossier(try Self.agreement($0)) } ?? .ledger
        let ledger = try location.open()
        let note = try ledger.checkpoint(of: tree)
        guard isJSON else {
            let output = Output()
            try output.write(Array(note.description.utf8))
            return try output.flush()
        }
        try Output.print(try Self.json(note))
    }

    /// The tag of an agreement, as given on the command line.
    static func agreement(_ text: String) throws -> Tag {
        guard let tag = Tag(text), tag.isOfKind("agreement") else {
            throw ValidationError(
                "'\(text)' is not the tag of an agreement, such as agreement:mou-17"
            )
        }
        return tag
    }

    /// The object scripts read.
    static func json(_ note: SignedNote) throws -> JSONValue {
        let checkpoint = try Checkpoint(parsing: note.text)
        return [
            "origin": .string(checkpoint.origin), "size": .integer(checkpoint.size),
            "root": .string(checkpoint.root.hex), "note": .string(note.description),
            "signatures": .array(note.signatures.map { .string($0.name) }),
        ]
    }
}
