import CanonicalJSON
import Foundation
import Testing

@Suite struct `Differences and reasons` {
    private let workspace: Workspace

    init() throws {
        workspace = try Workspace.withLedger()
        let run = try workspace.entente("append", input: Lines.story)
        try #require(run.status == 0, "\(run.errors)")
    }

    @Test func `a report is compared at two bases`() throws {
        let run = try workspace.entente(
            "diff",
            "agreement-register",
            "--from",
            "2020-12-31@3",
            "--to",
            "2020-12-31@4",
            "--json"
        )
        #expect(run.status == 0, "\(run.errors)")
        let json = try run.json()
        #expect(json["report"] == "diff")
        #expect(json["basis"]?["from"]?["knownAt"]?["size"] == 3)
        #expect(json["basis"]?["to"]?["asOf"] == "2020-12-31")
        let added = (json["rows"]?.array ?? []).filter { $0["change"] == "added" }
        #expect(added.map { $0["row"] } == ["agreement:one"])
        #expect(added[0]["events"]?.array?.contains(3) == true)
    }

    @Test func `what a basis leaves out comes from the other, or is now`() throws {
        let run = try workspace.entente(
            "diff",
            "agreement:one",
            "--from",
            "2020-02",
            "--to",
            "@4",
            "--json"
        )
        #expect(run.status == 66, "\(run.output)")
        #expect(run.errors.contains("nothing is known of agreement:one as of 2020-02"))
        let later = try workspace.entente("diff", "agreement:one", "--from", "2020-02", "--json")
        #expect(later.status == 0, "\(later.errors)")
        let rows = try later.json()["rows"]?.array ?? []
        #expect(rows.contains { $0["row"] == "state · state" })
        #expect(rows.allSatisfy { $0["change"] == "added" })
    }

    @Test(arguments: ["text", "markdown", "csv", "json"])
    func `a basis has no difference to itself`(format: String) throws {
        let run = try workspace.entente(
            "diff",
            "agreement-register",
            "--from",
            "2021@4",
            "--to",
            "2021@4",
            "--format",
            format
        )
        #expect(run.status == 0, "\(run.errors)")
        #expect(!run.output.contains("agreement:one"))
    }

    @Test func `a basis that cannot be read is a usage error`() throws {
        for basis in ["2020-13", "2020@x", "@", ""] {
            let run = try workspace.entente("diff", "agreement-register", "--from", basis)
            #expect(run.status == 64, "\(basis)")
        }
        let size = try workspace.entente("diff", "agreement-register", "--from", "2020@99")
        #expect(size.status == 64)
        #expect(size.errors.contains("more than the 4 events"))
    }

    @Test func `a cell is told by its events with their leaf hashes`() throws {
        let run = try workspace.entente(
            "why",
            "agreement-register",
            "--row",
            "agreement:one",
            "--column",
            "state",
            "--as-of",
            "2020-12-31",
            "--json"
        )
        #expect(run.status == 0, "\(run.errors)")
        let rows = try run.json()["rows"]?.array ?? []
        #expect(rows.map { $0["position"] } == [3])
        let shown = try workspace.entente("show", "3", "--json").json()
        #expect(rows[0]["leafHash"] == shown["leafHash"])
    }

    @Test func `a figure that is not there is an error with what there is`() throws {
        let row = try workspace.entente(
            "why",
            "agreement-register",
            "--row",
            "agreement:two",
            "--column",
            "state"
        )
        #expect(row.status == 66)
        #expect(row.errors.contains("name one by agreement, such as 'agreement:one'"))
        let column = try workspace.entente(
            "why",
            "agreement-register",
            "--row",
            "agreement:one",
            "--column",
            "stat"
        )
        #expect(column.status == 64)
        #expect(column.errors.contains("it has agreement, title, kind"))
        let neither = try workspace.entente("why", "agreement-register")
        #expect(neither.status == 64)
        #expect(neither.errors.contains("name a cell by --row and --column, or a --total"))
    }

    @Test func `an issued report is made again, byte for byte`() throws {
        let issued = try workspace.entente(
            "report",
            "agreement-register",
            "--as-of",
            "2020-12-31",
            "--format",
            "csv",
            "--issue",
            "--output",
            "issued.csv"
        )
        #expect(issued.status == 0, "\(issued.errors)")
        #expect(issued.errors.contains("issued at position 4"))
        _ = try workspace.entente("record", "person.registered", "--occurred", "2020")
        let again = try workspace.entente("report", "--reissue", "4", "--output", "again.csv")
        #expect(again.status == 0, "\(again.errors)")
        #expect(again.errors.contains("the same bytes as were issued"))
        #expect(try workspace.read("again.csv") == workspace.read("issued.csv"))
        let event = try workspace.entente("show", "4", "--json").json()
        let digest = try workspace.shell("sha256sum issued.csv | cut -d' ' -f1").output
        #expect((event["event"]?["data"]?["sha256"]?.string ?? "") + "\n" == digest)
        let twice = try workspace.entente(
            "report",
            "agreement-register",
            "--as-of",
            "2020-12-31",
            "--known-at",
            "4",
            "--format",
            "csv",
            "--issue"
        )
        #expect(twice.status == 65)
        #expect(twice.output.isEmpty)
        #expect(twice.errors.contains("a report is issued once"))
    }

    @Test func `a report that comes out otherwise ends with 1`() throws {
        let zeros = String(repeating: "0", count: 64)
        let line =
            #"{"type":"report.issued","occurred":"2021-01-01","data":{"report":"report:x","#
            + #""kind":"agreement-register","asOf":"2020","knownAt":4,"format":"csv","#
            + #""sha256":"\#(zeros)"}}"#
        #expect(try workspace.entente("append", input: line).status == 0)
        let run = try workspace.entente("report", "--reissue", "4")
        #expect(run.status == 1)
        #expect(run.errors.contains("\(zeros) was issued"))
        let other = try workspace.entente("report", "--reissue", "3")
        #expect(other.status == 64)
        #expect(other.errors.contains("event 3 is agreement.drafted, not report.issued"))
        let none = try workspace.entente("report", "--reissue", "99")
        #expect(none.status == 66)
    }
}
