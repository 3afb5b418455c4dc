/// A JSON text with an index of what stands where in it, read once and strictly.
///
/// A tree of ``JSONValue`` costs an allocation for almost every string, array and object. A
/// document keeps the text and one flat array of nodes, 24 bytes for each value and each key;
/// names, numbers and texts are looked up in place. Nodes are named by index: the root is 0.
///
/// Every call is O(1), checks its index and allocates nothing, unless it says otherwise.
package final class JSONDocument: Sendable {
    /// The source text.
    package let bytes: [UInt8]

    /// All values and keys in the order of the text.
    @usableFromInline let nodes: [Node]

    /// The texts that have escapes in the source, one behind the other.
    @usableFromInline let unescaped: [UInt8]

    /// Reads the whole of `bytes` as one value, with white space around it; O(n).
    ///
    /// Takes and refuses exactly what a ``JSONReader`` of the same limits does. For keys out of
    /// order O(n log n).
    ///
    /// - Precondition: `maximumDepth` is 0 to 512, and `bytes` are fewer than 2^31.
    /// - Throws: ``JSONError`` with the objection of ``JSONReader/read(_:)``.
    package init(
        reading bytes: [UInt8],
        numbers: JSONReader.Numbers = .ledger,
        maximumDepth: Int = 64
    ) throws(JSONError) {
        precondition((0...512).contains(maximumDepth), "a reader's depth is 0 to 512")
        let parsed = DocumentParser.parse(bytes, numbers: numbers, maximumDepth: maximumDepth)
        guard let parsed else {
            throw Self.objection(
                to: bytes,
                JSONReader(numbers: numbers, maximumDepth: maximumDepth)
            )
        }
        self.bytes = bytes
        nodes = parsed.nodes
        unescaped = parsed.unescaped
    }

    /// Makes the document of a value: its canonical bytes, read; O(n).
    ///
    /// - Precondition: every number in the value is finite.
    package init(_ value: JSONValue) {
        let bytes = value.canonicalBytes()
        let parsed = DocumentParser.parse(bytes, numbers: .ieee754, maximumDepth: .max)
        guard let parsed else { preconditionFailure("canonical bytes are JSON") }
        self.bytes = bytes
        nodes = parsed.nodes
        unescaped = parsed.unescaped
    }

    /// What a reader has against bytes that are refused.
    private static func objection(to bytes: [UInt8], _ reader: JSONReader) -> JSONError {
        do {
            _ = try reader.read(bytes.span)
        } catch {
            return error
        }
        preconditionFailure("a document refuses what the reader takes")
    }

    /// Whether the source text is its own RFC 8785 form.
    package var isCanonical: Bool {
        let root = nodes[0]
        return !root.has(Node.varied) && sourceRange(root) == 0..<bytes.count
    }

    /// Where a value stands in the source, a string with its quotation marks.
    ///
    /// - Precondition: `node` is no key with escapes.
    func sourceRange(_ node: Node) -> Range<Int> {
        guard node.isText else { return node.range }
        guard node.has(Node.escaped) else { return Int(node.start) - 1..<Int(node.end) + 1 }
        precondition(!node.has(Node.key), "an escaped key's place is not kept")
        return Int(node.payload & 0xFFFF_FFFF) - 1..<Int(node.payload >> 32) + 1
    }
}
