import Events

extension Family {
    /// Memoranda, co-operation agreements and other instruments, from announcement to end.
    static let agreements = Family(
        "agreement",
        states: [
            "announced", "drafting", "text-fixed", "approving", "partly-signed", "signed",
            "provisional", "in-force", "suspended", "ended", "abandoned",
        ],
        readings: [
            Reading(from: "approving", to: "text-fixed", words: "every organ asked has decided"),
            Reading(from: "partly-signed", to: "signed", words: "every party has signed"),
            Reading(from: "in-force", to: "ended", words: "fewer than two parties are left"),
            Reading(from: "in-force", to: "ended", words: "the term has run out"),
            Reading(from: "suspended", to: "ended", words: "the term has run out"),
        ],
        rows: negotiation + approval + signature + consent + life + leaving
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
                    unlessLiftedBy: ["agreement.party-removed"],
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
            "agreement.party-removed",
            "agreement",
            rules: [
                AgreementRules.partyIsKnown,
                .once(
                    "party-removed-once",
                    ["agreement.party-removed"],
                    by: ["party"],
                    unlessLiftedBy: ["agreement.party-added"],
                    "a party is removed once"
                ),
                .never(
                    "removed-before-signing",
                    after: ["agreement.signed", "agreement.entered-into-force"],
                    "nobody has signed before; later a party withdraws"
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
        Row(
            "agreement.translated",
            "agreement",
            rules: [
                AgreementRules.draftOfTheTextKnown,
                .once(
                    "one-authentic-text",
                    ["agreement.translated"],
                    by: ["version", "language"],
                    where: { $0.isAuthentic && $1.isAuthentic },
                    "a text is authentic once in a language"
                ),
            ]
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
                AgreementRules.mandateHeld,
                AgreementRules.mandateNotRevoked,
                AgreementRules.boundByWhatItAmends,
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

    /// Events after which nothing is left to consent to.
    static let endings: [EventType] = [
        "agreement.terminated", "agreement.expired", "agreement.abandoned",
    ]

    static let notEnded = Rule.never(
        "not-ended",
        after: AgreementActs.endings,
        "the agreement has not ended before; start a new one"
    )

    private static let parentIsAnother = Rule.another(
        "parent-is-another",
        field: "parent",
        "the parent is another agreement"
    )

    static let endsOnce = Rule.once("ends-once", endings, "an agreement ends once")

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
