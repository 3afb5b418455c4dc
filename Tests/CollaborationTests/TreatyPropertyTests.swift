import Collaboration
import Events
import Testing

/// Treaties as tables against what is read of their events.
///
/// Seeds are arguments, so a failure prints the one to try again with.
@Suite struct TreatyPropertyTests {
    private static let seeds = Array<UInt64>(0..<60) + [UInt64.random(in: .min ... .max)]

    private func days(_ seed: UInt64, _ table: TreatyTable) -> [Int] {
        var generator = SeededGenerator(state: ~seed)
        let random = (0..<30).map { _ in Int.random(in: 0..<12_000, using: &generator) }
        let turns = table.rows.values.joined().flatMap { membership in
            [membership.joined, membership.entry, membership.left].compactMap(\.self)
        }
        return random + (turns + [table.force]).flatMap { [$0 - 1, $0] }
    }

    @Test(arguments: seeds)
    func `the parties bound are those that the table gives`(seed: UInt64) throws {
        var table = TreatyTable(seed: seed)
        let events = table.events(isVague: false)
        let standing = TestLedger(events).standing(of: try tag("agreement:mou"))
        for day in days(seed, table) {
            let text = TreatyTable.text(day)
            let reading = AgreementReading(of: standing, asOf: try asOf(text))
            let tracks = reading?.tracks ?? []
            let bound = Set(tracks.filter { $0.bound == .yes }.map { String($0.party.id) })
            #expect(bound == table.bound(on: day), "\(text) of seed \(seed)")
            #expect(!tracks.contains { $0.bound == .possibly }, "\(text) of seed \(seed)")
        }
    }

    @Test(arguments: seeds)
    func `what vague dates leave open is never answered wrongly`(seed: UInt64) throws {
        var table = TreatyTable(seed: seed)
        let events = table.events(isVague: true)
        let standing = TestLedger(events).standing(of: try tag("agreement:mou"))
        for day in days(seed, table) {
            let text = TreatyTable.text(day)
            let expected = table.bound(on: day)
            let tracks = AgreementReading(of: standing, asOf: try asOf(text))?.tracks ?? []
            for track in tracks where track.bound != .possibly {
                let isBound = expected.contains(String(track.party.id))
                #expect((track.bound == .yes) == isBound, "\(track), \(text) of seed \(seed)")
            }
            let unseen = expected.subtracting(tracks.map { String($0.party.id) })
            #expect(unseen.isEmpty, "\(text) of seed \(seed)")
        }
    }

    @Test(arguments: seeds)
    func `no event of a treaty is refused`(seed: UInt64) throws {
        var table = TreatyTable(seed: seed)
        var ledger = TestLedger()
        for event in table.events(isVague: seed % 2 == 0) {
            let refusals = try ledger.objections(to: event).filter { $0.weight == .contradiction }
            #expect(refusals.isEmpty, "\(event) of seed \(seed): \(refusals)")
            ledger.append(event)
        }
    }
}
