import CanonicalJSON
import Collaboration
import EDTF
import Entente
import EventJournal
import Reports
import Testing

struct `The five histories` {
    private func filled() throws -> (TestLedger, beforeMoscow: UInt64) {
        let test = try TestLedger()
        var before: UInt64 = 0
        for name in TestLedger.histories {
            if name == "moscow-2020" { before = try test.ledger.head().size }
            try test.append(try TestLedger.history(name), by: nil)
        }
        return (test, before)
    }

    private func register(
        _ test: TestLedger,
        _ date: String,
        _ known: KnownAt = .now
    ) throws -> [String: JSONObject] {
        let asOf = try #require(AsOf(try ImpreciseDate(parsing: date)))
        let report = try test.ledger.report(.agreementRegister, asOf: asOf, knownAt: known)
        return Dictionary(
            uniqueKeysWithValues: report.rows.map { ($0["agreement"]?.string ?? "", $0) }
        )
    }

    @Test func `append as one batch each and leave a clean audit`() throws {
        let (test, _) = try filled()
        #expect(try test.ledger.head().size == 186)
        #expect(try test.findings() == [])
    }

    @Test func `give the register its rows at each date`() throws {
        let (test, before) = try filled()
        let moscow = "agreement:mik-zgc-2020"
        let sofia = "agreement:ksgz-taipei-mou"
        let late = try register(test, "2021-01-01")
        #expect(late[moscow]?["state"] == "signed")
        #expect(late[sofia]?["state"] == "announced")
        let early = try register(test, "2019-01-01")
        let definite = early.values.filter { $0["existence"] == "definite" }
        #expect(definite == [])
        let middle = try register(test, "2020-01-01")
        #expect(middle[sofia]?["existence"] == "definite")
        #expect(middle[moscow]?["existence"] != "definite")
        let unknown = try register(test, "2021-01-01", .size(before))
        #expect(unknown[moscow] == nil)
    }

    @Test func `can be sent twice and are stored once`() throws {
        let (test, _) = try filled()
        let size = try test.ledger.head().size
        for name in TestLedger.histories {
            let again = try test.append(try TestLedger.history(name), by: nil)
            let fresh = again.receipts.filter { !$0.replayed }
            #expect(fresh == [])
        }
        #expect(try test.ledger.head().size == size)
    }
}
