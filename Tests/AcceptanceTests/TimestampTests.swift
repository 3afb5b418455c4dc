import CanonicalJSON
import Foundation
import Testing

@Suite(.enabled(if: Machine.openssl != nil, "OpenSSL is not installed"))
struct `Time-stamps of the program` {
    private static let name = #"CN=Test clock,O=Test\, and more"#

    /// A ledger with a history beside an authority in `./tsa`.
    private func prepared() throws -> Scratch {
        let scratch = try Scratch.withLedger()
        try scratch.append(history: "moscow-2020")
        try makeAuthority("./tsa", in: scratch)
        return scratch
    }

    private func makeAuthority(_ folder: String, in scratch: Scratch) throws {
        let script = Program.repository.appending(path: "Tests/TimestampsTests/Authority/make.sh")
        let made = try scratch.tool(script.path, folder, "ecdsa")
        try #require(made.status == 0, "\(made.errors)")
    }

    private func key(_ scratch: Scratch) throws -> String {
        try #require(try scratch.leaves().first?["data"]?["key"]?.string)
    }

    /// Has OpenSSL verify the time-stamp kept over the ledger's last checkpoint.
    private func expectOpenSSLVerifies(_ scratch: Scratch) throws {
        let note = String(decoding: try scratch.bytes(of: "ledger/checkpoint"), as: UTF8.self)
        let text = note.split(separator: "\n", omittingEmptySubsequences: false).prefix(3)
        try scratch.write(text.joined(separator: "\n") + "\n", to: "text")
        let verified = try scratch.tool(
            "openssl",
            "ts",
            "-verify",
            "-data",
            "text",
            "-in",
            "ledger/checkpoints/ledger/\(text[1]).tsr",
            "-CAfile",
            "tsa/ca.pem"
        )
        #expect(verified.status == 0, "\(verified.output) \(verified.errors)")
    }

    @Test func `a program gives one, which is kept and verified`() throws {
        let scratch = try prepared()
        let run = try scratch.entente(
            "checkpoint",
            "--timestamp-with",
            "tsa/reply",
            "--tsa",
            "tsa/ca.pem",
            "--json"
        )
        try #require(run.status == 0, "\(run.errors)")
        #expect(try run.json()["by"]?["who"]?.string == Self.name)
        try expectOpenSSLVerifies(scratch)

        try scratch.write(try #require(try run.json()["note"]?.string), to: "note")
        let size = try scratch.head().size
        let words = [
            "verify", "note", "--key", try key(scratch), "--timestamp",
            "ledger/checkpoints/ledger/\(size).tsr", "--tsa",
        ]
        let verified = try scratch.start(words + ["tsa/ca.pem"]).finish()
        #expect(verified.status == 0, "\(verified.output)")
        #expect(verified.output.contains("there by 20"))
        let other = try scratch.start(words + ["tsa/other-ca.pem"]).finish()
        #expect(other.status == 1)
        #expect(other.output.contains("is certified by none of the CA certificates given"))

        let file = "ledger/checkpoints/ledger/\(size).tsr"
        let kept = try scratch.bytes(of: file)
        let again = try scratch.entente("checkpoint", "--timestamp-with", "tsa/reply", "--json")
        #expect(try again.json()["by"] == run.json()["by"])
        #expect(try scratch.bytes(of: file) == kept)
    }

    @Test func `query and reply are carried by hand, and the ledger may grow meanwhile`() throws {
        let scratch = try prepared()
        let asked = try scratch.entente("checkpoint", "--timestamp-query", "ask.tsq")
        try #require(asked.status == 0, "\(asked.errors)")
        let answered = try scratch.startShell("./tsa/reply <ask.tsq >answer.tsr").finish()
        try #require(answered.status == 0, "\(answered.errors)")
        try scratch.append(history: "lyon-2019")
        let kept = try scratch.entente(
            "checkpoint",
            "--timestamp-reply",
            "answer.tsr",
            "--tsa",
            "tsa/ca.pem"
        )
        #expect(kept.status == 0, "\(kept.errors)")
        #expect(kept.output == asked.output)
        try expectOpenSSLVerifies(scratch)

        try scratch.write("nothing", to: "none.tsr")
        for name in ["none.tsr", "ask.tsq"] {
            let refused = try scratch.entente("checkpoint", "--timestamp-reply", name)
            #expect(refused.status == 65)
        }
        #expect(try scratch.entente("checkpoint", "--timestamp-reply", "missing").status == 66)
    }

    @Test func `an authority over HTTP gives one`() throws {
        let scratch = try prepared()
        let script = Program.repository.appending(path: "Tests/TimestampsTests/Authority/serve.py")
        let server = try scratch.startShell("exec python3 \"$1\" ./tsa", script.path)
        defer { server.kill() }
        let port = try server.firstLine()
        for (path, words) in [("text", "'text/html'"), ("large", "more than 1048576 bytes")] {
            let url = "http://127.0.0.1:\(port)/\(path)"
            let refused = try scratch.entente("checkpoint", "--timestamp-with", url)
            #expect(refused.status == 69)
            #expect(refused.errors.contains(words), "\(refused.errors)")
        }
        let run = try scratch.entente(
            "checkpoint",
            "--timestamp-with",
            "http://127.0.0.1:\(port)/deep",
            "--tsa",
            "tsa/ca.pem"
        )
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors.contains("time-stamped: there by 20"))
        try expectOpenSSLVerifies(scratch)
    }

    @Test func `a dossier brings its time-stamps as upper bounds`() throws {
        let scratch = try prepared()
        let agreement = "agreement:mik-zgc-2020"
        for more in [[], ["--dossier", agreement]] {
            let run = try scratch.start(
                ["checkpoint", "--timestamp-with", "tsa/reply", "--tsa", "tsa/ca.pem"] + more
            ).finish()
            try #require(run.status == 0, "\(run.errors)")
        }
        let made = try scratch.entente("prove", "--dossier", agreement, "--output", "out")
        try #require(made.status == 0, "\(made.errors)")
        let words = ["verify", "out", "--key", try key(scratch), "--json"]
        let unread = try scratch.start(words).finish().json()
        #expect(unread["bounds"]?.array?.first?["by"] == nil)
        #expect(unread["notes"]?.array?.count == 2)
        let read = try scratch.start(words + ["--tsa", "tsa/ca.pem"]).finish().json()
        #expect(read["ok"]?.bool == true)
        let bounds = try #require(read["bounds"]?.array)
        #expect(bounds.allSatisfy { $0["by"]?["who"]?.string == Self.name })
        let wrong = try scratch.start(words + ["--tsa", "tsa/other-ca.pem"]).finish()
        #expect(wrong.status == 1)
    }

    @Test func `nothing is kept of a reply that does not hold`() throws {
        let scratch = try prepared()
        try scratch.write("#!/bin/sh\ncat\n", to: "echo")
        try scratch.write("#!/bin/sh\nexec ./tsa/reply late\n", to: "late")
        try scratch.write("#!/bin/sh\nexit 3\n", to: "fails")
        #expect(try scratch.tool("chmod", "+x", "echo", "late", "fails").status == 0)
        for (program, status) in [("./echo", 65), ("./late", 65), ("./fails", 69), ("./no", 69)] {
            let run = try scratch.entente("checkpoint", "--timestamp-with", program)
            #expect(run.status == Int32(status), "\(program): \(run.errors)")
        }
        let other = try scratch.entente(
            "checkpoint",
            "--timestamp-with",
            "tsa/reply",
            "--tsa",
            "tsa/other-ca.pem"
        )
        #expect(other.status == 65)
        #expect(try scratch.files(under: "ledger").keys.filter { $0.hasSuffix(".tsr") } == [])
    }
}
