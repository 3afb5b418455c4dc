/// How good a figure is, by colour and by shape.
enum TrafficLight {
    case good, fair, poor

    /// The room that a light takes beside a text.
    static let width = 20.0

    /// The light of a figure; `nil` where figures are shown as shades, or there is none.
    init?(_ value: Double, _ form: HeatMap.Form) {
        guard case .lights(let fair, let good, _) = form, value.isFinite else { return nil }
        self = value >= good ? .good : value >= fair ? .fair : .poor
    }
}

extension SVGWriter {
    /// Draws a light around a point: a disc, a square or a triangle.
    mutating func light(_ light: TrafficLight, x: Double, y: Double) {
        switch light {
        case .good: circle(x: x, y: y, radius: 6, "block c2")
        case .fair: rectangle(x: x - 5.5, y: y - 5.5, width: 11, height: 11, "block c1")
        case .poor:
            path([(x - 6.5, y - 5.5), (x + 6.5, y - 5.5), (x, y + 6)], isClosed: true, "block c5")
        }
    }
}
