/// Reads one JSON text, strictly.
///
/// What RFC 8259 leaves to the reader is refused here, as I-JSON (RFC 7493) asks: duplicate
/// keys, invalid UTF-8, lone surrogates, a byte order mark, numbers beyond a double. Two readers
/// then cannot understand the same bytes differently. Nothing is normalised or repaired.
package struct JSONReader: Sendable {
    /// Which numbers are taken.
    package enum Numbers: Sendable {
        /// Whole numbers below 2^53 in magnitude, and fractions as the nearest double.
        case ledger

        /// Every number whose nearest double is finite.
        case ieee754
    }

    private let numbers: Numbers
    private let maximumDepth: Int

    /// Makes a reader; `maximumDepth` is how many arrays and objects may enclose one another.
    ///
    /// - Precondition: `maximumDepth` is 0 to 512, which a thread's stack bears.
    package init(numbers: Numbers = .ledger, maximumDepth: Int = 64) {
        precondition((0...512).contains(maximumDepth), "a reader's depth is 0 to 512")
        self.numbers = numbers
        self.maximumDepth = maximumDepth
    }

    /// Reads the whole of `bytes` as one value, with white space around it.
    ///
    /// O(n), for keys out of order O(n log n).
    ///
    /// - Throws: ``JSONError`` with the first objection. A duplicate key is seen when its object
    ///   ends, so an objection to what follows inside the object comes before it.
    package func read(_ bytes: Span<UInt8>) throws(JSONError) -> JSONValue {
        var parser = JSONParser(numbers: numbers, maximumDepth: maximumDepth)
        do {
            return try parser.document(bytes)
        } catch {
            throw JSONError(error, in: bytes)
        }
    }

    /// Reads the whole of `bytes` as one value, with white space around it.
    ///
    /// The same as ``read(_:)`` of a span, and quicker: the tree is made of a ``JSONDocument``.
    package func read(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
        try JSONDocument(reading: bytes, numbers: numbers, maximumDepth: maximumDepth).value(0)
    }
}
