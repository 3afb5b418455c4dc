package import Events
package import LMDB
package import Transparency

extension Journal {
    /// The root of the tree over the first `size` leaves.
    ///
    /// - Complexity: O(log size) tiles.
    package func root(
        ofSize size: UInt64,
        tail: Tail? = nil,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Hash {
        let edge = try edge(in: snapshot)
        if size == edge.size { return edge.root }
        let tail = try tail ?? self.tail(in: snapshot)
        var tiles: [[UInt8]: [Hash]] = [:]
        return try TileTree.root(ofSize: size) { level, index in
            let key = Layout.tileKey(level: level, index: index)
            if let known = tiles[key] { return known }
            let hashes = try tile(level: level, index: index, tail: tail, in: snapshot)
            tiles[key] = hashes
            return hashes
        }
    }

    /// The hashes of one tile; empty when there is none.
    package func tile(
        level: Int,
        index: UInt64,
        tail: Tail? = nil,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> [Hash] {
        var hashes = try storedTile(level: level, index: index, in: snapshot)
        guard hashes.count < Tile.fullWidth else { return hashes }
        let tail = try tail ?? self.tail(in: snapshot)
        guard tail.count > 0 else { return hashes }
        let first = index * UInt64(Tile.fullWidth)
        if level == 0 {
            // What a stored tile lacks begins where the tail begins.
            hashes += try tail.hashes(from: first, below: first + UInt64(Tile.fullWidth))
            return hashes
        }
        let row = Tile.hashCount(atLevel: level, ofSize: tail.end)
        let indexed = Tile.hashCount(atLevel: level, ofSize: tail.start)
        guard row > indexed, indexed >= first, indexed < first + UInt64(Tile.fullWidth) else {
            return hashes
        }
        var edge = TreeEdge()
        for hash in try tile(level: level - 1, index: indexed, tail: tail, in: snapshot) {
            edge.append(hash)
        }
        hashes.append(edge.root)
        return hashes
    }

    /// The edge of an agreement's own tree; empty when nobody has spoken of it.
    package func dossier(
        of agreement: Tag,
        tail: Tail? = nil,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> TreeEdge {
        var edge = try storedDossier(of: agreement.text.utf8.span, in: snapshot)
        let tail = try tail ?? self.tail(in: snapshot)
        for position in tail.positions(.tag, agreement.text.utf8.span) {
            edge.append(try tail.hash(Int(position - tail.start)))
        }
        return edge
    }

    /// The hashes of one tile as far as it is stored, which is up to the tail.
    func storedTile(
        level: Int,
        index: UInt64,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws(LMDBError) -> [Hash] {
        let key = Layout.tileKey(level: level, index: index)
        guard let bytes = try snapshot.value(for: key.span, in: layout.tiles) else { return [] }
        var hashes: [Hash] = []
        hashes.reserveCapacity(Tile.fullWidth)
        var start = 0
        while start + Hash.byteCount <= bytes.count {
            if let hash = Hash(bytes: bytes.extracting(start..<(start + Hash.byteCount))) {
                hashes.append(hash)
            }
            start += Hash.byteCount
        }
        return hashes
    }

    /// The edge of an agreement's own tree as it is stored, which is up to the tail.
    func storedDossier(
        of agreement: Span<UInt8>,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> TreeEdge {
        guard let bytes = try snapshot.value(for: agreement, in: layout.dossiers)
        else { return TreeEdge() }
        guard let edge = TreeEdge(decoding: bytes) else {
            let name = String(decoding: agreement.array, as: UTF8.self)
            throw JournalError.damaged("the dossier head of \(name) cannot be read")
        }
        return edge
    }
}
