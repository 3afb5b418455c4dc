import CanonicalJSON
import Foundation
import Testing

/// A ledger in `./ledger`, a partner's witness in `./partner`, a policy that asks for it, and what
/// the partner kept of an earlier day: a checkpoint `./kept`, and a backup of the ledger.
final class Partnership {
    static let agreement = "agreement:mik-zgc-2020"

    let scratch: Scratch
    let server: WitnessServer
    let key: String

    init() throws {
        scratch = try Scratch.withLedger()
        let opened = try #require(try scratch.leaves().first)
        let key = try #require(opened["data"]?["key"]?.string)
        self.key = key
        try scratch.append(history: "moscow-2020")
        let words = ["--name", "witness.example/w1", "--state", "./partner"]
        let made = try scratch.start(["witness", "init"] + words).finish()
        try #require(made.status == 0, "\(made.errors)")
        let witness = made.output.split(separator: "\n").first.map(String.init) ?? ""
        let trusted = try scratch.entente(
            "witness",
            "trust",
            key,
            "--dossiers",
            "--state",
            "./partner"
        )
        try #require(trusted.status == 0, "\(trusted.errors)")
        server = try WitnessServer(scratch, "./partner")
        let added = try scratch.entente(
            "witness",
            "add",
            witness,
            "http://127.0.0.1:\(server.port)",
            "--agreement",
            "all"
        )
        try #require(added.status == 0, "\(added.errors)")
        try scratch.write("log \(key)\nwitness w \(witness)\nquorum w\n", to: "policy")
        try checkpoint(keptAs: "kept")
        let backup = try scratch.entente("backup", "./backup")
        try #require(backup.status == 0, "\(backup.errors)")
        try append("after-the-backup")
        try attach("The text as signed.")
        try checkpoint(keptAs: "newer")
        try dossier("./dossier")
    }

    /// Appends an event about the agreement.
    func append(_ id: String, _ ledger: String = "./ledger") throws {
        let line = """
            {"id":"\(id)","type":"agreement.published","occurred":"2020-12-01","data":\
            {"agreement":"\(Self.agreement)","url":"https://example.org/\(id)"}}
            """
        let words = ["append", "--ledger", ledger]
        let run = try scratch.start(words, input: Array(line.utf8)).finish()
        try #require(run.status == 0, "\(run.errors)")
    }

    /// Signs and has cosigned the ledger and the agreement's dossier; keeps the ledger's note.
    func checkpoint(keptAs name: String) throws {
        let whole = try scratch.entente("checkpoint")
        try #require(whole.status == 0, "\(whole.errors)")
        try scratch.write(whole.output, to: name)
        let own = try scratch.entente("checkpoint", "--dossier", Self.agreement)
        try #require(own.status == 0, "\(own.errors)")
        try scratch.write(own.output, to: name + "-dossier")
    }

    /// Makes the agreement's dossier with all its documents.
    func dossier(_ folder: String, _ ledger: String = "./ledger") throws {
        let words = ["--dossier", Self.agreement, "--output", folder, "--document", "all"]
        let run = try scratch.start(["prove", "--ledger", ledger] + words).finish()
        try #require(run.status == 0, "\(run.errors)")
    }

    private func attach(_ text: String) throws {
        try scratch.write(text, to: "document")
        let stored = try scratch.entente("attach", "document")
        let digest = stored.output.split(separator: "\n").first.map(String.init) ?? ""
        let line = """
            {"id":"with-document","type":"agreement.published","occurred":"2020-12-02",\
            "mode":"attested","source":{"title":"A copy","document":"sha256:\(digest)"},"data":\
            {"agreement":"\(Self.agreement)","url":"https://example.org/copy"}}
            """
        let run = try scratch.start(["append"], input: Array(line.utf8)).finish()
        try #require(run.status == 0, "\(run.errors)")
    }

    /// A copy of the ledger as it was at the backup, with its keys, and without what was signed.
    func restored(_ folder: String) throws {
        let restored = try scratch.entente("restore", "./backup", "--ledger", folder)
        try #require(restored.status == 0, "\(restored.errors)")
        for name in ["keys", "witnesses"] {
            try FileManager.default.copyItem(
                at: scratch.folder.appending(path: "ledger/\(name)"),
                to: scratch.folder.appending(path: "\(folder)/\(name)")
            )
        }
    }

    /// What both verifiers say of some evidence, and that they agree.
    func verify(
        _ words: String...,
        location: SourceLocation = #_sourceLocation
    ) throws -> (isSound: Bool, finding: String) {
        let ours = try scratch.start(["verify"] + words + ["--policy", "policy"]).finish()
        let theirs = try independentVerdict(words + ["--policy", "policy"])
        #expect(
            ours.status == theirs.status && ours.status <= 1,
            "ours: \(ours.output)\(ours.errors)\ntheirs: \(theirs.output)\(theirs.errors)",
            sourceLocation: location
        )
        let finding = ours.output.split(separator: "\n").first { $0.hasPrefix("finding: ") }
        return (ours.status == 0, finding.map(String.init) ?? ours.output)
    }

    /// What the verifier in Python says.
    func independentVerdict(_ words: String...) throws -> Run { try independentVerdict(words) }

    private func independentVerdict(_ words: [String]) throws -> Run {
        let script = Program.repository.appending(path: "Tools/verify/entente_verify.py").path
        let python = ["/usr/bin/env", "PYTHONDONTWRITEBYTECODE=1", "python3", script]
        return try scratch.tool(python + words)
    }

    /// Changes a file of the dossier, and the manifest so that it lists the file as it is.
    func change(_ name: String, _ body: (String) -> String) throws {
        let file = scratch.folder.appending(path: "dossier/\(name)")
        let changed = Data(body(try String(contentsOf: file, encoding: .utf8)).utf8)
        try changed.write(to: file)
        let digest = try scratch.tool("sha256sum", "dossier/\(name)").output.prefix(64)
        let manifest = scratch.folder.appending(path: "dossier/manifest.json")
        let read = try JSONReader().read(Array(Data(contentsOf: manifest)))
        let pointer = try JSONPointer(parsing: "/files/" + name.replacing("/", with: "~1"))
        let text = read.replacing(pointer, with: .string(String(digest))).prettyPrinted()
        try Data(text.utf8).write(to: manifest)
    }
}
