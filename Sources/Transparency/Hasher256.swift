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

    /// Adds one byte and two hashes, the left one first.
    ///
    /// In one piece: each piece costs a call through the library's class.
    mutating func update(_ byte: UInt8, _ left: Hash, _ right: Hash) {
        let bytes = (
            UInt64(byte).bigEndian,
            left.words.0.bigEndian, left.words.1.bigEndian,
            left.words.2.bigEndian, left.words.3.bigEndian,
            right.words.0.bigEndian, right.words.1.bigEndian,
            right.words.2.bigEndian, right.words.3.bigEndian
        )
        // SAFETY: as above; nine words of one type lie beside each other without gaps, and the byte
        // is the last of the first.
        unsafe withUnsafeBytes(of: bytes) { bytes in
            unsafe state.update(bufferPointer: UnsafeRawBufferPointer(rebasing: bytes[7...]))
        }
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

extension Hash {
    /// Appends the 32 bytes to `bytes`.
    package func append(to bytes: inout [UInt8]) {
        let words = (
            words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian
        )
        // SAFETY: four words of one type lie beside each other without gaps.
        unsafe withUnsafeBytes(of: words) { unsafe bytes.append(contentsOf: $0) }
    }
}

extension UInt64 {
    /// Reads a number from the eight bytes that start at `offset`, the highest first.
    init(bigEndian bytes: Span<UInt8>, at offset: Int) {
        let word = bytes.extracting(offset..<offset + 8)
        // SAFETY: the span has eight bytes.
        self = unsafe word.withUnsafeBytes {
            unsafe UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self))
        }
    }
}
