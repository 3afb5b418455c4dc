import Testing
import Transparency

struct `A consistency proof` {
    @Test(arguments: PublishedVectors.consistencies)
    func `that is published is made and accepted`(vector: PublishedVectors.Consistency) throws {
        let store = TileStore(leaves: PublishedVectors.leaves.map { SHA256Hashing.leaf($0) })
        let proof = try TileTree.consistencyProof(
            from: vector.earlier,
            to: vector.later,
            tile: store.hashes
        )
        #expect(proof.path == vector.path)
        try proof.verify(
            earlierRoot: PublishedVectors.roots[Int(vector.earlier)],
            laterRoot: PublishedVectors.roots[Int(vector.later)]
        )
    }

    @Test func `from another log is made and accepted`() throws {
        let store = TileStore(leaves: TesseraLog.leafHashes)
        let proof = try TileTree.consistencyProof(from: 7, to: 15, tile: store.hashes)
        #expect(proof.path == TesseraLog.consistencyFrom7To15)
        try proof.verify(
            earlierRoot: try #require(Hash(base64: TesseraLog.root7)),
            laterRoot: try #require(Hash(base64: TesseraLog.root15))
        )
    }

    @Test func `follows the plain definition between all sizes up to 300`() throws {
        let leaves = ReferenceTree.numberedLeaves(300)
        let tree = ReferenceTree(leaves: leaves)
        let store = TileStore(leaves: leaves)
        try TileTree.answering(from: store.hashes) { reader in
            for later in 0...300 {
                let root = tree.root(0..<later)
                for earlier in 0...later {
                    let proof = try reader.consistencyProof(
                        from: UInt64(earlier),
                        to: UInt64(later)
                    )
                    // Expectations cost more than hashes, so only a failure becomes one.
                    if proof.path != tree.proof(earlier, later) {
                        Issue.record("the proof from \(earlier) to \(later) differs")
                    }
                    try proof.verify(earlierRoot: tree.root(0..<earlier), laterRoot: root)
                }
            }
        }
    }

    @Test func `that was changed is refused`() {
        let tree = ReferenceTree(leaves: ReferenceTree.numberedLeaves(70))
        let garbage = SHA256Hashing.hash(Array("garbage".utf8))
        for later in 1...70 {
            let laterRoot = tree.root(0..<later)
            for earlier in 0...later {
                let earlierRoot = tree.root(0..<earlier)
                let path = tree.proof(earlier, later)
                var changed = [
                    path + [garbage], [garbage] + path, path + [laterRoot], path + [earlierRoot],
                    [earlierRoot] + path, [laterRoot] + path,
                ]
                if !path.isEmpty {
                    changed += [Array(path.dropLast()), Array(path.dropFirst()), []]
                }
                for place in path.indices {
                    var other = path
                    other[place] = garbage
                    changed.append(other)
                }
                for path in changed {
                    refuse(earlier, later, path, earlierRoot, laterRoot)
                }
                refuse(earlier, later, path, garbage, laterRoot)
                refuse(later + 1, later, path, earlierRoot, laterRoot)
                if earlier < later {
                    refuse(earlier, later, path, laterRoot, earlierRoot)
                }
                if earlier > 0 {
                    refuse(earlier, later, path, earlierRoot, garbage)
                    refuse(earlier, later * 2, path, earlierRoot, laterRoot)
                }
            }
        }
    }

    @Test(arguments: PublishedVectors.consistencies)
    func `that is published fits no sizes beside its own`(vector: PublishedVectors.Consistency) {
        let earlierRoot = PublishedVectors.roots[Int(vector.earlier)]
        let laterRoot = PublishedVectors.roots[Int(vector.later)]
        let earlier = Int(vector.earlier)
        let later = Int(vector.later)
        for other in [earlier + 1, earlier - 1, earlier ^ 2] {
            refuse(other, later, vector.path, earlierRoot, laterRoot)
        }
        for other in [later * 2, later / 2] {
            refuse(earlier, other, vector.path, earlierRoot, laterRoot)
        }
    }

    @Test func `from nothing starts at the empty tree`() throws {
        let root = SHA256Hashing.leaf([])
        let proof = ConsistencyProof(earlierSize: 0, laterSize: 1, path: [])
        try proof.verify(earlierRoot: SHA256Hashing.emptyTree, laterRoot: root)
        refuse(0, 1, [], root, root)
        refuse(0, 0, [], root, root)
    }

    @Test func `never leads to a smaller tree`() {
        #expect(throws: ProofError.shrunkTree(earlier: 3, later: 2)) {
            try TileTree.consistencyProof(from: 3, to: 2, tile: TileStore().hashes)
        }
        #expect(
            ProofError.shrunkTree(earlier: 3, later: 2).description
                == "a tree of 2 leaves cannot continue one of 3; a log never shrinks, "
                + "so ask its operator for the newer checkpoint"
        )
    }

    @Test func `for absurd sizes is refused and not computed`() {
        let hash = SHA256Hashing.emptyTree
        for count in [0, 1, 63, 64, 65] {
            let path = [Hash](repeating: hash, count: count)
            for earlier in [1, 1 << 63, .max - 1] as [UInt64] {
                let proof = ConsistencyProof(earlierSize: earlier, laterSize: .max, path: path)
                #expect(throws: ProofError.self) {
                    try proof.verify(earlierRoot: hash, laterRoot: hash)
                }
            }
        }
    }

    private func refuse(
        _ earlier: Int,
        _ later: Int,
        _ path: [Hash],
        _ earlierRoot: Hash,
        _ laterRoot: Hash,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let proof = ConsistencyProof(
            earlierSize: UInt64(earlier),
            laterSize: UInt64(later),
            path: path
        )
        if (try? proof.verify(earlierRoot: earlierRoot, laterRoot: laterRoot)) != nil {
            Issue.record("\(proof) was accepted", sourceLocation: sourceLocation)
        }
    }
}
