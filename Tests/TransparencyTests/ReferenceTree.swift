import Transparency

/// The Merkle tree as RFC 6962, section 2.1, defines it: plain recursion over a list of leaves.
///
/// Slow and obvious on purpose; everything clever is compared with it. Computed ranges are kept,
/// so that comparing all sizes takes seconds and not minutes.
final class ReferenceTree {
    private let leaves: [Hash]
    private var known: [Range<Int>: Hash] = [:]

    init(leaves: [Hash]) {
        self.leaves = leaves
    }

    /// Leaves of different content, as many as asked for.
    static func numberedLeaves(_ count: Int) -> [Hash] {
        (0..<count).map { SHA256Hashing.leaf(Array("leaf \($0)".utf8)) }
    }

    /// `MTH(D[range])`.
    func root(_ range: Range<Int>) -> Hash {
        if range.isEmpty { return SHA256Hashing.emptyTree }
        if range.count == 1 { return leaves[range.lowerBound] }
        if let hash = known[range] { return hash }
        let split = range.lowerBound + split(range.count)
        let hash = SHA256Hashing.node(
            root(range.lowerBound..<split),
            root(split..<range.upperBound)
        )
        known[range] = hash
        return hash
    }

    /// `PATH(index, D[range])`, the index counted from the start of the range.
    func path(_ index: Int, _ range: Range<Int>) -> [Hash] {
        if range.count == 1 { return [] }
        let split = split(range.count)
        let left = range.lowerBound..<range.lowerBound + split
        let right = range.lowerBound + split..<range.upperBound
        return index < split
            ? path(index, left) + [root(right)]
            : path(index - split, right) + [root(left)]
    }

    /// `PROOF(earlier, D[0..<later])`.
    func proof(_ earlier: Int, _ later: Int) -> [Hash] {
        earlier == 0 || earlier == later ? [] : subproof(earlier, 0..<later, true)
    }

    private func subproof(_ earlier: Int, _ range: Range<Int>, _ isWhole: Bool) -> [Hash] {
        if earlier == range.count { return isWhole ? [] : [root(range)] }
        let split = split(range.count)
        let left = range.lowerBound..<range.lowerBound + split
        let right = range.lowerBound + split..<range.upperBound
        return earlier <= split
            ? subproof(earlier, left, isWhole) + [root(right)]
            : subproof(earlier - split, right, false) + [root(left)]
    }

    /// The largest power of two smaller than `count`.
    private func split(_ count: Int) -> Int {
        var power = 1
        while power * 2 < count { power *= 2 }
        return power
    }
}
