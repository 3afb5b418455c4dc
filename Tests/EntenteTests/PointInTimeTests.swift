import Collaboration
import EDTF
import Entente
import EventJournal
import Foundation
import Reports
import Testing

/// What was known then is what a ledger knows that holds no more.
struct `Every report at a basis` {
    private static let dates = ["2017-06-15", "2020-08-20", "2023"]

    /// Copies of a ledger as it grew, made from exports; no copy has keys.
    private func copies(
        of test: TestLedger,
        steps: Int,
        append: (TestLedger) throws -> Void
    ) throws -> [(size: UInt64, ledger: Ledger)] {
        try (0..<steps).map { step in
            try append(test)
            let export = test.folder.appending(path: "export-\(step)").path
            _ = try test.ledger.export(to: export)
            let copy = test.folder.appending(path: "copy-\(step)").path
            return (try test.ledger.head().size, try Ledger.importing(export, to: copy))
        }
    }

    private func expectTheSame(
        _ copies: [(size: UInt64, ledger: Ledger)],
        _ every: EveryReport,
        note: String
    ) throws {
        let whole = try #require(copies.last).ledger
        for (size, ledger) in copies.dropLast() {
            for kind in ReportKind.allCases {
                for date in Self.dates {
                    let then = try every.answer(kind, of: whole, asOf: date, knownAt: .size(size))
                    let fresh = try every.answer(kind, of: ledger, asOf: date, knownAt: .now)
                    #expect(then == fresh, "\(kind.name) at \(date)@\(size); \(note)")
                }
            }
        }
    }

    @Test func `is that of a ledger made of the events known then, of all types`() throws {
        var walk = try RandomWalk(seed: RandomWalk.seed &+ 7)
        let copies = try copies(of: try TestLedger(), steps: 3) { test in
            let outcome = try test.append(walk.lines(80), policy: .rejecting, by: nil)
            walk.note(outcome.receipts)
        }
        try expectTheSame(copies, .walk, note: walk.note)
    }

    @Test func `is that of a ledger made of the events known then, with late corrections`()
        throws
    {
        var random = RandomRegister(seed: RandomRegister.seed &+ 7)
        let copies = try copies(of: try TestLedger(), steps: 3) { test in
            for _ in 0..<4 {
                try test.append(random.lines(10, in: test), policy: .rejecting, by: nil)
            }
        }
        try expectTheSame(copies, .register, note: random.note)
    }
}
