import Collaboration
import EDTF
import Testing

@Suite struct BoundsTests {
    private func bounds(
        _ occurred: String?,
        published: String? = nil,
        recorded: String = "2026-05-01T00:00:00Z"
    ) throws -> Bounds {
        Bounds(
            occurred: try occurred.map(date),
            published: try published.flatMap { try date($0).latest },
            recorded: try instant(recorded)
        )
    }

    @Test(
        arguments: [
            ("2019-03-08", nil, "2019-03-08T23:59:59.999999Z"),
            ("2019-03-08", "2021-01-01", "2019-03-08T23:59:59.999999Z"),
            ("[2019-03-08..2019-12-31]", "2019-06-30", "2019-06-30T23:59:59.999999Z"),
            ("2019-03-08/..", "2020", "2020-12-31T23:59:59.999999Z"),
            ("2019-03-08/..", nil, "2026-05-01T00:00:00.000000Z"),
            ("[..2021-12-31]", nil, "2021-12-31T23:59:59.999999Z"),
            ("2026", nil, "2026-05-01T00:00:00.000000Z"),
            (nil, "2020-09-21", "2020-09-21T23:59:59.999999Z"),
            (nil, nil, "2026-05-01T00:00:00.000000Z"),
        ] as [(String?, String?, String)]
    )
    func `the latest bound is the first of date, publication and recording`(
        occurred: String?,
        published: String?,
        latest: String
    ) throws {
        #expect(try bounds(occurred, published: published).latest.rfc3339 == latest)
    }

    @Test func `a stated date wins over a publication that lies before it`() throws {
        let bounds = try bounds("2020-09-18", published: "2020-09-01")
        #expect(bounds.earliest == bounds.latest)
        #expect(bounds.latest.rfc3339 == "2020-09-18T00:00:00.000000Z")
    }

    @Test func `a day that has begun elsewhere may end before it starts here`() throws {
        let bounds = try bounds("2026-05-02", recorded: "2026-05-01T20:00:00Z")
        #expect(bounds.latest.rfc3339 == "2026-05-02T00:00:00.000000Z")
    }

    @Test(arguments: ["[..2018]", "../2018", "/2018"])
    func `nothing is definitely before a start that is unknown`(unknown: String) throws {
        let old = try bounds("1990")
        let late = try bounds("2024")
        #expect(try bounds(unknown).earliest == nil)
        #expect(!old.isDefinitelyBefore(try bounds(unknown)))
        #expect(!old.isDefinitelyBefore(try bounds(nil)))
        #expect(try bounds(unknown).isDefinitelyBefore(late))
    }

    @Test(arguments: [
        ("2019", "2020", true), ("2020", "2019", false), ("2019-03", "2019", false),
        ("2019-03-08", "2019-03-08", false), ("2019-03-08", "2019-03-09", true),
        ("2019-03-08T10:00:00Z", "2019-03-08T10:00:01Z", true),
        ("2019-01/2019-06", "2019-06", false),
    ])
    func `before is definite only when everything lies before everything`(
        one: String,
        two: String,
        isBefore: Bool
    ) throws {
        #expect(try bounds(one).isDefinitelyBefore(try bounds(two)) == isBefore)
    }
}
