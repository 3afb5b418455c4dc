import ArgumentParser
import CanonicalJSON
import Entente
import Events
import Timestamps
import Transparency

/// Signs a checkpoint and has it cosigned.
struct CheckpointCommand: ParsableCommand, MachineReadable {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint",
        abstract: "Sign what the ledger is now, have it cosigned, and print it.",
        discussion: """
            A checkpoint commits to every event so far: name, size, root, signatures. Give it to \
            partners: whoever keeps one notices when the past is changed. It is a C2SP signed \
            note, kept in the folder checkpoints/ of the ledger. A size that was signed before is \
            not signed again, so a witness that was away can be asked later.

            The witnesses of `witness add` are asked first what they have seen, so that a ledger \
            put back to an older state signs nothing (exit 78), and then to cosign. Exit 1 when \
            one refuses, 69 when one cannot be reached; the checkpoint is kept all the same.

            --dossier signs the tree of one agreement, under its own name.

              entente checkpoint
              entente checkpoint --json

            --timestamp-with has the checkpoint's text time-stamped (RFC 3161) and keeps the \
            reply beside it: nobody can say later that it was made up afterwards. The authority \
            is a URL, or a program that reads a query and writes a reply. The reply is verified \
            before it is kept, with --tsa up to the authority's CA; a time-stamp that is kept \
            stays. Where the ledger has no way out, carry query and reply by hand:

              entente checkpoint --timestamp-query ask.tsq
              entente checkpoint --timestamp-with https://tsa.example.org/ --tsa ca.pem
              entente checkpoint --timestamp-reply answer.tsr --tsa ca.pem
            """
    )

    @OptionGroup var location: LedgerLocation

    @Option(help: ArgumentHelp("An agreement's own tree.", valueName: "agreement:id"))
    var dossier: String?

    @Flag(name: .customLong("no-witnesses"), help: "Ask nobody to cosign.")
    var asksNobody = false

    @OptionGroup var times: TimestampOptions

    @OptionGroup var form: TwoForms

    var isJSON: Bool { form.isJSON }

    func run() throws {
        let tree = try dossier.map { SignedTree.dossier(try Self.agreement($0)) } ?? .ledger
        let ledger = try location.open()
        if let reply = times.timestampReply {
            let (note, timestamp) = try times.keep(reply, of: tree, in: ledger)
            return try print(note, [], timestamp)
        }
        let transport = HTTPWitnessTransport()
        if !asksNobody { try ledger.compareWithWitnesses(tree, asking: transport) }
        var note = try ledger.checkpoint(of: tree)
        var outcomes: [CosignatureOutcome] = []
        if !asksNobody {
            outcomes = try ledger.cosign(tree, note: note, at: Clock.now, asking: transport)
            note = try ledger.checkpointKept(of: tree, like: note)
        }
        let timestamp = try times.timestamp(note, of: tree, in: ledger)
        try print(note, outcomes, timestamp)
        try end(outcomes)
    }

    private func print(
        _ note: SignedNote,
        _ outcomes: [CosignatureOutcome],
        _ timestamp: Timestamp?
    ) throws {
        let stamped = timestamp.map {
            DossierVerdict.Word(who: $0.authority, seconds: $0.seconds)
        }
        if isJSON { return try Output.print(try Self.json(note, outcomes, stamped)) }
        for outcome in outcomes where !outcome.isCosigned { Words.say(outcome.words) }
        if let stamped { Words.say("time-stamped: there by \(stamped.time) (\(stamped.who))") }
        let output = Output()
        try output.write(Array(note.description.utf8))
        try output.flush()
    }

    private func end(_ outcomes: [CosignatureOutcome]) throws {
        let isRefused = outcomes.contains { if case .refused = $0.result { true } else { false } }
        if isRefused { throw ExitCode(ExitCodes.findings) }
        guard outcomes.allSatisfy(\.isCosigned) else { throw ExitCode(ExitCodes.unavailable) }
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
    private static func json(
        _ note: SignedNote,
        _ outcomes: [CosignatureOutcome],
        _ stamped: DossierVerdict.Word?
    ) throws -> JSONValue {
        let checkpoint = try Checkpoint(parsing: note.text)
        var object: JSONObject = [
            "origin": .string(checkpoint.origin), "size": .integer(checkpoint.size),
            "root": .string(checkpoint.root.hex), "note": .string(note.description),
            "signatures": .array(note.signatures.map { .string($0.name) }),
            "witnesses": .array(outcomes.map(\.json)),
        ]
        if let stamped {
            object["by"] = ["time": .string(stamped.time), "who": .string(stamped.who)]
        }
        return .object(object)
    }
}
