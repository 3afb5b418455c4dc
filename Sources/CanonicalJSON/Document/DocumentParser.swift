/// One pass over a JSON text (RFC 8259) that writes the nodes of a ``JSONDocument``.
///
/// It knows only yes and no: on any fault ``JSONParser`` reads again and says what is wrong and
/// where. It keeps no stack: an open container's node holds the container around it.
struct DocumentParser {
    typealias Node = JSONDocument.Node

    /// How a run over the text ends.
    private enum Outcome {
        case done
        case fault

        /// The room for nodes is used up.
        case full
    }

    /// What `current` is outside all containers.
    private static let nowhere = UInt32.max

    let bytes: [UInt8]
    let numbers: JSONReader.Numbers
    let maximumDepth: Int

    /// The texts that had escapes.
    var unescaped: [UInt8] = []

    /// The next byte to read.
    var offset = 0

    /// How many nodes are written.
    var count = 0

    /// The innermost open container.
    var current = Self.nowhere

    /// Whether `current` is an object.
    private var isInObject = false

    /// The last whole value.
    private var last = 0

    /// How many containers are open.
    private var depth = 0

    private init(_ bytes: [UInt8], numbers: JSONReader.Numbers, maximumDepth: Int) {
        self.bytes = bytes
        self.numbers = numbers
        self.maximumDepth = maximumDepth
    }

    /// Reads everything, or returns `nil` if that is no JSON a reader would take.
    static func parse(
        _ bytes: [UInt8],
        numbers: JSONReader.Numbers,
        maximumDepth: Int
    ) -> (nodes: [Node], unescaped: [UInt8])? {
        precondition(bytes.count < Int(Int32.max), "a JSON text is shorter than 2 GiB")
        var parser = DocumentParser(bytes, numbers: numbers, maximumDepth: maximumDepth)
        let blank = Node(start: 0, end: 0, next: 0, info: 0, payload: 0)
        var nodes = [Node](repeating: blank, count: bytes.count / 16 + 8)
        let text = bytes.span
        parser.skipSpace(text)
        while true {
            var room = nodes.mutableSpan
            switch parser.run(text, &room) {
            case .done:
                nodes.removeLast(nodes.count - parser.count)
                return (nodes, parser.unescaped)
            case .fault: return nil
            case .full: nodes.append(contentsOf: repeatElement(blank, count: nodes.count))
            }
        }
    }

    /// Reads values, each with what stands before the next one, until the text ends.
    private mutating func run(_ text: Span<UInt8>, _ nodes: inout MutableSpan<Node>) -> Outcome {
        while true {
            // One value and one key fit without another look.
            guard count &+ 2 <= nodes.count else { return .full }
            guard offset < text.count else { return .fault }
            switch text[offset] {
            case UInt8(ascii: "\""):
                guard string(text, &nodes, flags: 0) else { return .fault }
            case UInt8(ascii: "{"):
                guard open(.object, text, &nodes) else { return .fault }
                guard !isAt(UInt8(ascii: "}"), text) else { break }
                guard key(text, &nodes) else { return .fault }
                continue
            case UInt8(ascii: "["):
                guard open(.array, text, &nodes) else { return .fault }
                guard !isAt(UInt8(ascii: "]"), text) else { break }
                continue
            case let byte:
                guard scalar(byte, text, &nodes) else { return .fault }
            }
            guard current != Self.nowhere else { return end(text) }
            guard valueEnded(text, &nodes) else { return .fault }
            if current == Self.nowhere { return end(text) }
        }
    }

    /// Whether nothing follows the value.
    private mutating func end(_ text: Span<UInt8>) -> Outcome {
        skipSpace(text)
        return offset == text.count ? .done : .fault
    }

    /// Steps from a value, or the opening of an empty container, to the next value.
    @inline(__always)
    private mutating func valueEnded(
        _ text: Span<UInt8>,
        _ nodes: inout MutableSpan<Node>
    ) -> Bool {
        while true {
            skipSpace(text, &nodes)
            guard offset < text.count else { return false }
            let byte = text[offset]
            if byte == UInt8(ascii: ",") {
                offset &+= 1
                skipSpace(text, &nodes)
                return isInObject ? key(text, &nodes) : true
            }
            guard byte == (isInObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else { return false }
            offset &+= 1
            guard close(text, &nodes) else { return false }
            if current == Self.nowhere { return true }
        }
    }

    /// Whether `byte` comes next.
    @inline(__always)
    private func isAt(_ byte: UInt8, _ text: Span<UInt8>) -> Bool {
        offset < text.count && text[offset] == byte
    }

    /// Steps over the opening of a container and the space behind it.
    @inline(__always)
    private mutating func open(
        _ kind: JSONDocument.Kind,
        _ text: Span<UInt8>,
        _ nodes: inout MutableSpan<Node>
    ) -> Bool {
        guard depth < maximumDepth else { return false }
        depth &+= 1
        let position = UInt32(truncatingIfNeeded: offset)
        nodes[count] = Node(
            start: position,
            end: position,
            next: current,
            info: UInt32(kind.rawValue),
            payload: 0
        )
        current = UInt32(truncatingIfNeeded: count)
        isInObject = kind == .object
        count &+= 1
        offset &+= 1
        skipSpace(text, &nodes)
        return true
    }

    /// Ends the innermost container, whose closing bracket or brace is just behind.
    @inline(__always)
    private mutating func close(_ text: Span<UInt8>, _ nodes: inout MutableSpan<Node>) -> Bool {
        let index = Int(current)
        var node = nodes[index]
        node.end = UInt32(truncatingIfNeeded: offset)
        if node.payload > 0 { nodes[isInObject ? last &- 1 : last].next = 0 }
        if node.has(Node.unsorted) {
            node.info |= Node.varied
            guard hasUniqueKeys(node, at: index, text, nodes) else { return false }
        }
        current = node.next
        depth &-= 1
        node.next = 0
        if current == Self.nowhere {
            nodes[index] = node
            return true
        }
        isInObject = nodes[Int(current)].isObject
        nodes[Int(current)].info |= node.info & Node.varied
        nodes[Int(current)].payload &+= 1
        if isInObject {
            nodes[index &- 1].next = UInt32(truncatingIfNeeded: count)
        } else {
            node.next = UInt32(truncatingIfNeeded: count)
        }
        nodes[index] = node
        last = index
        return true
    }

    /// Writes the node of a value without parts, and counts it in its container.
    @inline(__always)
    mutating func append(_ node: Node, _ nodes: inout MutableSpan<Node>) {
        var node = node
        last = count
        count &+= 1
        if current != Self.nowhere {
            if !isInObject { node.next = UInt32(truncatingIfNeeded: count) }
            nodes[Int(current)].payload &+= 1
            nodes[Int(current)].info |= node.info & Node.varied
        }
        nodes[last] = node
    }

    /// Reads a key, the colon behind it, and the space up to the value.
    @inline(__always)
    private mutating func key(_ text: Span<UInt8>, _ nodes: inout MutableSpan<Node>) -> Bool {
        guard isAt(UInt8(ascii: "\""), text), string(text, &nodes, flags: Node.key) else {
            return false
        }
        skipSpace(text, &nodes)
        guard isAt(UInt8(ascii: ":"), text) else { return false }
        offset &+= 1
        skipSpace(text, &nodes)
        return true
    }

    /// Writes the node of a key and sees whether it stands behind the one before.
    @inline(__always)
    mutating func appendKey(_ node: Node, _ nodes: inout MutableSpan<Node>) -> Bool {
        let object = nodes[Int(current)]
        var flags = node.info & Node.varied
        if object.payload > 0, !object.has(Node.unsorted) {
            let previous = nodes[last &- 1]
            if previous.payload == node.payload {
                let order = keyOrder(previous, node)
                if order == 0 { return false }
                if order > 0 { flags |= Node.unsorted }
            } else if previous.payload > node.payload {
                flags |= Node.unsorted
            }
        }
        nodes[Int(current)].info |= flags
        nodes[count] = node
        count &+= 1
        nodes[count &- 1].next = UInt32(truncatingIfNeeded: count &+ 1)
        return true
    }
}

// MARK: - Small steps

extension DocumentParser {
    /// Steps over white space outside the value.
    private mutating func skipSpace(_ text: Span<UInt8>) {
        while offset < text.count, Self.isSpace(text[offset]) { offset &+= 1 }
    }

    /// Steps over white space inside a container, which is not canonical then.
    @inline(__always)
    private mutating func skipSpace(_ text: Span<UInt8>, _ nodes: inout MutableSpan<Node>) {
        guard offset < text.count, text[offset] <= 0x20 else { return }
        skipSpace(text)
        nodes[Int(current)].info |= Node.varied
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): true
        default: false
        }
    }
}
