/// The right edge of a Merkle tree: all that is needed to append leaves and to name the root.
///
/// A tree of `size` leaves falls apart into complete subtrees, one for each bit set in `size`, the
/// largest on the left. Their roots are the edge, so it holds at most 64 hashes however many
/// leaves there are. Appending joins two equal neighbours as often as binary addition carries:
/// one node on average.
///
/// - Invariant: `subtrees.count` is the number of bits set in `size`.
package struct TreeEdge: Sendable, Hashable {
    /// The number of leaves in the tree.
    package private(set) var size: UInt64

    /// The roots of the complete subtrees, the largest first.
    package private(set) var subtrees: [Hash]

    /// The edge of a tree without leaves.
    package init() {
        self.init(size: 0, subtrees: [])
    }

    /// The edge of the tree of some leaves, or of any neighbouring nodes of one height.
    package init(of hashes: some Sequence<Hash>) {
        self.init()
        for hash in hashes { append(hash) }
    }

    init(size: UInt64, subtrees: [Hash]) {
        self.size = size
        self.subtrees = subtrees
    }

    /// The root of the tree (RFC 6962, section 2.1); that of the empty tree is the hash of nothing.
    package var root: Hash {
        guard var root = subtrees.last else { return SHA256Hashing.emptyTree }
        for left in subtrees.dropLast().reversed() {
            root = SHA256Hashing.node(left, root)
        }
        return root
    }

    /// Appends a leaf by its hash.
    package mutating func append(_ leaf: Hash) {
        var subtree = leaf
        var joined = size
        while joined & 1 == 1, let left = subtrees.popLast() {
            subtree = SHA256Hashing.node(left, subtree)
            joined >>= 1
        }
        subtrees.append(subtree)
        size += 1
    }

    /// Appends a leaf by its hash, and hands over each hash that tiles keep.
    ///
    /// The leaf itself is kept at level 0. A tile row of level `n` gains a hash whenever a
    /// subtree of 256 to the power of `n` leaves is complete, which the edge computes anyway.
    ///
    /// - Parameters:
    ///   - leaf: The hash of the leaf.
    ///   - keep: Takes a tile level, the place of the hash in the row of that level, counted from
    ///     the start of the tree, and the hash.
    /// - Throws: What `keep` throws; the edge is then as it was before.
    package mutating func append<Failure: Error>(
        _ leaf: Hash,
        keep: (_ level: Int, _ index: UInt64, _ hash: Hash) throws(Failure) -> Void
    ) throws(Failure) {
        var subtree = leaf
        try keep(0, size, leaf)
        let joined = (~size).trailingZeroBitCount
        for height in 0..<joined {
            subtree = SHA256Hashing.node(subtrees[subtrees.count - 1 - height], subtree)
            if (height + 1).isMultiple(of: Tile.height) {
                try keep((height + 1) / Tile.height, size >> UInt64(height + 1), subtree)
            }
        }
        subtrees.removeLast(joined)
        subtrees.append(subtree)
        size += 1
    }
}

extension TreeEdge {
    /// The edge as bytes: the size in eight bytes, highest first, then the subtrees.
    package func encode() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 + subtrees.count * Hash.byteCount)
        encode(to: &bytes)
        return bytes
    }

    /// Appends what ``encode()`` gives.
    package func encode(to bytes: inout [UInt8]) {
        bytes.append(bigEndian: size)
        for subtree in subtrees { subtree.append(to: &bytes) }
    }

    /// Whether ``encode()`` gives these bytes.
    package func isEncoded(as bytes: Span<UInt8>) -> Bool {
        guard bytes.count == 8 + subtrees.count * Hash.byteCount,
            UInt64(bigEndian: bytes, at: 0) == size
        else { return false }
        for place in subtrees.indices
        where Hash(bytes, at: 8 + place * Hash.byteCount) != subtrees[place] { return false }
        return true
    }

    /// Reads an edge from what ``encode()`` wrote, or nothing if the length does not fit the size.
    package init?(decoding bytes: Span<UInt8>) {
        guard bytes.count >= 8 else { return nil }
        let size = UInt64(bigEndian: bytes, at: 0)
        guard bytes.count == 8 + size.nonzeroBitCount * Hash.byteCount else { return nil }
        self.init(size: size, subtrees: [])
        subtrees.reserveCapacity(size.nonzeroBitCount)
        for offset in stride(from: 8, to: bytes.count, by: Hash.byteCount) {
            subtrees.append(Hash(bytes, at: offset))
        }
    }
}
