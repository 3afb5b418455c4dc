import CanonicalJSON

/// The rows of the register as texts one behind the other, in the order of its columns.
///
/// What a row does not have is a zero; the length of every other text is stored one higher.
struct RegisterTable: RowTable {
    /// The rows.
    let bytes: [UInt8]

    /// Where each of them begins.
    let starts: [Int]

    /// The tags of parties and, under the same numbers, their names.
    let parties: TextList
    let names: TextList

    var count: Int { starts.count }

    func write(_ index: Int, to text: inout SeparatedText) {
        var reader = ByteReader(bytes, at: starts[index])
        for _ in 0..<3 { text.field(reader.nextWordRange() ?? 0..<0, of: bytes) }
        text.field(Self.existence(reader.byte()))
        for _ in 0..<2 { text.field(reader.nextWordRange() ?? 0..<0, of: bytes) }
        let trackCount = reader.number()
        text.beginField()
        for track in 0..<trackCount {
            if track > 0 { text.add("; ") }
            let party = reader.number()
            text.add(names[party], of: names.bytes)
            text.add(" (")
            text.add(reader.nextRange(), of: bytes)
            text.add(")")
            _ = reader.byte()
            for _ in 0..<3 { _ = reader.nextWordRange() }
            _ = reader.number()
        }
        text.endField()
        for _ in 0..<6 { text.field(reader.nextWordRange() ?? 0..<0, of: bytes) }
        text.field(String(reader.number()))
        text.field(reader.nextWordRange() ?? 0..<0, of: bytes)
    }

    func row(_ index: Int) -> JSONObject {
        var reader = ByteReader(bytes, at: starts[index])
        var row: [(String, JSONValue)] = []
        func add(_ key: String, _ range: Range<Int>?) {
            guard let range, !range.isEmpty else { return }
            row.append((key, .string(reader.string(range))))
        }
        row.append(("agreement", .string(reader.nextWord() ?? "")))
        row.append(("title", .string(reader.nextWord() ?? "")))
        add("kind", reader.nextWordRange())
        row.append(("existence", .string(Self.existence(reader.byte()))))
        add("state", reader.nextWordRange())
        add("possibleState", reader.nextWordRange())
        var tracks: [JSONValue] = []
        var shown: [JSONValue] = []
        for _ in 0..<reader.number() {
            let track = track(&reader)
            tracks.append(.object(track.row))
            shown.append(.string(track.shown))
        }
        row.append(("parties", .array(tracks)))
        if !shown.isEmpty { row.append(("partyNames", .array(shown))) }
        for key in ["announced", "drafted", "signedFirst", "signedLast", "inForceSince", "termEnd"]
        {
            add(key, reader.nextWordRange())
        }
        row.append(("gaps", .integer(reader.number())))
        add("marks", reader.nextWordRange())
        add("since", reader.nextWordRange())
        return JSONObject(row)
    }

    private func track(_ reader: inout ByteReader) -> (row: JSONObject, shown: String) {
        let party = reader.number()
        let state = reader.nextText()
        let bound = RegisterEntry.Bound(rawValue: reader.byte()) ?? .no
        let name = names.string(party)
        var row: JSONObject = [
            "name": .string(name), "party": .string(parties.string(party)), "state": .string(state),
            "bound": .string(bound.word),
        ]
        if let signed = reader.nextWord() { row["signed"] = .string(signed) }
        if let since = reader.nextWord() { row["boundSince"] = .string(since) }
        if let since = reader.nextWord() { row["outSince"] = .string(since) }
        let position = reader.number()
        if position > 0 { row["position"] = .integer(position - 1) }
        return (row, "\(name) (\(state))")
    }

    private static func existence(_ byte: UInt8) -> String {
        byte == RegisterEntry.Existence.definite.rawValue ? "definite" : "possible"
    }
}

extension ByteReader {
    /// Where a text stands that may be missing, whose length stands here one higher.
    fileprivate mutating func nextWordRange() -> Range<Int>? {
        let length = number()
        guard length > 0 else { return nil }
        defer { offset += length - 1 }
        return offset..<(offset + length - 1)
    }

    /// A text that may be missing, whose length stands here one higher.
    fileprivate mutating func nextWord() -> String? { nextWordRange().map(string) }
}
