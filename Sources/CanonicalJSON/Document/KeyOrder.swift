/// The canonical order of a document's keys: that of RFC 8785, section 3.2.3.
enum KeyOrder {
    typealias Node = JSONDocument.Node

    /// How one key stands to another: negative before, positive behind, 0 for equal bytes.
    static func compare(
        _ left: Node,
        _ right: Node,
        source: [UInt8],
        unescaped: [UInt8]
    ) -> Int {
        if left.payload != right.payload { return left.payload < right.payload ? -1 : 1 }
        let leftText = left.has(Node.escaped) ? unescaped.span : source.span
        let rightText = right.has(Node.escaped) ? unescaped.span : source.span
        return compareEnds(
            leftText.extracting(left.range),
            rightText.extracting(right.range)
        )
    }

    /// Whether one key stands before another.
    static func precedes(
        _ left: Node,
        _ right: Node,
        source: [UInt8],
        unescaped: [UInt8]
    ) -> Bool {
        if left.payload != right.payload { return left.payload < right.payload }
        return compare(left, right, source: source, unescaped: unescaped) < 0
    }

    /// Compares two texts that have the same prefix.
    private static func compareEnds(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Int {
        let shared = min(left.count, right.count)
        var index = 8
        while index < shared {
            let (leftByte, rightByte) = (left[index], right[index])
            if leftByte != rightByte {
                return String.canonicalRank(leftByte) - String.canonicalRank(rightByte)
            }
            index += 1
        }
        return left.count - right.count
    }
}
