import CanonicalJSON
import Foundation
import Testing

@Suite struct `The programs it is measured beside` {
    private static let sources = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Tools/Benchmark/C")

    private static let haveHeaders = ["lmdb.h", "sqlite3.h", "openssl/evp.h"].allSatisfy { header in
        (try? run(["cc", "-E", "-x", "c", "-include", header, "/dev/null"])) != nil
    }

    private struct Ended: Error {
        let command: String
        let status: Int32
        let words: String
    }

    @discardableResult
    private static func run(_ command: [String]) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        let output = Pipe()
        let errors = Pipe()
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let printed = try output.fileHandleForReading.readToEnd() ?? Data()
        let words = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Ended(
                command: command.joined(separator: " "),
                status: process.terminationStatus,
                words: String(decoding: words, as: UTF8.self)
            )
        }
        return Array(printed)
    }

    @Test(
        .enabled(if: haveHeaders, "the headers of LMDB, SQLite and OpenSSL are not all here"),
        arguments: [("limit", "-llmdb"), ("sqlite", "-lsqlite3")]
    )
    func `compile without a warning and agree on the root`(name: String, library: String) throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "entente-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let program = folder.appending(path: name).path
        let files = [name, "common", "tree"].map { Self.sources.appending(path: "\($0).c").path }
        let strictly = ["-std=c17", "-O1", "-Wall", "-Wextra", "-Werror"]
        try Self.run(["cc"] + strictly + ["-o", program] + files + [library, "-lcrypto"])

        let made = try MadeLedger.made.get()
        let leaves = folder.appending(path: "leaves.jsonl").path
        let text = made.leaves.reduce(into: Data()) { $0 += $1 + [UInt8(ascii: "\n")] }
        try text.write(to: URL(filePath: leaves))
        let store = folder.appending(path: "store").path
        let stored = try figures([program, "batch", store, leaves, "2000"])
        #expect(stored["events"]?.integer == Int64(made.leaves.count))
        #expect(try figures([program, "replay", store])["root"]?.string == made.root)
        guard name == "limit" else { return }
        // With tiles and dossiers, in two commits, so that the second finds the first one's edge.
        let plus = try figures([program, "batch", store + "+", leaves, "2000", "plus"])
        #expect(plus["root"]?.string == made.root)
    }

    /// What a program prints.
    private func figures(_ command: [String]) throws -> JSONValue {
        try JSONReader(numbers: .ieee754).read(Self.run(command))
    }
}
