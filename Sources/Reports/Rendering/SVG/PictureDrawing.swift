/// A picture laid out: how large it is and how it is drawn.
///
/// - Invariant: nothing is drawn outside the size, and texts stay clear of each other.
protocol PictureDrawing {
    /// How wide it is at its natural size, where texts are 12 pixels high or more.
    var width: Double { get }

    /// How high it is at its natural size.
    var height: Double { get }

    /// What it shows, in words, for those who do not see it; a line for each subject.
    var summary: [String] { get }

    /// The tones whose hatching it uses.
    var hatches: [SpanChart.Bar.Tone] { get }

    /// Draws it from zero to its size.
    func draw(on svg: inout SVGWriter)
}

extension PictureDrawing {
    var hatches: [SpanChart.Bar.Tone] { [] }
}

/// The width that drawings have unless they need more.
enum Sheet {
    static let width = 720.0

    /// The space around what is drawn.
    static let margin = 8.0
}

extension Picture {
    /// The picture laid out, with what it says beside names in a language; `nil` when there is
    /// nothing to draw.
    func drawing(in messages: Messages) -> (any PictureDrawing)? {
        switch content {
        case .spans(let chart): chart.lanes.isEmpty ? nil : SpanDrawing(chart, in: messages)
        case .heatMap(let map):
            map.rows.isEmpty || map.columns.isEmpty ? nil : HeatMapDrawing(map, in: messages)
        case .stages(let chart): chart.stages.isEmpty ? nil : StageDrawing(chart, in: messages)
        case .network(let chart): chart.nodes.isEmpty ? nil : chart.drawing(in: messages)
        case .radar(let chart):
            chart.axes.isEmpty || chart.series.isEmpty ? nil : RadarDrawing(chart, in: messages)
        case .series(let chart):
            chart.periods.isEmpty || chart.series.isEmpty ? nil : chart.drawing(in: messages)
        case .bars(let chart): chart.items.isEmpty ? nil : BarDrawing(chart, in: messages)
        case .tornado(let chart): chart.items.isEmpty ? nil : TornadoDrawing(chart, in: messages)
        case .flows(let chart):
            chart.columns.allSatisfy(\.blocks.isEmpty) ? nil : FlowDrawing(chart, in: messages)
        case .boxes(let chart): chart.items.isEmpty ? nil : BoxDrawing(chart, in: messages)
        }
    }

    /// The most lines of words that stand for a drawing.
    private static let summaryLimit = 60

    /// The picture as an `svg` element, without a style sheet; `nil` when there is nothing to draw.
    ///
    /// - `prefix`: what its ids begin with; no two pictures of a document share one.
    func markup(prefix: String, in messages: Messages) -> [UInt8]? {
        guard let drawing = drawing(in: messages) else { return nil }
        var svg = SVGWriter(prefix: prefix)
        svg.document(width: drawing.width, height: drawing.height, title: title) { svg in
            svg.plain {
                $0.element(
                    "desc",
                    [("id", "\(prefix)-desc")],
                    text: Self.words(drawing, in: messages)
                )
            }
            svg.patterns(drawing.hatches)
            drawing.draw(on: &svg)
        }
        return svg.markup.bytes
    }

    /// What a drawing shows, in words.
    static func words(_ drawing: any PictureDrawing, in messages: Messages) -> String {
        let lines = drawing.summary
        let more = lines.count - summaryLimit
        return lines.prefix(summaryLimit).joined(separator: ". ")
            + (more > 0 ? ". " + messages.text(.moreInTable, numbers: ["count": more]) : "") + "."
    }
}

extension SVGWriter {
    /// Writes the outermost element, its title and what `content` draws.
    mutating func document(
        width: Double,
        height: Double,
        title: String,
        content: (inout SVGWriter) -> Void
    ) {
        let (width, height) = (Self.number(width), Self.number(height))
        let prefix = prefix
        plain { markup in
            markup.start(
                "svg",
                [
                    ("xmlns", "http://www.w3.org/2000/svg"), ("class", "drawing"),
                    ("width", width), ("height", height), ("viewBox", "0 0 \(width) \(height)"),
                    ("role", "img"), ("aria-labelledby", "\(prefix)-title"),
                    ("aria-describedby", "\(prefix)-desc"),
                ]
            )
            markup.element("title", [("id", "\(prefix)-title")], text: title)
        }
        content(&self)
        plain { $0.end("svg") }
    }

    /// Writes the hatchings of some tones, whose ids are their names.
    mutating func patterns(_ tones: [SpanChart.Bar.Tone]) {
        guard !tones.isEmpty else { return }
        let prefix = prefix
        plain { markup in
            markup.element("defs") { markup in
                for tone in tones {
                    markup.element(
                        "pattern",
                        [
                            ("id", "\(prefix)-\(tone.style)"), ("width", "6"), ("height", "6"),
                            ("patternUnits", "userSpaceOnUse"),
                            ("patternTransform", "rotate(45)"),
                        ]
                    ) { $0.empty("path", [("d", "M1 0V6"), ("class", "hatch \(tone.style)")]) }
                }
            }
            markup.newLine()
        }
    }
}

extension SpanChart.Bar.Tone {
    /// The class of its colour, and the id of its hatching.
    var style: String { self == .possiblyLate ? "possibly-late" : rawValue }

    /// What it is called when the chart does not say.
    var words: PicturePhrase {
        switch self {
        case .neutral: .neutral
        case .preparing: .preparing
        case .active: .active
        case .paused: .paused
        case .ended: .ended
        case .good: .good
        case .late: .late
        case .possiblyLate: .possiblyLate
        }
    }
}
