/// The outline of a shape: lines, curves and parts of circles, one after another.
struct Outline {
    typealias Point = (x: Double, y: Double)

    /// What is written so far, as the `d` of a path.
    private(set) var data = ""

    private let origin: Point

    init(origin: Point) { self.origin = origin }

    mutating func move(to point: Point) { data += "M" + text(point) }

    mutating func line(to point: Point) { data += "L" + text(point) }

    /// A curve that leaves and arrives in the directions of two points.
    mutating func curve(to point: Point, by first: Point, _ second: Point) {
        data += "C\(text(first)) \(text(second)) \(text(point))"
    }

    /// A curve that is drawn towards a point.
    mutating func curve(to point: Point, by middle: Point) {
        data += "Q\(text(middle)) \(text(point))"
    }

    /// A part of a circle, with the clock or against it.
    mutating func arc(to point: Point, radius: Double, isLong: Bool, isForward: Bool = true) {
        let radius = SVGWriter.number(radius)
        data += "A\(radius) \(radius) 0 \(isLong ? 1 : 0) \(isForward ? 1 : 0) \(text(point))"
    }

    mutating func close() { data += "Z" }

    private func text(_ point: Point) -> String {
        "\(SVGWriter.number(origin.x + point.x)) \(SVGWriter.number(origin.y + point.y))"
    }
}
