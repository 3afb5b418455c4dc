import CanonicalJSON

extension Report {
    /// The rows as RFC 4180 records under a record of the column keys.
    func commaSeparated() -> [UInt8] {
        var text = SeparatedText()
        for column in columns { text.field(column.key) }
        text.endRecord()
        rows.write(columns, to: &text)
        return text.bytes
    }
}
