extension Report {
    /// The pictures below each other in one document, under the title and what they rest on.
    ///
    /// A report without pictures, or without anything to draw, gives a document that says so.
    func svg() -> [UInt8] {
        let drawings = pictures.enumerated().compactMap { index, picture in
            picture.drawing(in: messages).map {
                (index: index + 1, title: picture.title, drawing: $0)
            }
        }
        let width = drawings.map(\.drawing.width).max() ?? Sheet.width
        let room = width - 2 * Sheet.margin
        let title = TextWidth.lines(title, within: room * 0.7, limit: 3)
        let lines = heading.flatMap { TextWidth.lines($0, within: room, limit: 4) }
        let head =
            Sheet.margin + Double(title.count) * 21 + Double(lines.count) * TextWidth.lineHeight
            + 12
        let height =
            drawings.isEmpty
            ? head + 32 : drawings.reduce(head) { $0 + Self.titleHeight + $1.drawing.height }
        var svg = SVGWriter(prefix: "report")
        svg.document(width: width, height: height, title: self.title) { svg in
            svg.plain { markup in
                let words =
                    heading
                    + drawings.map { "\($0.title): \(Picture.words($0.drawing, in: messages))" }
                markup.element(
                    "desc",
                    [("id", "report-desc")],
                    text: (words + (drawings.isEmpty ? [messages.text(.nothing)] : [])).joined(
                        separator: " "
                    )
                )
                markup.start("style")
                markup.raw(SVGStyle.sheet)
                markup.end("style")
                markup.newLine()
            }
            let tones = SpanChart.Bar.Tone.allCases.filter { tone in
                drawings.contains { $0.drawing.hatches.contains(tone) }
            }
            svg.patterns(tones)
            svg.rectangle(x: 0, y: 0, width: width, height: height, "paper")
            Self.draw(title: title, lines: lines, on: &svg)
            var top = head
            for (_, title, drawing) in drawings {
                let shown = TextWidth.shortened(title, to: room * 0.7)
                svg.text(shown, x: Sheet.margin, y: top + 20, "heading")
                svg.origin = (0, top + Self.titleHeight)
                drawing.draw(on: &svg)
                svg.origin = (0, 0)
                top += Self.titleHeight + drawing.height
            }
            guard drawings.isEmpty else { return }
            svg.text(messages.text(.nothing), x: Sheet.margin, y: head + 14, "soft")
        }
        return svg.markup.bytes + [UInt8(ascii: "\n")]
    }

    private static let titleHeight = 34.0

    private static func draw(title: [String], lines: [String], on svg: inout SVGWriter) {
        var y = Sheet.margin
        for line in title {
            y += 21
            svg.text(line, x: Sheet.margin, y: y - 5, "heading")
        }
        for line in lines {
            y += TextWidth.lineHeight
            svg.text(line, x: Sheet.margin, y: y, "soft")
        }
    }
}
