/// The form of RFC 8785.
extension JSONDocument {
    /// Appends the canonical bytes of a node.
    ///
    /// O(n): one copy for what is canonical in the source. The members of an object that is not
    /// are sorted, in place for up to 32, and each is one copy if it can.
    package func appendCanonical(_ node: Int, to bytes: inout [UInt8]) {
        let value = nodes[node]
        guard value.has(Node.varied) else {
            if value.has(Node.escaped | Node.key) {
                appendText(value, to: &bytes)
            } else {
                bytes.append(contentsOf: self.bytes[sourceRange(value)])
            }
            return
        }
        switch value.kind {
        case .object: appendObject(node, value, to: &bytes)
        case .array: appendArray(value, firstChild(node), to: &bytes)
        case .number: appendNumber(Double(bitPattern: value.payload), to: &bytes)
        case .string: appendText(value, to: &bytes)
        case .null, .false, .true: break  // There is one way to write a literal.
        }
    }

    private func appendArray(_ array: Node, _ first: Int?, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "["))
        var element = first
        while let node = element {
            appendCanonical(node, to: &bytes)
            element = next(node)
            if element != nil { bytes.append(UInt8(ascii: ",")) }
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private func appendNumber(_ number: Double, to bytes: inout [UInt8]) {
        var writer = CanonicalWriter(bytes: [])
        swap(&writer.bytes, &bytes)
        writer.write(number)
        swap(&writer.bytes, &bytes)
    }

    /// Appends a text between quotation marks.
    private func appendText(_ text: Node, to bytes: inout [UInt8]) {
        guard text.has(Node.escaped) else {
            bytes.append(contentsOf: self.bytes[Int(text.start) - 1..<Int(text.end) + 1])
            return
        }
        var writer = CanonicalWriter(bytes: [])
        swap(&writer.bytes, &bytes)
        writer.write(string(text))
        swap(&writer.bytes, &bytes)
    }

    private func appendObject(_ object: Int, _ node: Node, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "{"))
        let count = Int(node.payload)
        if !node.has(Node.unsorted) {
            var key = firstChild(object)
            while let index = key {
                appendMember(index, to: &bytes)
                key = next(index)
                if key != nil { bytes.append(UInt8(ascii: ",")) }
            }
        } else if count <= FewKeys.limit {
            let keys = fewKeys(object)
            for place in 0..<count {
                if place > 0 { bytes.append(UInt8(ascii: ",")) }
                appendMember(keys[place], to: &bytes)
            }
        } else {
            var isFirst = true
            for key in sortedKeys(object) {
                if !isFirst { bytes.append(UInt8(ascii: ",")) }
                isFirst = false
                appendMember(key, to: &bytes)
            }
        }
        bytes.append(UInt8(ascii: "}"))
    }

    /// Appends a key, a colon and the value.
    private func appendMember(_ key: Int, to bytes: inout [UInt8]) {
        let (name, value) = (nodes[key], nodes[key + 1])
        if !name.has(Node.escaped), !value.has(Node.varied) {
            let place = sourceRange(value)
            if place.lowerBound == Int(name.end) + 2 {
                bytes.append(contentsOf: self.bytes[Int(name.start) - 1..<place.upperBound])
                return
            }
        }
        appendText(name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        appendCanonical(key + 1, to: &bytes)
    }
}
