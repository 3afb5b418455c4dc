extension JSONDocument {
    /// The tree of a node and all it holds; O(n), for keys out of order O(n log n), allocates.
    package func value(_ node: Int) -> JSONValue {
        let (nodes, source, unescaped) = (nodes, bytes, unescaped)
        return value(node, nodes.span, source.span, unescaped.span)
    }

    /// The same with the arrays lent, so that no step counts a reference to them.
    private func value(
        _ index: Int,
        _ nodes: Span<Node>,
        _ source: Span<UInt8>,
        _ unescaped: Span<UInt8>
    ) -> JSONValue {
        let node = nodes[index]
        switch node.kind {
        case .null: return .null
        case .false: return .bool(false)
        case .true: return .bool(true)
        case .number: return .number(Double(bitPattern: node.payload))
        case .string: return .string(Self.string(node, source, unescaped))
        case .array:
            var elements: [JSONValue] = []
            elements.reserveCapacity(Int(node.payload))
            var element = node.payload > 0 ? index + 1 : 0
            while element != 0 {
                elements.append(value(element, nodes, source, unescaped))
                element = Int(nodes[element].next)
            }
            return .array(elements)
        case .object: return .object(object(index, nodes, source, unescaped))
        }
    }

    private func object(
        _ index: Int,
        _ nodes: Span<Node>,
        _ source: Span<UInt8>,
        _ unescaped: Span<UInt8>
    ) -> JSONObject {
        let node = nodes[index]
        let count = Int(node.payload)
        var members: [JSONObject.Member] = []
        members.reserveCapacity(count)
        func append(_ key: Int) {
            members.append(
                JSONObject.Member(
                    key: Self.string(nodes[key], source, unescaped),
                    value: value(key + 1, nodes, source, unescaped)
                )
            )
        }
        if !node.has(Node.unsorted) {
            var key = count > 0 ? index + 1 : 0
            while key != 0 {
                append(key)
                key = Int(nodes[key].next)
            }
        } else if count <= FewKeys.limit {
            let keys = fewKeys(index)
            for place in 0..<keys.count { append(keys[place]) }
        } else {
            for key in sortedKeys(index) { append(key) }
        }
        return JSONObject(ascending: members)
    }

    private static func string(
        _ text: Node,
        _ source: Span<UInt8>,
        _ unescaped: Span<UInt8>
    ) -> String {
        let buffer = text.has(Node.escaped) ? unescaped : source
        // Validated when the document was read.
        guard let utf8 = try? UTF8Span(validating: buffer.extracting(text.range)) else { return "" }
        return String(copying: utf8)
    }
}
