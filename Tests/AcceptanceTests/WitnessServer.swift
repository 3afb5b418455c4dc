import CanonicalJSON
import Foundation
import Testing

/// A witness of the real program that answers on loopback.
final class WitnessServer {
    /// The log with which the witness of torchwood is tested, as C2SP words it; its key and its
    /// three signatures are published, its roots are made up.
    static let logKey = """
        \(origin)+5202289b+Af/cLU2Y5BJNP+r3iMDC+av9eWCD0fBJVDfzAux5zxAP
        """
    static let origin =
        "sigsum.org/v1/tree/4d6d8825a6bb689d459628312889dfbb0bcd41b5211d9e1ce768b0ff0309e562"

    /// Requests from no event to 1, from 1 to 3, and from 3 to 5.
    static let requests = [
        """
        old 0

        \(origin)
        1
        KgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=

        \u{2014} \(origin) UgIom7fPZTqpxWWhyjWduBvTvGVqsokMbqTArsQilegKoFBJQjUFAmQ0+YeSPM3wfUQMFSzVnn\
        NuWRTYrajXpNUbIQY=

        """,
        """
        old 1
        KgEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
        KgIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=

        \(origin)
        3
        RcCI1Nk56ZcSmIEfIn0SleqtV7uvrlXNccFx595Iwl0=

        \u{2014} \(origin) UgIom2VbtIcdFbwFAy1n7s6IkAxIY6J/GQOTuZF2ORV39d75cbAj2aQYwyJre36kezNobZs4SU\
        UdrcawfAB8WVrx6go=

        """,
        """
        old 3
        KgIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
        KgMAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
        wgiIFdZfYNv6WU1OllBKsWnLYIS/DBMqt8Uh/S4OukE=
        KgQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=

        \(origin)
        5
        QrtXrQZCCvpIgsSmOsah7HdICzMLLyDfxToMql9WTjY=

        \u{2014} \(origin) UgIomw/EOJmWi0i1FQsOj+etB7F8IccFam/jgd6wzRns4QPVmyEZtdvl1U2KEmLOZ/ASRcWJi0\
        tW90dJWAShei7sDww=

        """,
    ]

    let running: Running

    /// The port it listens at.
    let port: Int

    /// Makes a witness that trusts the log, in the folder `./witness`.
    static func prepare(_ scratch: Scratch) throws {
        let made = try scratch.entente(
            "witness",
            "init",
            "--name",
            "witness.example/w1",
            "--state",
            "./witness"
        )
        try #require(made.status == 0, "\(made.errors)")
        let trusted = try scratch.entente("witness", "trust", logKey, "--state", "./witness")
        try #require(trusted.status == 0, "\(trusted.errors)")
    }

    /// Starts it, under a tool if there is one, and waits until it listens.
    init(_ scratch: Scratch, _ state: String = "./witness", under wrapper: [String] = []) throws {
        running = try scratch.start(
            ["witness", "serve", "--state", state, "--listen", "127.0.0.1:0", "--json"],
            under: wrapper
        )
        let url = try JSONReader().read(Array(try running.firstLine().utf8))["url"]?.string
        port = try #require(url?.split(separator: ":").last.flatMap { Int($0) })
    }

    /// Sends bytes and returns all that comes back until the server ends the connection, or, with
    /// `hangingUp`, ends it at once.
    func exchange(_ request: String, hangingUp: Bool = false) throws -> String {
        try Self.exchange(request, at: port, hangingUp: hangingUp)
    }

    /// The same, with any server.
    static func exchange(
        _ request: String,
        at port: Int,
        hangingUp: Bool = false
    ) throws -> String {
        let mode = hangingUp ? "hang-up" : "read"
        let running = try Running(
            "/usr/bin/env",
            ["python3", "-c", client, "\(port)", mode],
            in: FileManager.default.temporaryDirectory,
            input: Array(request.utf8),
            environment: Program.environment
        )
        let run = try running.finish()
        try #require(run.status == 0, "\(run.errors)")
        return run.output
    }

    /// The head and the body of a request to cosign, after which the connection is to end.
    static func post(_ body: String, _ more: String = "Connection: close\r\n") -> String {
        "POST /add-checkpoint HTTP/1.1\r\nHost: localhost\r\n\(more)"
            + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    /// A request to see the last checkpoint.
    static let get = """
        GET /\(originHash)/checkpoint HTTP/1.1\r
        Host: localhost\r
        Connection: close\r
        \r

        """

    /// The SHA-256 of the origin.
    static let originHash = "ace8788d62aafa0f8ea8c0e74fcc68e5962f181ac963f1197b1ec8134f0a1b50"

    private static let client = """
        import socket, sys
        with socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=20) as s:
            s.sendall(sys.stdin.buffer.read())
            while sys.argv[2] == "read" and (data := s.recv(65536)):
                sys.stdout.buffer.write(data)
        """
}
