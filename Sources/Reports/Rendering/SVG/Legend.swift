/// What colours, dashes and hatchings of a drawing mean, in lines as wide as the drawing.
struct Legend {
    /// What is shown beside the words.
    enum Swatch {
        case solid(SpanChart.Bar.Tone)
        case possible(SpanChart.Bar.Tone)
        case block(Int)
        case curve(Int)
        case tentative
        case median
        case light(TrafficLight)
        case dashed
        case shade(Int)
    }

    private struct Item {
        let swatch: Swatch
        let text: String
        let x: Double
        let y: Double
    }

    /// How high it is.
    let height: Double

    private static let swatchWidth = 22.0
    private static let lineHeight = 20.0
    private var items: [Item] = []

    init(_ entries: [(swatch: Swatch, text: String)], width: Double) {
        var (x, y) = (0.0, 0.0)
        for entry in entries {
            let text = TextWidth.shortened(entry.text, to: width - Self.swatchWidth - 6)
            let itemWidth = Self.swatchWidth + 6 + TextWidth.of(text)
            if x > 0, x + itemWidth > width {
                x = 0
                y += Self.lineHeight
            }
            items.append(Item(swatch: entry.swatch, text: text, x: x, y: y))
            x += itemWidth + 16
        }
        height = items.isEmpty ? 0 : y + Self.lineHeight
    }

    /// What solid and hatched parts are, where some are hatched.
    init(certainty isUnsure: Bool, in messages: Messages) {
        self.init(
            isUnsure
                ? [
                    (.solid(.neutral), messages.text(.certain)),
                    (.possible(.neutral), messages.text(.hatched)),
                ] : [],
            width: Sheet.width - 2 * Sheet.margin
        )
    }

    /// Draws it below and right of a point.
    func draw(x: Double, y: Double, on svg: inout SVGWriter) {
        for item in items {
            draw(item.swatch, x: x + item.x, middle: y + item.y + Self.lineHeight / 2, on: &svg)
            svg.text(
                item.text,
                x: x + item.x + Self.swatchWidth + 6,
                y: y + item.y + Self.lineHeight / 2 + 4
            )
        }
    }

    private func draw(_ swatch: Swatch, x: Double, middle: Double, on svg: inout SVGWriter) {
        let width = Self.swatchWidth
        switch swatch {
        case .solid(let tone):
            svg.bar(tone, x: x, width: width, middle: middle)
        case .possible(let tone):
            svg.possibleBar(tone, x: x, width: width, middle: middle)
        case .block(let index):
            svg.rectangle(
                x: x,
                y: middle - 6,
                width: width,
                height: 12,
                "block \(SVGStyle.series(index))"
            )
        case .curve(let index):
            svg.line(
                from: (x, middle),
                to: (x + width, middle),
                "curve \(SVGStyle.series(index))"
            )
            svg.marker(index, x: x + width / 2, y: middle)
        case .tentative:
            svg.line(from: (x, middle), to: (x + width, middle), "axis tentative")
        case .median:
            let x = x + width / 2
            svg.line(from: (x, middle - 8), to: (x, middle + 8), "middle")
        case .light(let light): svg.light(light, x: x + width / 2, y: middle)
        case .dashed:
            svg.rectangle(x: x, y: middle - 6, width: width, height: 12, "paper possible neutral")
        case .shade(let index):
            svg.rectangle(x: x, y: middle - 6, width: width, height: 12, "shade\(index)")
        }
    }
}

extension SVGWriter {
    /// Draws what is sure of a bar; tones differ in height too.
    mutating func bar(_ tone: SpanChart.Bar.Tone, x: Double, width: Double, middle: Double) {
        let height = tone.height
        rectangle(x: x, y: middle - height / 2, width: width, height: height, "solid \(tone.style)")
    }

    /// Draws what is possible of a bar.
    mutating func possibleBar(_ tone: SpanChart.Bar.Tone, x: Double, width: Double, middle: Double)
    {
        let height = tone.height
        rectangle(
            x: x,
            y: middle - height / 2,
            width: width,
            height: height,
            "possible \(tone.style)",
            fill: tone.style
        )
    }

    /// Draws the mark of a series at a point; marks differ in shape.
    mutating func marker(_ index: Int, x: Double, y: Double) {
        let style = "block \(SVGStyle.series(index))"
        switch index % 4 {
        case 0: circle(x: x, y: y, radius: 4, style)
        case 1: rectangle(x: x - 3.5, y: y - 3.5, width: 7, height: 7, style)
        case 2: path([(x, y - 5), (x + 5, y + 3.5), (x - 5, y + 3.5)], isClosed: true, style)
        default: path([(x, y - 5), (x + 5, y), (x, y + 5), (x - 5, y)], isClosed: true, style)
        }
    }
}

extension SpanChart.Bar.Tone {
    /// How high its bars are.
    var height: Double {
        switch self {
        case .preparing: 6
        case .ended: 4
        case .neutral, .active, .paused, .good, .late, .possiblyLate: 12
        }
    }
}
