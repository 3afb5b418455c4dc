import ArgumentParser

/// Prints a completion script for a shell.
struct CompletionsCommand: ParsableCommand {
    /// The shells there are scripts for.
    enum Shell: String, CaseIterable, ExpressibleByArgument {
        case bash, zsh, fish

        fileprivate var shell: CompletionShell {
            switch self {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        }
    }

    static let configuration = CommandConfiguration(
        commandName: "completions",
        abstract: "Print a completion script for a shell.",
        discussion: """
              entente completions bash > entente.bash
            """
    )

    @Argument(help: "The shell.")
    var shell: Shell

    func run() throws {
        try Output.print(EntenteCommand.completionScript(for: shell.shell))
    }
}
