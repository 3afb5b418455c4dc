/// Equality by value: as of ``JSONValue``, the order of members does not matter.
extension JSONDocument {
    /// Whether a node and one of `other` are the same value.
    ///
    /// O(n), for objects whose keys are out of order O(n log n).
    package func equals(_ a: Int, _ other: JSONDocument, _ b: Int) -> Bool {
        let (left, right) = (nodes[a], other.nodes[b])
        guard left.kind == right.kind else { return false }
        switch left.kind {
        case .null, .false, .true: return true
        case .number:
            return Double(bitPattern: left.payload) == Double(bitPattern: right.payload)
        case .string: return areEqual(left, other, right)
        case .array: return left.payload == right.payload && haveEqualElements(a, other, b)
        case .object:
            guard left.payload == right.payload else { return false }
            // Keys first: values are looked at once only, however deep they are.
            return haveSameKeys(a, other, b)
                ? haveEqualValues(a, other, b) : haveEqualMembers(a, other, b)
        }
    }

    /// A hash of a value: values that are equal in any documents have equal hashes; O(n).
    ///
    /// It holds for this process. Never store it.
    package func hash(_ node: Int) -> UInt64 {
        let value = nodes[node]
        let kind = UInt64(value.kind.rawValue) &+ 0x51ED_270B_9F3C_A4D1
        switch value.kind {
        case .null, .false, .true: return TextHash.mix(kind, TextHash.secret)
        case .number:
            // Adding 0 makes of -0 what it equals.
            let bits = (Double(bitPattern: value.payload) + 0).bitPattern
            return TextHash.mix(bits ^ kind, TextHash.secret)
        case .string: return textHash(node) ^ kind
        case .array:
            var hash = kind
            var element = firstChild(node)
            while let index = element {
                hash = TextHash.mix(hash ^ self.hash(index), TextHash.secret) &+ 1
                element = next(index)
            }
            return hash
        case .object:
            var sum = kind
            var key = firstChild(node)
            while let index = key {
                sum &+= TextHash.mix(textHash(index) ^ kind, hash(index + 1) | 1)
                key = next(index)
            }
            return TextHash.mix(sum, TextHash.secret)
        }
    }

    private func haveEqualElements(_ a: Int, _ other: JSONDocument, _ b: Int) -> Bool {
        var (left, right) = (firstChild(a), other.firstChild(b))
        while let first = left, let second = right {
            guard equals(first, other, second) else { return false }
            (left, right) = (next(first), other.next(second))
        }
        return true
    }

    /// Whether two objects of as many members have the same keys in the same order.
    private func haveSameKeys(_ a: Int, _ other: JSONDocument, _ b: Int) -> Bool {
        var (left, right) = (firstChild(a), other.firstChild(b))
        while let first = left, let second = right {
            guard areEqual(nodes[first], other, other.nodes[second]) else { return false }
            (left, right) = (next(first), other.next(second))
        }
        return true
    }

    private func haveEqualValues(_ a: Int, _ other: JSONDocument, _ b: Int) -> Bool {
        var (left, right) = (firstChild(a), other.firstChild(b))
        while let first = left, let second = right {
            guard equals(first + 1, other, second + 1) else { return false }
            (left, right) = (next(first), other.next(second))
        }
        return true
    }

    private func haveEqualMembers(_ a: Int, _ other: JSONDocument, _ b: Int) -> Bool {
        zip(sortedKeys(a), other.sortedKeys(b)).allSatisfy { left, right in
            areEqual(nodes[left], other, other.nodes[right])
                && equals(left + 1, other, right + 1)
        }
    }
}
