/// A text with signatures (C2SP signed-note).
///
/// The text, an empty line, and one line for each signature:
///
/// ```
/// ledger.example.org/skc
/// 8
/// XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=
///
/// — ledger.example.org/skc gfAKCSLkM/My…
/// ```
///
/// - Invariant: the text ends in a line feed and has no other control character; there is at least
///   one signature and no two by the same key.
package struct SignedNote: Sendable, CustomStringConvertible {
    /// The most bytes a note may have; far more than a checkpoint with all its signatures needs.
    package static let byteLimit = 1_000_000

    /// The most signatures a note may have.
    package static let signatureLimit = 100

    /// What is signed, with its last line feed.
    package let text: String

    /// The signatures, in the order of their lines.
    package let signatures: [NoteSignature]

    /// Puts signatures under a text.
    package init(text: String, signatures: [NoteSignature]) throws(NoteError) {
        guard SignedNote.isSignable(text) else { throw .malformedText }
        guard !signatures.isEmpty else { throw .noSignatures }
        guard signatures.count <= SignedNote.signatureLimit else {
            throw .tooManySignatures(limit: SignedNote.signatureLimit)
        }
        for (index, signature) in signatures.enumerated()
        where signatures[..<index].contains(where: signature.hasSameKey) {
            throw .repeatedKey(name: signature.name)
        }
        self.text = text
        self.signatures = signatures
    }

    /// Reads a note from its bytes.
    ///
    /// The text may have empty lines of its own; the last empty line is the one that counts.
    package init(parsing bytes: [UInt8]) throws(NoteError) {
        guard bytes.count <= SignedNote.byteLimit else {
            throw .tooLarge(byteCount: bytes.count, limit: SignedNote.byteLimit)
        }
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
        let lines = bytes.split(
            separator: UInt8(ascii: "\n"),
            omittingEmptySubsequences: false
        )
        // The piece behind the last line feed is empty and is no line.
        guard
            lines.last?.isEmpty == true,
            let blank = lines.dropLast().lastIndex(where: \.isEmpty),
            blank > 0,
            blank < lines.count - 2
        else { throw .noSignatures }
        guard lines.count - 2 - blank <= SignedNote.signatureLimit else {
            throw .tooManySignatures(limit: SignedNote.signatureLimit)
        }
        var signatures: [NoteSignature] = []
        for number in blank + 1..<lines.count - 1 {
            let line = String(decoding: lines[number], as: UTF8.self)
            guard let signature = NoteSignature(parsing: line) else {
                throw .malformedSignature(line: number + 1)
            }
            signatures.append(signature)
        }
        let text = bytes[..<lines[blank].startIndex]
        try self.init(text: String(decoding: text, as: UTF8.self), signatures: signatures)
    }

    /// Reads a note from a string.
    package init(parsing note: String) throws(NoteError) {
        try self.init(parsing: Array(note.utf8))
    }

    /// The whole note, ready to be stored or sent.
    package var description: String {
        text + "\n" + signatures.map { $0.line + "\n" }.joined()
    }

    /// The note with one more signature, which takes the place of an earlier one by the same key.
    package func adding(_ signature: NoteSignature) throws(NoteError) -> SignedNote {
        let others = signatures.filter { !$0.hasSameKey(as: signature) }
        return try SignedNote(text: text, signatures: others + [signature])
    }

    /// Whether a text may be signed: it ends in a line feed and has no other control character.
    static func isSignable(_ text: String) -> Bool {
        text.utf8.last == UInt8(ascii: "\n")
            && text.utf8.allSatisfy { $0 >= 0x20 || $0 == UInt8(ascii: "\n") }
    }
}

extension SignedNote: Hashable {
    /// Compares byte by byte, as signatures do.
    package static func == (left: SignedNote, right: SignedNote) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8) && left.signatures == right.signatures
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(signatures)
    }
}
