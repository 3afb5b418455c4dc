import CanonicalJSON
import Foundation
import Testing

@Suite(.enabled(if: Machine.runsVerifier, "Python or its package cryptography is not installed"))
struct `The independent verifier` {
    private func exported() throws -> Scratch {
        let scratch = try Scratch.withLedger()
        for name in ["jinan-2018", "lyon-2019", "moscow-2020"] {
            try scratch.append(history: name)
        }
        let erased = try scratch.entente("erase", "person:rgw4qq7h5n75", "--reason", "asked")
        try #require(erased.status == 0, "\(erased.errors)")
        #expect(try scratch.entente("export", "./out").status == 0)
        return scratch
    }

    private func verify(_ scratch: Scratch, _ more: [String] = []) throws -> Run {
        let script = Program.repository.appending(path: "Tools/verify/entente_verify.py").path
        let python = ["/usr/bin/env", "PYTHONDONTWRITEBYTECODE=1", "python3", script, "./out"]
        return try scratch.tool(python + more)
    }

    @Test func `accepts an export, with the key that init printed`() throws {
        let scratch = try exported()
        let plain = try verify(scratch)
        #expect(plain.status == 0, "\(plain.output)")
        let leaves = try scratch.leaves()
        let key = try #require(leaves.first?["data"]?["key"]?.string)
        #expect(try verify(scratch, ["--key", key]).status == 0)
        let wrong = try scratch.entente("init", "./other", "--origin", "ledger.example.org/t")
        let other = wrong.output.split(separator: "\n").first.map(String.init) ?? ""
        #expect(try verify(scratch, ["--key", other]).status == 1)
    }

    @Test(arguments: Damage.allCases)
    func `refuses an export that was changed`(damage: Damage) throws {
        let scratch = try exported()
        try damage.apply(to: "out/events.jsonl", in: scratch)
        let run = try verify(scratch)
        #expect(run.status == 1, "\(run.output) \(run.errors)")
        #expect(run.output.contains("events.jsonl"))
    }
}
