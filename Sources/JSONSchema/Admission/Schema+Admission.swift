package import CanonicalJSON

extension Schema {
    /// Whether a value of a document is known at once to break nothing.
    ///
    /// It is where most values end: no tree of values is made, nothing is allocated.
    ///
    /// - Parameters:
    ///   - document: The document.
    ///   - node: The value to judge.
    ///   - nulls: Nodes at which a `null` stands for a value that is kept elsewhere; as in
    ///     ``violations(of:nullsPermittedAt:)``.
    /// - Returns: `true` only if there are no violations. `false` leaves it open: the full
    ///   evaluation then says what is wrong, if anything is.
    package func admits(
        _ document: JSONDocument,
        at node: Int = 0,
        nullsPermittedAt nulls: [Int] = []
    ) -> Bool {
        var run = AdmissionProgram.Run(nulls: nulls)
        return admission.admits(admission.root, node, document, &run) && !run.isInDoubt
    }
}
