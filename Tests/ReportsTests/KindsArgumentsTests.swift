import CanonicalJSON
import Reports
import Testing

/// What a report accepts and how it refuses the rest, word for word.
struct `Asking for a report` {
    @Test func `an unknown name is answered with the names there are`() {
        let error = #expect(throws: ReportError.self) { try ReportKind.named("agreements") }
        #expect(
            error?.description
                == "there is no report 'agreements'; ask for one of "
                + ReportKind.allCases.map(\.name).joined(separator: ", ")
        )
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let report: ReportKind
        let parameters: [String: [String]]
        let words: String
        var testDescription: String { words }
    }

    static let refusals = [
        Refusal(
            report: .agreementRegister,
            parameters: ["partner": ["party:a"]],
            words:
                "the report agreement-register takes no parameter 'partner'; it takes party, state"
        ),
        Refusal(
            report: .partnershipTimeline,
            parameters: [:],
            words: "the report partnership-timeline needs to know what it is about; give "
                + "party=party:morava or of=agreement:morava-hsinchu"
        ),
        Refusal(
            report: .partnershipTimeline,
            parameters: ["party": ["party:a"], "of": ["party:b"]],
            words: "the report partnership-timeline takes only one of party and of; "
                + "leave out the other"
        ),
        Refusal(
            report: .partnershipTimeline,
            parameters: ["party": ["party:a", "party:b", "party:c"]],
            words: "the report partnership-timeline takes 'party' at most twice, and it stands "
                + "3 times; leave out 1"
        ),
        Refusal(
            report: .agreementRegister,
            parameters: ["party": ["morava"]],
            words: "the report agreement-register cannot read party=morava: it is not a tag of the "
                + "form party:id; write for example party=party:morava"
        ),
        Refusal(
            report: .delegationRoster,
            parameters: ["delegation": ["party:ksgz"]],
            words: "the report delegation-roster cannot read delegation=party:ksgz: it is not a "
                + "tag of the form delegation:id; write for example "
                + "delegation=delegation:taiwan-2020"
        ),
        Refusal(
            report: .commitmentsDue,
            parameters: ["within": ["90 days"]],
            words: "the report commitments-due cannot read within=90 days: a duration is P with "
                + "whole years, months, days, T and a time, or weeks; write for example P6M, "
                + "P1Y6M, P10D, P2W or PT90M"
        ),
        Refusal(
            report: .commitmentsDue,
            parameters: ["all": ["yes"]],
            words: "the report commitments-due cannot read all=yes: it is neither true nor false; "
                + "write all=true"
        ),
        Refusal(
            report: .meetingsMatrix,
            parameters: ["period": ["[2019,2020]"]],
            words: "the report meetings-matrix cannot read period=[2019,2020]: one of several "
                + "dates is no period; write for example period=2020-01-01/2020-06-30"
        ),
        Refusal(
            report: .meetingsMatrix,
            parameters: ["gathering": ["gathering:nowhere"]],
            words: "the report meetings-matrix was asked for gathering=gathering:nowhere, but no "
                + "event known then names it; check the tag, or ask at a later --known-at"
        ),
        Refusal(
            report: .partnerNetwork,
            parameters: ["weights": ["1,2,3"]],
            words: "the report partner-network cannot read weights=1,2,3: these are not 4 numbers "
                + "from 0 to 1000000 with commas between them; write for example weights=1,2,5,3"
        ),
        Refusal(
            report: .partnerNetwork,
            parameters: ["half-life": ["P0D"]],
            words: "the report partner-network cannot read half-life=P0D: nothing weighs half at "
                + "once; write for example half-life=P730D"
        ),
        Refusal(
            report: .partnershipFunnel,
            parameters: ["party": ["party:ksgz"]],
            words: "the report partnership-funnel takes no parameter 'party'; it takes period, "
                + "gathering"
        ),
        Refusal(
            report: .panorama,
            parameters: ["period": ["2020-H3"]],
            words: "the report panorama cannot read period=2020-H3: it is neither a half-year nor "
                + "a date or interval with both ends; write for example period=2020-H1 or "
                + "period=2020-01-01/2020-06-30"
        ),
        Refusal(
            report: .trends,
            parameters: ["period": ["2030-H1"]],
            words: "the report trends cannot read period=2030-H1: it begins after the as-of date; "
                + "ask for an earlier one, or at a later --as-of"
        ),
        Refusal(
            report: .panoramaQuotients,
            parameters: ["group-by": ["party"]],
            words: "the report panorama-quotients cannot read group-by=party: there is no such "
                + "group-by; write one of country, region"
        ),
        Refusal(
            report: .exposureTest,
            parameters: ["country": ["China"]],
            words: "the report exposure-test cannot read country=China: a country is two capital "
                + "letters (ISO 3166-1); write for example country=CN"
        ),
        Refusal(
            report: .regionalScoreboard,
            parameters: ["against": ["2019/.."]],
            words: "the report regional-scoreboard cannot read against=2019/..: it is not a date "
                + "with an end; write for example against=2019-12-31"
        ),
        Refusal(
            report: .agreementRegister,
            parameters: ["party": ["party:nobody"]],
            words: "the report agreement-register was asked for party=party:nobody, but no event "
                + "known then names it; check the tag, or ask at a later --known-at"
        ),
    ]

    @Test(arguments: refusals)
    func `is refused with what stands in the way`(refusal: Refusal) throws {
        let ledger = try KindsLedger.histories(["lyon-2019"])
        let error = #expect(throws: ReportError.self) {
            try refusal.report.report(of: ledger, refusal.parameters)
        }
        #expect(error?.description == refusal.words)
    }

    @Test func `a state that does not exist is answered with those that do`() throws {
        let ledger = try KindsLedger.histories(["lyon-2019"])
        let error = #expect(throws: ReportError.self) {
            try ReportKind.agreementRegister.report(of: ledger, ["state": ["final"]])
        }
        #expect(error?.description.hasSuffix("suspended, ended, abandoned") == true)
    }

    @Test func `a value cannot drive the terminal that shows the refusal`() {
        let error = #expect(throws: ReportError.self) { try ReportKind.named("\u{1B}[2J") }
        #expect(error?.description.contains("\u{1B}") == false)
    }

    @Test(arguments: ReportKind.allCases)
    func `each report says what it answers and takes`(kind: ReportKind) {
        #expect(!kind.title.isEmpty)
        #expect(kind.description.hasSuffix("?"))
        #expect(!kind.parameters.isEmpty)
        #expect(kind.parameters.allSatisfy { $0.description.hasSuffix(".") && !$0.example.isEmpty })
    }

    @Test(arguments: ReportKind.allCases)
    func `the same basis gives the same bytes`(kind: ReportKind) throws {
        let ledger = try KindsLedger.histories()
        var parameters = kind == .partnershipTimeline ? ["party": ["party:ksgz"]] : [:]
        if kind.parameters.contains(where: { $0.isRequired && $0.name == "agreement" }) {
            parameters["agreement"] = ["agreement:mik-zgc-2020"]
        }
        for format in Report.Format.allCases {
            let once = try kind.report(of: ledger, parameters).rendered(as: format)
            let again = try kind.report(of: ledger, parameters).rendered(as: format)
            #expect(once == again)
        }
    }

    @Test func `what was asked stands in the basis`() throws {
        let ledger = try KindsLedger.histories(["lyon-2019"])
        let report = try ReportKind.agreementRegister.report(of: ledger, ["party": ["party:ksgz"]])
        #expect(report.basis["parameters"] == ["party": "party:ksgz", "lang": "en"])
    }
}
