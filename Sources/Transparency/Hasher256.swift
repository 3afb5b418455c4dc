import Crypto

/// A running SHA-256 over bytes that arrive in pieces.
///
/// The only place of this module that hands out pointers: the cryptographic library takes borrowed
/// bytes in no other form, and a leaf in the memory map must be hashed where it lies.
package struct Hasher256: ~Copyable {
    private var state = SHA256()

    /// Starts with no bytes.
    package init() {}

    /// Adds bytes, without copying them.
    package mutating func update(_ bytes: Span<UInt8>) {
        // SAFETY: the pointer is used inside the closure only, and hashing only reads.
        unsafe bytes.withUnsafeBytes { unsafe state.update(bufferPointer: $0) }
    }

    /// Adds one byte.
    mutating func update(_ byte: UInt8) {
        // SAFETY: as above.
        unsafe withUnsafeBytes(of: byte) { unsafe state.update(bufferPointer: $0) }
    }

    /// Adds the bytes of two hashes, the left one first.
    mutating func update(_ left: Hash, _ right: Hash) {
        let bytes = (
            left.words.0.bigEndian, left.words.1.bigEndian,
            left.words.2.bigEndian, left.words.3.bigEndian,
            right.words.0.bigEndian, right.words.1.bigEndian,
            right.words.2.bigEndian, right.words.3.bigEndian
        )
        // SAFETY: as above; eight words of one type lie beside each other without gaps.
        unsafe withUnsafeBytes(of: bytes) { unsafe state.update(bufferPointer: $0) }
    }

    /// The hash of all bytes added.
    package consuming func finalize() -> Hash {
        // SAFETY: a SHA-256 digest has 32 bytes, so four words can be loaded from it.
        unsafe state.finalize().withUnsafeBytes { bytes in
            func word(_ index: Int) -> UInt64 {
                unsafe UInt64(
                    bigEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self)
                )
            }
            return Hash(words: (word(0), word(1), word(2), word(3)))
        }
    }
}
