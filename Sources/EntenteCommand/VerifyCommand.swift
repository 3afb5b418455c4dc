import ArgumentParser
import CanonicalJSON
import EDTF
import Entente
import Reports
import Timestamps
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

            With --tsa, the certificates of the authorities whose RFC 3161 time-stamps you \
            believe (PEM), time-stamps count as times by which an event was there. A dossier \
            brings its own; --timestamp names one over a file's checkpoint.

              entente verify ./to-hsinchu --policy policy.txt --tsa ca.pem
              entente verify checkpoint --timestamp checkpoint.tsr --tsa ca.pem --key "$KEY"
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

    @Option(help: ArgumentHelp("CA certificates of time-stamping authorities.", valueName: "pem"))
    var tsa: String?

    @Option(help: ArgumentHelp("The time-stamp over the checkpoint.", valueName: "file"))
    var timestamp: String?

    @OptionGroup var form: TwoForms

    var isJSON: Bool { form.isJSON }

    func validate() throws {
        guard timestamp == nil || tsa != nil else {
            throw ValidationError("say whose time-stamps you believe: --timestamp needs --tsa FILE")
        }
        guard (policy == nil) != (key == nil) else {
            throw ValidationError(
                "say whom to trust: --policy FILE or --key VKEY, from outside of what you verify"
            )
        }
    }

    func run() throws {
        let trust = try trust()
        let notes = try known.map(Self.note)
        let authorities = try tsa.map(TimestampOptions.authorities)
        if FileStream.isFolder(path) {
            guard timestamp == nil else {
                throw ValidationError("a dossier brings its time-stamps; --timestamp is for a file")
            }
            let verdict = try DossierVerifier.verify(
                path,
                policy: trust,
                demands: .init(
                    known: notes,
                    notBefore: try earliest(),
                    timestamp: authorities?.reader
                )
            )
            try isJSON ? Output.print(verdict.json) : Output.print(VerdictText(verdict).text)
            if !verdict.isSound { throw ExitCode(ExitCodes.findings) }
        } else {
            let file = try EvidenceFile(parsing: try Self.bytes(path))
            let verifier = EvidenceVerifier(policy: trust, known: notes)
            let statement = verifier.verify(
                file,
                leaf: try leaf.map(Self.bytes),
                timestamp: try reader(of: authorities)
            )
            let text = VerdictText(statement)
            try isJSON ? Output.print(text.json) : Output.print(text.text)
            if !statement.findings.isEmpty { throw ExitCode(ExitCodes.findings) }
        }
    }

    /// What reads the time-stamp that is named over a text, if one is.
    private func reader(
        of authorities: TimestampAuthorities?
    ) throws -> (([UInt8]) throws -> DossierVerifier.Demands.Time)? {
        guard let timestamp, let authorities else { return nil }
        let token = try InputFile.bytes(timestamp, limit: TimestampLimits.replyByteCount)
        return { text in
            do {
                return try authorities.reader(token, text)
            } catch {
                throw LedgerError(.refused, "\(timestamp): \(error)")
            }
        }
    }

    private func trust() throws -> TrustPolicy {
        guard let policy else {
            return try TrustPolicy(trusting: NoteVerifier(given: key ?? "", as: "--key"))
        }
        let bytes = try Self.bytes(policy)
        do {
            return try TrustPolicy(parsing: bytes)
        } catch {
            throw LedgerError(.usage, "\(policy): \(error)")
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

    private static func bytes(_ path: String) throws -> [UInt8] {
        try InputFile.bytes(path, limit: EvidenceFile.byteLimit)
    }
}
