import CanonicalJSON
import EDTF
import Events

extension Family {
    /// Promised activities, from plan to fulfilment.
    static let commitments = Family(
        "commitment",
        states: ["planned", "assigned", "running", "missed", "waived", "fulfilled"],
        rows: [
            Row(
                "commitment.planned",
                "commitment",
                state: "planned",
                describes: true,
                rules: [
                    .once(
                        "commitment-planned-once",
                        ["commitment.planned"],
                        "a commitment is planned once"
                    ),
                    .needs(
                        "agreement-signed",
                        ["agreement.signed", "agreement.entered-into-force"],
                        at: .named("agreement"),
                        weight: .missingAntecedent,
                        "the agreement it stands under is signed"
                    ),
                    .another(
                        "parent-is-another",
                        field: "parent",
                        "the parent is another commitment"
                    ),
                ]
            ),
            Row(
                "commitment.assigned",
                "commitment",
                state: "assigned",
                from: ["planned"],
                rules: [
                    planned, namesItsAgreement, notDone, notWaived, notMissed,
                    .once(
                        "assigned-once",
                        ["commitment.assigned"],
                        by: ["executor", "role"],
                        unlessLiftedBy: ["commitment.unassigned"],
                        "an executor is assigned once in a role"
                    ),
                    leadIsBound,
                ]
            ),
            Row(
                "commitment.unassigned",
                "commitment",
                rules: [
                    planned, namesItsAgreement, notDone, notWaived,
                    .needs(
                        "assigned-before",
                        ["commitment.assigned"],
                        by: ["executor"],
                        weight: .missingAntecedent,
                        "the executor is assigned"
                    ),
                ]
            ),
            Row(
                "commitment.started",
                "commitment",
                state: "running",
                from: ["planned", "assigned"],
                rules: [planned, namesItsAgreement, notDone, notWaived, notMissed]
            ),
            Row(
                "commitment.progressed",
                "commitment",
                state: "running",
                from: ["planned", "assigned"],
                rules: [
                    planned, namesItsAgreement, notDone, notWaived, notMissed, percentDoesNotFall,
                ]
            ),
            Row(
                "commitment.partly-fulfilled",
                "commitment",
                state: "running",
                from: ["planned", "assigned"],
                rules: [
                    planned, namesItsAgreement, notDone, notWaived, notMissed, percentDoesNotFall,
                ]
            ),
            Row(
                "commitment.rescheduled",
                "commitment",
                state: "running",
                from: ["missed"],
                rules: [planned, namesItsAgreement, notDone, notWaived]
            ),
            Row(
                "commitment.fulfilled",
                "commitment",
                state: "fulfilled",
                rules: [
                    planned, namesItsAgreement, notWaived,
                    fulfilledOnce, notASeries,
                ]
            ),
            Row(
                "commitment.missed",
                "commitment",
                state: "missed",
                rules: [
                    planned, namesItsAgreement, notDone, notWaived, duePassed,
                    .once(
                        "missed-once",
                        ["commitment.missed"],
                        where: concernsTheWhole,
                        unlessLiftedBy: ["commitment.reopened", "commitment.rescheduled"],
                        "a commitment is missed once"
                    ),
                ]
            ),
            Row(
                "commitment.waived",
                "commitment",
                state: "waived",
                rules: [planned, namesItsAgreement, notDone, waivedOnce]
            ),
            Row(
                "commitment.cancelled",
                "commitment",
                state: "waived",
                rules: [planned, namesItsAgreement, notDone, waivedOnce]
            ),
            Row(
                "commitment.reopened",
                "commitment",
                state: "running",
                from: ["missed", "waived"],
                rules: [
                    namesItsAgreement,
                    .needs(
                        "closed-before",
                        ["commitment.missed", "commitment.waived", "commitment.cancelled"],
                        weight: .contradiction,
                        "the commitment was missed, waived or cancelled before"
                    ),
                    notDone,
                    .once(
                        "not-reopened",
                        ["commitment.reopened"],
                        unlessLiftedBy: [
                            "commitment.missed", "commitment.waived", "commitment.cancelled",
                        ],
                        "the commitment is not reopened already"
                    ),
                ]
            ),
        ]
    )

    private static let planned = Rule.needs(
        "commitment-planned",
        ["commitment.planned"],
        weight: .missingAntecedent,
        "the commitment is planned"
    )

    private static let notDone = Rule.never(
        "not-fulfilled",
        after: ["commitment.fulfilled"],
        where: concernsTheWhole,
        "the commitment is not fulfilled before; if that is wrong, retract it"
    )

    private static let notWaived = Rule.never(
        "not-waived",
        after: ["commitment.waived", "commitment.cancelled"],
        unlessLiftedBy: ["commitment.reopened"],
        "the commitment is not waived or cancelled before; reopen it first"
    )

    private static let waivedOnce = Rule.once(
        "waived-once",
        ["commitment.waived", "commitment.cancelled"],
        unlessLiftedBy: ["commitment.reopened"],
        "a commitment is waived or cancelled once"
    )

    /// Who left an agreement leads nothing under it; anybody else may, a party or not.
    private static let leadIsBound = Rule(
        "lead-is-bound",
        .missingAntecedent,
        "who leads has not left the agreement",
        field: "executor",
        brokenBy: .none
    ) { fact, histories in
        guard fact.says(.role, "lead"), let executor = fact.node(.executor),
            let agreement = fact.tag(.agreement)
        else { return .holds }
        let left = try histories.other(agreement).exit(fact.document, executor, before: fact)
        return left.map { .broken(by: $0) } ?? .holds
    }

    private static let notMissed = Rule.never(
        "not-missed",
        after: ["commitment.missed"],
        where: concernsTheWhole,
        unlessLiftedBy: ["commitment.reopened", "commitment.rescheduled"],
        "the commitment is not missed before; reopen or reschedule it first"
    )

    /// One occurrence of a series, done or missed, closes only itself.
    private static let concernsTheWhole: @Sendable (Fact, Fact) -> Bool = { closing, fact in
        !closing.has(.occurrence) || closing.saysTheSame(as: fact, at: .occurrence)
    }

    /// A commitment under an agreement stands in that agreement's dossier with all its events.
    private static let namesItsAgreement = Rule(
        "names-its-agreement",
        .contradiction,
        "the event names the agreement the commitment was planned under",
        field: "agreement",
        watches: ["commitment.planned"],
        brokenBy: .fact(of: "commitment.planned")
    ) { fact, histories in
        let plan = histories.own.first(of: plan) { plan in
            !plan.hasTheSameTag(as: fact, at: .agreement)
        }
        return plan.map { .broken(by: $0) } ?? .holds
    }

    private static let plan: EventType = "commitment.planned"
    private static let progress: TypeSet = [
        "commitment.progressed", "commitment.partly-fulfilled",
    ]
    private static let fulfilment: EventType = "commitment.fulfilled"
    private static let laterDates: [EventType] = [
        "commitment.rescheduled", "commitment.reopened",
    ]
    private static let recurring: JSONName = "recurring"

    private static let percentDoesNotFall = Rule(
        "percent-does-not-fall",
        .missingAntecedent,
        "progress is not lower than before",
        field: "percent",
        watches: progress.types,
        brokenBy: .fact(of: "commitment.progressed", "commitment.partly-fulfilled", time: .before)
    ) { fact, histories in
        guard let percent = fact.percentDone else { return .holds }
        let higher = histories.own.first(of: progress) { other in
            guard other.position != fact.position, let before = other.percentDone else {
                return false
            }
            return before > percent && other.order(to: fact) == .before
        }
        return higher.map { .broken(by: $0) } ?? .holds
    }

    /// Each occurrence of a recurring commitment is fulfilled by itself.
    private static let fulfilledOnce = Rule(
        "fulfilled-once",
        .contradiction,
        "a commitment, or an occurrence of it, is fulfilled once",
        brokenBy: .fact(of: "commitment.fulfilled")
    ) { fact, histories in
        let twin = histories.own.first(of: fulfilment) { other in
            other.position != fact.position && other.saysTheSame(as: fact, at: .occurrence)
        }
        return twin.map { .broken(by: $0) } ?? .holds
    }

    private static let notASeries = Rule(
        "not-a-series",
        .contradiction,
        "a recurring commitment is not fulfilled as a whole; record each occurrence",
        watches: ["commitment.planned"],
        brokenBy: .fact(of: "commitment.planned")
    ) { fact, histories in
        guard !fact.has(.occurrence) else { return .holds }
        let series = histories.own.first(of: plan) { $0.says(.dueKind, recurring) }
        return series.map { .broken(by: $0) } ?? .holds
    }

    private static let duePassed = Rule(
        "due-passed",
        .contradiction,
        "the due date has definitely passed; without one, waive it or set a due date first",
        watches: ["commitment.planned", "commitment.rescheduled", "commitment.reopened"],
        brokenBy: .fact(
            of: "commitment.planned",
            "commitment.rescheduled",
            "commitment.reopened"
        )
    ) { fact, histories in
        guard let last = lastDate(before: fact, in: histories.own) else { return .holds }
        let deadline = Deadline(setBy: last)
        let occurrence = deadline?.isSeries == true ? fact.date(.occurrence) : nil
        guard let due = occurrence?.latest ?? deadline?.latest, let start = fact.bounds.earliest,
            due < start
        else { return .broken(by: last) }
        return .holds
    }

    /// The plan or the change of the due date that stands when an event happens.
    private static func lastDate(before fact: Fact, in own: Standing) -> Fact? {
        var last: Fact?
        func take(_ setter: Fact) -> Bool {
            if last.map({ !setter.replaysBefore($0) }) ?? true { last = setter }
            return true
        }
        own.visit(plan, take)
        for type in laterDates {
            own.visit(type) { setter in
                !setter.has(.due) || setter.order(to: fact) == .after || take(setter)
            }
        }
        return last
    }
}

extension Fact {
    /// How much of a commitment an event says is done, in percent.
    package var percentDone: Double? {
        type == Self.partDone ? number(.share) : number(.percent)
    }

    private static let partDone: EventType = "commitment.partly-fulfilled"
}
