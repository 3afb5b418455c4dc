/// The complete nodes of a tile from ``lowest`` upwards, to its root.
///
/// What lies lower is computed when it is asked for: it takes at most 11 hashes a proof, and
/// leaving it out keeps a tile of 8 KiB as 31 hashes. The nodes over hashes that are there never
/// change, so the nodes of a partial tile stay right when it grows; they are too few then.
struct TileNodes: Sendable {
    /// The height of the lowest nodes that are kept, each over 16 hashes.
    static let lowest = 4

    /// The rows one after the other, the lowest first.
    private let nodes: [Hash]

    /// The number of hashes of the tile.
    private let width: Int

    /// Computes the nodes over the hashes of a tile.
    ///
    /// - Complexity: a hash for each complete node, at most 255.
    init(_ hashes: [Hash]) {
        width = hashes.count
        var nodes: [Hash] = []
        nodes.reserveCapacity(2 * (width >> Self.lowest))
        for end in stride(from: 1 << Self.lowest, through: width, by: 1 << Self.lowest) {
            nodes.append(TreeEdge(of: hashes[(end - (1 << Self.lowest))..<end]).root)
        }
        var start = 0
        for height in stride(from: Self.lowest + 1, through: Tile.height, by: 1) {
            for left in stride(from: start, to: start + 2 * (width >> height), by: 2) {
                nodes.append(SHA256Hashing.node(nodes[left], nodes[left + 1]))
            }
            start += width >> (height - 1)
        }
        self.nodes = nodes
    }

    /// A node by its height above the tile's hashes, ``lowest`` or more, and its place in its row;
    /// `nil` when the tile was too short for it.
    func node(height: Int, offset: Int) -> Hash? {
        guard offset < width >> height else { return nil }
        let start = (Self.lowest..<height).reduce(0) { $0 + (width >> $1) }
        return nodes[start + offset]
    }
}
