/// A closed line for each series around a common centre, open where a figure is missing.
struct RadarDrawing: PictureDrawing {
    /// The most axes and series of a drawing.
    static let axisLimit = 24
    static let seriesLimit = 8

    private static let radius = 150.0
    private static let labelRadius = 164.0
    private static let centre = (x: Sheet.width / 2, y: 204.0)

    let width = Sheet.width
    let height: Double
    let summary: [String]

    private let axes: [String]
    private let series: [RadarChart.Series]
    private let directions: [(x: Double, y: Double)]
    private let legend: Legend
    private let note: String?
    private let messages: Messages

    init(_ chart: RadarChart, in messages: Messages) {
        self.messages = messages
        axes = Array(chart.axes.prefix(Self.axisLimit))
        series = Array(chart.series.prefix(Self.seriesLimit))
        let count = axes.count
        directions = (0..<count).map { Angle.direction($0, of: count) }
        legend = Legend(
            series.enumerated().map { (.curve($0.offset), $0.element.label) },
            width: Sheet.width - 2 * Sheet.margin
        )
        let isCut = chart.axes.count > count || chart.series.count > series.count
        note =
            isCut
            ? messages.text(
                .firstAxes,
                numbers: [
                    "axes": count, "allAxes": chart.axes.count,
                    "lines": series.count, "allLines": chart.series.count,
                ]
            ) : nil
        height = 408 + legend.height + (note == nil ? 0 : 20) + Sheet.margin
        let axes = axes
        summary = series.map { series in
            "\(series.label): "
                + zip(axes, series.values).map { axis, value in
                    "\(axis) \(value.map(messages.figure) ?? messages.text(.unknown))"
                }
                .joined(separator: "; ")
        }
    }

    func draw(on svg: inout SVGWriter) {
        for ring in [0.25, 0.5, 0.75, 1] {
            svg.path(directions.map { Self.point($0, ring) }, isClosed: true, "ring rule")
        }
        for (index, direction) in directions.enumerated() {
            svg.line(from: Self.centre, to: Self.point(direction, 1), "rule")
            drawLabel(index, on: &svg)
        }
        for ring in [0.5, 1] {
            let y = Self.centre.y - ring * Self.radius
            svg.text(messages.figure(ring), x: Self.centre.x + 4, y: y + 13, "soft")
        }
        // The subject comes first and is drawn last, above what it is compared with.
        for index in series.indices.reversed() {
            svg.group(summary[index]) { svg in draw(series[index], index, on: &svg) }
        }
        if let note { svg.text(note, x: Sheet.margin, y: 422, "soft") }
        legend.draw(x: Sheet.margin, y: 408 + (note == nil ? 0 : 20), on: &svg)
    }

    private func draw(_ series: RadarChart.Series, _ index: Int, on svg: inout SVGWriter) {
        let points = directions.indices.map { place -> (x: Double, y: Double)? in
            guard place < series.values.count, let value = series.values[place], value.isFinite
            else { return nil }
            return Self.point(directions[place], min(max(value, 0), 1))
        }
        let style = "curve \(SVGStyle.series(index))"
        if points.allSatisfy({ $0 != nil }) {
            svg.path(points.compactMap(\.self), isClosed: true, style)
        } else {
            for place in points.indices {
                let next = (place + 1) % points.count
                guard let from = points[place], let to = points[next] else { continue }
                svg.line(from: from, to: to, style)
            }
        }
        for point in points.compactMap(\.self) { svg.marker(index, x: point.x, y: point.y) }
    }

    /// Names of axes: beside them at the sides, above and below them in the middle.
    private func drawLabel(_ index: Int, on svg: inout SVGWriter) {
        let direction = directions[index]
        let x = Self.centre.x + direction.x * Self.labelRadius
        let y = Self.centre.y + direction.y * Self.labelRadius
        let isMiddle = abs(direction.x) < 0.01
        let room =
            isMiddle
            ? middleRoom(direction.y) : Sheet.width / 2 - abs(direction.x) * Self.labelRadius - 8
        let lines = TextWidth.lines(axes[index], within: room, limit: axes.count > 16 ? 1 : 2)
        let rise = Double(lines.count - 1) * TextWidth.lineHeight / 2
        let shift = direction.y < -0.3 ? -rise : direction.y > 0.3 ? rise : 0
        svg.group(axes[index]) { svg in
            svg.lines(
                lines,
                x: x,
                middle: y + shift,
                anchor: isMiddle ? .middle : direction.x > 0 ? .start : .end
            )
        }
    }

    /// How wide a name above or below the centre may be beside those next to it.
    private func middleRoom(_ y: Double) -> Double {
        guard axes.count > 2 else { return 400 }
        let next = directions.filter { $0.y * y > 0 && abs($0.x) > 0.01 }.map { abs($0.x) }.min()
        return max(2 * (next ?? 1) * Self.labelRadius - 16, 60)
    }

    private static func point(
        _ direction: (x: Double, y: Double),
        _ share: Double
    ) -> (x: Double, y: Double) {
        (centre.x + direction.x * radius * share, centre.y + direction.y * radius * share)
    }
}

/// Directions around a circle, by additions and multiplications alone, which give the same on
/// every machine.
enum Angle {
    /// The direction of one of `count` axes, from above with the clock.
    static func direction(_ index: Int, of count: Int) -> (x: Double, y: Double) {
        direction(after: Double(index) / Double(max(count, 1)))
    }

    /// The direction after a part of a turn, 0 to 1, from above with the clock.
    static func direction(after part: Double) -> (x: Double, y: Double) {
        let turn = 2 * Double.pi * part
        let angle = turn > Double.pi ? turn - 2 * Double.pi : turn
        return (series(angle, from: 1), -series(angle, from: 0))
    }

    /// The sine (from the first power) or the cosine (from the zeroth), by Taylor's series.
    private static func series(_ angle: Double, from power: Int) -> Double {
        var term = power == 0 ? 1 : angle
        var sum = term
        for step in 1...14 {
            let next = Double(2 * step + power)
            term *= -angle * angle / (next * (next - 1))
            sum += term
        }
        return sum
    }
}
