/// What a log sends to a witness: a checkpoint, and the proof that it continues the last one the
/// witness has cosigned (C2SP tlog-witness, section "add-checkpoint").
///
/// The earlier size, the hashes of the consistency proof, an empty line, and the signed checkpoint:
///
/// ```
/// old 7
/// 2Q0P5jSR+TdkwdXWyx+GbBWX0KZbNZkWzCjyTPSozsw=
/// …
///
/// example.com/log/testdata
/// 15
/// …
/// ```
///
/// There is one spelling for each request: reading it and writing it gives the same bytes.
package struct AddCheckpointRequest: Sendable, Hashable, CustomStringConvertible {
    /// The most hashes a proof may have; nobody has a tree of more than 2^63 leaves.
    package static let pathLimit = 63

    /// The most bytes a request may have: room for a proof and for a note of many signatures.
    package static let byteLimit = 1 << 18

    /// The size of the checkpoint that the witness cosigned last; 0 if there is none.
    package let earlierSize: UInt64

    /// The hashes of the consistency proof, the lowest first; none from size 0.
    package let path: [Hash]

    /// The checkpoint with its signatures; that its text is a checkpoint is for the reader to see.
    package let note: SignedNote

    /// Puts a proof and a signed checkpoint into one request.
    ///
    /// - Throws: ``AddCheckpointError/tooManyHashes(limit:)``.
    package init(
        earlierSize: UInt64,
        path: [Hash],
        note: SignedNote
    ) throws(AddCheckpointError) {
        guard path.count <= Self.pathLimit else { throw .tooManyHashes(limit: Self.pathLimit) }
        self.earlierSize = earlierSize
        self.path = path
        self.note = note
    }

    /// Reads the body of a request.
    package init(parsing bytes: [UInt8]) throws(AddCheckpointError) {
        guard bytes.count <= Self.byteLimit else {
            throw .tooLarge(byteCount: bytes.count, limit: Self.byteLimit)
        }
        var rest = bytes[...]
        func nextLine() -> ArraySlice<UInt8>? {
            guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
            defer { rest = rest[(end + 1)...] }
            return rest[..<end]
        }
        let start = Array("old ".utf8)
        guard let first = nextLine(), first.starts(with: start),
            let text = String(validating: first.dropFirst(start.count), as: UTF8.self),
            let size = UInt64(text), size <= Checkpoint.largestSize,
            // Read back unchanged, so no sign and no leading zero.
            first.dropFirst(start.count).elementsEqual(String(size).utf8)
        else { throw .malformedSize }
        var path: [Hash] = []
        while let line = nextLine() {
            guard !line.isEmpty else {
                do {
                    note = try SignedNote(parsing: Array(rest))
                } catch {
                    throw .note(error)
                }
                earlierSize = size
                self.path = path
                return
            }
            guard path.count < Self.pathLimit else { throw .tooManyHashes(limit: Self.pathLimit) }
            guard let text = String(validating: line, as: UTF8.self),
                let hash = Hash(base64: text)
            else { throw .malformedHash(line: path.count + 2) }
            path.append(hash)
        }
        throw .noEmptyLine
    }

    /// The body, as it is sent.
    package var description: String {
        let lines = ["old \(earlierSize)"] + path.map(\.base64)
        return lines.map { $0 + "\n" }.joined() + "\n" + note.description
    }
}
