import Testing
import Transparency

struct `An inclusion proof` {
    @Test(arguments: PublishedVectors.inclusions)
    func `that is published is made and accepted`(vector: PublishedVectors.Inclusion) throws {
        let leaves = PublishedVectors.leaves.map { SHA256Hashing.leaf($0) }
        let store = TileStore(leaves: leaves)
        let proof = try TileTree.inclusionProof(
            ofLeaf: vector.index,
            inSize: vector.size,
            tile: store.hashes
        )
        #expect(proof.path == vector.path)
        try proof.verify(
            leaf: leaves[Int(vector.index)],
            root: PublishedVectors.roots[Int(vector.size)]
        )
    }

    @Test func `from another log is made and accepted`() throws {
        let store = TileStore(leaves: TesseraLog.leafHashes)
        let proof = try TileTree.inclusionProof(ofLeaf: 3, inSize: 7, tile: store.hashes)
        #expect(proof.path == TesseraLog.inclusionOf3In7)
        let root = try #require(Hash(base64: TesseraLog.root7))
        try proof.verify(leaf: TesseraLog.leafHashes[3], root: root)
    }

    @Test func `follows the plain definition at every place of every size up to 300`() throws {
        let leaves = ReferenceTree.numberedLeaves(300)
        let tree = ReferenceTree(leaves: leaves)
        let store = TileStore(leaves: leaves)
        try TileTree.answering(from: store.hashes) { reader in
            for size in 1...300 {
                let root = tree.root(0..<size)
                for index in 0..<size {
                    let proof = try reader.inclusionProof(
                        ofLeaf: UInt64(index),
                        inSize: UInt64(size)
                    )
                    // Expectations cost more than hashes, so only a failure becomes one.
                    if proof.path != tree.path(index, 0..<size) {
                        Issue.record("the proof of \(index) in \(size) differs")
                    }
                    try proof.verify(leaf: leaves[index], root: root)
                }
            }
        }
    }

    @Test func `that was changed is refused`() throws {
        let leaves = ReferenceTree.numberedLeaves(70)
        let tree = ReferenceTree(leaves: leaves)
        let garbage = SHA256Hashing.hash([])
        for size in 1...70 {
            let root = tree.root(0..<size)
            for index in 0..<size {
                let path = tree.path(index, 0..<size)
                var changed = [path + [garbage], [garbage] + path, path + [root], [root] + path]
                if !path.isEmpty {
                    changed += [Array(path.dropLast()), Array(path.dropFirst()), []]
                }
                for place in path.indices {
                    var other = path
                    other[place] = garbage
                    changed.append(other)
                }
                for path in changed {
                    refuse(index, size, path, leaves[index], root)
                }
                for other in [index + 1, index - 1, index ^ 2, size] where other >= 0 {
                    refuse(other, size, path, leaves[index], root)
                }
                refuse(index, size * 2, path, leaves[index], root)
                refuse(index, size, path, garbage, root)
                refuse(index, size, path, leaves[index], garbage)
            }
        }
    }

    @Test func `names a leaf that the tree does not have`() {
        let store = TileStore(leaves: ReferenceTree.numberedLeaves(3))
        for (index, size) in [(0, 0), (3, 3), (7, 3)] as [(UInt64, UInt64)] {
            #expect(throws: ProofError.indexOutsideTree(index: index, size: size)) {
                try TileTree.inclusionProof(ofLeaf: index, inSize: size, tile: store.hashes)
            }
            #expect(throws: ProofError.indexOutsideTree(index: index, size: size)) {
                try InclusionProof(index: index, size: size, path: [])
                    .computeRoot(leaf: SHA256Hashing.emptyTree)
            }
        }
    }

    @Test func `says where it leads when it leads elsewhere`() {
        let leaf = SHA256Hashing.leaf([])
        let error = ProofError.otherRoot(claimed: SHA256Hashing.emptyTree, computed: leaf)
        #expect(throws: error) {
            try InclusionProof(index: 0, size: 1, path: [])
                .verify(leaf: leaf, root: SHA256Hashing.emptyTree)
        }
        #expect(error.description.hasSuffix("keep both as evidence"))
    }

    @Test func `for absurd sizes is refused and not computed`() {
        let hash = SHA256Hashing.emptyTree
        for count in [0, 63, 64, 65] {
            let path = [Hash](repeating: hash, count: count)
            refuse(UInt64.max, UInt64.max, path, hash, hash)
            refuse(UInt64.max - 1, UInt64.max, path, hash, hash)
            refuse(0, UInt64.max, path, hash, hash)
        }
    }

    private func refuse(
        _ index: UInt64,
        _ size: UInt64,
        _ path: [Hash],
        _ leaf: Hash,
        _ root: Hash,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let proof = InclusionProof(index: index, size: size, path: path)
        if (try? proof.verify(leaf: leaf, root: root)) != nil {
            Issue.record("\(proof) was accepted", sourceLocation: sourceLocation)
        }
    }

    private func refuse(
        _ index: Int,
        _ size: Int,
        _ path: [Hash],
        _ leaf: Hash,
        _ root: Hash,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        refuse(UInt64(index), UInt64(size), path, leaf, root, sourceLocation: sourceLocation)
    }
}
