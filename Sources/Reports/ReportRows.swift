package import CanonicalJSON

/// The rows of a report, in order.
///
/// Those of a long table are kept as a table, and made into objects when somebody looks at them.
package struct ReportRows: RandomAccessCollection, Sendable {
    private enum Content: Sendable {
        case objects([JSONObject])
        case table(any RowTable)
    }

    private let content: Content

    /// Takes rows that are made; members that are `null` are left out.
    package init(_ rows: [JSONObject]) {
        content = .objects(
            rows.map { row in
                guard row.members.contains(where: { $0.value == .null }) else { return row }
                return JSONObject(ascending: row.members.filter { $0.value != .null })
            }
        )
    }

    init(_ table: some RowTable) {
        content = .table(table)
    }

    /// Always zero.
    package var startIndex: Int { 0 }

    /// How many rows there are.
    package var endIndex: Int {
        switch content {
        case .objects(let rows): rows.count
        case .table(let table): table.count
        }
    }

    /// One row.
    package subscript(_ index: Int) -> JSONObject {
        switch content {
        case .objects(let rows): rows[index]
        case .table(let table): table.row(index)
        }
    }

    /// About how many bytes of records are gathered before they are given on.
    static let pieceByteCount = 1 << 16

    /// Writes a record for each row, with a field for each column, and gives on what is gathered
    /// again and again.
    func write(
        _ columns: [Report.Column],
        to text: inout SeparatedText,
        _ sink: ([UInt8]) throws -> Void
    ) rethrows {
        for index in indices {
            switch content {
            case .objects(let rows):
                for column in columns { text.field(rows[index][column.key]?.displayText ?? "") }
            case .table(let table):
                table.write(index, to: &text)
            }
            text.endRecord()
            if text.bytes.count >= Self.pieceByteCount { try sink(text.takeRecords()) }
        }
    }
}

extension ReportRows: Hashable {
    /// Whether all rows are the same, however they are kept.
    package static func == (left: ReportRows, right: ReportRows) -> Bool {
        left.elementsEqual(right)
    }

    /// Feeds the number of rows to `hasher`.
    package func hash(into hasher: inout Hasher) { hasher.combine(count) }
}

extension ReportRows: ExpressibleByArrayLiteral {
    /// Takes rows that are made.
    package init(arrayLiteral rows: JSONObject...) { self.init(rows) }
}

/// Rows that are not objects yet.
protocol RowTable: Sendable {
    /// How many there are.
    var count: Int { get }

    /// One row; no member of it is `null`.
    func row(_ index: Int) -> JSONObject

    /// Writes what the columns of the report show of a row.
    func write(_ index: Int, to text: inout SeparatedText)
}
