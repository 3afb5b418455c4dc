/// Lays a value out for people: one member or element a line, two spaces a level.
struct PrettyPrinter {
    private(set) var writer = CanonicalWriter(bytes: [])

    mutating func write(_ value: JSONValue, indentation: Int = 0) {
        switch value {
        case .array(let elements) where !elements.isEmpty:
            writeLines(elements, between: ("[", "]"), indentation) { printer, element, inner in
                printer.write(element, indentation: inner)
            }
        case .object(let object) where !object.isEmpty:
            writeLines(object.members, between: ("{", "}"), indentation) { printer, member, inner in
                printer.writer.write(member.key)
                printer.writer.bytes.append(contentsOf: ": ".utf8)
                printer.write(member.value, indentation: inner)
            }
        default:
            writer.write(value)
        }
    }

    private mutating func writeLines<Item>(
        _ items: [Item],
        between brackets: (open: String, close: String),
        _ indentation: Int,
        _ writeItem: (inout PrettyPrinter, Item, Int) -> Void
    ) {
        writer.bytes.append(contentsOf: brackets.open.utf8)
        for (index, item) in items.enumerated() {
            if index > 0 { writer.bytes.append(UInt8(ascii: ",")) }
            startLine(indentation + 2)
            writeItem(&self, item, indentation + 2)
        }
        startLine(indentation)
        writer.bytes.append(contentsOf: brackets.close.utf8)
    }

    private mutating func startLine(_ indentation: Int) {
        writer.bytes.append(UInt8(ascii: "\n"))
        writer.bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indentation))
    }
}
