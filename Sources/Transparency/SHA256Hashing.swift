/// The hashes of a transparency log (RFC 6962, section 2.1).
///
/// A leaf and a node start with different bytes, so nobody can pass a node off as a leaf.
package enum SHA256Hashing {
    /// The root of a tree without leaves: the hash of no bytes.
    package static let emptyTree = Hasher256().finalize()

    /// The plain SHA-256 of `bytes`, the name of a document.
    package static func hash(_ bytes: Span<UInt8>) -> Hash {
        var hasher = Hasher256()
        hasher.update(bytes)
        return hasher.finalize()
    }

    /// The plain SHA-256 of `bytes`.
    package static func hash(_ bytes: [UInt8]) -> Hash {
        hash(bytes.span)
    }

    /// The hash of a leaf: SHA-256 of 0x00 and its bytes.
    package static func leaf(_ bytes: Span<UInt8>) -> Hash {
        var hasher = Hasher256()
        hasher.update(0x00)
        hasher.update(bytes)
        return hasher.finalize()
    }

    /// The hash of a leaf: SHA-256 of 0x00 and its bytes.
    package static func leaf(_ bytes: [UInt8]) -> Hash {
        leaf(bytes.span)
    }

    /// The hash of an inner node: SHA-256 of 0x01, the left and the right hash.
    package static func node(_ left: Hash, _ right: Hash) -> Hash {
        var hasher = Hasher256()
        hasher.update(0x01, left, right)
        return hasher.finalize()
    }
}
