import Foundation
import Testing

@Suite struct `Help` {
    static let verbs = [
        "init", "append", "record", "erase", "log", "show", "state", "history", "between", "report",
        "diff", "why", "audit", "types", "explain", "export", "import", "backup", "restore", "keys",
        "keys export",
        "keys import", "witness add", "witness list", "witness remove",
        "witness init", "witness trust", "canon", "validate", "completions",
    ]

    @Test(arguments: verbs)
    func `the examples of every verb work on the ledger of the first example`(verb: String) throws {
        let workspace = try Workspace()
        let first = try workspace.shell(try examples(of: "", in: workspace))
        try #require(first.status == 0, "\(first.errors)")
        let examples = try examples(of: verb, in: workspace)
        #expect(examples.contains("entente \(verb)"))
        let run = try workspace.shell("export ENTENTE_BY=script:first-steps\n" + examples)
        #expect(run.status == 0, "\(examples)\n\(run.output)\n\(run.errors)")
    }

    @Test func `every verb is listed with what it does`() throws {
        let help = try Workspace().entente("--help")
        #expect(help.status == 0)
        for verb in Self.verbs where !verb.contains(" ") {
            #expect(help.output.contains("\n  \(verb) "), "\(verb)")
        }
    }

    @Test(arguments: ["party", "agreement", "delegation", "state", "within", "all"])
    func `the options of reports say what they do`(name: String) throws {
        let help = try Workspace().entente("report", "--help").output
        let option = try #require(help.range(of: "\n  --\(name) "))
        let words = help[option.upperBound...].split(separator: "\n  --")[0]
        #expect(words.contains(/(register|roster|due|timeline):/), "\(words)")
    }

    @Test func `the version is told`() throws {
        let run = try Workspace().entente("--version")
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("entente "))
    }

    /// The lines of the discussion that are set in.
    private func examples(of verb: String, in workspace: Workspace) throws -> String {
        let words = verb.split(separator: " ").map(String.init)
        let help = try workspace.entente(words + ["--help"])
        let lines = help.output.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.prefix { !$0.hasPrefix("USAGE:") }.filter { $0.hasPrefix("  ") }
            .joined(separator: "\n") + "\n"
    }
}
