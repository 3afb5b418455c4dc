/// Writes the shapes and texts of a drawing as SVG 1.1.
///
/// Lengths are units of the drawing, which are CSS pixels at its natural size, rounded to tenths
/// without a locale.
struct SVGWriter {
    /// Which point of a text stands at its place.
    enum Anchor: String {
        case start, middle, end
    }

    /// What is written so far.
    private(set) var markup = MarkupWriter()

    /// What every id of the drawing begins with, so that several can stand in one document.
    let prefix: String

    /// Where zero is.
    var origin = (x: 0.0, y: 0.0)

    init(prefix: String) { self.prefix = prefix }

    /// Writes shapes under a title that shows when they are pointed at.
    mutating func group(_ title: String, content: (inout SVGWriter) -> Void) {
        markup.start("g")
        markup.element("title", text: title)
        content(&self)
        markup.end("g")
    }

    /// Writes an element that draws nothing by itself.
    mutating func plain(_ write: (inout MarkupWriter) -> Void) { write(&markup) }

    /// Draws a rectangle; `fill` is the id of a pattern.
    mutating func rectangle(
        x: Double,
        y: Double,
        width: Double,
        height: Double,
        _ style: String,
        fill: String? = nil
    ) {
        shape(
            "rect",
            [
                ("x", self.x(x)), ("y", self.y(y)), ("width", Self.number(max(0, width))),
                ("height", Self.number(max(0, height))),
            ],
            style,
            fill
        )
    }

    /// Draws a circle; `fill` is the id of a pattern.
    mutating func circle(
        x: Double,
        y: Double,
        radius: Double,
        _ style: String,
        fill: String? = nil
    ) {
        shape(
            "circle",
            [("cx", self.x(x)), ("cy", self.y(y)), ("r", Self.number(radius))],
            style,
            fill
        )
    }

    /// Draws a straight line.
    mutating func line(
        from start: (x: Double, y: Double),
        to end: (x: Double, y: Double),
        _ style: String
    ) {
        shape(
            "line",
            [("x1", x(start.x)), ("y1", y(start.y)), ("x2", x(end.x)), ("y2", y(end.y))],
            style
        )
    }

    /// Draws a line through points, or the area within them; `fill` is the id of a pattern.
    mutating func path(
        _ points: [Outline.Point],
        isClosed: Bool = false,
        _ style: String,
        fill: String? = nil
    ) {
        guard let first = points.first else { return }
        outline(style, fill: fill) { outline in
            outline.move(to: first)
            for point in points.dropFirst() { outline.line(to: point) }
            if isClosed { outline.close() }
        }
    }

    /// Draws a shape by its outline; `fill` is the id of a pattern.
    mutating func outline(
        _ style: String,
        fill: String? = nil,
        content: (inout Outline) -> Void
    ) {
        var outline = Outline(origin: origin)
        content(&outline)
        shape("path", [("d", outline.data)], style, fill)
    }

    /// Draws half an ellipse to the right of two points that stand above each other.
    mutating func arc(
        x: Double,
        from top: Double,
        to bottom: Double,
        width: Double,
        thickness: Double,
        _ style: String
    ) {
        let radii = "\(Self.number(width)) \(Self.number((bottom - top) / 2))"
        let data = "M\(self.x(x)) \(y(top))A\(radii) 0 0 1 \(self.x(x)) \(y(bottom))"
        shape("path", [("d", data), ("stroke-width", Self.number(thickness))], style)
    }

    /// Writes a text on one line; turned about its place by some degrees.
    mutating func text(
        _ text: String,
        x: Double,
        y: Double,
        _ style: String = "",
        anchor: Anchor = .start,
        turned degrees: Int = 0
    ) {
        var attributes = [("x", self.x(x)), ("y", self.y(y))]
        if !style.isEmpty { attributes.append(("class", style)) }
        if anchor != .start { attributes.append(("text-anchor", anchor.rawValue)) }
        if degrees != 0 {
            attributes.append(("transform", "rotate(\(degrees) \(self.x(x)) \(self.y(y)))"))
        }
        markup.element("text", attributes, text: text)
        markup.newLine()
    }

    /// Writes the lines of a text, centred about `y`.
    mutating func lines(
        _ lines: [String],
        x: Double,
        middle: Double,
        _ style: String = "",
        anchor: Anchor = .start
    ) {
        // The middle of letters is about a third of their size above the line they stand on.
        let first = middle + 4 - Double(lines.count - 1) * TextWidth.lineHeight / 2
        for (index, line) in lines.enumerated() {
            text(line, x: x, y: first + Double(index) * TextWidth.lineHeight, style, anchor: anchor)
        }
    }

    /// A number in tenths: `12`, `12.5`.
    static func number(_ value: Double) -> String {
        // Nothing is drawn so far away; it also keeps what is no number out.
        let tenths = Int((min(max(value, -1_000_000), 1_000_000) * 10).rounded())
        let sign = tenths < 0 ? "-" : ""
        let (whole, part) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
        return part == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(part)"
    }

    private func x(_ value: Double) -> String { Self.number(origin.x + value) }

    private func y(_ value: Double) -> String { Self.number(origin.y + value) }

    private mutating func shape(
        _ name: String,
        _ attributes: [MarkupWriter.Attribute],
        _ style: String,
        _ fill: String? = nil
    ) {
        var attributes = attributes
        attributes.append(("class", style))
        if let fill { attributes.append(("fill", "url(#\(prefix)-\(fill))")) }
        markup.empty(name, attributes)
        markup.newLine()
    }
}
