import CanonicalJSON
import Events

/// What a row of a panorama stands for.
enum PartyGrouping: String, CaseIterable {
    case party, region, country

    /// The parameter that chooses it.
    static func parameter(_ values: [PartyGrouping], default first: Self) -> ReportParameter {
        ReportParameter(
            "group-by",
            "What a row stands for: "
                + values.map(\.rawValue).joined(separator: ", ")
                + "; \(first.rawValue) when left out.",
            example: (values.first { $0 != first } ?? first).rawValue
        )
    }

    /// The key of the row that a party belongs to; `nil` when its seat is not known.
    func key(of party: Tag, in profiles: PartyProfiles) throws -> String? {
        switch self {
        case .party: party.text
        case .region: try profiles.profile(of: party).region
        case .country: try profiles.profile(of: party).country
        }
    }
}

extension ReportArguments {
    /// What a row stands for.
    func grouping(
        among values: [PartyGrouping],
        default first: PartyGrouping
    ) throws(ReportError) -> PartyGrouping {
        try word("group-by", among: values.map(\.rawValue)).flatMap(PartyGrouping.init) ?? first
    }
}
