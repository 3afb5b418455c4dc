extension JSONDocument {
    /// What a node is; a key is a string.
    @inlinable package func kind(_ node: Int) -> Kind { nodes[node].kind }

    /// Whether a node is the literal `null`.
    @inlinable package func isNull(_ node: Int) -> Bool { nodes[node].kind == .null }

    /// Whether a node is a member's key.
    @inlinable package func isKey(_ node: Int) -> Bool { nodes[node].has(Node.key) }

    /// The number of elements or members; 0 for what is no container.
    @inlinable package func count(_ container: Int) -> Int {
        let node = nodes[container]
        return node.isContainer ? Int(truncatingIfNeeded: node.payload) : 0
    }

    /// The first element of an array or the first key of an object, if there is one.
    @inlinable package func firstChild(_ container: Int) -> Int? {
        count(container) > 0 ? container &+ 1 : nil
    }

    /// The element behind an element, the key behind a key; `nil` behind the last.
    ///
    /// A member's value has no next; its key has.
    @inlinable package func next(_ node: Int) -> Int? {
        let next = nodes[node].next
        return next == 0 ? nil : Int(next)
    }

    /// The value under a key.
    ///
    /// - Precondition: `key` is a key.
    @inlinable package func value(ofKey key: Int) -> Int {
        precondition(nodes[key].has(Node.key), "only a key has a value under it")
        return key &+ 1
    }

    /// Whether a key or string has the bytes of `name`.
    @inlinable package func keyMatches(_ key: Int, _ name: JSONName) -> Bool {
        let node = nodes[key]
        return node.has(Node.key) && matches(node, name)
    }

    /// The value of a member, or `nil` if it is absent or `object` is no object.
    ///
    /// Linear in the members, by their first eight bytes and their lengths.
    @inlinable package func member(_ object: Int, _ name: JSONName) -> Int? {
        let node = nodes[object]
        guard node.isObject, node.payload > 0 else { return nil }
        var key = object &+ 1
        repeat {
            let candidate = nodes[key]
            if matches(candidate, name) { return key &+ 1 }
            key = Int(candidate.next)
        } while key != 0
        return nil
    }

    /// Whether a key has the bytes of `name`.
    @inlinable func matches(_ key: Node, _ name: JSONName) -> Bool {
        guard key.payload == name.prefix, key.length == name.count else { return false }
        // Equal prefixes of equal lengths are equal texts up to eight bytes.
        return key.length <= 8 || hasSameEnd(key, name)
    }

    /// Whether all bytes of a text behind the eighth are those of `name`, which is as long.
    @usableFromInline func hasSameEnd(_ text: Node, _ name: JSONName) -> Bool {
        if text.has(Node.escaped) {
            let unescaped = unescaped
            return Self.haveSameEnd(unescaped.span, text, name)
        }
        let bytes = bytes
        return Self.haveSameEnd(bytes.span, text, name)
    }

    private static func haveSameEnd(
        _ bytes: Span<UInt8>,
        _ text: Node,
        _ name: JSONName
    ) -> Bool {
        let (start, end) = (Int(text.start), Int(text.end))
        guard ByteWord.load(bytes, start &+ 8..<min(start &+ 16, end)) == name.middle else {
            return false
        }
        if name.count <= 16 { return true }
        let right = name.text.utf8Span.span
        return areEqual(bytes.extracting(start &+ 16..<end), right.extracting(16..<right.count))
    }

    /// The value that `path` leads to from a node, or `nil` if it leads nowhere.
    ///
    /// Linear in the members of the objects on the way.
    @inlinable package func node(at path: JSONPath, from: Int = 0) -> Int? {
        var node = from
        for name in path.names {
            guard let next = member(node, name) else { return nil }
            node = next
        }
        return node
    }

    /// The value that `pointer` leads to from a node (RFC 6901, section 4), or `nil`.
    ///
    /// Linear in the members and elements on the way.
    package func node(at pointer: JSONPointer, from: Int = 0) -> Int? {
        var node = from
        for token in pointer.tokens {
            let next: Int? =
                switch kind(node) {
                case .object: member(node, JSONName(token))
                case .array: JSONPointer.arrayIndex(token).flatMap { element(node, $0) }
                default: nil
                }
            guard let next else { return nil }
            node = next
        }
        return node
    }

    /// The element at `index`, or `nil` if this is no array or is too short; linear in `index`.
    package func element(_ array: Int, _ index: Int) -> Int? {
        guard kind(array) == .array, index >= 0, index < count(array) else { return nil }
        var node = array + 1
        for _ in 0..<index { node = Int(nodes[node].next) }
        return node
    }

    /// The number, or `nil` if the node is something else.
    @inlinable package func number(_ node: Int) -> Double? {
        let node = nodes[node]
        return node.kind == .number ? Double(bitPattern: node.payload) : nil
    }

    /// The number as an integer, or `nil` if it has a fraction or exceeds `Int64`.
    @inlinable package func integer(_ node: Int) -> Int64? {
        guard let number = number(node), number >= -0x1p63, number < 0x1p63 else { return nil }
        let integer = Int64(number)
        return Double(integer) == number ? integer : nil
    }

    /// The truth value, or `nil` if the node is something else.
    @inlinable package func bool(_ node: Int) -> Bool? {
        switch nodes[node].kind {
        case .true: true
        case .false: false
        default: nil
        }
    }
}
