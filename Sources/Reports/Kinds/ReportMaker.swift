import CanonicalJSON

/// What makes reports of one kind.
protocol ReportMaker: SendableMetatype {
    /// What it answers and takes.
    static var kind: ReportKind { get }

    /// Takes what was asked.
    ///
    /// - Throws: ``ReportError`` for what the history does not have, or cannot be.
    init(_ arguments: ReportArguments, over history: KnownHistory) throws

    /// Makes the report.
    func report() throws -> Report

    /// Finds the events behind a row of a report that does not keep them.
    static func evidence(of row: JSONObject, in history: KnownHistory) throws -> RowEvidence?
}

extension ReportMaker {
    /// A report that keeps the events behind its rows has nothing to find.
    static func evidence(of row: JSONObject, in history: KnownHistory) throws -> RowEvidence? {
        nil
    }
}
