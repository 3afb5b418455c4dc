import CanonicalJSON
package import Collaboration
package import Events
package import Reports

/// A valid date, and what was known then.
package struct BasisPoint: Sendable, Hashable {
    /// The valid date.
    package let asOf: AsOf

    /// Which moment's knowledge.
    package let knownAt: KnownAt

    /// A date as known at a moment.
    package init(asOf: AsOf, knownAt: KnownAt) {
        self.asOf = asOf
        self.knownAt = knownAt
    }
}

extension Ledger {
    /// What changed in a report between two bases; the register comes from the histories or from
    /// stored readings, which say the same.
    ///
    /// - `format`: the form it will be printed in; one for people is in the first of `languages`
    ///   that there is, here and in what follows.
    /// - Throws: `ReportError`, and `LedgerError` when something cannot be read.
    package func difference(
        in kind: ReportKind,
        from before: BasisPoint,
        to after: BasisPoint,
        parameters: [String: [String]] = [:],
        languages: [String] = [],
        as format: Report.Format? = nil
    ) throws -> Report {
        let messages = Messages(for: languages, as: format)
        func source(_ point: BasisPoint) throws -> ReportSource {
            try self.source(for: kind, at: point, parameters, languages, messages)
        }
        return try kind.difference(
            from: try source(before),
            to: try source(after),
            parameters: parameters
        )
    }

    /// What changed in one entity between two bases.
    ///
    /// - Throws: `LedgerError` of kind `notFound` when nothing of it was known at either.
    package func difference(
        in entity: Tag,
        from before: BasisPoint,
        to after: BasisPoint,
        languages: [String] = [],
        as format: Report.Format? = nil
    ) throws -> Report {
        let messages = Messages(for: languages, as: format)
        func state(_ point: BasisPoint) throws -> JSONValue? {
            do {
                return try self.state(of: entity, asOf: point.asOf, knownAt: point.knownAt)
            } catch let error as LedgerError where error.kind == .notFound {
                return nil
            }
        }
        func source(_ point: BasisPoint) throws -> ReportSource {
            try reader(asOf: point.asOf, knownAt: point.knownAt).source(
                languages: languages,
                messages: messages,
                showsPictures: false
            )
        }
        let states = (before: try state(before), after: try state(after))
        guard states.before != nil || states.after != nil else {
            _ = try self.state(of: entity, asOf: after.asOf, knownAt: after.knownAt)
            throw LedgerError(.notFound, "nothing is known of \(entity)")
        }
        return try EntityDiff.report(
            of: entity,
            from: states.before,
            to: states.after,
            (before: try source(before), after: try source(after))
        )
    }

    /// The events behind one figure of a report.
    ///
    /// - Throws: `ReportError` when there is no such figure.
    package func explanation(
        of question: CellQuestion,
        in kind: ReportKind,
        at point: BasisPoint,
        parameters: [String: [String]] = [:],
        languages: [String] = [],
        as format: Report.Format? = nil
    ) throws -> Report {
        let messages = Messages(for: languages, as: format)
        return try kind.explanation(
            of: question,
            from: try source(for: kind, at: point, parameters, languages, messages),
            parameters: parameters
        )
    }

    private func source(
        for kind: ReportKind,
        at point: BasisPoint,
        _ parameters: [String: [String]],
        _ languages: [String],
        _ messages: Messages
    ) throws -> ReportSource {
        var asked = parameters
        if !languages.isEmpty { asked["lang"] = languages }
        let reader = try reader(asOf: point.asOf, knownAt: point.knownAt, parameters: asked)
        let register =
            kind == .agreementRegister
            ? try register(at: reader, from: .quickest, progress: { _, _ in }) : nil
        return reader.source(
            languages: languages,
            messages: messages,
            register: register,
            showsPictures: false
        )
    }
}
