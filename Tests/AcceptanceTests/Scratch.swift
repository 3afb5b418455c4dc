import CanonicalJSON
import Foundation
import Testing

/// A folder of its own in which a test runs the program; removed with the last reference.
final class Scratch: Sendable {
    let folder: URL

    /// Makes an empty folder.
    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "entente-acceptance-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    /// Makes a folder with an empty ledger in `./ledger`.
    static func withLedger(_ location: SourceLocation = #_sourceLocation) throws -> Scratch {
        let scratch = try Scratch()
        let made = try scratch.entente("init", "./ledger", "--origin", "ledger.example.org/t")
        try #require(made.status == 0, "\(made.errors)", sourceLocation: location)
        return scratch
    }

    /// Runs the program.
    func entente(
        _ arguments: String...,
        input: String = "",
        by: String? = "script:test"
    ) throws -> Run {
        try start(arguments, input: Array(input.utf8), by: by).finish()
    }

    /// Starts the program, `under` a tool and its arguments if there are any.
    func start(
        _ arguments: [String],
        input: [UInt8] = [],
        by: String? = "script:test",
        under wrapper: [String] = []
    ) throws -> Running {
        let words = wrapper + [try Program.path()] + arguments
        return try start(words, input: input, environment: by.map { ["ENTENTE_BY": $0] } ?? [:])
    }

    /// Starts a shell script, which finds the program in `PROGRAM`, its arguments from `$1` on.
    func startShell(_ script: String, _ arguments: String...) throws -> Running {
        let environment = ["PROGRAM": try Program.path(), "ENTENTE_BY": "script:test"]
        let words = ["/bin/sh", "-e", "-c", script, "sh"] + arguments
        return try start(words, input: [], environment: environment)
    }

    /// Runs any program.
    func tool(_ words: String...) throws -> Run { try tool(words) }

    /// Runs any program.
    func tool(_ words: [String]) throws -> Run {
        try start(words, input: [], environment: [:]).finish()
    }

    private func start(
        _ words: [String],
        input: [UInt8],
        environment: [String: String]
    ) throws -> Running {
        let program = words[0].hasPrefix("/") ? words[0] : "/usr/bin/env"
        let arguments = words[0].hasPrefix("/") ? Array(words.dropFirst()) : words
        return try Running(
            program,
            arguments,
            in: folder,
            input: input,
            environment: Program.environment.merging(environment) { _, given in given }
        )
    }

    /// Writes a file of the folder.
    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: folder.appending(path: name))
    }

    /// The bytes of a file of the folder.
    func bytes(of name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: name)))
    }

    /// Every file under a folder of the folder, with its bytes.
    func files(under name: String) throws -> [String: [UInt8]] {
        let top = folder.appending(path: name)
        var found: [String: [UInt8]] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: top.path) {
            let place = top.appending(path: path)
            let values = try place.resourceValues(forKeys: [.isRegularFileKey])
            if values.isRegularFile == true { found[path] = Array(try Data(contentsOf: place)) }
        }
        return found
    }
}
