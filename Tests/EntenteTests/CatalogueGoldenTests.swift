import CanonicalJSON
import Entente
import Events
import Foundation
import Synchronization
import Testing

extension Entropy {
    /// Bytes that count up, so that keys, salts, nonces and ids are the same in every run.
    static func counting() -> Entropy {
        let counter = Mutex<UInt8>(0)
        return Entropy { count in
            counter.withLock { next in
                (0..<count).map { _ in
                    next &+= 1
                    return next
                }
            }
        }
    }
}

/// A leaf of every type in every version; they stay as they are for good.
///
/// `ENTENTE_UPDATE_GOLDEN=1` writes them anew from the examples, which only types that are not
/// released yet may need.
struct `The golden leaves of every type` {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Golden")
    private static let input = folder.appending(path: "catalogue-input.jsonl")
    private static let output = folder.appending(path: "catalogue-events.jsonl")

    private static var isUpdating: Bool {
        ProcessInfo.processInfo.environment["ENTENTE_UPDATE_GOLDEN"] != nil
    }

    private static func lines(of file: URL) throws -> [String] {
        try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    private static func write(_ lines: [String], to file: URL) throws {
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file)
    }

    private func filled() throws -> TestLedger {
        let test = try TestLedger(
            origin: "ledger.example.org/catalogue",
            entropy: .counting()
        )
        if Self.isUpdating {
            let prepared = try Examples.prepared()
            try test.append(prepared, by: nil)
            let examples = try Examples.types.map {
                Examples.line(try Examples.example(of: $0, in: test))
            }
            try test.append(examples, by: nil)
            try Self.write(prepared + examples, to: Self.input)
        } else {
            let lines = try Self.lines(of: Self.input)
            let first = try #require(lines.firstIndex { $0.contains(#""id":"example:"#) })
            try test.append(Array(lines[..<first]), by: nil)
            try test.append(Array(lines[first...]), by: nil)
        }
        return test
    }

    private func export(_ test: TestLedger) throws -> URL {
        let export = test.folder.appending(path: "export")
        _ = try test.ledger.export(to: export.path)
        return export
    }

    @Test func `are what the ledger writes, byte for byte`() throws {
        let test = try filled()
        let made = try Self.lines(of: try export(test).appending(path: "events.jsonl"))
        // The first names the digest of the catalogue, whose words may be mended.
        let leaves = Array(made.dropFirst())
        if Self.isUpdating { try Self.write(leaves, to: Self.output) }
        let kept = try Self.lines(of: Self.output)
        #expect(leaves.count == kept.count)
        let changed = zip(leaves, kept).filter { $0 != $1 }.map(\.0)
        #expect(changed.prefix(3) == [])
    }

    @Test func `are of every version of every type that writers append`() throws {
        var missing = Set<String>()
        for file in Catalogue.embedded.files {
            let words = file.path.split(separator: "/")
            guard words.count == 2 else { continue }
            let type = words[1].dropLast(".json".count).replacing(".v", with: " ")
            missing.insert("\(words[0]).\(type)")
        }
        for golden in [
            "catalogue-events.jsonl", "export-events.jsonl", "evidence/export/events.jsonl",
        ] {
            for line in try Self.lines(of: Self.folder.appending(path: golden)) {
                let leaf = try JSONReader().read(Array(line.utf8))
                let version = leaf["version"]?.integer ?? 0
                missing.remove("\(leaf["type"]?.string ?? "") \(version)")
            }
        }
        #expect(missing == ["catalogue.adopted 1"])
    }

    @Test func `are accepted by the independent verifier`() throws {
        let verdict = try filled().verdict()
        #expect(verdict.status == 0, "\(verdict.said)")
    }
}
