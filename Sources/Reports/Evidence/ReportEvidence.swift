import CanonicalJSON
import Collaboration
import Events

/// The events behind the rows and totals of one report, wherever they are kept.
struct ReportEvidence {
    let report: Report
    private let kind: ReportKind
    private let history: KnownHistory

    init(_ report: Report, of kind: ReportKind, in history: KnownHistory) {
        self.report = report
        self.kind = kind
        self.history = history
    }

    /// The events behind a row: those that the report keeps, or else those that its kind finds, or
    /// else those that name the entities of the row.
    func row(_ index: Int) throws -> RowEvidence {
        if report.evidence.indices.contains(index) { return report.evidence[index] }
        let row = report.rows[index]
        if let found = try kind.evidence(of: row, in: history) { return found }
        var evidence = RowEvidence()
        for tag in JSONValue.object(row).namedTags.sorted() {
            evidence.note(Self.anyColumn, try history.source.events(tag).map(\.position))
        }
        return evidence
    }

    /// The events behind a total; `nil` when the report keeps none for it.
    func total(_ name: String) -> [Position]? {
        report.totalEvidence.isNoted(name) ? report.totalEvidence.positions(of: name) : nil
    }

    /// No column is called so.
    private static let anyColumn = ""
}
