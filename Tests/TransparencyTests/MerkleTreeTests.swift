import Testing
import Transparency

struct `A Merkle tree` {
    @Test func `hashes leaves and nodes apart, as published`() {
        #expect(
            SHA256Hashing.leaf([]).hex
                == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
        )
        #expect(
            SHA256Hashing.leaf(Array("L123456".utf8)).hex
                == "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56"
        )
        #expect(
            SHA256Hashing.leaf(Array(#"{"a":"é","b":1,"n":1e+21}"#.utf8)).hex
                == "205036feadab6aa515c0b3286c6c6f2eaa1a19273ceca8fa05777c85e94c2075"
        )
    }

    @Test func `joins two hashes behind the byte of a node`() {
        let left = SHA256Hashing.leaf([1])
        let right = SHA256Hashing.leaf([2])
        #expect(
            SHA256Hashing.node(left, right)
                == SHA256Hashing.hash([0x01] + left.bytes + right.bytes)
        )
    }

    @Test(arguments: 0...8)
    func `has the published root`(size: Int) {
        var edge = TreeEdge()
        for leaf in PublishedVectors.leaves.prefix(size) {
            edge.append(SHA256Hashing.leaf(leaf))
        }
        #expect(edge.root == PublishedVectors.roots[size])
        #expect(edge.size == UInt64(size))
    }

    @Test(arguments: [(7, TesseraLog.root7), (15, TesseraLog.root15)])
    func `has the root that another log published`(size: Int, root: String) {
        var edge = TreeEdge()
        for leaf in TesseraLog.leafHashes.prefix(size) {
            edge.append(leaf)
        }
        #expect(edge.root.base64 == root)
    }
}

struct `A tree edge` {
    struct Refusal: Error {}

    /// In a function: the macro takes no span.
    private func isEncoded(_ edge: TreeEdge, _ bytes: [UInt8]) -> Bool {
        edge.isEncoded(as: bytes.span)
    }

    @Test func `has the root of the plain definition at every size up to 300`() {
        let leaves = ReferenceTree.numberedLeaves(300)
        let tree = ReferenceTree(leaves: leaves)
        var edge = TreeEdge()
        for size in 0...300 {
            #expect(edge.size == UInt64(size))
            #expect(edge.subtrees.count == size.nonzeroBitCount)
            #expect(edge.root == tree.root(0..<size))
            #expect(TreeEdge(decoding: edge.encode().span) == edge)
            #expect(isEncoded(edge, edge.encode()))
            if size < 300 { edge.append(leaves[size]) }
        }
    }

    @Test func `hands over a hash for each row that it completes`() {
        let leaves = ReferenceTree.numberedLeaves(600)
        let tree = ReferenceTree(leaves: leaves)
        var edge = TreeEdge()
        var rows: [Int: [Hash]] = [:]
        for leaf in leaves {
            edge.append(leaf) { level, index, hash in
                #expect(index == UInt64(rows[level, default: []].count))
                rows[level, default: []].append(hash)
            }
        }
        #expect(rows[0] == leaves)
        #expect(rows[1] == [tree.root(0..<256), tree.root(256..<512)])
        #expect(rows.count == 2)
    }

    @Test func `is unchanged when a hash cannot be kept`() {
        var edge = TreeEdge()
        for leaf in ReferenceTree.numberedLeaves(255) {
            edge.append(leaf)
        }
        let before = edge
        for refused in 0...1 {
            #expect(throws: Refusal.self) {
                try edge.append(SHA256Hashing.leaf([])) { level, _, _ throws(Refusal) in
                    if level == refused { throw Refusal() }
                }
            }
            #expect(edge == before)
        }
    }

    @Test func `is read only from bytes whose number fits the size`() {
        var edge = TreeEdge()
        for leaf in ReferenceTree.numberedLeaves(7) {
            edge.append(leaf)
        }
        let bytes = edge.encode()
        #expect(bytes.count == 8 + 3 * 32)
        for count in 0..<bytes.count {
            let shortened = Array(bytes.prefix(count))
            #expect(TreeEdge(decoding: shortened.span) == nil)
            #expect(!isEncoded(edge, shortened))
            var changed = bytes
            changed[count] ^= 1
            #expect(!isEncoded(edge, changed))
        }
        let lengthened = bytes + [0]
        #expect(TreeEdge(decoding: lengthened.span) == nil)
        #expect(!isEncoded(edge, lengthened))
        let other = [0, 0, 0, 0, 0, 0, 0, 8] + bytes.dropFirst(8)
        #expect(TreeEdge(decoding: other.span) == nil)
    }
}
