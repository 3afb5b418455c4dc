import Testing
import Transparency

/// Proofs in a tree of a million leaves.
struct `A tree of a million leaves` {
    private static let size = 1_000_000

    private static func leaf(_ index: UInt64) -> Hash {
        // What stands in a leaf does not matter here, so one hash is enough for each.
        Hash(SHA256Hashing.emptyTree.bytes.dropLast(8) + index.bigEndian.bytes)
            ?? SHA256Hashing.emptyTree
    }

    @Test func `proves random places and random earlier sizes`() throws {
        var store = TileStore()
        for index in 0..<UInt64(Self.size) { store.append(Self.leaf(index)) }
        let root = store.edge.root
        let seed = UInt64.random(in: 1 ... .max)
        var generator = Numbers(state: seed)
        try TileTree.answering(from: store.published(forSize: UInt64(Self.size))) { reader in
            for _ in 0..<200 {
                let index = UInt64.random(in: 0..<UInt64(Self.size), using: &generator)
                let proof = try reader.inclusionProof(
                    ofLeaf: index,
                    inSize: UInt64(Self.size)
                )
                try proof.verify(leaf: Self.leaf(index), root: root)
                #expect(throws: ProofError.self, "seed \(seed)") {
                    try proof.verify(leaf: Self.leaf(index + 1), root: root)
                }
                let earlier = UInt64.random(in: 1..<UInt64(Self.size), using: &generator)
                let before = try reader.edge(ofSize: earlier).root
                let growth = try reader.consistencyProof(from: earlier, to: UInt64(Self.size))
                try growth.verify(earlierRoot: before, laterRoot: root)
                #expect(throws: ProofError.self, "seed \(seed)") {
                    try growth.verify(earlierRoot: root, laterRoot: before)
                }
            }
        }
    }
}

/// Numbers that come again with the same seed (SplitMix64).
private struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

extension UInt64 {
    fileprivate var bytes: [UInt8] {
        stride(from: 0, to: 64, by: 8).map { UInt8(truncatingIfNeeded: self >> $0) }
    }
}
