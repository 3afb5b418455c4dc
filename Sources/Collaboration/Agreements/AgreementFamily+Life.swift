import CanonicalJSON
import Events

extension Family {
    static let life = [
        Row(
            "agreement.provisionally-applied",
            "agreement",
            state: "provisional",
            from: ["announced", "drafting", "text-fixed", "approving", "partly-signed"],
            rules: [signedKnown, AgreementRules.notInForceYet, notEnded]
        ),
        Row(
            "agreement.entered-into-force",
            "agreement",
            state: "in-force",
            from: [
                "announced", "drafting", "text-fixed", "approving", "partly-signed", "provisional",
            ],
            rules: [
                .never(
                    "not-ended",
                    after: AgreementActs.endings,
                    where: { !$1.has(.parties) },
                    "the agreement has not ended before; start a new one"
                ),
                .never(
                    "party-not-too-late",
                    after: AgreementActs.endings,
                    where: { $1.has(.parties) },
                    weight: .missingAntecedent,
                    "the agreement has not ended before the party is bound by it"
                ),
                .once(
                    "in-force-once",
                    ["agreement.entered-into-force"],
                    where: { !$0.has(.parties) && !$1.has(.parties) },
                    "it enters into force as a whole once"
                ),
                AgreementRules.oncePerParty, AgreementRules.signedByAll,
                AgreementRules.entryRuleSatisfied,
            ]
        ),
        Row(
            "agreement.amended",
            "agreement",
            rules: [
                signedKnown, notEnded,
                .another(
                    "amendment-is-another",
                    field: "amendment",
                    "the amendment is another agreement"
                ),
                .needs(
                    "amendment-signed",
                    ["agreement.signed", "agreement.entered-into-force"],
                    at: .named("amendment"),
                    weight: .missingAntecedent,
                    "the amendment is signed"
                ),
            ]
        ),
        Row(
            "agreement.extended",
            "agreement",
            rules: [
                inForce, AgreementRules.forceIsNotLater, AgreementRules.untilIsLater,
                AgreementRules.extendedInTime, notEnded,
            ]
        ),
        Row(
            "agreement.suspended",
            "agreement",
            state: "suspended",
            from: ["in-force"],
            moves: concernsTheWhole,
            rules: [
                inForce, AgreementRules.forceIsNotLater, notEnded,
                .once(
                    "not-suspended",
                    ["agreement.suspended"],
                    weight: .missingAntecedent,
                    where: { $0.concernsTheSameScope(as: $1) },
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
            moves: concernsTheWhole,
            rules: [
                .needs(
                    "suspended-before",
                    ["agreement.suspended"],
                    weight: .missingAntecedent,
                    "the agreement was suspended"
                ),
                notEnded,
                .once(
                    "not-resumed",
                    ["agreement.resumed"],
                    weight: .missingAntecedent,
                    where: { $0.concernsTheSameScope(as: $1) },
                    unlessLiftedBy: ["agreement.suspended"],
                    "the agreement is not resumed already"
                ),
            ]
        ),
        Row(
            "agreement.terminated",
            "agreement",
            state: "ended",
            from: open,
            rules: [appliedOrInForce, endsOnce, notEndedBefore]
        ),
        Row(
            "agreement.expired",
            "agreement",
            state: "ended",
            from: open,
            rules: [
                appliedOrInForce, AgreementRules.termIsKnown, AgreementRules.termHasRun, endsOnce,
                notEndedBefore,
            ]
        ),
        Row(
            "agreement.replaced",
            "agreement",
            state: "ended",
            from: open,
            rules: [
                .another(
                    "replaced-by-another",
                    field: "replacedBy",
                    "another agreement takes its place"
                ),
                .needs(
                    "successor-known",
                    AgreementRules.beginnings,
                    at: .named("replacedBy"),
                    weight: .missingAntecedent,
                    "the agreement that takes its place is known"
                ),
                AgreementRules.replacesNoneOfItsOwn,
                .never(
                    "not-abandoned",
                    after: ["agreement.abandoned"],
                    "the agreement was not abandoned before"
                ),
            ]
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
        Row(
            "agreement.registered",
            "agreement",
            rules: [
                signedKnown,
                .once(
                    "registered-once",
                    ["agreement.registered"],
                    by: ["register", "number"],
                    "an agreement has a number in a register once"
                ),
            ]
        ),
        Row("agreement.depositary-named", "agreement", rules: [notEnded]),
    ]

    /// The states of an agreement that has not ended.
    private static let open = [
        "announced", "drafting", "text-fixed", "approving", "partly-signed", "provisional",
        "in-force", "suspended",
    ]

    /// What is suspended or resumed for some parties, or in part, goes on for the others.
    private static let concernsTheWhole: @Sendable ([Fact]) -> Bool = { facts in
        facts.last.map { !$0.says(.scope, "party") && !$0.says(.scope, "provisions") } ?? true
    }

    private static let notEndedBefore = Rule.never(
        "not-ended",
        after: endings,
        "the agreement has not ended before; start a new one"
    )

    private static let inForce = Rule.needs(
        "in-force",
        ["agreement.entered-into-force"],
        weight: .missingAntecedent,
        "the agreement is in force; before that, abandon it or revise it"
    )

    private static let appliedOrInForce = Rule.needs(
        "in-force",
        ["agreement.entered-into-force", "agreement.provisionally-applied"],
        weight: .missingAntecedent,
        "the agreement is in force; before that, abandon it"
    )

    private static let signedKnown = Rule.needs(
        "signed-before",
        [
            "agreement.signed", "agreement.entered-into-force", "agreement.consent-deposited",
            "agreement.acceded",
        ],
        weight: .missingAntecedent,
        "the agreement is signed"
    )
}

extension Fact {
    /// Whether two suspensions, or the ends of two, are about the same.
    fileprivate func concernsTheSameScope(as other: Fact) -> Bool {
        saysTheSame(as: other, at: .scope) && saysTheSame(as: other, at: .parties)
            && saysTheSame(as: other, at: "provisions")
    }

    /// Whether a translation binds as the first text does.
    var isAuthentic: Bool { node(.authentic).flatMap(document.bool) == true }
}
