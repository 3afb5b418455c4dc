extension JSONValue {
    /// Returns the canonical bytes of RFC 8785, in UTF-8.
    ///
    /// - Precondition: every number in the value is finite.
    package func canonicalBytes() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(1024)
        appendCanonicalBytes(to: &bytes)
        return bytes
    }

    /// Appends the canonical bytes of RFC 8785 to `bytes`.
    ///
    /// - Precondition: every number in the value is finite.
    package func appendCanonicalBytes(to bytes: inout [UInt8]) {
        var writer = CanonicalWriter(bytes: [])
        swap(&writer.bytes, &bytes)
        writer.write(self)
        swap(&writer.bytes, &bytes)
    }

    /// Returns the value for people to read: canonical order, two spaces a level.
    ///
    /// The text has no line feed at its end. It is not canonical: never hash it.
    ///
    /// - Precondition: every number in the value is finite.
    package func prettyPrinted() -> String {
        String(decoding: prettyBytes(), as: UTF8.self)
    }

    /// Returns the bytes of ``prettyPrinted()``, for a value that stands so many spaces inside
    /// another one; its first line is not indented.
    ///
    /// - Precondition: every number in the value is finite.
    package func prettyBytes(indentation: Int = 0) -> [UInt8] {
        var printer = PrettyPrinter()
        printer.write(self, indentation: indentation)
        return printer.writer.bytes
    }
}
