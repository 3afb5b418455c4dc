import CanonicalJSON
import Collaboration
import Entente
import EventJournal
import Foundation

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

    private var random: SeededGenerator

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    var note: String { "ENTENTE_TEST_SEED=\(Self.seed) swift test --filter EntenteTests" }

    private mutating func next(_ count: Int) -> Int {
        Int(random.next() % UInt64(count))
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
        if next(6) == 0 { return party() }
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
            ("consent-deposited", #""party":"\#(party)","kind":"ratification""#),
            ("acceded", #""party":"\#(party)""#), ("withdrawn-from", #""party":"\#(party)""#),
            ("withdrawal-notified", #""party":"\#(party)","effective":"\#(datedDay())""#),
            ("withdrawal-revoked", #""party":"\#(party)""#),
            ("signature-withdrawn", #""party":"\#(party)""#), ("provisionally-applied", ""),
            ("extended", #""until":"\#(datedDay())""#),
            ("terminated", #""ground":"notice","effective":"\#(datedDay())""#),
            ("suspended", #""scope":"all""#), ("resumed", #""scope":"all""#),
            ("terminated", #""ground":"mutual""#), ("expired", ""), ("abandoned", ""),
        ])
        return line(
            "agreement.\(type)",
            #"{"agreement":"\#(agreement)"\#(more.isEmpty ? "" : ",")\#(more)}"#
        )
    }

    /// A party, or a name of it that may hold for some time only.
    private mutating func party() -> String {
        let party = pick(["party:a", "party:b", "party:c"])
        let more = pick([
            #""names":\#(names())"#, #""names":\#(names())"#,
            #""nameUnknown":true,"description":\#(names())"#,
        ])
        if next(3) == 0 {
            return line("party.registered", #"{"party":"\#(party)","kind":"cluster",\#(more)}"#)
        }
        let from = next(2) == 0 ? #","from":"\#(datedDay())""# : ""
        let to = next(2) == 0 ? #","to":"\#(datedDay())""# : ""
        return line("party.named", #"{"party":"\#(party)","names":\#(names())\#(from)\#(to)}"#)
    }

    private mutating func names() -> String {
        let texts = ["=Klastr", "Клъстер", #"Cluster; a \"b\""#, " K"]
        let kinds = ["official", "short", "former", "transliteration"]
        let names = (0...next(2)).map { _ in
            #"{"text":"\#(pick(texts))","#
                + #""lang":"\#(pick(["en", "cs", "ru"]))","kind":"\#(pick(kinds))"}"#
        }
        return "[\(names.joined(separator: ","))]"
    }

    private mutating func datedDay() -> String {
        pick(["2019-04-05", "2020", "2020-05-24", "2021-08", "2022-04-05/2023", "../2021"])
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
