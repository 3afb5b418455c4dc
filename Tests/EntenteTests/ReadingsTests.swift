import CanonicalJSON
import Collaboration
import EDTF
import Entente
import EventJournal
import Foundation
import Reports
import Testing

struct `Stored readings` {
    /// Dates on both sides of everything that the tests record.
    private static let dates = [
        "0001", "2012-06", "2014-05-15", "2018-10-01", "2019-01-01", "2019-04-05", "2019-11-20",
        "2020", "2020-01-01", "2020-04-04", "2020-05-24", "2020-08-20", "2021-01-01", "2021-12",
        "2022-04-05", "2023-01-01", "2026-01-01T00:00:20Z", "2026-06-01", "9999-12-31",
    ]

    private func expectTheSame(
        _ test: TestLedger,
        _ date: String,
        _ size: UInt64,
        _ parameters: [String: [String]] = [:],
        _ languages: [String] = [],
        _ note: String = ""
    ) throws {
        let asOf = try #require(AsOf(try ImpreciseDate(parsing: date)))
        func report(from way: RegisterWay) throws -> Report {
            try test.ledger.report(
                .agreementRegister,
                asOf: asOf,
                knownAt: .size(size),
                parameters: parameters,
                languages: languages,
                from: way
            )
        }
        let read = try report(from: .histories)
        let stored = try report(from: .readings)
        let comment: Comment = "\(date), \(size) known, \(parameters) \(languages) \(note)"
        #expect(read == stored, comment)
        #expect(read.rendered(as: .json) == stored.rendered(as: .json), comment)
        let table = stored.renderedBytes(as: .csv)
        #expect(read.renderedBytes(as: .csv) == table, comment)
        // What is written of a row is what the row says.
        let made = Report(
            name: stored.name,
            title: stored.title,
            basis: stored.basis,
            columns: stored.columns,
            rows: Array(stored.rows)
        )
        #expect(made.renderedBytes(as: .csv) == table, comment)
    }

    private func filled(after event: (TestLedger) throws -> Void = { _ in }) throws -> TestLedger {
        let test = try TestLedger()
        for name in TestLedger.histories {
            try test.append(try TestLedger.history(name), by: nil)
            try event(test)
        }
        return test
    }

    @Test func `give the register of the histories at any two times`() throws {
        let test = try filled()
        let size = try test.ledger.head().size
        for known in stride(from: 1, through: size, by: 7) {
            for date in Self.dates { try expectTheSame(test, date, known) }
        }
        for known in 1...size { try expectTheSame(test, "2020-05-24", known) }
    }

    @Test func `take in what is appended between two questions`() throws {
        let test = try filled { test in
            let size = try test.ledger.head().size
            for date in Self.dates { try expectTheSame(test, date, size) }
        }
        let size = try test.ledger.head().size
        for date in Self.dates { try expectTheSame(test, date, size / 2) }
    }

    @Test func `hold what parties, states and languages ask for`() throws {
        let test = try filled()
        let size = try test.ledger.head().size
        let everything = try test.ledger.report(
            .agreementRegister,
            asOf: AsOf(test.now),
            knownAt: .now
        )
        let tracks = everything.rows.flatMap { $0["parties"]?.array ?? [] }
        let parties = Set(tracks.compactMap { $0["party"]?.string })
        for party in parties.sorted() {
            try expectTheSame(test, "2020-05-24", size, ["party": [party]], ["zh-Hant", "cs"])
        }
        for state in ["announced", "drafting", "partly-signed", "signed", "in-force"] {
            try expectTheSame(test, "2020-05-24", size, ["state": [state]], ["en"])
        }
        for languages in [["en"], ["cs", "en"], ["zh"], ["ru", "zh-Hans"], ["xx"]] {
            try expectTheSame(test, "2026", size, [:], languages)
        }
    }

    /// What was corrected as an event of one agreement, and then turned out to be about another.
    @Test func `know what was said of an event before it came to an agreement`() throws {
        let test = try TestLedger()
        for (agreement, party) in [("m", "a"), ("n", "b")] {
            try test.append(
                "agreement.announced",
                #"{"agreement":"agreement:\#(agreement)","kind":"mou","parties":["party:\#(party)"]}"#,
                occurred: "2019-03-01",
                more: TestLedger.attested
            )
        }
        let added = try test.append(
            "agreement.party-added",
            #"{"agreement":"agreement:m","party":"party:c"}"#,
            occurred: "2020",
            more: TestLedger.attested
        )
        func correct(_ more: String) throws -> Receipt {
            try test.append(
                "event.corrected",
                #"{"target":"event:\#(added.id)","leafHash":"\#(added.leafHash)","#
                    + #""reason":[{"text":"misread","lang":"en"}],\#(more)}"#
            )
        }
        func parties() throws -> [JSONValue?] {
            let size = try test.ledger.head().size
            try expectTheSame(test, "2021-06", size)
            let asOf = try #require(AsOf(try ImpreciseDate(parsing: "2021-06")))
            let register = try test.ledger.report(
                .agreementRegister,
                asOf: asOf,
                knownAt: .size(size),
                from: .readings
            )
            return register.rows.map { $0["partyNames"] }
        }
        _ = try parties()
        let dated = try correct(#""occurred":"2022""#)
        #expect(try parties() == [["party:a (negotiating)"], ["party:b (negotiating)"]])
        _ = try correct(#""data":{"agreement":"agreement:n","party":"party:c"}"#)
        #expect(try parties() == [["party:a (negotiating)"], ["party:b (negotiating)"]])
        try test.append(
            "event.retracted",
            #"{"target":"event:\#(dated.id)","leafHash":"\#(dated.leafHash)","#
                + #""reason":[{"text":"It was 2020.","lang":"en"}]}"#
        )
        #expect(
            try parties()
                == [["party:a (negotiating)"], ["party:b (negotiating)", "party:c (negotiating)"]]
        )
        _ = try correct(#""data":{"agreement":"agreement:m","party":"party:c"}"#)
        #expect(
            try parties()
                == [["party:a (negotiating)", "party:c (negotiating)"], ["party:b (negotiating)"]]
        )
        #expect(try test.findings() == [])
    }

    @Test(arguments: 0..<RandomRegister.rounds) func `give the register of any history`(
        _ round: Int
    ) throws {
        var random = RandomRegister(seed: RandomRegister.seed &+ UInt64(round))
        let test = try TestLedger()
        for _ in 0..<12 {
            let lines = try random.lines(6, in: test)
            try test.append(lines, policy: .rejecting)
            let size = try test.ledger.head().size
            for date in random.some(4, of: Self.dates) {
                try expectTheSame(test, date, size, [:], [], random.note)
            }
        }
        let size = try test.ledger.head().size
        #expect(size > 15, "most of the lines drawn are refused; \(random.note)")
        for known in 1...size {
            for date in random.some(5, of: Self.dates) {
                let languages = random.some(1, of: [[], ["en"], ["cs", "en"], ["ru"]])
                try expectTheSame(test, date, known, [:], languages[0], random.note)
            }
        }
        try expectTheSame(test, "2021", size, ["party": ["party:a"]], [], random.note)
    }

    @Test func `that were taken away or spoilt are made again`() throws {
        let test = try filled()
        let size = try test.ledger.head().size
        try expectTheSame(test, "2020-05-24", size)
        let folder = test.folder.appending(path: "ledger/readings")
        #expect(FileManager.default.fileExists(atPath: folder.path))
        let copy = test.folder.appending(path: "copy")
        try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: false)
        let files = FileManager.default
        try files.copyItem(
            at: test.folder.appending(path: "ledger/data.mdb"),
            to: copy.appending(path: "data.mdb")
        )
        try files.createDirectory(
            at: copy.appending(path: "readings"),
            withIntermediateDirectories: false
        )
        try Data("no readings".utf8).write(to: copy.appending(path: "readings/data.mdb"))
        let ledger = try Ledger.open(copy.path, readOnly: true)
        let asOf = AsOf(test.now)
        let stored = try ledger.report(
            .agreementRegister,
            asOf: asOf,
            knownAt: .now,
            from: .readings
        )
        let read = try test.ledger.report(
            .agreementRegister,
            asOf: asOf,
            knownAt: .now,
            from: .histories
        )
        #expect(stored == read)
    }

    @Test func `hold the names of parties as they come and go`() throws {
        let test = try TestLedger()
        let names = { (text: String) in #""names":[{"text":"\#(text)","lang":"en"}]"# }
        let lines: [(type: String, data: String)] = [
            (
                "agreement.announced",
                #"{"agreement":"agreement:m","kind":"mou","#
                    + #""parties":["party:a","party:b"]}"#
            ),
            ("party.registered", #"{"party":"party:a","kind":"cluster",\#(names("First"))}"#),
            (
                "party.registered",
                #"{"party":"party:b","kind":"cluster","nameUnknown":true,"#
                    + #""description":[{"text":"a cluster","lang":"en"}]}"#
            ),
            ("party.named", #"{"party":"party:a",\#(names("Second")),"from":"2020-03-01"}"#),
            ("party.named", #"{"party":"party:a",\#(names("Third")),"to":"2019-06"}"#),
        ]
        for line in lines {
            try test.append(line.type, line.data, more: TestLedger.attested)
            let size = try test.ledger.head().size
            for known in 1...size {
                for date in Self.dates { try expectTheSame(test, date, known) }
            }
        }
        func shown(_ date: String, _ size: UInt64) throws -> [JSONValue] {
            let report = try test.ledger.report(
                .agreementRegister,
                asOf: try #require(AsOf(try ImpreciseDate(parsing: date))),
                knownAt: .size(size),
                from: .readings
            )
            return report.rows.first?["partyNames"]?.array ?? []
        }
        #expect(try shown("9999-12-31", 2) == ["party:a (negotiating)", "party:b (negotiating)"])
        #expect(
            try shown("9999-12-31", 4) == ["First (negotiating)", "[a cluster] (negotiating)"]
        )
        #expect(try shown("9999-12-31", 5).first == "Second (negotiating)")
    }

    @Test func `hold nothing personal`() throws {
        let test = try TestLedger()
        let person = "person:k3v9x2m7q8tz"
        try test.append(
            "person.registered",
            #"{"person":"\#(person)","names":[{"text":"Zoë Unmistakable","lang":"en"}]}"#
        )
        try test.append(
            "agreement.signed",
            #"{"agreement":"agreement:m","party":"party:a","signatory":"\#(person)","#
                + #""capacity":[{"text":"Unmistakable chair","lang":"en"}]}"#,
            more: TestLedger.attested
        )
        try expectTheSame(test, "2026-06-01", 3)
        let file = test.folder.appending(path: "ledger/readings/data.mdb")
        let bytes = try Data(contentsOf: file)
        #expect(bytes.range(of: Data("agreement:m".utf8)) != nil)
        #expect(bytes.range(of: Data("Unmistakable".utf8)) == nil)
    }

    @Test func `are no part of a backup`() throws {
        let test = try filled()
        try expectTheSame(test, "2020", 100)
        let copy = test.folder.appending(path: "backup").path
        _ = try test.ledger.backup(to: copy)
        #expect(!FileManager.default.fileExists(atPath: copy + "/readings"))
    }

    @Test func `are not stored for a small ledger that nobody asks it of`() throws {
        let test = try filled()
        _ = try test.ledger.report(.agreementRegister, asOf: AsOf(test.now), knownAt: .now)
        let folder = test.folder.appending(path: "ledger/readings")
        #expect(!FileManager.default.fileExists(atPath: folder.path))
    }
}
