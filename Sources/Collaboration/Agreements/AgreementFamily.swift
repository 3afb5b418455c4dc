import Events

extension Family {
    /// Memoranda, co-operation agreements and other instruments, from announcement to end.
    static let agreements = Family(
        "agreement",
        states: [
            "announced", "drafting", "text-fixed", "approving", "partly-signed", "signed",
            "provisional", "in-force", "suspended", "ended", "abandoned",
        ],
        rows: negotiation + approval + signature + life
    )

    private static let negotiation = [
        Row(
            "agreement.announced",
            "agreement",
            state: "announced",
            describes: true,
            rules: [
                .once("announced-once", ["agreement.announced"], "an agreement is announced once"),
                .never(
                    "announced-first",
                    after: ["agreement.drafted", "agreement.signed"],
                    "the agreement's id is not in use before its announcement"
                ),
                notEnded,
            ]
        ),
        Row("agreement.described", "agreement", describes: true, rules: [parentIsAnother]),
        Row(
            "agreement.drafted",
            "agreement",
            state: "drafting",
            from: ["announced"],
            describes: true,
            rules: [
                .once(
                    "drafted-once",
                    ["agreement.drafted"],
                    "there is one first draft; later texts are agreement.revised"
                ),
                .once(
                    "version-used-once",
                    ["agreement.revised"],
                    by: ["version"],
                    "a version number is used once"
                ),
                .never(
                    "drafted-before-signed",
                    after: ["agreement.signed"],
                    by: ["version"],
                    "nobody has signed this version before its draft"
                ),
                parentIsAnother, notEnded,
            ]
        ),
        Row(
            "agreement.party-added",
            "agreement",
            describes: false,
            rules: [
                .once(
                    "party-added-once",
                    ["agreement.party-added"],
                    by: ["party"],
                    "a party is added once"
                ),
                .never(
                    "added-before-signing",
                    after: ["agreement.signed", "agreement.entered-into-force"],
                    "nobody has signed before; later parties accede"
                ),
                notEnded,
            ]
        ),
        Row(
            "agreement.revised",
            "agreement",
            state: "drafting",
            rules: [
                draftKnown,
                .once(
                    "version-used-once",
                    ["agreement.revised", "agreement.drafted"],
                    by: ["version"],
                    "a version number is used once"
                ),
                AgreementRules.versionFollows, AgreementRules.versionBeforeKnown,
                .never(
                    "revised-before-force",
                    after: ["agreement.entered-into-force"],
                    "the agreement is not in force before; a text in force is amended"
                ),
                notEnded,
            ]
        ),
        Row(
            "agreement.text-fixed",
            "agreement",
            state: "text-fixed",
            from: ["announced", "drafting"],
            rules: [draftKnown, AgreementRules.fixesTheNewestText, notEnded]
        ),
    ]

    private static let approval = [
        Row(
            "agreement.submitted-for-approval",
            "agreement",
            state: "approving",
            from: ["announced", "drafting", "text-fixed"],
            rules: [
                AgreementRules.organBelongsToParty, AgreementRules.partyIsKnown,
                AgreementRules.versionIsNewest, notEnded,
            ]
        ),
        Row(
            "agreement.approved",
            "agreement",
            rules: [
                AgreementRules.organBelongsToParty, AgreementRules.versionIsNamed, submitted,
                AgreementRules.decidesOnce, AgreementRules.versionIsNewest, notEnded,
            ]
        ),
        Row(
            "agreement.rejected",
            "agreement",
            rules: [
                AgreementRules.organBelongsToParty, AgreementRules.versionIsNamed, submitted,
                AgreementRules.decidesOnce, AgreementRules.versionIsNewest, notEnded,
            ]
        ),
    ]

    private static let signature = [
        Row(
            "agreement.signed",
            "agreement",
            state: "partly-signed",
            from: ["announced", "drafting", "text-fixed", "approving", "partly-signed"],
            rules: [
                AgreementRules.partyIsKnown,
                notEnded,
                .once(
                    "signed-once",
                    ["agreement.signed"],
                    by: ["signatory", "party", "version"],
                    "a person signs a version for a party once"
                ),
                AgreementRules.textNotRefused,
                AgreementRules.draftOfTheTextKnown,
                AgreementRules.versionIsNewest,
                .needs(
                    "text-fixed",
                    ["agreement.text-fixed"],
                    weight: .missingAntecedent,
                    "the text was fixed"
                ),
                AgreementRules.approvalsPresent,
            ]
        ),
        Row(
            "agreement.signing-declined",
            "agreement",
            rules: [
                .never(
                    "declined-before-signing",
                    after: ["agreement.signed"],
                    by: ["party"],
                    unlessLiftedBy: ["agreement.revised"],
                    "the party has not signed before"
                ),
                notEnded,
            ]
        ),
    ]

    private static let life = [
        Row(
            "agreement.entered-into-force",
            "agreement",
            state: "in-force",
            rules: [notEnded, AgreementRules.oncePerParty, AgreementRules.signedByAll]
        ),
        Row(
            "agreement.suspended",
            "agreement",
            state: "suspended",
            from: ["in-force"],
            rules: [
                inForce, notEnded,
                .once(
                    "not-suspended",
                    ["agreement.suspended"],
                    unlessLiftedBy: ["agreement.resumed"],
                    "the agreement is not suspended already"
                ),
            ]
        ),
        Row(
            "agreement.resumed",
            "agreement",
            state: "in-force",
            from: ["suspended"],
            rules: [
                .needs(
                    "suspended-before",
                    ["agreement.suspended"],
                    weight: .contradiction,
                    "the agreement was suspended"
                ),
                notEnded,
                .once(
                    "not-resumed",
                    ["agreement.resumed"],
                    unlessLiftedBy: ["agreement.suspended"],
                    "the agreement is not resumed already"
                ),
            ]
        ),
        Row(
            "agreement.terminated",
            "agreement",
            state: "ended",
            rules: [inForce, endsOnce, notEnded]
        ),
        Row(
            "agreement.expired",
            "agreement",
            state: "ended",
            rules: [inForce, AgreementRules.termHasRun, endsOnce, notEnded]
        ),
        Row(
            "agreement.abandoned",
            "agreement",
            state: "abandoned",
            rules: [
                .never(
                    "never-in-force",
                    after: ["agreement.entered-into-force"],
                    inEitherOrder: true,
                    "the agreement never was in force; terminate it instead"
                ),
                endsOnce, notEnded,
            ]
        ),
        Row("agreement.published", "agreement"),
    ]

    /// Events after which nothing is left to consent to.
    private static let endings: [EventType] = [
        "agreement.terminated", "agreement.expired", "agreement.abandoned",
    ]

    private static let notEnded = Rule.never(
        "not-ended",
        after: endings,
        "the agreement has not ended before; start a new one"
    )

    private static let parentIsAnother = Rule.another(
        "parent-is-another",
        field: "parent",
        "the parent is another agreement"
    )

    private static let endsOnce = Rule.once("ends-once", endings, "an agreement ends once")

    private static let inForce = Rule.needs(
        "in-force",
        ["agreement.entered-into-force"],
        weight: .contradiction,
        "the agreement is in force; before that, abandon it"
    )

    private static let draftKnown = Rule.needs(
        "no-draft-known",
        ["agreement.drafted"],
        weight: .missingAntecedent,
        "a draft of the agreement is known"
    )

    private static let submitted = Rule.needs(
        "submitted",
        ["agreement.submitted-for-approval"],
        by: ["version", "party", "organ"],
        weight: .missingAntecedent,
        "the version was submitted to the organ"
    )
}
