import CanonicalJSON
import Foundation
import Synchronization
import Testing

@Suite struct `A serving witness` {
    private func status(_ answer: String) -> String {
        answer.split(separator: " ").dropFirst().first.map(String.init) ?? ""
    }

    private func body(_ answer: String) -> String {
        answer.components(separatedBy: "\r\n\r\n").dropFirst().joined(separator: "\r\n\r\n")
    }

    @Test func `says byte for byte what the protocol asks`() throws {
        let scratch = try Scratch()
        try WitnessServer.prepare(scratch)
        let server = try WitnessServer(scratch)
        let (first, second) = (WitnessServer.requests[0], WitnessServer.requests[1])

        let cosigned = try server.exchange(WitnessServer.post(first))
        #expect(cosigned.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(body(cosigned).hasPrefix("\u{2014} witness.example/w1 "))
        #expect(body(cosigned).hasSuffix("\n"))

        let conflict = try server.exchange(WitnessServer.post(first))
        #expect(
            conflict == """
                HTTP/1.1 409 Conflict\r
                Content-Type: text/x.tlog.size\r
                Content-Length: 2\r
                Connection: close\r
                \r
                1

                """
        )
        let wrong = second.replacing("KgIAAA", with: "KgIAAB")
        #expect(status(try server.exchange(WitnessServer.post(wrong))) == "422")
        let forged = second.replacing("UgIom2Vb", with: "UgIom2Vc")
        #expect(status(try server.exchange(WitnessServer.post(forged))) == "403")
        let unknown = second.replacing("sigsum.org", with: "sigsum.example")
        #expect(status(try server.exchange(WitnessServer.post(unknown))) == "404")
        #expect(status(try server.exchange(WitnessServer.post("old\n"))) == "400")
        #expect(status(try server.exchange(WitnessServer.post(second))) == "200")

        let shown = try server.exchange(WitnessServer.get)
        #expect(shown.hasPrefix("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n"))
        #expect(body(shown).hasPrefix("\(WitnessServer.origin)\n3\n"))
        #expect(body(shown).contains("\n\u{2014} \(WitnessServer.origin) UgIom2Vb"))
        #expect(body(shown).contains("\n\u{2014} witness.example/w1 "))
    }

    @Test func `takes several requests over one connection`() throws {
        let scratch = try Scratch()
        try WitnessServer.prepare(scratch)
        let server = try WitnessServer(scratch)
        let requests = WitnessServer.requests
        let two = requests[..<2].map { WitnessServer.post($0, "") }.joined()
        let answers = try server.exchange(two + WitnessServer.post(requests[2]))
        let lines = answers.split(separator: "\r\n").filter { $0.contains("HTTP/1.1") }
        #expect(answers.components(separatedBy: "HTTP/1.1 200 OK").count == 4, "\(lines)")
    }

    @Test func `bounds what it is sent`() throws {
        let scratch = try Scratch()
        try WitnessServer.prepare(scratch)
        let server = try WitnessServer(scratch)
        let announced = "POST /add-checkpoint HTTP/1.1\r\nHost: x\r\nContent-Length: 300000\r\n\r\n"
        #expect(status(try server.exchange(announced)) == "413")
        let chunk = String(repeating: "x", count: 0x10000)
        let chunked =
            "POST /add-checkpoint HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
            + String(repeating: "10000\r\n\(chunk)\r\n", count: 5) + "0\r\n\r\n"
        #expect(status(try server.exchange(chunked)) == "413")
        #expect(status(try server.exchange("nonsense\r\n\r\n")) == "400")
        let first = WitnessServer.post(WitnessServer.requests[0])
        #expect(status(try server.exchange(first)) == "200")
        // A client that waits to be told to go on is told so.
        let waiting = WitnessServer.post(
            WitnessServer.requests[1],
            "Expect: 100-continue\r\nConnection: close\r\n"
        )
        let answer = try server.exchange(waiting)
        #expect(answer.hasPrefix("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"), "\(answer)")
    }

    @Test func `has what it cosigned on the disk before anybody hears of it`() throws {
        let scratch = try Scratch()
        try WitnessServer.prepare(scratch)
        for (number, request) in WitnessServer.requests.enumerated() {
            let server = try WitnessServer(scratch)
            // Nobody takes the answer, and the process ends as in a power cut.
            _ = try server.exchange(WitnessServer.post(request), hangingUp: true)
            let limit = ContinuousClock.now + .seconds(20)
            let size = ["1", "3", "5"][number]
            while try !body(server.exchange(WitnessServer.get))
                .hasPrefix("\(WitnessServer.origin)\n\(size)\n"), ContinuousClock.now < limit
            {
                Thread.sleep(forTimeInterval: 0.01)
            }
            server.running.kill()
            _ = try server.running.finish()

            let again = try WitnessServer(scratch)
            let conflict = try again.exchange(WitnessServer.post(WitnessServer.requests[0]))
            #expect(body(conflict) == "\(size)\n")
            again.running.kill()
            _ = try again.running.finish()
        }
    }

    @Test(.enabled(if: Machine.traces, "strace is not installed, or may not trace here"))
    func `answers after both of LMDB's syncs`() throws {
        let scratch = try Scratch()
        try WitnessServer.prepare(scratch)
        let strace = try #require(Machine.strace)
        let server = try WitnessServer(
            scratch,
            under: [
                strace, "-D", "-f", "-qq", "-y", "-s", "64", "-o", "trace", "-e",
                SystemCalls.durable,
            ]
        )
        _ = try server.exchange(WitnessServer.post(WitnessServer.requests[0]))
        // With -D the process that was started is the server itself.
        server.running.send(SIGTERM)
        _ = try server.running.finish()
        let trace = try SystemCalls(in: scratch)
        let (data, meta) = try trace.lastSyncs()
        let answer = try #require(trace.lines.firstIndex { $0.contains("HTTP/1.1 200 OK") })
        #expect(data < meta)
        #expect(meta < answer)
    }

    @Test func `shares its folder with another server, and one of both wins`() throws {
        let scratch = try Scratch()
        try WitnessServer.prepare(scratch)
        let servers = try [WitnessServer(scratch), WitnessServer(scratch)]
        let ports = servers.map(\.port)
        // A server that nobody speaks of any more is ended.
        withExtendedLifetime(servers) {
            for request in WitnessServer.requests.map({ WitnessServer.post($0) }) {
                let answers = Answers()
                DispatchQueue.concurrentPerform(iterations: 4) { index in
                    answers.add((try? WitnessServer.exchange(request, at: ports[index % 2])) ?? "")
                }
                #expect(answers.all.map(status).sorted() == ["200", "409", "409", "409"])
            }
        }
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func `ends cleanly when it is told to`(signal: Int32) throws {
        let scratch = try Scratch()
        try WitnessServer.prepare(scratch)
        let server = try WitnessServer(scratch)
        _ = try server.exchange(WitnessServer.post(WitnessServer.requests[0]))
        server.running.send(signal)
        let run = try server.running.finish()
        #expect(run.status == 0, "\(run.errors)")
    }

    @Test func `says what is wrong`() throws {
        let scratch = try Scratch.withLedger()
        let none = try scratch.entente("witness", "serve", "--listen", "127.0.0.1:0")
        #expect(none.status == 66)
        #expect(none.errors.contains("make one with `entente witness init`"))
        let name = try scratch.entente("witness", "init", "--name", "a b")
        #expect(name.status == 64)
        let made = try scratch.entente("witness", "init", "--name", "witness.example/w1")
        #expect(made.status == 0, "\(made.errors)")
        #expect(made.output.hasPrefix("witness.example/w1+"))
        #expect(try scratch.entente("witness", "init", "--name", "w").status == 73)
        #expect(try scratch.entente("witness", "serve", "--listen", "8080").status == 64)
        #expect(try scratch.entente("witness", "serve", "--listen", "192.0.2.1:1").status == 73)
        #expect(
            try scratch.entente("witness", "trust", String(made.output.dropLast())).status == 64
        )
        try FileManager.default.removeItem(
            at: scratch.folder.appending(path: "ledger/witness/data.mdb")
        )
        let lost = try scratch.entente("witness", "serve", "--listen", "127.0.0.1:0")
        #expect(lost.status == 78)
        #expect(lost.errors.contains("the state of the witness"))
    }
}

/// Texts that several threads add.
private final class Answers: Sendable {
    private let texts = Mutex<[String]>([])

    var all: [String] { texts.withLock { $0 } }

    func add(_ text: String) { texts.withLock { $0.append(text) } }
}
