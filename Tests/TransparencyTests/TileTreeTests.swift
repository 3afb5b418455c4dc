import Testing
import Transparency

struct `A tree of tiles` {
    @Test func `has the root of every earlier size`() throws {
        let leaves = ReferenceTree.numberedLeaves(300)
        let tree = ReferenceTree(leaves: leaves)
        let store = TileStore(leaves: leaves)
        for size in 0...300 {
            let root = tree.root(0..<size)
            #expect(try TileTree.root(ofSize: UInt64(size), tile: store.hashes) == root)
            let published = store.published(forSize: UInt64(size))
            #expect(try TileTree.root(ofSize: UInt64(size), tile: published) == root)
        }
    }

    @Test func `has an edge that goes on growing`() throws {
        let leaves = ReferenceTree.numberedLeaves(300)
        let store = TileStore(leaves: leaves)
        for size in [0, 1, 255, 256, 257, 299] {
            var edge = try TileTree.edge(ofSize: UInt64(size), tile: store.hashes)
            for leaf in leaves[size...] {
                edge.append(leaf)
            }
            #expect(edge == store.edge)
        }
    }

    /// The size of proofs and the tiles of three levels.
    @Test func `answers for 70000 leaves with few tiles`() throws {
        let leaves = ReferenceTree.numberedLeaves(70_000)
        let tree = ReferenceTree(leaves: leaves)
        let store = TileStore(leaves: leaves)
        let sizes = [65_535, 65_536, 65_537, 69_888, 69_999, 70_000]
        for size in sizes {
            var reads = 0
            let published = store.published(forSize: UInt64(size))
            let counted: TileTree.Source = { level, index in
                reads += 1
                return try published(level, index)
            }
            let root = try TileTree.root(ofSize: UInt64(size), tile: counted)
            #expect(root == tree.root(0..<size))
            #expect(reads <= 3)
            for index in [0, 255, 256, 40_000, 65_534, size - 1] {
                reads = 0
                let proof = try TileTree.inclusionProof(
                    ofLeaf: UInt64(index),
                    inSize: UInt64(size),
                    tile: counted
                )
                #expect(proof.path == tree.path(index, 0..<size))
                #expect(reads <= 6)
            }
            for earlier in [1, 256, 4096, 65_535, size - 1] {
                reads = 0
                let proof = try TileTree.consistencyProof(
                    from: UInt64(earlier),
                    to: UInt64(size),
                    tile: counted
                )
                #expect(proof.path == tree.proof(earlier, size))
                #expect(reads <= 6)
            }
        }
    }

    @Test func `refuses a tile that is too short`() throws {
        let short: TileTree.Source = { _, _ in ReferenceTree.numberedLeaves(5) }
        #expect(throws: TileError.tooShort(level: 0, index: 0, found: 5, needed: 6)) {
            try TileTree.root(ofSize: 6, tile: short)
        }
        #expect(
            TileError.tooShort(level: 0, index: 0, found: 5, needed: 6).description
                == "the tile 0 of level 0 holds 5 hashes where the tree needs 6; "
                + "rebuild the tiles from the leaves"
        )
    }

    @Test func `passes on what its source throws`() {
        #expect(throws: TileStore.MissingTile.self) {
            try TileTree.root(ofSize: 1, tile: TileStore().hashes)
        }
    }
}
