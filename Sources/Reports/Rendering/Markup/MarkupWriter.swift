/// Writes elements and texts that are well-formed as XML and mean the same as HTML, in UTF-8.
///
/// - Invariant: nothing that is given as a text or as the value of an attribute can end the place
///   it stands in. Signs that nobody sees are written out, as `withControlsEscaped` does.
package struct MarkupWriter {
    /// An attribute and its value.
    package typealias Attribute = (name: String, value: String)

    /// What is written so far.
    package private(set) var bytes: [UInt8] = []

    /// Writes nothing yet.
    package init() {}

    /// Writes an element with what `content` writes in it.
    package mutating func element(
        _ name: String,
        _ attributes: [Attribute] = [],
        content: (inout MarkupWriter) -> Void
    ) {
        start(name, attributes)
        content(&self)
        end(name)
    }

    /// Writes an element with a text in it.
    package mutating func element(_ name: String, _ attributes: [Attribute] = [], text: String) {
        start(name, attributes)
        self.text(text)
        end(name)
    }

    /// Writes an element without content.
    package mutating func empty(_ name: String, _ attributes: [Attribute] = []) {
        open(name, attributes)
        bytes.append(contentsOf: "/>".utf8)
    }

    /// Writes the start of an element, which ``end(_:)`` closes.
    package mutating func start(_ name: String, _ attributes: [Attribute] = []) {
        open(name, attributes)
        bytes.append(UInt8(ascii: ">"))
    }

    /// Writes the end of an element.
    package mutating func end(_ name: String) {
        bytes.append(contentsOf: "</".utf8)
        bytes.append(contentsOf: name.utf8)
        bytes.append(UInt8(ascii: ">"))
    }

    /// Writes a text.
    package mutating func text(_ text: String) { Self.escape(text, into: &bytes) }

    /// Breaks the line between elements.
    package mutating func newLine() { bytes.append(UInt8(ascii: "\n")) }

    /// Writes markup that the program itself is made of, such as a style sheet.
    package mutating func raw(_ markup: String) { bytes.append(contentsOf: markup.utf8) }

    /// Writes markup that another writer wrote.
    package mutating func raw(bytes markup: [UInt8]) { bytes.append(contentsOf: markup) }

    /// A text that stands in markup as it is, whatever is in it.
    ///
    /// - `keepsLines`: whether line breaks stay; else they are written out too.
    package static func escaped(_ text: String, keepsLines: Bool = false) -> String {
        var bytes: [UInt8] = []
        escape(text, keepsLines: keepsLines, into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private mutating func open(_ name: String, _ attributes: [Attribute]) {
        bytes.append(UInt8(ascii: "<"))
        bytes.append(contentsOf: name.utf8)
        for attribute in attributes {
            bytes.append(UInt8(ascii: " "))
            bytes.append(contentsOf: attribute.name.utf8)
            bytes.append(contentsOf: "=\"".utf8)
            Self.escape(attribute.value, into: &bytes)
            bytes.append(UInt8(ascii: "\""))
        }
    }

    private static func escape(_ text: String, keepsLines: Bool = false, into bytes: inout [UInt8])
    {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": bytes.append(contentsOf: "&amp;".utf8)
            case "<": bytes.append(contentsOf: "&lt;".utf8)
            case ">": bytes.append(contentsOf: "&gt;".utf8)
            case "\"": bytes.append(contentsOf: "&quot;".utf8)
            case "\n" where keepsLines: bytes.append(UInt8(ascii: "\n"))
            case "\u{20}"..."\u{7E}": bytes.append(UInt8(truncatingIfNeeded: scalar.value))
            // XML has no such characters (XML 1.0, section 2.2).
            case "\u{FFFE}", "\u{FFFF}": bytes.append(contentsOf: "\u{FFFD}".utf8)
            default:
                if let visible = scalar.visibleEscape {
                    bytes.append(contentsOf: visible.utf8)
                } else {
                    bytes.append(
                        contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
                    )
                }
            }
        }
    }
}
