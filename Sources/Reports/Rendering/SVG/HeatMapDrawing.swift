/// Figures in a grid of shades or of traffic lights; each cell holds its figure.
struct HeatMapDrawing: PictureDrawing {
    /// The most rows and columns of a drawing.
    static let rowLimit = 100
    static let columnLimit = 40

    private static let cellHeight = 26.0
    private static let longestLabel = 150.0

    let width: Double
    let height: Double
    let summary: [String]

    private let rows: [String]
    private let columns: [String]
    private let cells: [[HeatMap.Cell?]]
    private let names: [String]
    private let nameWidth: Double
    private let headings: [String]
    private let isTurned: Bool
    private let head: Double
    private let cellWidth: Double
    private let least: Double
    private let greatest: Double
    private let form: HeatMap.Form
    private let legend: Legend
    private let note: String?

    init(_ map: HeatMap, in messages: Messages) {
        rows = Array(map.rows.prefix(Self.rowLimit))
        columns = Array(map.columns.prefix(Self.columnLimit))
        let columnCount = columns.count
        let cells = map.cells.prefix(rows.count).map { Array($0.prefix(columnCount)) }
        self.cells = cells
        names = rows.map { TextWidth.shortened($0, to: 200) }
        nameWidth = names.map { TextWidth.of($0) }.max() ?? 0
        headings = columns.map { TextWidth.shortened($0, to: Self.longestLabel) }
        let found = cells.joined().compactMap(\.self)
        let widest = found.map { TextWidth.of($0.text.withControlsEscaped) }.max() ?? 0
        form = map.form
        cellWidth = min(max(widest + 10, 34), 96) + (form == .shades ? 0 : TrafficLight.width)
        let longest = headings.map { TextWidth.of($0) }.max() ?? 0
        isTurned = longest > cellWidth - 4
        head = isTurned ? longest * Self.slope + 16 : 22
        least = found.map(\.value).filter(\.isFinite).min() ?? 0
        greatest = found.map(\.value).filter(\.isFinite).max() ?? 0

        let grid = 2 * Sheet.margin + nameWidth + 8 + cellWidth * Double(columns.count)
        width = max(Sheet.width, grid + (isTurned ? longest * Self.slope + 8 : 0))
        legend = Legend(
            Self.legend(form, found, least, greatest, messages),
            width: width - 2 * Sheet.margin
        )
        let isCut = map.rows.count > rows.count || map.columns.count > columns.count
        note =
            isCut
            ? messages.text(
                .firstCells,
                numbers: [
                    "rows": rows.count, "allRows": map.rows.count,
                    "columns": columns.count, "allColumns": map.columns.count,
                ]
            ) : nil
        height =
            head + Self.cellHeight * Double(rows.count) + 10 + legend.height
            + (note == nil ? 0 : 20) + Sheet.margin
        let columns = columns
        summary = zip(rows, cells).map { row, cells in
            "\(row): "
                + zip(columns, cells).compactMap { column, cell in
                    cell.map { "\(column) \($0.text)" }
                }
                .joined(separator: "; ")
        }
    }

    /// The sine and the cosine of the angle of turned headings.
    private static let slope = 0.7072

    private static func legend(
        _ form: HeatMap.Form,
        _ cells: [HeatMap.Cell],
        _ least: Double,
        _ greatest: Double,
        _ messages: Messages
    ) -> [(Legend.Swatch, String)] {
        if case .lights(let fair, let good, let unsure) = form {
            return [
                (.light(.good), messages.text(.orMore, ["figure": messages.figure(good)])),
                (.light(.fair), messages.text(.orMore, ["figure": messages.figure(fair)])),
                (.light(.poor), messages.text(.less)),
            ] + (cells.allSatisfy(\.isSure) ? [] : [(.dashed, unsure)])
        }
        guard least < greatest else { return [] }
        return [
            (.shade(0), messages.text(.least, ["figure": messages.figure(least)])),
            (
                .shade(SVGStyle.shadeCount - 1),
                messages.text(.greatest, ["figure": messages.figure(greatest)])
            ),
        ]
    }

    func draw(on svg: inout SVGWriter) {
        let left = Sheet.margin + nameWidth + 8
        for (index, heading) in headings.enumerated() {
            let middle = left + (Double(index) + 0.5) * cellWidth
            svg.group(columns[index]) { svg in
                isTurned
                    ? svg.text(heading, x: middle + 3, y: head - 6, turned: -45)
                    : svg.text(heading, x: middle, y: head - 7, anchor: .middle)
            }
        }
        for (index, name) in names.enumerated() {
            let top = head + Double(index) * Self.cellHeight
            svg.group(rows[index]) { svg in
                svg.text(name, x: left - 8, y: top + Self.cellHeight / 2 + 4, anchor: .end)
            }
            for (column, cell) in cells[index].enumerated() {
                let x = left + Double(column) * cellWidth
                draw(cell, "\(rows[index]), \(columns[column])", x: x, y: top, on: &svg)
            }
        }
        let bottom = head + Double(rows.count) * Self.cellHeight
        if let note { svg.text(note, x: Sheet.margin, y: bottom + 18, "soft") }
        legend.draw(x: Sheet.margin, y: bottom + 10 + (note == nil ? 0 : 20), on: &svg)
    }

    private func draw(
        _ cell: HeatMap.Cell?,
        _ place: String,
        x: Double,
        y: Double,
        on svg: inout SVGWriter
    ) {
        let (width, height) = (cellWidth - 2, Self.cellHeight - 2)
        guard let cell else {
            svg.rectangle(x: x + 1, y: y + 1, width: width, height: height, "band")
            return
        }
        if let light = TrafficLight(cell.value, form) {
            return svg.group("\(place): \(cell.text)") { svg in
                svg.rectangle(
                    x: x + 1,
                    y: y + 1,
                    width: width,
                    height: height,
                    cell.isSure ? "band" : "paper possible neutral"
                )
                svg.light(light, x: x + 12, y: y + Self.cellHeight / 2)
                svg.text(
                    TextWidth.shortened(cell.text, to: width - TrafficLight.width - 4),
                    x: x + TrafficLight.width + 4,
                    y: y + Self.cellHeight / 2 + 4
                )
            }
        }
        let shade = shade(of: cell.value)
        svg.group("\(place): \(cell.text)") { svg in
            svg.rectangle(x: x + 1, y: y + 1, width: width, height: height, "shade\(shade)")
            svg.text(
                TextWidth.shortened(cell.text, to: width - 4),
                x: x + cellWidth / 2,
                y: y + Self.cellHeight / 2 + 4,
                "on\(shade)",
                anchor: .middle
            )
        }
    }

    private func shade(of value: Double) -> Int {
        guard greatest > least, value.isFinite else { return 0 }
        let share = (value - least) / (greatest - least)
        return min(Int(share * Double(SVGStyle.shadeCount)), SVGStyle.shadeCount - 1)
    }
}
