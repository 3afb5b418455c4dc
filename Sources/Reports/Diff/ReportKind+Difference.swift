import Collaboration

extension ReportKind {
    /// Says what changed in the report between two bases of one ledger.
    ///
    /// Rows are matched by the columns that tell them apart. Where what the report is about is not
    /// known at one of the bases, nothing stands there.
    ///
    /// - Parameters:
    ///   - before: the ledger at one basis.
    ///   - after: the ledger at the other.
    ///   - parameters: those of the report, at both.
    /// - Returns: a report with one row for each row that came or went, and for each cell and
    ///   total that is another, each with the events that made it so.
    /// - Throws: ``ReportError``, and what the sources throw.
    package func difference(
        from before: ReportSource,
        to after: ReportSource,
        parameters: [String: [String]] = [:]
    ) throws -> Report {
        let histories = (KnownHistory(before), KnownHistory(after))
        let old = try known { try report(over: histories.0, parameters: parameters) }
        let new = try known { try report(over: histories.1, parameters: parameters) }
        // What neither basis knows is an error of the question.
        guard let one = new ?? old else {
            return try report(over: histories.1, parameters: parameters)
        }
        let arguments = try ReportArguments(parameters, for: self)
        func side(_ report: Report?, _ history: KnownHistory) -> ReportDiff.Side {
            let report =
                report
                ?? Report(
                    name: name,
                    title: one.title,
                    basis: history.basis(for: arguments),
                    columns: one.columns,
                    rows: []
                )
            let evidence = ReportEvidence(report, of: self, in: history)
            return ReportDiff.Side(report: report, row: evidence.row, total: evidence.total)
        }
        return try ReportDiff.report(
            side(old, histories.0),
            side(new, histories.1),
            keys: keys(of: one),
            by: EventComparison(histories.0, histories.1),
            in: after.messages
        )
    }

    /// A report, unless what it is about is not known.
    private func known(_ make: () throws -> Report) throws -> Report? {
        do {
            return try make()
        } catch ReportError.unknownEntity {
            return nil
        }
    }
}
