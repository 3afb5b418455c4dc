/// The way through nested objects to one value, made ready once for many documents.
package struct JSONPath: Sendable, Hashable {
    /// The names on the way, outermost first.
    package let names: [JSONName]

    /// Makes a path of its names.
    package init(_ names: [JSONName]) {
        self.names = names
    }

    /// Makes a path of names with dots between them, as in `due.edtf`.
    ///
    /// The empty text is the path to the value itself. A name with a dot in it cannot be
    /// written so; give such names one by one.
    package init(_ dotted: String) {
        guard !dotted.isEmpty else {
            names = []
            return
        }
        names = dotted.utf8.split(
            separator: UInt8(ascii: "."),
            omittingEmptySubsequences: false
        ).map { JSONName(String(decoding: $0, as: UTF8.self)) }
    }
}

extension JSONPath: ExpressibleByStringLiteral {
    /// Makes a path of a literal with dots.
    package init(stringLiteral value: String) {
        self.init(value)
    }
}
