/// A file that proves one leaf of a log to someone offline (C2SP tlog-proof).
///
/// A header, the place of the leaf, the hashes of its inclusion proof, an empty line, and the
/// signed checkpoint of the tree:
///
/// ```
/// c2sp.org/tlog-proof@v1
/// index 5
/// vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=
/// …
///
/// ledger.example.org/skc
/// 8
/// …
/// ```
package struct LogProof: Sendable, Hashable, CustomStringConvertible {
    /// The place of the leaf, from 0.
    package let index: UInt64

    /// The hashes beside the way to the root, the sibling of the leaf first.
    package let path: [Hash]

    /// The checkpoint with its signatures.
    package let note: SignedNote

    /// What the `extra` line holds, which nothing signs.
    ///
    /// Here these are the bytes of the leaf, so that one file is enough; the hash that is proven is
    /// computed from them.
    package let extra: [UInt8]?

    /// Puts a proof and the note of its tree into one file.
    package init(index: UInt64, path: [Hash], note: SignedNote, extra: [UInt8]? = nil) {
        self.index = index
        self.path = path
        self.note = note
        self.extra = extra
    }

    /// Reads a proof file.
    package init(parsing bytes: [UInt8]) throws(LogProofError) {
        guard bytes.count <= SignedNote.byteLimit else {
            throw .malformed("it has more than \(SignedNote.byteLimit) bytes")
        }
        var rest = bytes[...]
        func nextLine() -> String? {
            guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
            defer { rest = rest[(end + 1)...] }
            return String(validating: rest[..<end], as: UTF8.self)
        }
        guard nextLine()?.utf8.elementsEqual(LogProof.header.utf8) == true else {
            throw .malformed("its first line is not '\(LogProof.header)'")
        }
        var line = nextLine()
        var extra: [UInt8]?
        if let text = line, text.utf8.starts(with: "extra ".utf8) {
            guard let bytes = Base64.decode(String(text.dropFirst(6))) else {
                throw .malformed("its line 'extra' is not base64")
            }
            extra = bytes
            line = nextLine()
        }
        guard
            let place = line, place.utf8.starts(with: "index ".utf8),
            let index = UInt64(place.dropFirst(6)),
            place.utf8.elementsEqual("index \(index)".utf8)
        else { throw .malformed("it has no line 'index <number>'") }
        var path: [Hash] = []
        line = nextLine()
        while let hash = line, !hash.isEmpty {
            // Nobody has a tree of more than 2^63 leaves.
            guard path.count < 63, let hash = Hash(base64: hash) else {
                throw .malformed("line \(path.count + 3) is not a hash in base64")
            }
            path.append(hash)
            line = nextLine()
        }
        guard line != nil else { throw .malformed("no empty line stands before its checkpoint") }
        self.index = index
        self.path = path
        self.extra = extra
        do {
            note = try SignedNote(parsing: Array(rest))
        } catch {
            throw .note(error)
        }
    }

    /// The whole file.
    package var description: String {
        let extra = extra.map { ["extra " + Base64.encode($0)] } ?? []
        let lines = [LogProof.header] + extra + ["index \(index)"] + path.map(\.base64)
        return lines.map { $0 + "\n" }.joined() + "\n" + note.description
    }

    /// Checks that `leaf` stands at the index of a tree that its log has signed.
    ///
    /// - Parameters:
    ///   - leaf: The hash of the leaf, computed by the reader from its bytes.
    ///   - verifiers: The keys the reader trusts. One of them is the log's own; its name is the
    ///     origin in the checkpoint and its kind is ``SignatureKind/ed25519``.
    /// - Returns: All signatures of trusted keys, for the reader's own rule about witnesses.
    /// - Throws: ``LogProofError``, with the first step that failed.
    package func verify(
        leaf: Hash,
        verifiers: [NoteVerifier]
    ) throws(LogProofError) -> (checkpoint: Checkpoint, signatures: [SignedNote.Verified]) {
        let signatures: [SignedNote.Verified]
        do {
            signatures = try note.verified(by: verifiers)
        } catch {
            throw .note(error)
        }
        let checkpoint: Checkpoint
        do {
            checkpoint = try Checkpoint(parsing: note.text)
        } catch {
            throw .checkpoint(error)
        }
        let isSignedByLog = signatures.contains { signature in
            signature.verifier.kind == .ed25519
                && signature.verifier.name.utf8.elementsEqual(checkpoint.origin.utf8)
        }
        guard isSignedByLog else { throw .notSignedByLog(origin: checkpoint.origin) }
        do {
            try InclusionProof(index: index, size: checkpoint.size, path: path)
                .verify(leaf: leaf, root: checkpoint.root)
        } catch {
            throw .proof(error)
        }
        return (checkpoint, signatures)
    }

    private static let header = "c2sp.org/tlog-proof@v1"
}
