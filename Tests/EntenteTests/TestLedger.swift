import CanonicalJSON
import Collaboration
import EDTF
import Entente
import Events
import Foundation
import Testing

/// A ledger in a folder of its own, with a clock that the test moves.
final class TestLedger {
    let folder: URL
    let ledger: Ledger
    private(set) var now: Instant

    init(
        origin: String = "ledger.example.org/test",
        at start: String = "2026-01-01T00:00:00Z",
        entropy: Entropy = .system,
        catalogue: Catalogue = .embedded
    ) throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "entente-test-\(UUID().uuidString)")
        now = Instant(rfc3339: start) ?? Instant(microseconds: 0)
        ledger = try Ledger.create(
            folder.appending(path: "ledger").path,
            origin: origin,
            at: now,
            entropy: entropy,
            catalogue: catalogue
        )
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    /// Lets the clock go on.
    func wait(seconds: Int64) {
        now = now.advanced(byMicroseconds: seconds * 1_000_000)
    }

    /// Appends events given as JSON texts, one second later.
    @discardableResult
    func append(
        _ lines: [String],
        policy: AppendRequest.Policy = .atomic,
        unless condition: AppendCondition? = nil,
        by: String? = "script:test"
    ) throws -> AppendOutcome {
        wait(seconds: 1)
        let input = lines.enumerated().map { offset, text in
            InputLine(number: offset + 1, bytes: Array(text.utf8))
        }
        return try ledger.append(
            AppendRequest(lines: input, policy: policy, condition: condition, by: by),
            at: now
        )
    }

    /// Appends one event.
    @discardableResult
    func append(
        _ type: String,
        _ data: String,
        occurred: String = "2020-01-01",
        id: String? = nil,
        more: String = ""
    ) throws -> Receipt {
        let name = id.map { "\"id\":\"\($0)\"," } ?? ""
        let line = """
            {\(name)"type":"\(type)","occurred":"\(occurred)",\(more)"data":\(data)}
            """
        return try append([line]).receipts[0]
    }

    /// An event that a source reports.
    static let attested = #""mode":"attested","source":{"title":"A page"},"#

    /// A copy of the ledger's folder, to be opened as another process would.
    func copied(_ name: String) -> String {
        let copy = folder.appending(path: name).path
        try? FileManager.default.copyItem(atPath: ledger.directory, toPath: copy)
        return copy
    }

    /// What an audit finds.
    func findings() throws -> [Finding] {
        var found: [Finding] = []
        _ = try ledger.audit { found.append($0) }
        return found
    }

    /// What the independent verifier says of an export.
    func verdict() throws -> (status: Int32, said: String, export: URL) {
        let export = folder.appending(path: "export")
        _ = try ledger.export(to: export.path)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        let verifier = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Tools/verify/entente_verify.py").standardized
        process.arguments = ["python3", verifier.path, export.path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let said = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: said, as: UTF8.self), export)
    }

    /// The lines of one of the five histories.
    static func history(_ name: String) throws -> [String] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Tools/histories/\(name).jsonl")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    static let histories = [
        "lyon-2019", "chengdu-2014", "moscow-2020", "observatory", "jinan-2018",
    ]
}

/// A tag written in a test.
func tag(_ text: String) throws -> Events.Tag {
    let made = Events.Tag(text)
    return try #require(made)
}
