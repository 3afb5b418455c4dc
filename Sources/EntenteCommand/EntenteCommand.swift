import ArgumentParser
import Entente

/// The program `entente`: verbs over one ledger.
@main
struct EntenteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "entente",
        abstract: "A ledger of agreements and collaboration.",
        discussion: """
            Data goes to standard output, words to standard error. The ledger is the folder given \
            with --ledger, else the one in ENTENTE_LEDGER, else ./ledger.

            A first ledger:

              entente init ./ledger --origin ledger.example.org/skc
              export ENTENTE_BY=script:first-steps
              entente record party.registered party=party:morava kind=cluster \\
                names.text='Moravian Robotics Cluster' names.lang=en
              entente record party.registered party=party:hsinchu kind=cluster \\
                names.text='Hsinchu Machinery Alliance' names.lang=en
              entente record agreement.drafted agreement=agreement:morava-hsinchu \\
                kind=mou title.text='Memorandum on Certification' title.lang=en \\
                version=1 parties=party:morava parties=party:hsinchu \\
                --occurred 2020-03-28
              entente log

            Exit codes: 0 done, 1 findings, 64 usage, 65 input refused, 66 not found, 70 a fault \
            of the program, 73 cannot create, 74 input/output, 75 conflict (read, then retry), 77 \
            not permitted, 78 ledger damaged.
            """,
        version: "entente 0.1.0",
        groupedSubcommands: [
            CommandGroup(
                name: "Write",
                subcommands: [
                    InitCommand.self, AppendCommand.self, RecordCommand.self, CorrectCommand.self,
                    EraseCommand.self,
                ]
            ),
            CommandGroup(
                name: "Read",
                subcommands: [
                    LogCommand.self, ShowCommand.self, StateCommand.self, HistoryCommand.self,
                    BetweenCommand.self, ReportCommand.self, DiffCommand.self, WhyCommand.self,
                    AuditCommand.self,
                ]
            ),
            CommandGroup(
                name: "Learn the types",
                subcommands: [TypesCommand.self, ExplainCommand.self, SchemaCommand.self]
            ),
            CommandGroup(
                name: "Show others",
                subcommands: [
                    CheckpointCommand.self, AttachCommand.self, ProveCommand.self,
                    VerifyCommand.self, WitnessCommand.self,
                ]
            ),
            CommandGroup(
                name: "Move and keep",
                subcommands: [
                    PublishCommand.self, FollowCommand.self, ExportCommand.self,
                    ImportCommand.self, BackupCommand.self, RestoreCommand.self, KeysCommand.self,
                ]
            ),
            CommandGroup(
                name: "JSON tools",
                subcommands: [CanonCommand.self, ValidateCommand.self]
            ),
            CommandGroup(name: "Shell", subcommands: [CompletionsCommand.self]),
        ]
    )

    /// Parses, runs, and ends with the exit code of the contract.
    static func main() {
        if let plain = PlainRecording(Array(CommandLine.arguments.dropFirst())) {
            return run(plain.recording)
        }
        var command: any ParsableCommand
        do {
            command = try parseAsRoot()
        } catch {
            endAfterParsing(error)
        }
        do {
            try command.run()
        } catch {
            end(after: error, asJSON: (command as? any MachineReadable)?.isJSON ?? false)
        }
    }

    private static func run(_ recording: Recording) {
        do {
            try recording.run()
        } catch {
            end(after: error, asJSON: recording.isJSON)
        }
    }

    private static func endAfterParsing(_ error: any Error) -> Never {
        guard !exitCode(for: error).isSuccess else { exit(withError: error) }
        let message = fullMessage(for: error)
        let label = "Error: "
        Words.say(message.hasPrefix(label) ? String(message.dropFirst(label.count)) : message)
        exit(withError: ExitCode(ExitCodes.usage))
    }

    private static func end(after error: any Error, asJSON: Bool) -> Never {
        switch error {
        case is ExitCode: exit(withError: error)
        case _ where exitCode(for: error).isSuccess: exit(withError: error)
        case _ where exitCode(for: error) == .validationFailure: endAfterParsing(error)
        case let refusal as Refusal where asJSON: Words.write(refusal.json)
        case is BrokenPipe: break
        default: Words.say(ExitCodes.words(for: error))
        }
        exit(withError: ExitCode(ExitCodes.code(for: error)))
    }
}
