import ArgumentParser
import CanonicalJSON
import Entente
import EntenteNetwork
import Transparency

extension WitnessCommand {
    /// Makes a witness.
    struct Init: ParsableCommand, MachineReadable {
        static let configuration = CommandConfiguration(
            commandName: "init",
            abstract: "Make a witness and print its verifier key.",
            discussion: """
                Never restore its folder from a backup: a witness that forgets could cosign two \
                histories. When the folder is lost, make a new witness with another key.

                  entente witness init --name witness.partner.example/w1
                """
        )

        @OptionGroup var location: WitnessLocation
        @OptionGroup var form: TwoForms

        @Option(help: "The key's name, for example witness.partner.example/w1.")
        var name: String

        var isJSON: Bool { form.isJSON }

        func run() throws {
            if location.state == nil { _ = try location.location.openToRead() }
            let witness = try Witness.create(location.directory, name: name)
            let key = witness.verifier.verifierKey
            guard isJSON else {
                Words.say("made the witness \(name) in \(location.directory); its verifier key:")
                return try Output.print(key)
            }
            try Output().finish(with: [
                "directory": .string(location.directory), "name": .string(name),
                "key": .string(key),
            ])
        }
    }

    /// Says for which logs the witness cosigns.
    struct Trust: ParsableCommand, MachineReadable {
        static let configuration = CommandConfiguration(
            commandName: "trust",
            abstract: "Cosign for a log from now on; without a key, show for which ones.",
            discussion: """
                A witness that is serving takes the change at once. The name of a log's key is its \
                origin. With --dossiers, <origin>/agreement/<id> is cosigned under the same key.

                  entente witness init --name witness.partner.example/w1
                  log=$(entente init ./other --origin ledger.example.org/other)
                  entente witness trust "$log" --dossiers
                  entente witness trust
                """
        )

        @OptionGroup var location: WitnessLocation
        @OptionGroup var form: TwoForms

        @Flag(help: "The dossiers of its agreements as well.")
        var dossiers = false

        @Flag(help: "Cosign for it no more.")
        var remove = false

        @Argument(help: ArgumentHelp("The log's verifier key.", valueName: "vkey"))
        var key: String?

        var isJSON: Bool { form.isJSON }

        func validate() throws {
            guard key == nil else { return }
            if dossiers || remove { throw ValidationError("name the verifier key of the log") }
        }

        func run() throws {
            guard let key else { return try show(Witness.open(location.directory, readOnly: true)) }
            let witness = try Witness.open(location.directory)
            let verifier = try NoteVerifier(given: key)
            if remove {
                try witness.distrust(verifier)
            } else {
                try witness.trust(WitnessedLog(verifier, includesDossiers: dossiers))
            }
            guard isJSON else {
                return try Output.print(
                    "\(verifier.name) is cosigned \(remove ? "no more" : "from now on")"
                        + (dossiers && !remove ? ", with the dossiers of its agreements" : "")
                )
            }
            try show(witness)
        }

        private func show(_ witness: Witness) throws {
            let output = Output()
            for log in try witness.logs() {
                let note = try witness.lastNote(of: log.verifier.name)
                let last = try note.map { try Checkpoint(parsing: $0.text) }
                if isJSON {
                    var json: JSONObject = [
                        "key": .string(log.verifier.verifierKey),
                        "origin": .string(log.verifier.name),
                        "dossiers": .bool(log.includesDossiers),
                    ]
                    if let last { json["cosigned"] = .integer(last.size) }
                    try output.json(.object(json))
                } else {
                    output.line(
                        log.verifier.verifierKey
                            + (log.includesDossiers ? "  and its dossiers" : "")
                            + "  cosigned \(Words.count(last?.size ?? 0, "event"))"
                    )
                }
            }
            try output.flush()
        }
    }

    /// Answers over HTTP.
    struct Serve: ParsableCommand, MachineReadable {
        static let configuration = CommandConfiguration(
            commandName: "serve",
            abstract: "Answer logs over HTTP until SIGTERM or SIGINT.",
            discussion: """
                Prints where it listens; port 0 lets the system choose. It speaks plain HTTP: for \
                the open network put a server with TLS in front of it. POST /add-checkpoint \
                cosigns, GET /<SHA-256 of the origin>/checkpoint shows what was cosigned last.

                  entente witness serve --listen 127.0.0.1:8080
                """
        )

        @OptionGroup var location: WitnessLocation
        @OptionGroup var form: TwoForms

        @Option(help: ArgumentHelp("The address and the port.", valueName: "host:port"))
        var listen = "127.0.0.1:8080"

        var isJSON: Bool { form.isJSON }

        func run() throws {
            let (host, port) = try place()
            let witness = try Witness.open(location.directory)
            let stop = StopSignal()
            let server: HTTPServer
            do {
                server = try HTTPServer(
                    host: host,
                    port: port,
                    bodyLimit: AddCheckpointRequest.byteLimit
                ) { request in
                    Self.answer(request, by: witness)
                }
            } catch {
                throw LedgerError(.cannotCreate, "\(error)")
            }
            let key = witness.verifier.verifierKey
            if isJSON {
                try Output().finish(with: ["key": .string(key), "url": .string(server.url)])
            } else {
                Words.say("the witness \(key) listens at")
                try Output.print(server.url)
            }
            stop.wait()
            server.stop()
        }

        private static func answer(_ request: HTTPRequest, by witness: Witness) -> HTTPAnswer {
            let answer = witness.answer(
                request.method,
                request.path,
                body: request.body,
                at: Clock.now
            )
            if let notice = answer.notice { Words.say(notice) }
            return HTTPAnswer(
                status: answer.status,
                contentType: answer.contentType,
                body: answer.body
            )
        }

        /// The two halves of `host:port`; an IPv6 address stands in brackets.
        private func place() throws -> (host: String, port: Int) {
            guard let colon = listen.lastIndex(of: ":"),
                let port = Int(listen[listen.index(after: colon)...]), (0...65_535).contains(port)
            else {
                throw ValidationError(
                    "'\(listen)' is no address to listen at; write 127.0.0.1:8080, or [::1]:8080"
                )
            }
            var host = String(listen[..<colon])
            if host.hasPrefix("["), host.hasSuffix("]") {
                host = String(host.dropFirst().dropLast())
            }
            guard !host.isEmpty else { throw ValidationError("--listen names no address") }
            return (host, port)
        }
    }
}
