import CanonicalJSON

/// A report that can be asked for by name: what it answers, what it may be told, how it is made.
///
/// Each kind stands beside its maker; ``allCases`` is the only list of them.
package struct ReportKind: Sendable {
    /// The name a script asks for, such as `agreement-register`.
    package let name: String

    /// The heading a person reads.
    package let title: String

    /// The question it answers, as one sentence.
    package let description: String

    /// What it may be told.
    package let parameters: [ReportParameter]

    /// The columns that tell one row from another; the first column, where none is named.
    package let keys: [String]

    /// Where people look rows up by name; `nil` where dates, figures or places order them.
    let order: NameOrder?

    /// The forms that it is printed in: those of all reports, and some of its own.
    package let formats: [Report.Format]

    private let make: @Sendable (ReportArguments, KnownHistory) throws -> Report
    private let trace: @Sendable (JSONObject, KnownHistory) throws -> RowEvidence?

    /// Describes a kind of report and names its maker.
    init<Maker: ReportMaker>(
        _ name: String,
        title: String,
        _ description: String,
        parameters: [ReportParameter],
        keys: [String] = [],
        order: NameOrder? = nil,
        formats: [Report.Format] = [],
        maker: Maker.Type
    ) {
        self.name = name
        self.title = title
        self.description = description
        self.parameters = parameters
        self.keys = keys
        self.order = order
        self.formats = Report.Format.allCases.filter { $0.isCommon || formats.contains($0) }
        make = { try Maker($0, over: $1).report() }
        trace = { try Maker.evidence(of: $0, in: $1) }
    }

    /// Finds a report by its name.
    ///
    /// - Throws: ``ReportError/unknownReport(_:)``, which lists the names there are.
    package static func named(_ name: String) throws(ReportError) -> ReportKind {
        guard let kind = allCases.first(where: { $0.name == name }) else {
            throw .unknownReport(name)
        }
        return kind
    }

    /// Checks that the report is printed in a form.
    ///
    /// - Throws: ``ReportError/unknownFormat(_:report:)``, which names the reports that are.
    package func require(_ format: Report.Format) throws(ReportError) {
        if !formats.contains(format) { throw .unknownFormat(format, report: self) }
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
        try report(over: KnownHistory(source), parameters: parameters)
    }

    /// Makes the report over a history that is read again afterwards.
    func report(over history: KnownHistory, parameters: [String: [String]]) throws -> Report {
        try make(try ReportArguments(parameters, for: self), history)
    }

    /// The events behind a row of a report that left them out; `nil` where nothing says them.
    func evidence(of row: JSONObject, in history: KnownHistory) throws -> RowEvidence? {
        try trace(row, history)
    }
}

extension ReportKind: CaseIterable {
    /// Every kind, in the order in which they are listed.
    package static let allCases = [
        partnershipTimeline, agreementRegister, delegationRoster, commitmentsDue,
        AgreementDossier.kind, PartiesBound.kind, meetingsMatrix, partnerNetwork, networkParties,
        partnershipFunnel,
        panorama, panoramaMovement, panoramaQuotients, panoramaStatistics, trends, outlook,
        regionalScoreboard, policyAssessment, exposureTest, barrierLoad,
        AuditGaps.kind, DisputesAndCorrections.kind, Provenance.kind, PersonalData.kind,
        Replay.kind,
    ]

    /// What happened, in order.
    package static let partnershipTimeline = PartnershipTimeline.kind

    /// Every agreement and where it stands.
    package static let agreementRegister = AgreementRegister.kind

    /// The members of delegations.
    package static let delegationRoster = DelegationRoster.kind

    /// Promised activities against the date.
    package static let commitmentsDue = CommitmentsDue.kind

    /// Who met whom.
    package static let meetingsMatrix = MeetingsMatrix.kind

    /// Who works with whom, tie by tie.
    package static let partnerNetwork = PartnerTies.kind

    /// Who works with whom, party by party.
    package static let networkParties = NetworkParties.kind

    /// What became of meetings.
    package static let partnershipFunnel = PartnershipFunnel.kind

    /// What was done together in a half-year.
    package static let panorama = Panorama.kind

    /// What changed against the half-year before.
    package static let panoramaMovement = PanoramaMovement.kind

    /// How much more one works with a country than all do.
    package static let panoramaQuotients = PanoramaQuotients.kind

    /// Sectors in regions by observed figures.
    package static let panoramaStatistics = PanoramaStatistics.kind

    /// Measures over eight half-years.
    package static let trends = Trends.kind

    /// What falls due and what ends in the half-years ahead.
    package static let outlook = Outlook.kind

    /// Regions among their peers.
    package static let regionalScoreboard = RegionalScoreboard.kind

    /// Judgements by the criteria of a framework.
    package static let policyAssessment = PolicyAssessment.kind

    /// What a loss would take away.
    package static let exposureTest = ExposureTest.kind

    /// What stands in the way of co-operation.
    package static let barrierLoad = BarrierLoad.kind
}

extension ReportKind: Hashable {
    /// Whether two kinds have the same name; no two kinds share one.
    package static func == (left: ReportKind, right: ReportKind) -> Bool {
        left.name == right.name
    }

    /// Feeds the name to `hasher`.
    package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
