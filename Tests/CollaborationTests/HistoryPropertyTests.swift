import Collaboration
import EDTF
import Events
import Testing

/// Seeds are arguments, so a failure prints the one to try again with.
@Suite struct HistoryPropertyTests {
    /// The last but one found that a postponement was asked for a time, which it has not.
    private static let seeds =
        Array<UInt64>(0..<40) + [653_866_489_535_710_187, UInt64.random(in: .min ... .max)]

    /// The events that were accepted when they arrived, and how many were refused.
    private func accepted(_ events: [TestEvent]) throws -> (ledger: TestLedger, events: [TestEvent])
    {
        var ledger = TestLedger()
        var kept: [TestEvent] = []
        for event in events {
            let objections = try ledger.objections(to: event)
            if objections.contains(where: { $0.weight == .contradiction || event.mode == .live }) {
                continue
            }
            ledger.append(event)
            kept.append(event)
        }
        return (ledger, kept)
    }

    @Test(arguments: seeds)
    func `what was accepted on arrival holds no contradiction as a whole`(seed: UInt64) throws {
        var random = RandomHistory(seed: seed)
        let ledger = try accepted(random.events(150)).ledger
        for fact in ledger.history().facts {
            let contradictions = try ledger.marks(at: fact.position).objections
                .filter { $0.weight == .contradiction }
            #expect(
                contradictions.isEmpty,
                "event \(fact.position) of seed \(seed): \(contradictions)"
            )
        }
    }

    @Test(arguments: seeds)
    func `a history refused on arrival would be contradictory as a whole`(seed: UInt64) throws {
        var random = RandomHistory(seed: seed)
        var ledger = TestLedger()
        for event in random.events(80).map({ $0.told(in: .attested) }) {
            let refusals = try ledger.objections(to: event).filter { $0.weight == .contradiction }
            var whole = ledger
            whole.append(event)
            guard let refusal = refusals.first else {
                ledger = whole
                continue
            }
            let found = try refusals.contains { refusal in
                let broken = [refusal.position] + (refusal.against.map { [$0.position] } ?? [])
                return try broken.contains { position in
                    try whole.marks(at: position).objections
                        .contains { $0.rule == refusal.rule && $0.weight == .contradiction }
                }
            }
            #expect(found, "\(refusal) of seed \(seed)")
        }
    }

    @Test(arguments: seeds)
    func `the order of arrival of unrelated entities does not matter`(seed: UInt64) throws {
        var random = RandomHistory(seed: seed)
        let before = try accepted(random.events(150))
        var generator = SeededGenerator(state: ~seed)
        let order = shuffled(before.events.map(group), using: &generator)
        let after = try accepted(order.map { before.events[$0] })
        #expect(after.events.count == before.events.count)
        guard after.events.count == before.events.count else { return }
        for (new, old) in order.enumerated() {
            let one = try before.ledger.marks(at: Position(old))
            let two = try after.ledger.marks(at: Position(new))
            #expect(one.objections.map(\.rule) == two.objections.map(\.rule))
            #expect(one.orderUnknown.map(\.rule.id) == two.orderUnknown.map(\.rule.id))
        }
        for entity in Set(before.events.compactMap(subject)) {
            let one = try state(of: entity, in: before.ledger)
            let two = try state(of: entity, in: after.ledger)
            #expect(one == two, "\(entity) of seed \(seed)")
        }
    }

    private func subject(of event: TestEvent) -> Events.Tag? {
        Rulebook.standard.subject(of: TestLedger().fact(event))
    }

    /// Entities whose rules read each other are kept together.
    private func group(of event: TestEvent) -> String {
        let entity = subject(of: event)
        return switch entity?.kind {
        case "party", "person", "organ", "mandate": "people"
        case "agreement", "commitment", "opportunity": "agreements"
        case "meeting": "diaries"
        case "platform": "platforms"
        default: entity?.text ?? ""
        }
    }

    /// Another interleaving that keeps the order within each group.
    private func shuffled(_ groups: [String], using generator: inout SeededGenerator) -> [Int] {
        let places = Dictionary(grouping: groups.indices) { groups[$0] }
        var waiting = places.mapValues { $0[...] }
        return groups.shuffled(using: &generator).compactMap { waiting[$0]?.popFirst() }
    }

    private func state(of entity: Events.Tag, in ledger: TestLedger) throws -> [String?] {
        let standing = ledger.standing(of: entity)
        let family = try #require(Rulebook.standard.family(ofKind: entity.kind))
        return try ["2019", "2020-06", "2021", "2024"].map { text in
            let view = View(of: standing, asOf: try asOf(text))
            return StateFold(view.definite, over: family)?.state
        }
    }
}
