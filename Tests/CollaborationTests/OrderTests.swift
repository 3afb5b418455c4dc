import Collaboration
import Events
import Testing

@Suite struct OrderTests {
    private func facts(_ one: TestEvent, _ two: TestEvent) throws -> (Fact, Fact) {
        let ledger = TestLedger([one, two])
        return (try ledger.fact(at: 0), try ledger.fact(at: 1))
    }

    private func order(_ one: String, _ two: String) throws -> Order {
        let (one, two) = try facts(
            attested("agreement.signed", one),
            attested("agreement.signed", two)
        )
        return one.order(to: two)
    }

    @Test(arguments: [
        ("2019", "2020", Order.before), ("2020", "2019", .after),
        ("2019-03-08", "2019-03-08", .before),
        ("2019", "2019-03", .unknown), ("2019-03", "2019", .unknown), ("[..2019]", "2020", .before),
        ("2018", "[..2019]", .unknown), ("", "", .unknown), ("", "2019", .unknown),
        ("2019", "", .unknown), ("[2019..]", "2018", .after),
    ])
    func `order is definite, or a matter of position when bounds are equal`(
        one: String,
        two: String,
        expected: Order
    ) throws {
        #expect(try order(one, two) == expected)
    }

    @Test func `order is the same seen from the other side`() throws {
        let (one, two) = try facts(
            attested("agreement.signed", "2019"),
            attested("agreement.signed", "2019")
        )
        #expect(one.order(to: two) == .before)
        #expect(two.order(to: one) == .after)
    }

    @Test func `equal bounds are those that count, not those that are written`() throws {
        let (one, two) = try facts(
            attested("agreement.signed", "2020-09-18/..", published: "2020-09-21"),
            attested("agreement.signed", "[2020-09-18..2020-12-31]", published: "2020-09-21")
        )
        #expect(one.order(to: two) == .before)
    }

    @Test func `matters of record are ordered by position`() throws {
        let (one, two) = try facts(
            attested("party.registered", "2022"),
            attested("party.registered", "2019")
        )
        #expect(one.order(to: two) == .before)
        #expect(two.order(to: one) == .after)
    }

    @Test func `a matter of record and what happened are not in one order`() throws {
        let (one, two) = try facts(
            attested("party.registered", "2022"),
            attested("party.named", "2019")
        )
        #expect(one.order(to: two) == .apart)
        #expect(two.order(to: one) == .apart)
    }

    @Test func `replay goes by latest, then earliest with unknown first, then position`() throws {
        let texts = ["2020", "2019-12-31", "2019", "[..2019]", "2019", "2018-05", "", "2019-03-08"]
        let ledger = TestLedger(texts.map { attested("agreement.signed", $0) })
        let standing = ledger.standing(of: try tag("agreement:mou"))
        #expect(standing.replay.map(\.position) == [5, 7, 3, 2, 4, 1, 0, 6])
        #expect(standing.recorded.map(\.position) == Array(0..<8))
        #expect(standing.count == 8)
    }

    @Test func `what is definite at a date is a prefix of the replay`() throws {
        let texts = ["2020", "2019-12-31", "[..2019]", "2018-05", "", "2019-03-08", "2021/.."]
        let ledger = TestLedger(texts.map { attested("agreement.signed", $0) })
        let standing = ledger.standing(of: try tag("agreement:mou"))
        for text in ["2017", "2018", "2019-03-08", "2019", "2020", "2024", "2026-12-31"] {
            let view = View(of: standing, asOf: try asOf(text))
            #expect(view.definite == Array(view.known.prefix(view.definite.count)))
        }
    }
}
