import CanonicalJSON
import Collaboration
import EDTF
import Entente
import Reports
import Testing

/// Every kind of report, asked with parameters that random ledgers can answer.
struct EveryReport {
    /// Values for parameters that some report cannot do without.
    let values: [String: String]

    /// Ledgers of `RandomWalk`.
    static let walk = EveryReport(values: [
        "agreement": "agreement:e1", "party": "party:e1", "delegation": "delegation:e1",
        "gathering": "gathering:e1", "of": "agreement:e1", "person": "person:k3v9x2m7q8t1",
    ])

    /// Ledgers of `RandomRegister`.
    static let register = EveryReport(values: [
        "agreement": "agreement:m", "party": "party:a", "of": "agreement:m",
    ])

    /// What a kind cannot do without.
    func parameters(of kind: ReportKind) -> [String: [String]] {
        var given: [String: [String]] = [:]
        for parameter in kind.parameters where parameter.isRequired {
            given[parameter.name] = [values[parameter.name] ?? parameter.example]
        }
        // It takes one of two, and both are optional by themselves.
        if kind == .partnershipTimeline { given["party"] = values["party"].map { [$0] } }
        return given
    }

    /// The bytes of a report, or why there is none.
    func answer(
        _ kind: ReportKind,
        of ledger: Ledger,
        asOf date: String,
        knownAt: KnownAt
    ) throws -> String {
        let asOf = try #require(AsOf(try ImpreciseDate(parsing: date)))
        do {
            return try ledger.report(
                kind,
                asOf: asOf,
                knownAt: knownAt,
                parameters: parameters(of: kind)
            )
            .rendered(as: .json)
        } catch let error as ReportError {
            return "\(error)"
        }
    }
}
