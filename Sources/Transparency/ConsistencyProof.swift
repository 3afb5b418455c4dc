/// A proof that a later tree continues an earlier one without a change (RFC 9162, section 2.1.4).
package struct ConsistencyProof: Sendable, Hashable {
    /// The number of leaves in the earlier tree.
    package let earlierSize: UInt64

    /// The number of leaves in the later tree.
    package let laterSize: UInt64

    /// The hashes that both roots can be computed from, the lowest first.
    package let path: [Hash]

    /// States a proof; only ``verify(earlierRoot:laterRoot:)`` tells whether it is one.
    package init(earlierSize: UInt64, laterSize: UInt64, path: [Hash]) {
        self.earlierSize = earlierSize
        self.laterSize = laterSize
        self.path = path
    }

    /// Checks that the tree of the later root starts with the tree of the earlier root.
    ///
    /// Every tree continues the empty one, and equal sizes need equal roots; both take no hashes.
    package func verify(earlierRoot: Hash, laterRoot: Hash) throws(ProofError) {
        guard earlierSize <= laterSize else {
            throw .shrunkTree(earlier: earlierSize, later: laterSize)
        }
        if earlierSize == 0 {
            try requireEmptyPath()
            try require(earlierRoot: earlierRoot, computed: SHA256Hashing.emptyTree)
        }
        if earlierSize == laterSize {
            try requireEmptyPath()
            try require(laterRoot: laterRoot, computed: earlierRoot)
        } else if earlierSize > 0 {
            try verifyGrowth(earlierRoot: earlierRoot, laterRoot: laterRoot)
        }
    }

    /// The case of two different trees, none of them empty (RFC 9162, section 2.1.4.2).
    private func verifyGrowth(earlierRoot: Hash, laterRoot: Hash) throws(ProofError) {
        // A complete earlier tree is itself a node of the later one and need not be repeated.
        let isComplete = earlierSize.nonzeroBitCount == 1
        var rest = path[...]
        guard !rest.isEmpty, let start = isComplete ? earlierRoot : rest.popFirst() else {
            throw .wrongLength(found: path.count)
        }
        var climb = Climb(index: earlierSize - 1, last: laterSize - 1)
        climb.skipCompleted()
        var earlier = start
        var later = start
        for sibling in rest {
            guard let side = climb.next() else { throw .wrongLength(found: path.count) }
            switch side {
            case .left:
                earlier = SHA256Hashing.node(sibling, earlier)
                later = SHA256Hashing.node(sibling, later)
            case .right:
                later = SHA256Hashing.node(later, sibling)
            }
        }
        guard climb.isAtRoot else { throw .wrongLength(found: path.count) }
        try require(earlierRoot: earlierRoot, computed: earlier)
        try require(laterRoot: laterRoot, computed: later)
    }

    private func requireEmptyPath() throws(ProofError) {
        guard path.isEmpty else { throw .wrongLength(found: path.count) }
    }

    private func require(earlierRoot: Hash, computed: Hash) throws(ProofError) {
        guard earlierRoot == computed else {
            throw .otherEarlierRoot(claimed: earlierRoot, computed: computed)
        }
    }

    private func require(laterRoot: Hash, computed: Hash) throws(ProofError) {
        guard laterRoot == computed else {
            throw .otherRoot(claimed: laterRoot, computed: computed)
        }
    }
}
