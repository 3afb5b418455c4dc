import EDTF
import Foundation
import Reports
import Testing

/// What every drawing keeps to, whatever it shows.
struct `A drawn picture` {
    private static let elements: Set<String> = [
        "svg", "title", "desc", "style", "defs", "pattern", "path", "rect", "circle", "line", "g",
        "text",
    ]

    @Test(arguments: PictureSamples.all.indices)
    func `is well-formed and has no elements but shapes and texts`(index: Int) {
        let svg = PictureSamples.report([PictureSamples.all[index].content]).renderedBytes(as: .svg)
        let read = ReadMarkup(svg)
        #expect(read.names.isSubset(of: Self.elements), "\(read.names)")
        let text = String(decoding: svg, as: UTF8.self)
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
        #expect(!text.contains("\u{202E}") && text.contains("\\u{202E}"))
        #expect(!text.contains("http") || text.components(separatedBy: "http").count == 2)
    }

    @Test(arguments: PictureSamples.all.indices, [nil, "de", "ru", "th", "zh-Hans"])
    func `keeps its texts inside and apart from each other`(
        index: Int,
        language: String?
    ) throws {
        let messages = Messages(for: language.map { [$0] } ?? [])
        let svg = PictureSamples.report([PictureSamples.all[index].content]).localized(messages)
            .renderedBytes(as: .svg)
        let read = ReadMarkup(svg)
        let size = try #require(read.all("svg").first?.attributes["viewBox"])
            .split(separator: " ").compactMap { Double($0) }
        let boxes = read.all("text").compactMap(TextBox.init)
        #expect(boxes.count > 10)
        for box in boxes {
            #expect(box.left >= 0 && box.right <= size[2], "\(box)")
            #expect(box.top >= 0 && box.bottom <= size[3], "\(box)")
        }
        let level = read.all("text").filter { $0.attributes["transform"] == nil }
            .compactMap(TextBox.init).filter { !$0.text.isEmpty }
        for (place, box) in level.enumerated() {
            for other in level.dropFirst(place + 1) {
                #expect(!box.touches(other), "\(box.text) stands on \(other.text)")
            }
        }
    }

    /// `ENTENTE_UPDATE_GOLDEN=1 swift test` writes the file anew.
    @Test func `is the golden file`() throws {
        let svg = PictureSamples.report(PictureSamples.all.map(\.content)).renderedBytes(as: .svg)
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Golden/pictures.svg")
        if ProcessInfo.processInfo.environment["ENTENTE_UPDATE_GOLDEN"] != nil {
            try Data(svg).write(to: file)
        }
        #expect(try Data(contentsOf: file) == Data(svg))
    }

    @Test func `of several has one document with all of them below each other`() {
        let svg = PictureSamples.report(PictureSamples.all.map(\.content)).renderedBytes(as: .svg)
        let read = ReadMarkup(svg)
        #expect(read.all("svg").count == 1)
        let headings = read.all("text").filter { $0.attributes["class"] == "heading" }
        #expect(headings.count >= PictureSamples.all.count + 1)
        let ids = read.elements.compactMap { $0.attributes["id"] }
        #expect(Set(ids).count == ids.count)
    }

    @Test func `says its title and what it shows to those who do not see it`() throws {
        let report = PictureSamples.report([.bars(BarChart([.init("A", value: 2, text: "two")]))])
        let read = ReadMarkup(report.renderedBytes(as: .svg))
        let svg = try #require(read.all("svg").first)
        #expect(svg.attributes["role"] == "img")
        #expect(svg.attributes["aria-labelledby"] == "report-title")
        #expect(read.all("title").first?.attributes["id"] == "report-title")
        #expect(read.all("desc").first?.text.contains("A: two") == true)
    }

    @Test func `of nothing says so`() {
        let report = PictureSamples.report([.spans(SpanChart([], now: PictureSamples.spans.now))])
        let read = ReadMarkup(report.renderedBytes(as: .svg))
        #expect(read.all("text").last?.text == "There is nothing to draw.")
        let none = ReadMarkup(PictureSamples.report([]).renderedBytes(as: .svg))
        #expect(none.all("text").last?.text == "There is nothing to draw.")
    }

    @Test func `has so many lanes and says how many there are`() {
        let lane = SpanChart.Lane("x", [])
        let chart = SpanChart(
            Array(repeating: lane, count: SpanChart.laneLimit),
            now: PictureSamples.spans.now,
            laneCount: 100_000
        )
        let read = ReadMarkup(PictureSamples.report([.spans(chart)]).renderedBytes(as: .svg))
        #expect(read.all("text").contains { $0.text == "The first 200 of 100000 rows are drawn." })
    }

    @Test(arguments: [
        ("2014-10-21", "2014-10-24", "2014-10-22"), ("2014-10-01", "2015-06-30", "2015-01"),
        ("1990-01-01", "2026-01-01", "2000"), ("0800-01-01", "2026-01-01", "1000"),
    ])
    func `has ticks at edges of the calendar`(from: String, to: String, tick: String) {
        let bar = SpanChart.Bar(
            earliest: PictureSamples.day(from),
            latest: PictureSamples.day(to),
            label: ""
        )
        let chart = SpanChart([SpanChart.Lane("x", [bar])], now: PictureSamples.day(to))
        let read = ReadMarkup(PictureSamples.report([.spans(chart)]).renderedBytes(as: .svg))
        #expect(read.all("text").contains { $0.text == tick })
    }

    @Test func `shows when that was recorded which happened at another time`() {
        func texts(_ chart: SpanChart) -> String {
            let svg = PictureSamples.report([.spans(chart)]).renderedBytes(as: .svg)
            return String(decoding: svg, as: UTF8.self)
        }
        let shown = texts(PictureSamples.unlabelled)
        #expect(shown.contains("Recorded: 2026-01-10 (2); 2026-03-01 (1)"))
        #expect(!texts(PictureSamples.spans).contains("Recorded"))
    }

    @Test func `draws what no calendar shows as open`() {
        let bar = SpanChart.Bar(
            earliest: Instant(microseconds: .min),
            latest: Instant(microseconds: .max),
            label: "always"
        )
        let chart = SpanChart([SpanChart.Lane("x", [bar])], now: PictureSamples.spans.now)
        let read = ReadMarkup(PictureSamples.report([.spans(chart)]).renderedBytes(as: .svg))
        let arrows = read.all("path").filter { $0.attributes["class"] == "solid neutral" }
        #expect(arrows.count == 2)
    }
}
