import ArgumentParser
import CanonicalJSON
import EDTF
import Entente
import Reports
import Transparency

/// Verifies evidence offline.
struct VerifyCommand: ParsableCommand, MachineReadable {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Verify a dossier, a proof or a checkpoint, with keys you have from elsewhere.",
        discussion: """
            It needs no ledger and no network. PATH is a dossier's folder, a .tlog-proof file, a \
            proof of consistency (with --known), or a checkpoint. Exit 1 when something is wrong: \
            the first finding is the first item that fails.

            Whom to trust comes from you: a policy file (C2SP tlog-policy), or the ledger's key.

              log ledger.example.org/skc+81f00a09+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4
              witness partner partner.example/w1+2700bac9+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJe…
              quorum partner

              entente verify ./to-hsinchu --policy policy.txt
              entente verify event-1.tlog-proof --key "$KEY"
              entente verify from-2.txt --known my-checkpoint --policy policy.txt
            """
    )

    @Argument(help: "What to verify.")
    var path: String

    @Option(help: ArgumentHelp("Whom to trust: a C2SP tlog-policy file.", valueName: "file"))
    var policy: String?

    @Option(help: ArgumentHelp("The ledger's verifier key, and no witness.", valueName: "vkey"))
    var key: String?

    @Option(help: ArgumentHelp("A checkpoint you kept; repeatable.", valueName: "file"))
    var known: [String] = []

    @Option(help: ArgumentHelp("The event's bytes, for a proof without.", valueName: "file"))
    var leaf: String?

    @Option(
        help: ArgumentHelp("A dossier must be complete as of this time.", valueName: "rfc3339")
    )
    var notBefore: String?

    @OptionGroup var form: TwoForms

    var isJSON: Bool { form.isJSON }

    func validate() throws {
        guard (policy == nil) != (key == nil) else {
            throw ValidationError(
                "say whom to trust: --policy FILE or --key VKEY, from outside of what you verify"
            )
        }
    }

    func run() throws {
        let trust = try trust()
        let notes = try known.map(Self.note)
        if FileStream.isFolder(path) {
            let verdict = try DossierVerifier.verify(
                path,
                policy: trust,
                demands: .init(known: notes, notBefore: try earliest())
            )
            try isJSON ? Output.print(verdict.json) : Output.print(VerdictText(verdict).text)
            if !verdict.isSound { throw ExitCode(ExitCodes.findings) }
        } else {
            let file = try EvidenceFile(parsing: try Self.bytes(path))
            let verifier = EvidenceVerifier(policy: trust, known: notes)
            let statement = verifier.verify(file, leaf: try leaf.map(Self.bytes))
            let text = VerdictText(statement)
            try isJSON ? Output.print(text.json) : Output.print(text.text)
            if !statement.findings.isEmpty { throw ExitCode(ExitCodes.findings) }
        }
    }

    private func trust() throws -> TrustPolicy {
        do {
            if let policy { return try TrustPolicy(parsing: try Self.bytes(policy)) }
            return try TrustPolicy(trusting: NoteVerifier(key ?? ""))
        } catch let error as LedgerError {
            throw error
        } catch {
            throw LedgerError(.usage, "\(policy ?? "--key"): \(error)")
        }
    }

    private func earliest() throws -> UInt64? {
        guard let notBefore else { return nil }
        guard let instant = Instant(rfc3339: notBefore), instant.microseconds >= 0 else {
            throw ValidationError("'\(notBefore)' is not an RFC 3339 time")
        }
        return UInt64(instant.microseconds / 1_000_000)
    }

    private static func note(_ path: String) throws -> SignedNote {
        let bytes = try bytes(path)
        do throws(NoteError) {
            return try SignedNote(parsing: bytes)
        } catch {
            throw LedgerError(.refused, "\(path) is no checkpoint: \(error)")
        }
    }

    /// The bytes of a file that must be a small one.
    private static func bytes(_ path: String) throws -> [UInt8] {
        let stream = try InputFile.open(path)
        var bytes = [UInt8](repeating: 0, count: EvidenceFile.byteLimit + 1)
        var count = 0
        while count < bytes.count {
            let read = try stream.read(into: &bytes, from: count)
            if read == 0 { break }
            count += read
        }
        guard count <= EvidenceFile.byteLimit else {
            throw LedgerError(
                .refused,
                "\(path) has more than \(EvidenceFile.byteLimit) bytes; evidence in one file has "
                    + "not"
            )
        }
        return Array(bytes[..<count])
    }
}
