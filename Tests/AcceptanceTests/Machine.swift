import Foundation

/// Tools of the machine that some tests need; a test without its tool is skipped and says so.
enum Machine {
    static let strace = find("strace")
    static let faketime = find("faketime")
    static let compiler = find("cc")
    static let setpriv = find("setpriv")
    static let openssl = find("openssl")

    /// Whether programs can be traced here; containers may forbid it.
    static let traces: Bool = {
        guard let strace, let scratch = try? Scratch() else { return false }
        return (try? scratch.tool(strace, "-o", "/dev/null", "/bin/true").status) == 0
    }()

    /// Whether a clock can be set for the program alone.
    static let setsClocks: Bool = {
        guard let faketime, let scratch = try? Scratch() else { return false }
        return (try? scratch.tool(faketime, "10 minutes ago", "/bin/true").status) == 0
    }()

    /// Whether a C program can be linked with LMDB here.
    static let compilesLMDB: Bool = {
        guard let compiler, let scratch = try? Scratch() else { return false }
        let source = "#include <lmdb.h>\nint main(void) { return mdb_version(0, 0, 0) == 0; }\n"
        guard (try? scratch.write(source, to: "probe.c")) != nil else { return false }
        let run = try? scratch.tool(compiler, "-o", "probe", "probe.c", "-llmdb")
        return run?.status == 0
    }()

    /// Whether the independent verifier can run: Python with its `cryptography` package.
    static let runsVerifier: Bool = {
        guard let scratch = try? Scratch() else { return false }
        return (try? scratch.tool("python3", "-c", "import cryptography").status) == 0
    }()

    /// How to run something without a superuser's rights; `nil` when we have them and cannot
    /// lay them down so that the program can still be run.
    static let asNobody: [String]? = {
        guard geteuid() == 0 else { return [] }
        guard let setpriv, let scratch = try? Scratch(), let program = try? Program.path() else {
            return nil
        }
        let words = [setpriv, "--reuid=65534", "--regid=65534", "--clear-groups"]
        let probe = try? scratch.start(["--version"], under: words).finish()
        return probe?.status == 0 && !program.isEmpty ? words : nil
    }()

    private static func find(_ name: String) -> String? {
        let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
        return folders.map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
