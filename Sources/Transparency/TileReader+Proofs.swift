extension TileReader {
    /// Proves that the tree of the first `size` leaves holds the leaf at `index`.
    ///
    /// Follows `PATH` of RFC 6962, section 2.1.1, from the root down, so the hashes come out last
    /// first.
    ///
    /// - Throws: ``ProofError/indexOutsideTree(index:size:)``, ``TileError``, or what the tile
    ///   source throws.
    package mutating func inclusionProof(
        ofLeaf index: UInt64,
        inSize size: UInt64
    ) throws -> InclusionProof {
        guard index < size else { throw ProofError.indexOutsideTree(index: index, size: size) }
        var start: UInt64 = 0
        var end = size
        var path: [Hash] = []
        while end - start > 1 {
            let split = start + largestPowerOfTwo(below: end - start)
            if index < split {
                path.append(try root(from: split, to: end))
                end = split
            } else {
                path.append(try root(from: start, to: split))
                start = split
            }
        }
        return InclusionProof(index: index, size: size, path: path.reversed())
    }

    /// Proves that the tree of `laterSize` leaves continues the tree of `earlierSize` leaves.
    ///
    /// Follows `SUBPROOF` of RFC 6962, section 2.1.2, from the root down, so the hashes come out
    /// last first.
    ///
    /// - Throws: ``ProofError/shrunkTree(earlier:later:)``, ``TileError``, or what the tile
    ///   source throws.
    package mutating func consistencyProof(
        from earlierSize: UInt64,
        to laterSize: UInt64
    ) throws -> ConsistencyProof {
        guard earlierSize <= laterSize else {
            throw ProofError.shrunkTree(earlier: earlierSize, later: laterSize)
        }
        guard earlierSize > 0 else {
            return ConsistencyProof(earlierSize: 0, laterSize: laterSize, path: [])
        }
        var start: UInt64 = 0
        var end = laterSize
        var path: [Hash] = []
        while end > earlierSize {
            let split = start + largestPowerOfTwo(below: end - start)
            if earlierSize <= split {
                path.append(try root(from: split, to: end))
                end = split
            } else {
                path.append(try root(from: start, to: split))
                start = split
            }
        }
        // A verifier knows the node that is the whole earlier tree; any other must be given.
        if start > 0 {
            path.append(try root(from: start, to: end))
        }
        return ConsistencyProof(
            earlierSize: earlierSize,
            laterSize: laterSize,
            path: path.reversed()
        )
    }

    /// Where a tree of two or more leaves splits.
    private func largestPowerOfTwo(below count: UInt64) -> UInt64 {
        1 << UInt64(63 - (count - 1).leadingZeroBitCount)
    }
}
