import CanonicalJSON
import Events

extension Family {
    /// Users' own types, version after version.
    static let schemas = Family(
        "schema",
        states: ["registered"],
        rows: [
            Row(
                "schema.registered",
                "schema",
                state: "registered",
                rules: [versionFollows]
            )
        ]
    )

    private static let registration: EventType = "schema.registered"

    /// Versions are counted, so that a leaf's version names one schema for good.
    private static let versionFollows = Rule(
        "version-follows",
        .contradiction,
        "the version is one more than the type's last, 1 for a new type",
        field: "version",
        brokenBy: .none
    ) { fact, histories in
        let earlier = histories.own.facts([registration]).filter { $0.position < fact.position }
        let last = earlier.max { $0.position < $1.position }
        guard fact.version == (last?.version ?? 0) + 1 else { return .broken(by: last) }
        return .holds
    }
}
