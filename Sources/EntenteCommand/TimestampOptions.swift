import ArgumentParser
import Entente
import Timestamps
import Transparency

/// How a checkpoint gets a time from outside.
struct TimestampOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Have it time-stamped; a URL or a program.", valueName: "authority"))
    var timestampWith: String?

    @Option(help: ArgumentHelp("Write a query about it to a new file.", valueName: "file"))
    var timestampQuery: String?

    @Option(help: ArgumentHelp("Keep the reply to an earlier query.", valueName: "file"))
    var timestampReply: String?

    @Option(help: ArgumentHelp("The authority's CA certificates.", valueName: "pem"))
    var tsa: String?

    func validate() throws {
        let asked = [timestampWith, timestampQuery, timestampReply].count { $0 != nil }
        guard asked <= 1 else {
            throw ValidationError(
                "do one thing: --timestamp-with, --timestamp-query or --timestamp-reply"
            )
        }
        guard tsa == nil || timestampWith != nil || timestampReply != nil else {
            throw ValidationError("--tsa belongs to --timestamp-with or --timestamp-reply")
        }
    }

    /// Keeps a reply that was fetched by other means; the checkpoint that it is over comes with it.
    func keep(
        _ reply: String,
        of tree: SignedTree,
        in ledger: Ledger
    ) throws -> (note: SignedNote, timestamp: Timestamp) {
        let bytes = try InputFile.bytes(reply, limit: TimestampLimits.replyByteCount)
        return try ledger.keepReply(bytes, of: tree, trusting: try tsa.map(Self.authorities))
    }

    /// Writes a query about a checkpoint, or has it time-stamped, as far as either was asked for.
    func timestamp(
        _ note: SignedNote,
        of tree: SignedTree,
        in ledger: Ledger
    ) throws -> Timestamp? {
        if let timestampQuery {
            let file = try FileStream(writing: timestampQuery, replacing: false)
            try file.write(try ledger.timestampQuery(over: note).bytes)
            try file.synchronize()
        }
        guard let timestampWith else { return nil }
        return try ledger.timestamp(
            note,
            of: tree,
            through: TimestampAuthority(address: timestampWith),
            trusting: try tsa.map(Self.authorities)
        )
    }

    /// The certificates in a file in PEM.
    static func authorities(_ path: String) throws -> TimestampAuthorities {
        let bytes = try InputFile.bytes(path, limit: TimestampLimits.authoritiesByteCount)
        do throws(TimestampError) {
            return try TimestampAuthorities(pem: bytes)
        } catch {
            throw LedgerError(
                .refused,
                "\(path) holds no certificates to trust: \(error); give the certificates of the "
                    + "authority's CA in PEM"
            )
        }
    }
}
