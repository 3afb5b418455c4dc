import Events
import FoundationEssentials
package import Transparency

/// A published log that is not the one it was: two checkpoints that do not go together.
package struct Divergence: Sendable {
    /// What the second checkpoint does to the first.
    package enum Kind: String, Sendable {
        /// It has fewer events, and they are the first of those seen: an older state.
        case older
        /// It has fewer events, and whether they are the first of those seen is not known here.
        case shorter
        /// It has other events: both cannot be of one history.
        case contradiction
    }

    /// A signed checkpoint, and the key whose signature on it was verified.
    package struct Witnessed: Sendable {
        /// The note, byte for byte.
        package let note: SignedNote
        /// What it says.
        package let checkpoint: Checkpoint
        /// Whose signature it bears.
        package let key: NoteVerifier
    }

    /// What the second does to the first.
    package let kind: Kind

    /// The checkpoint seen before, kept in the follower.
    package let seen: Witnessed

    /// The checkpoint that the source shows now.
    package let shown: Witnessed

    /// What shows that the larger tree does not begin with the smaller one; `nil` for two trees of
    /// one size, and where it cannot be made.
    package let proof: Prefix?

    /// The beginning of the larger tree, as long as the smaller one.
    package struct Prefix: Sendable {
        /// Its root, which is not that of the smaller note.
        package let root: Hash
        /// Leads from that root to the root of the larger note.
        package let proof: ConsistencyProof
    }

    /// Where it was read.
    package let source: String

    /// The finding in one paragraph.
    package var words: String {
        let keys =
            seen.key == shown.key
            ? "Both are signed by the key \(seen.key.verifierKey)."
            : "The first is signed by the key \(seen.key.verifierKey), the second by "
                + "\(shown.key.verifierKey)."
        let (small, large) = (shown.checkpoint.size, seen.checkpoint.size)
        let finding =
            switch kind {
            case .older:
                "\(source) shows \(small) events where \(large) were seen before. They are the "
                    + "first of those: it is an older state, shown by mistake or to hide what "
                    + "came later."
            case .shorter:
                "\(source) shows \(small) events where \(large) were seen before. A log never "
                    + "shrinks."
            case .contradiction:
                "\(source) shows another history than before: a tree of \(small) events that "
                    + "does not go together with the tree of \(large) events seen before. No log "
                    + "can have signed both honestly."
            }
        return finding + " " + keys
    }

    /// Keeps both notes and a statement in a new folder below `evidence`, unless they are there.
    ///
    /// - Returns: the folder.
    /// - Throws: `LedgerError` when they cannot be written.
    func keep(in ledger: String) throws -> String {
        let mark = SHA256Hashing.hash(Array((seen.note.description + shown.note.description).utf8))
        let name =
            "\(seen.checkpoint.size)-\(shown.checkpoint.size)-\(mark.hex.prefix(16))"
        let folder = ledger + "/evidence/" + name
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
        try write(seen.note.description, to: folder + "/seen")
        try write(shown.note.description, to: folder + "/shown")
        if let proof {
            let larger = seen.checkpoint.size > shown.checkpoint.size ? seen : shown
            let path = proof.proof.path.map { $0.base64 + "\n" }.joined()
            let text = "old \(proof.proof.earlierSize)\n\(path)\n\(larger.note.description)"
            try write(text, to: folder + "/proof")
        }
        try write(statement, to: folder + "/statement.txt")
        DurableFile.synchronize(directory: ledger + "/evidence")
        DurableFile.synchronize(directory: ledger)
        return folder
    }

    private func write(_ text: String, to path: String) throws {
        try DurableFile.write(Array(text.utf8), to: path)
    }

    private var statement: String {
        let lines = [("seen", seen), ("shown", shown)].map { name, witnessed in
            "\(name): \(witnessed.checkpoint.size) events, root "
                + "\(witnessed.checkpoint.root.base64), key \(witnessed.key.verifierKey)"
        }
        let proofWords = proof.map { prefix in
            """

            In the larger tree the first \(prefix.proof.earlierSize) events have the root
            \(prefix.root.base64), which is not the root of the smaller note. The file `proof`
            holds the larger note and the RFC 9162 consistency proof between these two sizes: it
            leads from that root to the root of the larger note.

            """
        }
        return """
            Log: \(seen.checkpoint.origin)

            \(words)

            \(lines.joined(separator: "\n"))

            The files `seen` and `shown` are the two signed notes, byte for byte. Whoever has the
            key can check the signatures without this ledger. The events are left as they were.
            \(proofWords ?? "")
            """
    }
}
