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
                try expectTheSame(test, date, known, [:], [], random.note)
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

/// Events about a few agreements, with late ones, corrections, retractions and disputes.
struct RandomRegister {
    /// How many histories are drawn; `ENTENTE_TEST_LEVEL` asks for more.
    static let rounds: Int = {
        let level = ProcessInfo.processInfo.environment["ENTENTE_TEST_LEVEL"] ?? "quick"
        return level == "quick" ? 2 : 40
    }()

    /// The first seed, which `ENTENTE_TEST_SEED` sets.
    static let seed: UInt64 = {
        let named = ProcessInfo.processInfo.environment["ENTENTE_TEST_SEED"].flatMap(UInt64.init)
        return named ?? UInt64.random(in: 0..<1 << 48)
    }()

    private var state: UInt64
    private let first: UInt64

    init(seed: UInt64) {
        state = seed
        first = seed
    }

    var note: String { "ENTENTE_TEST_SEED=\(first) swift test --filter Stored" }

    private mutating func next(_ count: Int) -> Int {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return Int((mixed ^ (mixed >> 31)) % UInt64(count))
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value { values[next(values.count)] }

    mutating func some<Value>(_ count: Int, of values: [Value]) -> [Value] {
        (0..<count).map { _ in pick(values) }
    }

    /// Lines, of which some may be refused.
    mutating func lines(_ count: Int, in test: TestLedger) throws -> [String] {
        try (0..<count).map { _ in
            next(3) == 0 ? try remark(in: test) ?? event() : event()
        }
    }

    private mutating func event() -> String {
        if next(8) == 0 { return organ() }
        let agreement = pick(["agreement:m", "agreement:n", "agreement:o"])
        let party = pick(["party:a", "party:b", "party:c"])
        let organ = pick(["organ:x", "organ:y"])
        let version = next(3) + 1
        let asked = #""version":\#(version),"party":"\#(party)","organ":"\#(organ)""#
        let (type, more) = pick([
            ("announced", #""kind":"mou","parties":["party:a","party:b"]"#),
            ("described", #""kind":"framework","parties":["party:a"],"title":\#(title())"#),
            ("drafted", #""kind":"mou","title":\#(title()),"version":1\#(term())"#),
            ("drafted", #""kind":"loi","title":\#(title()),"version":1,"parties":["party:b"]"#),
            ("revised", #""version":\#(version),"changes":\#(title())"#),
            ("text-fixed", #""version":\#(version),"languages":["en"]"#),
            ("party-added", #""party":"\#(party)""#),
            ("submitted-for-approval", asked), ("approved", asked),
            ("rejected", asked + #","reason":\#(title())"#),
            ("signed", #""party":"\#(party)","version":\#(version)"#),
            ("signed", #""party":"\#(party)""#), ("signed", #""party":"\#(party)""#),
            ("signing-declined", #""party":"\#(party)""#), ("entered-into-force", ""),
            ("entered-into-force", #""parties":["\#(party)"]"#),
            ("suspended", #""scope":"all""#), ("resumed", #""scope":"all""#),
            ("terminated", #""ground":"mutual""#), ("expired", ""), ("abandoned", ""),
        ])
        return line(
            "agreement.\(type)",
            #"{"agreement":"\#(agreement)"\#(more.isEmpty ? "" : ",")\#(more)}"#
        )
    }

    private mutating func organ() -> String {
        let organ = pick(["organ:x", "organ:y"])
        return line(
            "organ.established",
            #"{"organ":"\#(organ)","party":"\#(pick(["party:a", "party:b"]))","#
                + #""names":\#(title()),"kind":"council"}"#
        )
    }

    /// A correction, a retraction, a reinstatement or a dispute of something recorded.
    private mutating func remark(in test: TestLedger) throws -> String? {
        let size = try test.ledger.head().size
        guard size > 1 else { return nil }
        let position = UInt64(1 + next(Int(size) - 1))
        guard let stored = try test.ledger.event(at: position) else { return nil }
        let target = #""target":"event:\#(stored.leaf.id)""#
        switch next(5) {
        case 0: return line("event.disputed", #"{\#(target),"claim":\#(title())}"#)
        case 1: return line("event.retracted", #"{\#(target),"reason":\#(title())}"#)
        case 2: return line("event.reinstated", #"{\#(target),"reason":\#(title())}"#)
        default:
            let head = #"{\#(target),"leafHash":"\#(stored.leafHash)","reason":\#(title()),"#
            guard next(2) == 0, var data = stored.leaf.event["data"]?.object else {
                return line("event.corrected", head + #""occurred":"\#(date())"}"#)
            }
            if data["agreement"] != nil {
                data["agreement"] = .string(pick(["agreement:m", "agreement:n", "agreement:o"]))
            }
            if data["party"] != nil { data["party"] = .string(pick(["party:a", "party:b"])) }
            let text = String(
                decoding: JSONValue.object(data).canonicalBytes(),
                as: UTF8.self
            )
            return line("event.corrected", head + #""data":\#(text)}"#)
        }
    }

    private mutating func line(_ type: String, _ data: String) -> String {
        let date = date()
        let basis = date.isEmpty ? #""basis":"unknown","# : ""
        let published = next(4) == 0 ? #","published":"\#(pick(["2020-06", "2021"]))""# : ""
        let source = #""mode":"attested","source":{"title":"A page"\#(published)},"#
        return #"{"type":"\#(type)","occurred":"\#(date)",\#(basis)\#(source)"by":"script:t","#
            + #""data":\#(data)}"#
    }

    private mutating func title() -> String {
        #"[{"text":"\#(pick(["Accord", "Ávrada", "Pakt"]))","lang":"\#(pick(["en", "cs"]))"}]"#
    }

    private mutating func term() -> String {
        pick([
            "", #","term":{"rule":"fixed","end":"2021-06"}"#,
            #","term":{"rule":"fixed","duration":"P1Y"}"#,
        ])
    }

    private mutating func date() -> String {
        let year = pick(["2019", "2020", "2021", "2022"])
        let month = pick(["01", "04", "08", "12"])
        return pick([
            "\(year)-\(month)-05", "\(year)-\(month)-05", "\(year)-\(month)-20",
            "\(year)-\(month)", year, "[..\(year)-\(month)]", "[\(year)-\(month)-05..]",
            "\(year)/2023", "", "\(year)-\(month)-05T10:00:00Z",
        ])
    }
}
