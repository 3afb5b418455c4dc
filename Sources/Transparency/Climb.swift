/// The way from a node up to the root, step by step.
///
/// `index` is the place of the node in its level and `last` the place of the level's last node.
/// A last node without a sibling rises unchanged until it gets one.
struct Climb {
    /// On which side of the node the next hash of a proof stands.
    enum Side {
        case left
        case right
    }

    private var index: UInt64
    private var last: UInt64

    init(index: UInt64, last: UInt64) {
        self.index = index
        self.last = last
    }

    /// Whether there is nothing above.
    var isAtRoot: Bool {
        last == 0
    }

    /// Climbs while the node is a right child, as it was when its subtree was completed.
    mutating func skipCompleted() {
        let steps = UInt64((~index).trailingZeroBitCount)
        index >>= steps
        last >>= steps
    }

    /// Takes one step and tells the side of the sibling there, or nothing at the root.
    mutating func next() -> Side? {
        if isAtRoot { return nil }
        let isLeftSibling = index & 1 == 1 || index == last
        if isLeftSibling {
            while index & 1 == 0 && index > 0 {
                index >>= 1
                last >>= 1
            }
        }
        index >>= 1
        last >>= 1
        return isLeftSibling ? .left : .right
    }
}
