import CanonicalJSON
import Collaboration
import EDTF
import Entente
import EventJournal
import Events
import Reports
import Testing

struct `The difference between two bases` {
    private func point(_ date: String, _ size: UInt64) throws -> BasisPoint {
        BasisPoint(
            asOf: try #require(AsOf(try ImpreciseDate(parsing: date))),
            knownAt: .size(size)
        )
    }

    /// What changed in a report; `nil` when it cannot be made at either.
    private func difference(
        _ kind: ReportKind,
        _ ledger: Ledger,
        _ before: BasisPoint,
        _ after: BasisPoint,
        _ every: EveryReport
    ) throws -> Report? {
        do {
            return try ledger.difference(
                in: kind,
                from: before,
                to: after,
                parameters: every.parameters(of: kind)
            )
        } catch ReportError.unknownEntity {
            return nil
        }
    }

    private func filled(_ random: inout RandomRegister) throws -> TestLedger {
        let test = try TestLedger()
        for _ in 0..<8 {
            try test.append(random.lines(10, in: test), policy: .rejecting, by: nil)
        }
        return test
    }

    @Test func `of a basis with itself is empty`() throws {
        var random = RandomRegister(seed: RandomRegister.seed &+ 11)
        let test = try filled(&random)
        let here = try point("2021-06-01", test.ledger.head().size)
        for kind in ReportKind.allCases {
            let report = try difference(kind, test.ledger, here, here, .register)
            #expect(report?.rows.count ?? 0 == 0, "\(kind.name); \(random.note)")
            #expect(report?.totals["totalsChanged"] ?? 0 == 0, "\(kind.name); \(random.note)")
        }
        let known = try test.ledger.report(
            .agreementRegister,
            asOf: here.asOf,
            knownAt: here.knownAt
        )
        for entity in known.rows.compactMap({ $0["agreement"]?.string }) {
            let report = try test.ledger.difference(in: try tag(entity), from: here, to: here)
            #expect(report.rows.isEmpty, "\(entity); \(random.note)")
        }
    }

    @Test func `names events behind every change, all of which exist`() throws {
        var random = RandomRegister(seed: RandomRegister.seed &+ 12)
        let test = try filled(&random)
        let size = try test.ledger.head().size
        let bases = [
            try point("2020-01-01", size / 2), try point("2020-01-01", size),
            try point("2022-01-01", size),
        ]
        for (before, after) in zip(bases, bases.dropFirst()) {
            for kind in ReportKind.allCases {
                let report = try difference(kind, test.ledger, before, after, .register)
                for row in report?.rows ?? [] where row["change"] != "total" {
                    let events = row["events"]?.array ?? []
                    // A count of none rests on no event, and its period may begin by the date.
                    let mayBeNone =
                        row["cause"] == "date" && !Self.aboutOwnEvents.contains(kind.name)
                    #expect(!events.isEmpty || mayBeNone, "\(kind.name) \(row); \(random.note)")
                    #expect(events.allSatisfy { UInt64($0.integer ?? .max) < size })
                }
            }
            let register = try test.ledger.report(
                .agreementRegister,
                asOf: after.asOf,
                knownAt: after.knownAt
            )
            for entity in register.rows.compactMap({ $0["agreement"]?.string }) {
                let report = try test.ledger.difference(
                    in: try tag(entity),
                    from: before,
                    to: after
                )
                for row in report.rows {
                    #expect(row["events"]?.array?.isEmpty == false, "\(row); \(random.note)")
                }
            }
        }
    }

    @Test func `of what was known later names the late event and the correction`() throws {
        let test = try TestLedger()
        let party = #""parties":["party:a","party:b"]"#
        let announced = try test.append(
            "agreement.announced",
            #"{"agreement":"agreement:m","kind":"mou",\#(party)}"#,
            occurred: "2020-03-01",
            more: TestLedger.attested
        )
        let early = try test.ledger.head().size
        try test.append(
            "agreement.signed",
            #"{"agreement":"agreement:m","party":"party:a"}"#,
            occurred: "2020-04-01",
            more: TestLedger.attested
        )
        let middle = try test.ledger.head().size
        let corrected = try test.append(
            "event.corrected",
            #"{"target":"event:\#(announced.id)","leafHash":"\#(announced.leafHash)","#
                + #""reason":[{"text":"misread","lang":"en"}],"occurred":"2020-02-01"}"#
        )
        let late = try test.ledger.head().size
        func changes(_ from: UInt64, _ to: UInt64) throws -> [String?: JSONObject] {
            let report = try test.ledger.difference(
                in: .agreementRegister,
                from: try point("2021", from),
                to: try point("2021", to)
            )
            return Dictionary(
                report.rows.map { ($0["column"]?.string, $0) },
                uniquingKeysWith: { first, _ in first }
            )
        }
        let signed = try changes(early, middle)
        #expect(signed["state"]?["before"] == "announced")
        #expect(signed["state"]?["after"] == "partly-signed")
        #expect(signed["state"]?["events"] == [2])
        #expect(signed["state"]?["cause"] == "events")
        let moved = try changes(middle, late)
        #expect(moved["announced"]?["before"] == "2020-03-01")
        #expect(moved["announced"]?["after"] == "2020-02-01")
        #expect(
            moved["announced"]?["events"]
                == [.integer(announced.position), .integer(corrected.position)]
        )
        #expect(moved["state"] == nil)
    }

    @Test func `says that a party is there by the entry into force that alone names it`() throws {
        let test = try TestLedger()
        try test.append(
            "agreement.announced",
            #"{"agreement":"agreement:m","kind":"mou","parties":["party:a","party:b"]}"#,
            occurred: "2019-03-01",
            more: TestLedger.attested
        )
        let entry = try test.append(
            "agreement.entered-into-force",
            #"{"agreement":"agreement:m","parties":["party:c"]}"#,
            occurred: "2019-05-01",
            more: TestLedger.attested
        )
        try test.append(
            "agreement.extended",
            #"{"agreement":"agreement:m","until":"2020"}"#,
            occurred: "2019-06-01",
            more: TestLedger.attested
        )
        let here = try point("2021-06-01", test.ledger.head().size)
        let dossier = try #require(ReportKind.allCases.first { $0.name == "agreement-dossier" })
        for column in ["party", "state", "bound"] {
            let answer = try test.ledger.explanation(
                of: .cell(row: ["party=party:c", "organ="], column: column),
                in: dossier,
                at: here,
                parameters: ["agreement": ["agreement:m"]]
            )
            let positions = answer.rows.map { $0["position"] }
            #expect(positions.contains(.integer(entry.position)), "\(column)")
        }
    }

    @Test func `says why for every cell of every report, in events about the row`() throws {
        var random = RandomRegister(seed: RandomRegister.seed &+ 13)
        let test = try filled(&random)
        let here = try point("2021-06-01", test.ledger.head().size)
        for kind in ReportKind.allCases {
            let parameters = EveryReport.register.parameters(of: kind)
            let report = try test.ledger.report(
                kind,
                asOf: here.asOf,
                knownAt: here.knownAt,
                parameters: parameters
            )
            let keys = kind.keys.isEmpty ? [report.columns[0].key] : kind.keys
            for row in report.rows.prefix(3) {
                let selectors = keys.map { "\($0)=\(row[$0]?.displayText ?? "")" }
                for column in report.columns where row[column.key] != nil {
                    let answer = try test.ledger.explanation(
                        of: .cell(row: selectors, column: column.key),
                        in: kind,
                        at: here,
                        parameters: parameters
                    )
                    let place = "\(kind.name) \(selectors) \(column.key); \(random.note)"
                    let named = tags(in: .object(row))
                    var isAbout = named.isEmpty || answer.rows.isEmpty
                    for event in answer.rows {
                        let position = try #require(event["position"]?.integer)
                        let stored = try test.ledger.event(at: UInt64(position))
                        #expect(event["leafHash"]?.string == stored?.leafHash, "\(place)")
                        if !named.isDisjoint(with: stored?.leaf.tags ?? []) { isAbout = true }
                    }
                    // What is said may show the names of others; what is behind it is about them.
                    let isOwn = Self.aboutOwnEvents.contains(kind.name) && column.key != "what"
                    #expect(isAbout || !isOwn, "\(place)")
                }
            }
        }
    }

    /// Reports each row of which rests on events that name what the row is about.
    private static let aboutOwnEvents: Set<String> = [
        "partnership-timeline", "agreement-register", "delegation-roster", "commitments-due",
        "agreement-dossier", "audit-gaps", "disputes-and-corrections", "personal-data", "replay",
    ]

    private func tags(in value: JSONValue) -> Set<Events.Tag> {
        switch value {
        case .string(let text): Set([Events.Tag(text)].compactMap(\.self))
        case .array(let values): values.reduce(into: []) { $0.formUnion(tags(in: $1)) }
        case .object(let object):
            object.members.reduce(into: []) { $0.formUnion(tags(in: $1.value)) }
        default: []
        }
    }

    @Test func `of an entity that was never known is not found`() throws {
        let test = try TestLedger()
        let here = try point("2021", 1)
        #expect(throws: LedgerError.self) {
            _ = try test.ledger.difference(in: try tag("agreement:none"), from: here, to: here)
        }
    }
}
