import CanonicalJSON
import Collaboration
import Events
import Testing

@Suite struct RuleTableTests {
    private let rulebook = Rulebook.standard

    private func weight(of rule: RuleCase) throws -> Objection.Weight {
        let row = try #require(rulebook.row(rule.event.type))
        return try #require(row.rules.first { $0.id == rule.rule }).weight
    }

    @Test(arguments: RuleCase.all)
    func `a broken rule names what is in the way`(rule: RuleCase) throws {
        let objections = try TestLedger(rule.broken).objections(to: rule.event)
        let own = try #require(objections.first { $0.rule == rule.rule })
        #expect(own.against?.position == rule.against)
        #expect(own.position == Position(rule.broken.count))
        #expect(own.type == rule.event.type)
        #expect(own.weight == (try weight(of: rule)))
    }

    @Test(arguments: RuleCase.all)
    func `a broken rule refuses in live, and in attested only as a contradiction`(
        rule: RuleCase
    ) throws {
        let refuses: (Fact.Mode) throws -> Bool = { mode in
            let event = rule.event.told(in: mode)
            let objections = try TestLedger(rule.broken).objections(to: event)
                .filter { $0.rule == rule.rule }
            return objections.contains { mode == .live || $0.weight == .contradiction }
        }
        #expect(try refuses(.live))
        #expect(try refuses(.attested) == (try weight(of: rule) == .contradiction))
    }

    @Test(arguments: RuleCase.all)
    func `a rule that holds is silent`(rule: RuleCase) throws {
        let objections = try TestLedger(rule.held).objections(to: rule.instead)
        #expect(!objections.contains { $0.rule == rule.rule })
    }

    @Test(arguments: RuleCase.all)
    func `a broken rule is found again in the whole history`(rule: RuleCase) throws {
        let ledger = TestLedger(rule.broken + [rule.event])
        let marks = try ledger.marks(at: Position(rule.broken.count))
        #expect(marks.objections.contains { $0.rule == rule.rule })
    }

    @Test func `every rule of every type is broken and held once at least`() {
        let known = rulebook.families.flatMap(\.rows).flatMap { row in
            row.rules.map { RuleName(type: row.type, rule: $0.id) }
        }
        let tested = Set(RuleCase.all.map { RuleName(type: $0.event.type, rule: $0.rule) })
        #expect(Set(known).subtracting(tested).map(\.description).sorted() == [])
        #expect(tested.subtracting(known).map(\.description).sorted() == [])
    }

    @Test func `a rule's name is unique among those of its type`() {
        for row in rulebook.families.flatMap(\.rows) {
            #expect(Set(row.rules.map(\.id)).count == row.rules.count, "\(row.type)")
        }
    }

    @Test func `words are sentences without their full stop`() {
        for rule in rulebook.families.flatMap(\.rows).flatMap(\.rules) {
            #expect(!rule.words.isEmpty && !rule.words.hasSuffix("."), "\(rule.id)")
        }
    }

    @Test func `a row leads to, and from, states of its family`() {
        for family in rulebook.families {
            for row in family.rows {
                let named = row.from + (row.state.map { [$0] } ?? [])
                #expect(Set(named).isSubset(of: family.states), "\(row.type)")
            }
        }
    }

    @Test func `an objection without an event in the way says that nothing shows it`() throws {
        let objection = try #require(
            try TestLedger().objections(to: signed("party:a", "2020"))
                .first { $0.rule == "no-draft-known" }
        )
        #expect(
            objection.description
                == "agreement.signed asks that a draft of the signed text is known, "
                + "and nothing shows it (rule no-draft-known)"
        )
    }

    @Test func `an objection of a later event says which one asks`() throws {
        let objection = try #require(
            try TestLedger([signed("party:a", "2021")])
                .objections(to: attested("agreement.abandoned", "2020")).first
        )
        #expect(
            objection.description
                == "agreement.signed at 0 asks that the agreement has not ended before; "
                + "start a new one (rule not-ended); agreement.abandoned stands against it"
        )
    }

    @Test func `an objection says rule, words and the event in the way`() throws {
        let objection = try #require(
            try TestLedger([attested("agreement.abandoned", "2019")])
                .objections(to: attested("agreement.announced", "2020")).first
        )
        #expect(
            objection.description
                == "agreement.announced asks that the agreement has not ended before; start a new one "
                + "(rule not-ended); event 0 (agreement.abandoned, 2019) stands against it"
        )
    }
}
