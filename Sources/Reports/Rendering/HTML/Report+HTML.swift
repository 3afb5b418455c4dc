import CanonicalJSON

extension Report {
    /// The report as one page that needs no script and nothing from elsewhere.
    ///
    /// It is well-formed XML too. The time it takes grows with the number of rows and no faster.
    func html() -> [UInt8] {
        var page = MarkupWriter()
        page.raw("<!DOCTYPE html>\n")
        page.element("html", [("lang", messages.language ?? "en")]) { page in
            page.newLine()
            page.element("head") { head(of: &$0) }
            page.newLine()
            page.element("body") { page in
                page.newLine()
                page.element("main") { page in
                    page.newLine()
                    page.element("h1", [("dir", "auto")], text: title)
                    page.newLine()
                    basisList(on: &page)
                    totalList(on: &page)
                    figures(on: &page)
                    table(on: &page)
                    for mark in markLists { marks(mark, on: &page) }
                }
            }
            page.newLine()
        }
        page.newLine()
        return page.bytes
    }

    /// Nothing is loaded, run or sent from the page.
    private static let policy =
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

    private func head(of page: inout MarkupWriter) {
        page.newLine()
        page.empty("meta", [("charset", "utf-8")])
        page.newLine()
        page.empty("meta", [("http-equiv", "Content-Security-Policy"), ("content", Self.policy)])
        page.newLine()
        page.empty(
            "meta",
            [("name", "viewport"), ("content", "width=device-width, initial-scale=1")]
        )
        page.newLine()
        page.empty("meta", [("name", "color-scheme"), ("content", "light dark")])
        page.newLine()
        page.element("title", text: title)
        page.newLine()
        page.element("style") { page in
            page.newLine()
            page.raw(PageStyle.sheet(for: columns))
            if !pictures.isEmpty { page.raw(SVGStyle.sheet) }
        }
        page.newLine()
    }

    /// What the answer rests on: dates, snapshot, origin, parameters.
    private func basisList(on page: inout MarkupWriter) {
        let snapshot = basis["knownAt"]
        let entries: [(Phrase, String?)] = [
            (.pageAsOf, (basis["asOf"]?.displayText).map(messages.date)),
            (.pageKnownAt, known(snapshot)),
            (.pageRecorded, (snapshot?["recorded"]?.displayText).map(messages.date)),
            (.pageRoot, snapshot?["root"]?.displayText),
            (.pageOrigin, basis["origin"]?.displayText),
            (.pageParameters, basis["parameters"]?.displayText),
            (.pageVersion, basis["version"]?.displayText),
        ]
        let shown = entries.compactMap { phrase, value in
            value.map { (messages.text(phrase), [$0]) }
        }
        list("basis", shown, on: &page)
    }

    private func known(_ snapshot: JSONValue?) -> String? {
        guard let size = (snapshot?["size"]).flatMap(CellText(in: messages).text) else {
            guard case .object? = snapshot else { return snapshot?.displayText }
            return nil
        }
        return messages.text(.size, ["size": size])
    }

    private func totalList(on page: inout MarkupWriter) {
        guard !totals.isEmpty else { return }
        page.element("h2", text: messages.text(.pageTotals))
        page.newLine()
        list("totals", shownTotals.map { ($0.name, $0.lines) }, on: &page)
    }

    private func list(
        _ style: String,
        _ entries: [(name: String, lines: [String])],
        on page: inout MarkupWriter
    ) {
        page.element("dl", [("class", style)]) { page in
            page.newLine()
            for entry in entries {
                page.element("dt", text: entry.name)
                for line in entry.lines { page.element("dd", [("dir", "auto")], text: line) }
                page.newLine()
            }
        }
        page.newLine()
    }

    private func figures(on page: inout MarkupWriter) {
        for (index, picture) in pictures.enumerated() {
            let id = "picture-\(index + 1)"
            page.element("h2", [("id", "\(id)-heading")], text: picture.title)
            page.newLine()
            guard let drawing = picture.markup(prefix: id, in: messages) else {
                page.element("p", [("class", "soft")], text: messages.text(.nothing))
                page.newLine()
                continue
            }
            // It can be reached by keyboard, because it scrolls where the screen is narrow.
            page.element("div", Self.scrolling("picture", labelledBy: "\(id)-heading")) { page in
                page.newLine()
                page.raw(bytes: drawing)
            }
            page.newLine()
        }
    }

    private func table(on page: inout MarkupWriter) {
        guard !columns.isEmpty else { return }
        page.element("div", Self.scrolling("rows", labelledBy: "rows-caption")) { page in
            page.newLine()
            page.element("table") { page in
                page.element(
                    "caption",
                    [("id", "rows-caption")],
                    text: rows.isEmpty
                        ? messages.text(.pageNoRows) : messages.text(.pageRows, count: rows.count)
                )
                page.newLine()
                page.element("thead") { page in
                    page.element("tr") { page in
                        for column in columns {
                            page.element(
                                "th",
                                Self.cell(column, [("scope", "col")]),
                                text: column.title
                            )
                        }
                    }
                }
                page.newLine()
                page.element("tbody") { page in
                    page.newLine()
                    for row in rows { write(row, on: &page) }
                }
            }
        }
        page.newLine()
    }

    private func write(_ row: JSONObject, on page: inout MarkupWriter) {
        page.start("tr")
        for (index, column) in columns.enumerated() {
            let text = row[column.key]?.displayText ?? ""
            // What a row is about heads it.
            let name = index == 0 ? "th" : "td"
            page.element(
                name,
                Self.cell(column, index == 0 ? [("scope", "row")] : []),
                text: text
            )
        }
        page.end("tr")
        page.newLine()
    }

    /// The attributes of a cell: figures stand at the right, names in their own direction.
    private static func cell(
        _ column: Column,
        _ attributes: [MarkupWriter.Attribute]
    ) -> [MarkupWriter.Attribute] {
        if column.alignment == .trailing { return attributes + [("class", "n")] }
        return switch column.content {
        case .text: attributes + [("dir", "auto")]
        case .date: attributes + [("class", "d")]
        case .words, .mixed, .number: attributes
        }
    }

    private func marks(_ mark: MarkList, on page: inout MarkupWriter) {
        page.element("h2", text: mark.count)
        page.newLine()
        guard !mark.entries.isEmpty else { return }
        page.element("ul") { page in
            page.newLine()
            for entry in mark.entries {
                page.element("li", [("dir", "auto")], text: entry)
                page.newLine()
            }
        }
        page.newLine()
    }

    private static func scrolling(
        _ style: String,
        labelledBy id: String
    ) -> [MarkupWriter.Attribute] {
        [("class", style), ("role", "region"), ("aria-labelledby", id), ("tabindex", "0")]
    }
}
