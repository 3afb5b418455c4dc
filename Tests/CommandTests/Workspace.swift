import CanonicalJSON
import Foundation
import Testing

/// A folder of its own, in which the built program runs; removed with the last reference.
final class Workspace {
    /// What became of one run.
    struct Run {
        let status: Int32
        let output: String
        let errors: String

        /// The first line of standard output.
        var firstLine: String {
            output.split(separator: "\n", omittingEmptySubsequences: false).first.map(String.init)
                ?? ""
        }

        /// Standard output as one JSON text.
        func json() throws -> JSONValue {
            try JSONReader(numbers: .ieee754).read(Array(output.utf8))
        }

        /// Standard output as JSON texts, one a line.
        func jsonLines() throws -> [JSONValue] { try Self.lines(output) }

        /// Standard error as JSON texts, one a line.
        func errorLines() throws -> [JSONValue] { try Self.lines(errors) }

        private static func lines(_ text: String) throws -> [JSONValue] {
            try text.split(separator: "\n").map { line in
                try JSONReader(numbers: .ieee754).read(Array(line.utf8))
            }
        }
    }

    /// The folder the tests and the program were built into.
    static let buildFolder = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent()

    let folder: URL

    /// Makes an empty folder.
    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "entente-command-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    /// Makes a folder with the ledger `./ledger`.
    static func withLedger() throws -> Workspace {
        let workspace = try Workspace()
        let made = try workspace.entente("init", "./ledger", "--origin", "ledger.example.org/t")
        try #require(made.status == 0, "\(made.errors)")
        return workspace
    }

    /// Runs the program.
    func entente(
        _ arguments: String...,
        input: String = "",
        by: String? = "script:test"
    ) throws -> Run {
        try entente(arguments, input: Array(input.utf8), by: by)
    }

    /// Runs the program.
    func entente(_ arguments: [String], input: [UInt8] = [], by: String? = "script:test") throws
        -> Run
    {
        try run(
            Self.buildFolder.appending(path: "entente"),
            arguments,
            input: input,
            environment: by.map { ["ENTENTE_BY": $0] } ?? [:]
        )
    }

    /// Runs a script by the shell, stopping at the first failure.
    func shell(_ script: String) throws -> Run {
        try run(URL(filePath: "/bin/sh"), ["-e", "-c", script], input: [], environment: [:])
    }

    /// Writes a file into the folder.
    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: folder.appending(path: name))
    }

    /// Reads a file of the folder.
    func read(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    /// The permission bits of a file of the folder.
    func mode(of name: String) throws -> Int? {
        let path = folder.appending(path: name).path
        return try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    /// Files, not pipes, take the output: a pipe that nobody reads would stop the program.
    private func run(
        _ program: URL,
        _ arguments: [String],
        input: [UInt8],
        environment: [String: String]
    ) throws -> Run {
        let scratch = FileManager.default.temporaryDirectory
            .appending(path: "entente-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let files = ["input", "output", "errors"].map { scratch.appending(path: $0) }
        try Data(input).write(to: files[0])
        for file in files.dropFirst() { try Data().write(to: file) }

        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = folder
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        process.environment = environment.merging(
            ["PATH": "\(Self.buildFolder.path):\(path)", "HOME": folder.path, "LANG": "C.UTF-8"]
        ) { given, _ in given }
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try process.run()
        process.waitUntilExit()
        return Run(
            status: process.terminationStatus,
            output: try String(contentsOf: files[1], encoding: .utf8),
            errors: try String(contentsOf: files[2], encoding: .utf8)
        )
    }
}
