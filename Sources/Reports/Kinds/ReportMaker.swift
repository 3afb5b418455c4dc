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
}
