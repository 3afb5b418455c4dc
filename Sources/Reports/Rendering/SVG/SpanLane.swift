/// The marks of one lane in rows in which none touches another.
struct SpanLane {
    /// A mark and the words beside it.
    struct Placed {
        let mark: SpanMark
        let label: Label?
    }

    /// Words where there is room for them.
    struct Label {
        let text: String
        let x: Double
        let anchor: SVGWriter.Anchor

        /// Whether it stands on the bar.
        let isInside: Bool
    }

    static let rowHeight = 20.0

    /// The most rows of a lane.
    static let rowLimit = 40

    private static let gap = 6.0
    private static let labelWidth = 400.0
    private static let leastLabelWidth = 90.0

    let name: [String]
    let fullName: String
    private(set) var rows: [[Placed]] = []

    /// How many bars found no row.
    private(set) var leftOut = 0

    init(_ lane: SpanChart.Lane, nameWidth: Double, on axis: TimeAxis, isLabelled: Bool) {
        name = TextWidth.lines(lane.label, within: nameWidth)
        fullName = lane.label
        let marks = SpanMark.marks(of: lane, on: axis, isMerged: !isLabelled)
        isLabelled ? stack(marks, on: axis) : pack(marks, on: axis)
    }

    /// How high it is.
    var height: Double {
        let count = max(rows.count, 1) + (leftOut > 0 ? 1 : 0)
        return max(Double(count) * Self.rowHeight, Double(name.count) * TextWidth.lineHeight) + 8
    }

    /// Puts marks and their labels in the first row with room for both.
    private mutating func stack(_ marks: [SpanMark], on axis: TimeAxis) {
        var ends: [Double] = []
        for mark in marks {
            let label = Self.label(of: mark, on: axis)
            let width = TextWidth.of(label.text)
            var (start, end) = (mark.start, mark.end)
            if !label.isInside {
                if label.anchor == .start { end = label.x + width } else { start = label.x - width }
            }
            let row = ends.firstIndex { $0 + Self.gap <= start } ?? ends.count
            guard row < Self.rowLimit else {
                leftOut += mark.labels.count
                continue
            }
            if row == ends.count {
                ends.append(end)
                rows.append([])
            }
            ends[row] = end
            rows[row].append(Placed(mark: mark, label: label))
        }
    }

    private static func label(of mark: SpanMark, on axis: TimeAxis) -> Label {
        let wanted = min(TextWidth.of(mark.text.withControlsEscaped), labelWidth)
        let after = axis.end - mark.end - gap
        let before = mark.start - axis.start - gap
        let inside = insideRoom(of: mark)
        func label(_ room: Double, x: Double, _ anchor: SVGWriter.Anchor, isInside: Bool = false)
            -> Label
        {
            let text = TextWidth.shortened(mark.text, to: min(room, labelWidth))
            return Label(text: text, x: x, anchor: anchor, isInside: isInside)
        }
        if after >= min(wanted, leastLabelWidth), after >= wanted || after >= before {
            return label(after, x: mark.end + gap, .start)
        }
        if before >= min(wanted, leastLabelWidth), before >= wanted || before >= inside {
            return label(before, x: mark.start - gap, .end)
        }
        return label(max(inside, 0), x: mark.blank.lowerBound + gap, .start, isInside: true)
    }

    /// Puts marks in the first row with room for them, and labels where room is left.
    private mutating func pack(_ marks: [SpanMark], on axis: TimeAxis) {
        var packed: [[SpanMark]] = []
        for mark in marks {
            let row = packed.firstIndex { $0.last.map { $0.end <= mark.start } ?? true }
            if let row {
                packed[row].append(mark)
            } else if packed.count < Self.rowLimit {
                packed.append([mark])
            } else {
                leftOut += mark.labels.count
            }
        }
        rows = packed.map { row in
            row.enumerated().map { index, mark in
                let next = index + 1 < row.count ? row[index + 1].start : axis.end + Self.gap
                return Placed(mark: mark, label: Self.label(of: mark, before: next))
            }
        }
    }

    /// The whole label, where there is room for it.
    private static func label(of mark: SpanMark, before next: Double) -> Label? {
        let text = mark.text.withControlsEscaped
        let width = TextWidth.of(text)
        if mark.end + 2 * gap + width <= next {
            return Label(text: text, x: mark.end + gap, anchor: .start, isInside: false)
        }
        guard insideRoom(of: mark) >= width else { return nil }
        return Label(text: text, x: mark.blank.lowerBound + gap, anchor: .start, isInside: true)
    }

    /// How wide words on a bar may be, so that enough of it is seen.
    private static func insideRoom(of mark: SpanMark) -> Double {
        (mark.blank.upperBound - mark.blank.lowerBound) * 0.7 - 2 * gap
    }
}
