import Events

extension Family {
    /// Chances for co-operation, from the first sight to an agreement or a commitment.
    static let opportunities = Family(
        "opportunity",
        states: ["identified", "qualified", "pursued", "dropped", "converted"],
        rows: [
            Row(
                "opportunity.identified",
                "opportunity",
                state: "identified",
                describes: true,
                rules: [
                    .once(
                        "opportunity-identified-once",
                        ["opportunity.identified"],
                        "an opportunity is identified once"
                    )
                ]
            ),
            Row(
                "opportunity.qualified",
                "opportunity",
                state: "qualified",
                from: ["identified"],
                rules: [identified, notConverted, notDropped]
            ),
            Row(
                "opportunity.owned",
                "opportunity",
                describes: true,
                rules: [identified, notConverted, notDropped]
            ),
            Row(
                "opportunity.progressed",
                "opportunity",
                state: "pursued",
                from: ["identified", "qualified"],
                rules: [identified, notConverted, notDropped]
            ),
            Row(
                "opportunity.converted",
                "opportunity",
                state: "converted",
                rules: [
                    identified, notDropped,
                    .once(
                        "converted-once",
                        ["opportunity.converted"],
                        "an opportunity is converted once"
                    ),
                    .exists("target-exists", field: "into", "what it became is in the ledger"),
                ]
            ),
            Row(
                "opportunity.dropped",
                "opportunity",
                state: "dropped",
                rules: [
                    identified, notConverted,
                    .once(
                        "dropped-once",
                        ["opportunity.dropped"],
                        unlessLiftedBy: ["opportunity.reopened"],
                        "an opportunity is dropped once, unless it is reopened"
                    ),
                ]
            ),
            Row(
                "opportunity.reopened",
                "opportunity",
                state: "pursued",
                from: ["dropped"],
                rules: [
                    .needs(
                        "dropped-before",
                        ["opportunity.dropped"],
                        weight: .contradiction,
                        "the opportunity was dropped before"
                    ),
                    notConverted,
                    .once(
                        "not-reopened",
                        ["opportunity.reopened"],
                        unlessLiftedBy: ["opportunity.dropped"],
                        "the opportunity is not reopened already"
                    ),
                ]
            ),
        ]
    )

    private static let identified = Rule.needs(
        "opportunity-identified",
        ["opportunity.identified"],
        weight: .missingAntecedent,
        "the opportunity is identified"
    )

    private static let notConverted = Rule.never(
        "not-converted",
        after: ["opportunity.converted"],
        "the opportunity was not converted before; if that is wrong, retract it"
    )

    private static let notDropped = Rule.never(
        "not-dropped",
        after: ["opportunity.dropped"],
        unlessLiftedBy: ["opportunity.reopened"],
        "the opportunity was not dropped before; reopen it first"
    )
}
