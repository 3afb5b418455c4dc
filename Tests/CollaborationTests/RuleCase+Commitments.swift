import CanonicalJSON
import Collaboration
import Events

private let planned = attested(
    "commitment.planned",
    "2020",
    ["due": ["kind": "by", "edtf": "2021-12-31"]]
)
private let series = attested(
    "commitment.planned",
    "2020",
    ["due": ["kind": "recurring", "edtf": "2020/..", "duration": "P6M"]]
)
private let fulfilled = attested("commitment.fulfilled", "2021")
private let missed = attested("commitment.missed", "2022", ["assessedBy": "party:a"])
private let waived = attested("commitment.waived", "2021", ["by": ["party:a"]])

extension RuleCase {
    static let commitments: [RuleCase] = [
        RuleCase(
            "commitment-planned-once",
            planned,
            after: [planned],
            against: 0,
            holdsAfter: []
        ),
        RuleCase(
            "agreement-signed",
            attested("commitment.planned", "2020", ["agreement": "agreement:mou"]),
            after: [signed("party:a", "2021")],
            holdsAfter: [signed("party:a", "2019")]
        ),
        RuleCase(
            "assigned-once",
            attested("commitment.assigned", "2021", ["executor": "party:a", "role": "lead"]),
            after: [
                attested("commitment.assigned", "2020", ["executor": "party:a", "role": "lead"])
            ],
            against: 0,
            holdsAfter: [
                attested(
                    "commitment.assigned",
                    "2020",
                    ["executor": "party:a", "role": "executor"]
                )
            ]
        ),
        RuleCase(
            "lead-is-bound",
            attested(
                "commitment.assigned",
                "2022",
                ["agreement": "agreement:mou", "executor": "party:a", "role": "lead"]
            ),
            after: [attested("agreement.withdrawn-from", "2021", ["party": "party:a"])],
            against: 0,
            holdsAfter: [attested("agreement.withdrawn-from", "2021", ["party": "party:b"])]
        ),
        RuleCase(
            "assigned-before",
            attested("commitment.unassigned", "2022", ["executor": "party:a"]),
            after: [planned],
            holdsAfter: [planned, attested("commitment.assigned", "2021", ["executor": "party:a"])]
        ),
        RuleCase(
            "percent-does-not-fall",
            attested("commitment.partly-fulfilled", "2021", ["share": 40]),
            after: [planned, attested("commitment.progressed", "2020-06", ["percent": 60])],
            against: 1,
            holdsAfter: [planned, attested("commitment.progressed", "2020-06", ["percent": 40])]
        ),
        RuleCase(
            "waived-once",
            attested("commitment.cancelled", "2023", ["by": ["party:a"]]),
            after: [waived],
            against: 0,
            holdsAfter: [waived, attested("commitment.reopened", "2022")]
        ),
        RuleCase(
            "percent-does-not-fall",
            attested("commitment.progressed", "2021", ["percent": 40]),
            after: [planned, attested("commitment.progressed", "2020-06", ["percent": 60])],
            against: 1,
            holdsAfter: [planned, attested("commitment.progressed", "2020-06", ["percent": 40])]
        ),
        RuleCase(
            "fulfilled-once",
            fulfilled,
            after: [fulfilled],
            against: 0,
            holdsFor: attested("commitment.fulfilled", "2022", ["occurrence": "2022-01"])
        ),
        RuleCase(
            "not-a-series",
            fulfilled,
            after: [series],
            against: 0,
            holdsFor: attested("commitment.fulfilled", "2021", ["occurrence": "2020-06"])
        ),
        RuleCase(
            "due-passed",
            attested("commitment.missed", "2021-12-31"),
            after: [planned],
            against: 0,
            holdsFor: attested("commitment.missed", "2022-01-01")
        ),
        RuleCase(
            "missed-once",
            missed,
            after: [planned, missed],
            against: 1,
            holdsAfter: [planned]
        ),
        RuleCase(
            "waived-once",
            attested("commitment.waived", "2023"),
            after: [waived],
            against: 0,
            holdsAfter: [waived, attested("commitment.reopened", "2022")]
        ),
        RuleCase(
            "closed-before",
            attested("commitment.reopened", "2023"),
            after: [planned],
            holdsAfter: [planned, missed]
        ),
        RuleCase(
            "not-reopened",
            attested("commitment.reopened", "2024"),
            after: [planned, missed, attested("commitment.reopened", "2023")],
            against: 2,
            holdsAfter: [
                planned, missed, attested("commitment.reopened", "2022-06"),
                attested("commitment.waived", "2023"),
            ]
        ),
    ]

    /// Every type but the plan itself.
    private static let later: [EventType] = [
        "commitment.assigned", "commitment.started", "commitment.progressed",
        "commitment.rescheduled", "commitment.fulfilled", "commitment.missed", "commitment.waived",
        "commitment.unassigned", "commitment.partly-fulfilled", "commitment.cancelled",
    ]

    private static let closing: [EventType] = ["commitment.waived", "commitment.cancelled"]

    static let commitmentEnds: [RuleCase] =
        later.map { type in
            RuleCase(
                "commitment-planned",
                attested(type, "2022-06"),
                after: [attested("commitment.planned", "2023")],
                holdsAfter: [planned]
            )
        }
        + (later + ["commitment.reopened"]).map { type in
            RuleCase(
                "names-its-agreement",
                attested(type, "2022-06"),
                after: [attested("commitment.planned", "2020", ["agreement": "agreement:mou"])],
                against: 0,
                holdsFor: attested(type, "2022-06", ["agreement": "agreement:mou"])
            )
        }
        + (later + ["commitment.reopened"]).filter { $0 != "commitment.fulfilled" }.map { type in
            RuleCase(
                "not-fulfilled",
                attested(type, "2022-06"),
                after: [planned, fulfilled],
                against: 1,
                holdsFor: attested(type, "2020-06")
            )
        }
        + later.filter { !closing.contains($0) }.map { type in
            RuleCase(
                "not-waived",
                attested(type, "2023"),
                after: [planned, waived],
                against: 1,
                holdsAfter: [planned, waived, attested("commitment.reopened", "2022")]
            )
        }
        + [
            "commitment.assigned", "commitment.started", "commitment.progressed",
            "commitment.partly-fulfilled",
        ].flatMap { type in
            ["commitment.reopened", "commitment.rescheduled"].map { lift in
                RuleCase(
                    "not-missed",
                    attested(type, "2024"),
                    after: [planned, missed],
                    against: 1,
                    holdsAfter: [planned, missed, attested(lift, "2023")]
                )
            }
        }
}
