import Synchronization
import Transparency

/// The tail that was read last, so that many calls over one state of the ledger read it once.
///
/// It is kept with the edge of the tree behind it. The same edge is the same events, whatever
/// became of the transaction that read it, so what is kept never has to be taken back.
final class TailCache: Sendable {
    /// A tail, and the tree of the ledger that ends with it.
    struct Kept: Sendable {
        var edge: TreeEdge
        var tail: Tail
    }

    private let kept = Mutex<Kept?>(nil)

    /// What was kept last.
    var last: Kept? { kept.withLock { $0 } }

    /// Hands over what was kept last, so that it grows without being copied.
    func take() -> Kept? { kept.withLock { $0.take() } }

    /// Keeps a tail in the place of the one before.
    func keep(_ next: Kept) { kept.withLock { $0 = next } }

    /// Adds to what is kept the row of an event that is about to be stored, if it goes on the tree
    /// that the tail ends with.
    ///
    /// When it is not stored after all, no ledger has that edge and what is kept is read anew.
    func extend(from edge: TreeEdge, with row: Span<UInt8>, to next: TreeEdge) throws {
        guard var last = take() else { return }
        if last.edge == edge {
            try last.tail.append(row)
            last.edge = next
        }
        keep(last)
    }
}
