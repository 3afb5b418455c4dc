/// The reports that can be asked for by name.
package enum ReportKind: String, CaseIterable, Sendable {
    /// What happened, in order.
    case partnershipTimeline = "partnership-timeline"

    /// Every agreement and where it stands.
    case agreementRegister = "agreement-register"

    /// The members of delegations.
    case delegationRoster = "delegation-roster"

    /// Promised activities against the date.
    case commitmentsDue = "commitments-due"

    /// Finds a report by its name.
    ///
    /// - Throws: ``ReportError/unknownReport(_:)``, which lists the names there are.
    package static func named(_ name: String) throws(ReportError) -> ReportKind {
        guard let kind = ReportKind(rawValue: name) else { throw .unknownReport(name) }
        return kind
    }

    /// The heading a person reads.
    package var title: String {
        switch self {
        case .partnershipTimeline: "Partnership timeline"
        case .agreementRegister: "Agreement register"
        case .delegationRoster: "Delegation roster"
        case .commitmentsDue: "Commitments due"
        }
    }

    /// The question it answers, as one sentence.
    package var description: String {
        switch self {
        case .partnershipTimeline:
            "What happened between two parties, or around one entity, in order and with evidence?"
        case .agreementRegister:
            "Which agreements are there, and where does each of them and of their parties stand?"
        case .delegationRoster:
            "Who belongs to a delegation, for whom do they speak, and how complete is the list?"
        case .commitmentsDue:
            "Which promised activities are overdue, due soon, or without a date?"
        }
    }

    /// What it may be told.
    package var parameters: [ReportParameter] {
        switch self {
        case .partnershipTimeline: PartnershipTimeline.parameters
        case .agreementRegister: AgreementRegister.parameters
        case .delegationRoster: DelegationRoster.parameters
        case .commitmentsDue: CommitmentsDue.parameters
        }
    }

    /// Makes the report.
    ///
    /// - Parameters:
    ///   - source: the ledger at one basis.
    ///   - parameters: values by name; a name may have several, in the order given.
    /// - Returns: the report, which renders in any format.
    /// - Throws: ``ReportError`` when the parameters cannot be used, and whatever `source` throws.
    package func report(
        from source: ReportSource,
        parameters: [String: [String]] = [:]
    ) throws -> Report {
        let arguments = try ReportArguments(parameters, for: self)
        let history = KnownHistory(source)
        return switch self {
        case .partnershipTimeline:
            try PartnershipTimeline(arguments, over: history).report()
        case .agreementRegister:
            try AgreementRegister(arguments, over: history).report()
        case .delegationRoster:
            try DelegationRoster(arguments, over: history).report()
        case .commitmentsDue:
            try CommitmentsDue(arguments, over: history).report()
        }
    }
}
