/// A proof that a tree holds a certain leaf in a certain place (RFC 9162, section 2.1.3).
package struct InclusionProof: Sendable, Hashable {
    /// The place of the leaf, from 0.
    package let index: UInt64

    /// The number of leaves in the tree.
    package let size: UInt64

    /// The hashes beside the way from the leaf to the root, the sibling of the leaf first.
    package let path: [Hash]

    /// States a proof; only ``verify(leaf:root:)`` tells whether it is one.
    package init(index: UInt64, size: UInt64, path: [Hash]) {
        self.index = index
        self.size = size
        self.path = path
    }

    /// Checks that `leaf` stands at the index of the tree with this root.
    ///
    /// A hash too many is refused like a hash too few: there is one proof for each place.
    package func verify(leaf: Hash, root: Hash) throws(ProofError) {
        let computed = try computeRoot(leaf: leaf)
        guard computed == root else { throw .otherRoot(claimed: root, computed: computed) }
    }

    /// The root that the proof leads to from `leaf` (RFC 9162, section 2.1.3.2).
    package func computeRoot(leaf: Hash) throws(ProofError) -> Hash {
        guard index < size else { throw .indexOutsideTree(index: index, size: size) }
        var climb = Climb(index: index, last: size - 1)
        var root = leaf
        for sibling in path {
            guard let side = climb.next() else { throw .wrongLength(found: path.count) }
            switch side {
            case .left: root = SHA256Hashing.node(sibling, root)
            case .right: root = SHA256Hashing.node(root, sibling)
            }
        }
        guard climb.isAtRoot else { throw .wrongLength(found: path.count) }
        return root
    }
}
