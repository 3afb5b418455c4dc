/// Why a proof is not a proof of what is claimed.
package enum ProofError: Error, Hashable, CustomStringConvertible {
    /// The tree has no leaf of that index.
    case indexOutsideTree(index: UInt64, size: UInt64)

    /// The later tree is smaller than the earlier one; a log never shrinks.
    case shrunkTree(earlier: UInt64, later: UInt64)

    /// The number of hashes does not fit the sizes.
    case wrongLength(found: Int)

    /// The hashes lead to another root than the one claimed.
    case otherRoot(claimed: Hash, computed: Hash)

    /// The hashes lead to another earlier root than the one claimed: history was rewritten.
    case otherEarlierRoot(claimed: Hash, computed: Hash)

    package var description: String {
        switch self {
        case .indexOutsideTree(let index, let size):
            "a tree of \(size) leaves has no leaf \(index); ask for a smaller index, "
                + "or use a later checkpoint"
        case .shrunkTree(let earlier, let later):
            "a tree of \(later) leaves cannot continue one of \(earlier); "
                + "a log never shrinks, so ask its operator for the newer checkpoint"
        case .wrongLength(let found):
            "a proof between these sizes cannot have \(found) hashes; get the whole proof again"
        case .otherRoot(let claimed, let computed):
            "the proof leads to the root \(computed), the checkpoint claims \(claimed); "
                + "keep both as evidence"
        case .otherEarlierRoot(let claimed, let computed):
            "the proof leads back to the root \(computed), the earlier checkpoint claims "
                + "\(claimed); keep both as evidence"
        }
    }
}
