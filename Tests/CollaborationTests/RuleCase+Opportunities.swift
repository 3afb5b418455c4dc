import CanonicalJSON
import Collaboration
import Events

private let identified = attested("opportunity.identified", "2019")
private let dropped = attested("opportunity.dropped", "2020")
private let reopened = attested("opportunity.reopened", "2021")
private let converted = attested("opportunity.converted", "2020", ["into": "agreement:mou"])

extension RuleCase {
    /// Chances for co-operation, and what stands in their way.
    static let opportunities: [RuleCase] =
        [
            RuleCase(
                "opportunity-identified-once",
                identified,
                after: [identified],
                against: 0,
                holdsAfter: []
            ),
            RuleCase(
                "converted-once",
                converted,
                after: [identified, converted],
                against: 1,
                holdsAfter: [identified]
            ),
            RuleCase(
                "target-exists",
                converted,
                after: [identified],
                holdsAfter: [identified, attested("agreement.announced", "2021")]
            ),
            RuleCase(
                "dropped-once",
                attested("opportunity.dropped", "2022"),
                after: [identified, dropped],
                against: 1,
                holdsAfter: [identified, dropped, reopened]
            ),
            RuleCase("dropped-before", reopened, after: [identified], holdsAfter: [dropped]),
            RuleCase(
                "not-reopened",
                attested("opportunity.reopened", "2023"),
                after: [dropped, reopened],
                against: 1,
                holdsAfter: [dropped, reopened, attested("opportunity.dropped", "2022")]
            ),
            RuleCase(
                "barrier-reported",
                attested("barrier.eased", "2020"),
                after: [attested("barrier.reported", "2021")],
                holdsAfter: [attested("barrier.reported", "2019")]
            ),
        ] + whileOpen

    /// Types that ask for an opportunity that is open.
    private static let whileOpen: [RuleCase] =
        needingOpen.flatMap { type -> [RuleCase] in
            let event = attested(type, "2021-06", ["into": "agreement:mou"])
            let needsIdentified = RuleCase(
                "opportunity-identified",
                event,
                after: [attested("opportunity.identified", "2022")],
                holdsAfter: [identified]
            )
            let needsUndropped = RuleCase(
                "not-dropped",
                event,
                after: [identified, dropped],
                against: 1,
                holdsAfter: [identified, dropped, reopened]
            )
            return type == "opportunity.dropped"
                ? [needsIdentified] : [needsIdentified, needsUndropped]
        }
        + ([
            "opportunity.qualified", "opportunity.owned", "opportunity.progressed",
            "opportunity.dropped", "opportunity.reopened",
        ] as [EventType]).map { type in
            RuleCase(
                "not-converted",
                attested(type, "2021"),
                after: [identified, converted],
                against: 1,
                holdsFor: attested(type, "2019-06")
            )
        }

    private static let needingOpen: [EventType] = [
        "opportunity.qualified", "opportunity.owned", "opportunity.progressed",
        "opportunity.converted", "opportunity.dropped",
    ]
}
