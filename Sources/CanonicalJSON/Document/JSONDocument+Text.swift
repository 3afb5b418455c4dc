/// The texts of strings and keys, always unescaped.
extension JSONDocument {
    /// The text of a string or key, or `nil` if the node is something else; O(n), allocates.
    package func text(_ node: Int) -> String? {
        let node = nodes[node]
        return node.isText ? string(node) : nil
    }

    /// The number of UTF-8 bytes of a string or key; 0 for anything else.
    @inlinable package func textCount(_ node: Int) -> Int {
        let node = nodes[node]
        return node.isText ? node.length : 0
    }

    /// A hash of the UTF-8 bytes of a string or key; O(n).
    ///
    /// It holds for this process: hashes of texts of equal bytes are equal, in all documents
    /// and with ``JSONName/textHash``. Never store it.
    ///
    /// - Precondition: the node is a string or key.
    package func textHash(_ node: Int) -> UInt64 {
        withText(node) { TextHash.of($0) }
    }

    /// Whether a node is a string or key with the bytes of `other`; O(n).
    package func text(_ node: Int, equals other: String) -> Bool {
        let node = nodes[node]
        let right = other.utf8Span.span
        guard node.isText, node.length == right.count else { return false }
        return withBytes(of: node) { Self.areEqual($0, right) }
    }

    /// Whether a node is a string or key with the bytes of `other`; O(n).
    @inlinable package func text(_ node: Int, equals other: JSONName) -> Bool {
        let node = nodes[node]
        guard node.isText, node.length == other.count else { return false }
        if node.info & (Node.escaped | Node.key) == Node.escaped {
            return hasSameBytes(node, other)
        }
        return matches(node, other)
    }

    /// Whether two nodes are strings or keys with the same bytes; O(n).
    package func text(_ a: Int, equals other: JSONDocument, _ b: Int) -> Bool {
        let (left, right) = (nodes[a], other.nodes[b])
        return left.isText && right.isText && areEqual(left, other, right)
    }

    /// Lends the unescaped UTF-8 bytes of a string or key.
    ///
    /// - Precondition: the node is a string or key.
    @inlinable package func withText<Result>(
        _ node: Int,
        _ body: (Span<UInt8>) throws -> Result
    ) rethrows -> Result {
        let node = nodes[node]
        precondition(node.isText, "only strings and keys have text")
        return try withBytes(of: node, body)
    }

    /// Lends the bytes of a text, from the one or the other array.
    ///
    /// Two calls, so that neither array is retained for the choice between them.
    @inlinable func withBytes<Result>(
        of text: Node,
        _ body: (Span<UInt8>) throws -> Result
    ) rethrows -> Result {
        if text.has(Node.escaped) {
            let unescaped = unescaped
            return try body(unescaped.span.extracting(text.range))
        }
        let bytes = bytes
        return try body(bytes.span.extracting(text.range))
    }

    /// The text of a node that has one.
    func string(_ text: Node) -> String {
        withBytes(of: text) { bytes in
            // The reader has seen to it that the bytes are UTF-8.
            guard let text = try? UTF8Span(validating: bytes) else {
                preconditionFailure("a document holds UTF-8")
            }
            return String(copying: text)
        }
    }

    @usableFromInline func hasSameBytes(_ text: Node, _ name: JSONName) -> Bool {
        withBytes(of: text) { Self.areEqual($0, name.text.utf8Span.span) }
    }

    /// Whether two texts have the same bytes.
    func areEqual(_ left: Node, _ other: JSONDocument, _ right: Node) -> Bool {
        left.length == right.length
            && withBytes(of: left) { left in
                other.withBytes(of: right) { Self.areEqual(left, $0) }
            }
    }

    /// Whether two runs of bytes are equal; O(n), eight at a time.
    static func areEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        var index = 0
        while left.count &- index >= 8 {
            guard ByteWord.load(left, index) == ByteWord.load(right, index) else { return false }
            index &+= 8
        }
        while index < left.count {
            guard left[index] == right[index] else { return false }
            index &+= 1
        }
        return true
    }
}
