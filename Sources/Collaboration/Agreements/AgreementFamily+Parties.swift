import Events

/// What parties do one by one; only what cannot be undone by an event that is not known yet is a
/// contradiction, for sources tell of one party after the other.
extension Family {
    static let consent = [
        Row(
            "agreement.signature-withdrawn",
            "agreement",
            rules: [
                signedByTheParty, AgreementRules.partyIsNotBound, notTooLate,
            ]
        ),
        Row(
            "agreement.consent-deposited",
            "agreement",
            rules: [
                AgreementRules.ratifiesASignature, consentsOnce, AgreementRules.depositaryIsNamed,
                notTooLate,
            ]
        ),
        Row(
            "agreement.acceded",
            "agreement",
            rules: [consentsOnce, AgreementRules.depositaryIsNamed, notTooLate]
        ),
        Row(
            "agreement.reservation-made",
            "agreement",
            rules: [
                .needs(
                    "signed-before",
                    ["agreement.signed", "agreement.consent-deposited", "agreement.acceded"],
                    by: ["party"],
                    weight: .missingAntecedent,
                    "the party has signed or consented"
                ),
                notTooLate,
            ]
        ),
        Row(
            "agreement.reservation-objected",
            "agreement",
            rules: [
                AgreementRules.objectorIsAnother, AgreementRules.reservationKnown, notTooLate,
            ]
        ),
        Row(
            "agreement.reservation-withdrawn",
            "agreement",
            rules: [
                AgreementRules.reservationKnown,
                .once(
                    "reservation-withdrawn-once",
                    ["agreement.reservation-withdrawn"],
                    by: ["party", "provision"],
                    weight: .missingAntecedent,
                    unlessLiftedBy: ["agreement.reservation-made"],
                    "a reservation is withdrawn once"
                ),
                notTooLate,
            ]
        ),
    ]

    static let leaving = [
        Row(
            "agreement.withdrawal-notified",
            "agreement",
            rules: [AgreementRules.partyIsBound, AgreementRules.partyIsNotOut, notTooLate]
        ),
        Row(
            "agreement.withdrawal-revoked",
            "agreement",
            rules: [
                notified, AgreementRules.revokedInTime, AgreementRules.partyIsNotOut, notTooLate,
            ]
        ),
        Row(
            "agreement.withdrawn-from",
            "agreement",
            rules: [
                notified, AgreementRules.noticeHasRun, AgreementRules.partyIsBound,
                AgreementRules.partyIsNotOut, AgreementRules.twoPartiesRemain, notTooLate,
            ]
        ),
    ]

    private static let signedByTheParty = Rule.needs(
        "signed-before",
        ["agreement.signed"],
        by: ["party"],
        weight: .missingAntecedent,
        "the party has signed"
    )

    private static let consentsOnce = Rule.once(
        "consents-once",
        ["agreement.consent-deposited", "agreement.acceded"],
        by: ["party"],
        weight: .missingAntecedent,
        unlessLiftedBy: ["agreement.withdrawn-from", "agreement.withdrawal-notified"],
        "a party consents once, until it leaves"
    )

    private static let notified = Rule.needs(
        "notified",
        ["agreement.withdrawal-notified"],
        by: ["party"],
        weight: .missingAntecedent,
        "the party gave notice"
    )

    private static let notTooLate = Rule.never(
        "not-ended",
        after: AgreementActs.endings,
        weight: .missingAntecedent,
        "the agreement has not ended before"
    )
}
