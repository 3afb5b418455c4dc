import CanonicalJSON
import Foundation
import Testing

/// What a ledger holds.
struct LedgerHead: Equatable {
    let size: Int64
    let root: String
}

extension Scratch {
    /// Size and root of a ledger.
    func head(_ ledger: String = "./ledger", knownAt: Int64? = nil) throws -> LedgerHead {
        let known = knownAt.map { ["--known-at", "\($0)"] } ?? []
        let words = ["log", "--ledger", ledger, "--limit", "1", "--json", "--with-head"]
        let run = try start(words + known).finish()
        try #require(run.status == 0, "\(run.errors)")
        let head = try #require(try run.jsonLines().last?["head"])
        return LedgerHead(
            size: try #require(head["size"]?.integer),
            root: try #require(head["root"]?.string)
        )
    }

    /// Every leaf of a ledger, the oldest first.
    func leaves(_ ledger: String = "./ledger", _ more: String...) throws -> [JSONValue] {
        let run = try start(["log", "--ledger", ledger, "--reverse", "--json"] + more).finish()
        try #require(run.status == 0, "\(run.errors)")
        return try run.jsonLines()
    }

    /// Expects that an audit finds nothing.
    func expectClean(
        _ ledger: String = "./ledger",
        _ comment: String = "",
        _ location: SourceLocation = #_sourceLocation
    ) throws {
        let audit = try entente("audit", "--ledger", ledger)
        let words = "\(comment) \(audit.output) \(audit.errors)"
        #expect(audit.status == 0, "\(words)", sourceLocation: location)
    }

    /// Expects that one more event is stored without waiting for anybody.
    func expectWritable(
        _ comment: String = "",
        _ location: SourceLocation = #_sourceLocation
    ) throws {
        let line = Line.party("writable-\(UUID().uuidString)")
        let running = try start(["append"], input: Array(line.utf8))
        let isStuck = running.kill(at: .now + .seconds(20))
        let run = try running.finish()
        #expect(!isStuck, "the append waits for a lock; \(comment)", sourceLocation: location)
        #expect(run.status == 0, "\(comment) \(run.errors)", sourceLocation: location)
    }

    /// Appends one of the five histories.
    func append(history name: String, _ ledger: String = "./ledger") throws {
        let file = Program.repository.appending(path: "Tools/histories/\(name).jsonl").path
        let run = try entente("append", "--ledger", ledger, file)
        try #require(run.status == 0, "\(name): \(run.errors)")
    }
}
