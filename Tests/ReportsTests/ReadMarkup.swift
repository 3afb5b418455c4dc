import Foundation
import FoundationXML
import Reports
import Testing

/// Markup that was read by a parser of XML: its elements and the texts that stand in them.
final class ReadMarkup: NSObject, XMLParserDelegate {
    /// One element.
    struct Element {
        let name: String
        let attributes: [String: String]
        var text = ""
    }

    private(set) var elements: [Element] = []
    private var open: [Int] = []

    /// Reads markup, which must be well-formed.
    init(_ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) {
        super.init()
        let parser = XMLParser(data: Data(bytes))
        parser.delegate = self
        let isRead = parser.parse()
        #expect(isRead, "\(String(describing: parser.parserError))", sourceLocation: sourceLocation)
    }

    /// The elements of a name.
    func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

    /// The names of all elements.
    var names: Set<String> { Set(elements.map(\.name)) }

    func parser(
        _ parser: XMLParser,
        didStartElement elementName: String,
        namespaceURI: String?,
        qualifiedName qName: String?,
        attributes attributeDict: [String: String] = [:]
    ) {
        open.append(elements.count)
        elements.append(Element(name: elementName, attributes: attributeDict))
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        guard let index = open.last else { return }
        elements[index].text += string
    }

    func parser(
        _ parser: XMLParser,
        didEndElement elementName: String,
        namespaceURI: String?,
        qualifiedName qName: String?
    ) {
        open.removeLast()
    }
}

/// The room that a text of a drawing takes, by widths that are common in sans-serif fonts.
struct TextBox {
    let text: String
    let left, right, top, bottom: Double

    /// Reads the place of a `text` element; the corners of what is turned by 45 degrees.
    init?(_ element: ReadMarkup.Element) {
        guard let x = element.attributes["x"].flatMap(Double.init),
            let y = element.attributes["y"].flatMap(Double.init)
        else { return nil }
        text = element.text
        let size = element.attributes["class"]?.contains("heading") == true ? 16.0 : 12.0
        let width = Double(element.text.displayWidth) * size * 0.54
        let start =
            switch element.attributes["text-anchor"] {
            case "middle": -width / 2
            case "end": -width
            default: 0.0
            }
        if element.attributes["transform"] != nil {
            let corners = [(start, 0.0), (start + width, 0), (start, -9), (start + width, -9)]
                .map { ((($0.0 + $0.1) * 0.7071), (($0.1 - $0.0) * 0.7071)) }
            left = x + (corners.map(\.0).min() ?? 0)
            right = x + (corners.map(\.0).max() ?? 0)
            top = y + (corners.map(\.1).min() ?? 0)
            bottom = y + (corners.map(\.1).max() ?? 0)
        } else {
            (left, right) = (x + start, x + start + width)
            (top, bottom) = (y - size * 0.75, y + size * 0.2)
        }
    }

    /// Whether two texts stand on each other.
    func touches(_ other: TextBox) -> Bool {
        left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }
}
