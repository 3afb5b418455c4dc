/// A SHA-256 digest: a leaf, a node or a root of a Merkle tree, or the name of a document.
///
/// The 32 bytes stand in four machine words, so a hash is copied and compared without touching
/// the heap, and an array of hashes is one block of memory.
package struct Hash: Sendable, Hashable {
    /// The number of bytes in a hash.
    package static let byteCount = 32

    /// The bytes, eight to a word, the first byte in the highest bits of the first word.
    let words: (UInt64, UInt64, UInt64, UInt64)

    init(words: (UInt64, UInt64, UInt64, UInt64)) {
        self.words = words
    }

    /// Reads a hash from exactly 32 bytes; any other number of bytes is not a hash.
    package init?(bytes: Span<UInt8>) {
        guard bytes.count == Hash.byteCount else { return nil }
        self.init(bytes, at: 0)
    }

    /// Reads a hash from exactly 32 bytes; any other number of bytes is not a hash.
    package init?(_ bytes: [UInt8]) {
        self.init(bytes: bytes.span)
    }

    /// Reads the 32 bytes that start at `offset`, which the caller knows to be there.
    init(_ bytes: Span<UInt8>, at offset: Int) {
        self.init(
            words: (
                UInt64(bigEndian: bytes, at: offset),
                UInt64(bigEndian: bytes, at: offset + 8),
                UInt64(bigEndian: bytes, at: offset + 16),
                UInt64(bigEndian: bytes, at: offset + 24)
            )
        )
    }

    /// The 32 bytes.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Hash.byteCount)
        append(to: &bytes)
        return bytes
    }

    package static func == (left: Hash, right: Hash) -> Bool {
        left.words == right.words
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
        hasher.combine(words.2)
        hasher.combine(words.3)
    }
}

extension Array<UInt8> {
    /// Appends a number as eight bytes, the highest first.
    mutating func append(bigEndian word: UInt64) {
        for shift in stride(from: 56, through: 0, by: -8) {
            append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
        }
    }
}
