import CanonicalJSON
import Foundation
import Reports
import Testing

/// The report as a page.
struct `A page of a report` {
    private static let elements: Set<String> = [
        "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "dl", "dt", "dd",
        "div", "p", "table", "caption", "thead", "tbody", "tr", "th", "td", "ul", "li", "svg",
        "desc", "defs", "pattern", "path", "rect", "circle", "line", "g", "text",
    ]

    private let page = ReadMarkup(
        PictureSamples.report(PictureSamples.all.map(\.content)).renderedBytes(as: .html)
    )

    @Test func `holds nothing but its own elements, whatever names say`() throws {
        #expect(page.names.isSubset(of: Self.elements), "\(page.names)")
        for element in page.elements {
            let names = element.attributes.keys
            #expect(!names.contains { $0.hasPrefix("on") || $0 == "src" || $0 == "style" })
            #expect(!names.contains("href"))
        }
        #expect(page.all("h1").first?.text == PictureSamples.names[0])
    }

    @Test func `forbids scripts and everything from elsewhere`() {
        let policy = page.all("meta").first {
            $0.attributes["http-equiv"] == "Content-Security-Policy"
        }
        #expect(policy?.attributes["content"]?.hasPrefix("default-src 'none'; ") == true)
        #expect(page.all("html").first?.attributes["lang"] == "en")
    }

    @Test func `has ids that stand once`() {
        let ids = page.elements.compactMap { $0.attributes["id"] }
        #expect(Set(ids).count == ids.count)
        for element in page.elements {
            for name in ["aria-labelledby", "aria-describedby"] {
                guard let id = element.attributes[name] else { continue }
                #expect(ids.contains(id), "\(id)")
            }
            if let fill = element.attributes["fill"] {
                #expect(ids.contains(String(fill.dropFirst(5).dropLast())), "\(fill)")
            }
        }
    }

    @Test func `has a table with headings of columns and of rows`() {
        let headings = page.all("th")
        #expect(headings.count { $0.attributes["scope"] == "col" } == 2)
        #expect(headings.count { $0.attributes["scope"] == "row" } == PictureSamples.names.count)
        #expect(page.all("caption").map(\.text) == ["\(PictureSamples.names.count) rows"])
        #expect(page.all("td").allSatisfy { $0.attributes["class"] == "n" })
    }

    @Test func `without rows says so`() {
        let empty = ReadMarkup(PictureSamples.report([], rows: []).renderedBytes(as: .html))
        #expect(empty.all("caption").map(\.text) == ["No rows"])
        #expect(empty.all("svg").isEmpty)
    }

    @Test func `has a row for each of many`() {
        let rows = (0..<5_000).map { "name \($0)" }
        let page = ReadMarkup(PictureSamples.report([], rows: rows).renderedBytes(as: .html))
        #expect(page.all("tr").count == 5_001)
    }

    @Test func `cannot be broken out of by the title of a column`() {
        let report = Report(
            name: "sample",
            title: "Sample",
            basis: [:],
            columns: [Report.Column("a", "</style><script>\"}*{x:url(//y)}")],
            rows: [["a": "b"]]
        )
        let page = ReadMarkup(report.renderedBytes(as: .html))
        #expect(page.names.isSubset(of: Self.elements))
        #expect(page.all("style").allSatisfy { !$0.text.contains("url(") })
    }
}
