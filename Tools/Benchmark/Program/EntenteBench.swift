import ArgumentParser

/// Makes the workload and measures this program's side of each row; `Tools/bench` runs it.
@main
struct EntenteBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "entente-bench",
        abstract: "Make the workload, or measure one kind of work on a ledger.",
        discussion: """
            Every measurement is one line of JSON. Tools/bench runs them between those of the \
            programs it compares with, and makes the table.
            """,
        subcommands: [
            WorkloadCommand.self, LeavesCommand.self, BatchCommand.self, SingleCommand.self,
            TagsCommand.self, ReplayCommand.self, AuditCommand.self, StateCommand.self,
            RegisterCommand.self, OpenCommand.self, ProveCommand.self, MicroCommand.self,
        ]
    )
}
