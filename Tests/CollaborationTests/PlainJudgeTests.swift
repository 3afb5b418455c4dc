import CanonicalJSON
import Collaboration
import Events
import Testing

/// The judge against judging the long way.
///
/// Seeds are arguments, so a failure prints its own.
@Suite struct PlainJudgeTests {
    private static let seeds = Array<UInt64>(0..<8) + [UInt64.random(in: .min ... .max)]

    /// Events of all modes and dates, every one of them stored, whatever stands against it.
    private func history(_ seed: UInt64) -> [TestEvent] {
        var random = RandomHistory(seed: seed)
        return random.events(seed % 4 == 0 ? 160 : 60)
    }

    @Test(arguments: seeds)
    func `rules of events that are there are tested again where they can be broken`(
        seed: UInt64
    ) throws {
        var ledger = TestLedger()
        for event in history(seed) {
            let before = ledger
            let fast = try ledger.objections(to: event).map(Sentence.init)
            let slow = try PlainJudge().objections(to: ledger.fact(event)) {
                before.standing(of: $0)
            }
            #expect(fast == slow, "\(event.type) at \(ledger.leaves.count) of seed \(seed)")
            ledger.append(event)
        }
    }

    @Test(arguments: seeds)
    func `an event that is judged in a past place is judged there`(seed: UInt64) throws {
        let ledger = TestLedger(history(seed))
        for fact in ledger.history().facts {
            let fast = try Judge().objections(to: fact) { ledger.standing(of: $0) }
            let slow = try plain(fact, in: ledger)
            #expect(fast.map(Sentence.init) == slow, "event \(fact.position) of seed \(seed)")
        }
    }

    /// The long way for an event that its history holds already.
    private func plain(_ fact: Fact, in ledger: TestLedger) throws -> [Sentence] {
        let judge = Judge()
        guard let subject = judge.rulebook.subject(of: fact) else { return [] }
        let own = ledger.standing(of: subject)
        var found = try judge.marks(on: fact) { ledger.standing(of: $0) }.objections
            .map(Sentence.init)
        for type in judge.rulebook.watchers(of: fact.type) {
            for later in own.facts(type) where later.position != fact.position {
                found += try judge.marks(on: later) { ledger.standing(of: $0) }.objections
                    .filter { $0.against?.position == fact.position }
                    .map { Sentence($0, askedBy: later) }
            }
        }
        return found
    }

    @Test(arguments: seeds)
    func `what is found by its members is what a plain list holds`(seed: UInt64) throws {
        var ledger = TestLedger()
        for event in history(seed) {
            let fact = ledger.fact(event)
            let marks = try Judge().marks(on: fact) { ledger.standing(of: $0) }.objections
            let subject = Rulebook.standard.subject(of: fact)
            let list = subject.map { ledger.standing(of: $0).all } ?? []
            for rule in PlainRule.all where rule.type == event.type {
                let said = marks.first { $0.rule == rule.id }
                let verdict = rule.verdict(on: fact, in: list)
                #expect(
                    (said != nil) == verdict.isBroken && said?.against?.position == verdict.by,
                    "\(rule.id) at \(fact.position) of seed \(seed)"
                )
            }
            ledger.append(event)
        }
    }
}
