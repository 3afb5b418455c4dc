import Events
import FoundationEssentials
import LMDB
package import Transparency

/// A witness: a key that confirms the checkpoints of logs it trusts, and never two histories of
/// one (C2SP tlog-witness).
///
/// It lives in a folder of its own:
///
/// | name | what |
/// | --- | --- |
/// | `key` | 32 bytes, mode 0600: the seed of the Ed25519 key |
/// | `verifier-key` | its public half, as partners exchange it |
/// | `data.mdb`, `lock.mdb` | the state |
/// | `evidence/` | what trusted logs have signed and does not fit together |
///
/// Synchronous; any number of threads and processes may use one folder at a time.
package final class Witness: Sendable {
    /// The folder.
    package let directory: String

    /// The public half of its key.
    package let verifier: NoteVerifier

    let cosigner: NoteCosigner
    let state: WitnessState

    private init(directory: String, cosigner: NoteCosigner, state: WitnessState) {
        self.directory = directory
        self.cosigner = cosigner
        self.state = state
        verifier = cosigner.verifier
    }

    /// Makes a witness in a folder that does not exist yet, or is empty.
    ///
    /// - Parameters:
    ///   - directory: the folder; the one above it exists.
    ///   - name: the name of the key, such as `witness.partner.example/w1`.
    ///   - entropy: where the key comes from.
    /// - Returns: the witness, which trusts no log yet.
    /// - Throws: `LedgerError` of kind `usage` for the name, `cannotCreate` for the folder.
    package static func create(
        _ directory: String,
        name: String,
        entropy: Entropy = .system
    ) throws -> Witness {
        let seed = entropy.bytes(32)
        let cosigner: NoteCosigner
        do {
            cosigner = try NoteCosigner(name: name, seed: seed)
        } catch {
            throw LedgerError(.usage, "\(error); for example witness.partner.example/w1")
        }
        try Ledger.makeEmptyFolder(directory)
        return try Failure.translated(directory) {
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o700],
                ofItemAtPath: directory
            )
            // The key last: without it there is no witness, and so none without its state.
            let state = try WitnessState.create(directory, key: cosigner.verifierKey)
            let key = Array((cosigner.verifierKey + "\n").utf8)
            try DurableFile.write(key, to: directory + "/verifier-key")
            try DurableFile.write(seed, to: directory + "/key", .own)
            return Witness(directory: directory, cosigner: cosigner, state: state)
        }
    }

    /// Opens a witness.
    ///
    /// - Throws: `LedgerError` of kind `notFound` when there is none; `damaged` when its state is
    ///   lost: it is never begun again under the same key.
    package static func open(_ directory: String, readOnly: Bool = false) throws -> Witness {
        try Failure.translated(directory) {
            guard let seed = try File.contents(of: directory + "/key"),
                let text = try File.contents(of: directory + "/verifier-key")
            else {
                throw LedgerError(
                    .notFound,
                    "there is no witness in \(directory); make one with `entente witness init`, or "
                        + "name its folder with --state"
                )
            }
            let key = String(decoding: text.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
            guard let name = try? NoteVerifier(key).name,
                let cosigner = try? NoteCosigner(name: name, seed: seed),
                cosigner.verifierKey.utf8.elementsEqual(key.utf8)
            else {
                throw LedgerError(
                    .damaged,
                    "the files key and verifier-key in \(directory) do not belong together; bring "
                        + "back those that do"
                )
            }
            let state = try WitnessState.open(directory, key: key, readOnly: readOnly)
            return Witness(directory: directory, cosigner: cosigner, state: state)
        }
    }

    // MARK: Trusted logs

    /// The logs it cosigns for, in the order of their names.
    package func logs() throws -> [WitnessedLog] {
        try Failure.translated(directory) { try state.allLogs() }
    }

    /// The last note cosigned for an origin; `nil` before the first.
    package func lastNote(of origin: String) throws -> SignedNote? {
        try Failure.translated(directory) {
            try state.lastNote(ofOrigin: SHA256Hashing.hash(Array(origin.utf8)))
        }
    }

    /// Cosigns for a log from now on; a key that is known already takes the new setting.
    ///
    /// - Throws: `LedgerError` of kind `usage` for a key that is none of a log.
    package func trust(_ log: WitnessedLog) throws {
        guard log.verifier.kind == .ed25519 else {
            throw LedgerError(
                .usage,
                "the key of '\(log.verifier.name)' cosigns; a log signs with a key of type 1, so "
                    + "ask for the verifier key of the log"
            )
        }
        guard log.verifier.publicKey != verifier.publicKey else {
            throw LedgerError(
                .usage,
                "the key of '\(log.verifier.name)' is this witness's own; a log has another one"
            )
        }
        try Failure.translated(directory) {
            try state.changeLogs(named: log.verifier.name) { known in
                let others = known.filter { $0.verifier != log.verifier }
                guard others.count < Limits.logKeyCount else {
                    throw LedgerError(
                        .usage,
                        "'\(log.verifier.name)' has \(Limits.logKeyCount) keys already; remove "
                            + "those that it signs with no more"
                    )
                }
                return others + [log]
            }
        }
    }

    /// Cosigns for a key no more.
    ///
    /// What was cosigned is remembered, so that trusting the log again cannot roll it back.
    ///
    /// - Throws: `LedgerError` of kind `notFound`.
    package func distrust(_ key: NoteVerifier) throws {
        try Failure.translated(directory) {
            try state.changeLogs(named: key.name) { known in
                let others = known.filter { $0.verifier != key }
                guard others.count < known.count else {
                    throw LedgerError(
                        .notFound,
                        "the witness does not cosign for \(key.verifierKey); see "
                            + "`entente witness trust`"
                    )
                }
                return others
            }
        }
    }

    /// The keys that may sign checkpoints of an origin.
    func keys(for origin: String) throws -> [NoteVerifier] {
        let own = try state.logs(named: origin).map(\.verifier)
        guard let (ledger, id) = DossierOrigin.parts(of: origin), Tag("agreement:" + id) != nil
        else { return own }
        let further = try state.logs(named: ledger).filter(\.includesDossiers).map { log in
            try NoteVerifier(name: origin, publicKey: log.verifier.publicKey)
        }
        return own + further.filter { !own.contains($0) }
    }
}
