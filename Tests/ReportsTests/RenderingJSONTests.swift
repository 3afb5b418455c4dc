import CanonicalJSON
import Reports
import Testing

struct `A report as JSON` {
    @Test func `has the members of the contract and no other`() throws {
        let text = RenderingSample.register.rendered(as: .json)
        let document = try JSONReader(numbers: .ieee754).read(Array(text.utf8))
        let members = try #require(document.object).members.map(\.key)
        #expect(members == ["basis", "columns", "marks", "report", "rows", "title", "totals"])
        #expect(document["report"] == "agreement-register")
        #expect(document["basis"] == RenderingSample.basis)
        #expect(document["columns"]?[0] == ["key": "agreement", "title": "Agreement"])
        #expect(document["marks"]?["disputes"]?.array?.count == 1)
        #expect(document["totals"]?["agreements"] == ["definite": 2, "possible": 3])
    }

    @Test func `leaves out what a row has no value for`() throws {
        let text = RenderingSample.register.rendered(as: .json)
        let document = try JSONReader(numbers: .ieee754).read(Array(text.utf8))
        let row = try #require(document["rows"]?[2]?.object)
        #expect(row.members.map(\.key) == ["agreement", "meetings", "title"])
    }

    @Test func `ends with one line break`() {
        let text = RenderingSample.register.rendered(as: .json)
        #expect(text.hasSuffix("}\n") && !text.hasSuffix("\n\n"))
    }
}
