extension JSONDocument {
    /// The keys of an object with few members in canonical order, without an allocation.
    struct FewKeys {
        /// The most keys there may be.
        static var limit: Int { 32 }

        private var keys = InlineArray<32, UInt32>(repeating: 0)
        private(set) var count = 0

        subscript(place: Int) -> Int { Int(keys[place]) }

        /// Puts a key in its place among those that are there.
        mutating func insert(_ key: Int, _ nodes: Span<Node>, _ document: JSONDocument) {
            let node = nodes[key]
            var place = count
            while place > 0, document.precedes(node, nodes[Int(keys[place &- 1])]) {
                keys[place] = keys[place &- 1]
                place &-= 1
            }
            keys[place] = UInt32(truncatingIfNeeded: key)
            count &+= 1
        }
    }

    /// The keys of an object of at most ``FewKeys/limit`` members in canonical order.
    func fewKeys(_ object: Int) -> FewKeys {
        let nodes = nodes
        var keys = FewKeys()
        var key = firstChild(object) ?? 0
        while key != 0 {
            keys.insert(key, nodes.span, self)
            key = Int(nodes[key].next)
        }
        return keys
    }

    /// The keys of an object in canonical order; O(n log n), allocates.
    func sortedKeys(_ object: Int) -> [Int] {
        var keys: [Int] = []
        keys.reserveCapacity(count(object))
        var key = firstChild(object)
        while let index = key {
            keys.append(index)
            key = next(index)
        }
        if nodes[object].has(Node.unsorted) { keys.sort { precedes(nodes[$0], nodes[$1]) } }
        return keys
    }

    @inline(__always)
    fileprivate func precedes(_ left: Node, _ right: Node) -> Bool {
        if left.payload != right.payload { return left.payload < right.payload }
        return KeyOrder.compare(left, right, source: bytes, unescaped: unescaped) < 0
    }
}
