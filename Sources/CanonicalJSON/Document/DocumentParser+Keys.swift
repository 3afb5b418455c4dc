/// The order of keys, and that none stands twice.
extension DocumentParser {
    /// How many keys are compared each with each; more are sorted.
    private static var fewKeys: Int { 16 }

    /// How one key stands to another in canonical order: negative before, positive behind.
    func keyOrder(_ left: Node, _ right: Node) -> Int {
        KeyOrder.compare(left, right, source: bytes, unescaped: unescaped)
    }

    /// Whether no two keys of an object that is about to end are equal.
    @inline(never)
    func hasUniqueKeys(
        _ object: Node,
        at index: Int,
        _ text: Span<UInt8>,
        _ nodes: borrowing MutableSpan<Node>
    ) -> Bool {
        let count = Int(object.payload)
        if count > Self.fewKeys { return hasUniqueKeysSorted(count, first: index + 1, nodes) }
        var key = index &+ 1
        while nodes[key].next != 0 {
            let node = nodes[key]
            var other = Int(node.next)
            while other != 0 {
                if nodes[other].payload == node.payload, keyOrder(nodes[other], node) == 0 {
                    return false
                }
                other = Int(nodes[other].next)
            }
            key = Int(node.next)
        }
        return true
    }

    private func hasUniqueKeysSorted(
        _ count: Int,
        first: Int,
        _ nodes: borrowing MutableSpan<Node>
    ) -> Bool {
        var keys: [Node] = []
        keys.reserveCapacity(count)
        var key = first
        while key != 0 {
            keys.append(nodes[key])
            key = Int(nodes[key].next)
        }
        keys.sort { KeyOrder.precedes($0, $1, source: bytes, unescaped: unescaped) }
        return zip(keys, keys.dropFirst()).allSatisfy { left, right in
            left.payload != right.payload || keyOrder(left, right) != 0
        }
    }
}
