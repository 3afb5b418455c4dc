import CanonicalJSON

extension Report {
    /// The rows as RFC 4180 records under a record of the column keys, some records at a time.
    func writeCommaSeparated(to sink: ([UInt8]) throws -> Void) rethrows {
        var text = SeparatedText()
        for column in columns { text.field(column.key) }
        text.endRecord()
        try rows.write(columns, to: &text, sink)
        try sink(text.bytes)
    }
}
