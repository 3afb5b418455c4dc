import CanonicalJSON
import Collaboration
import Events

private let announced = attested("gathering.announced", "2018", ["when": "2019-03-06/2019-03-08"])
private let concluded = attested("gathering.concluded", "2019-03-08")
private let cancelled = attested("gathering.cancelled", "2019-02")
private let itemScheduled = attested(
    "programme-item.scheduled",
    "2019-01",
    ["gathering": "gathering:lyon"]
)
private let itemHeld = attested("programme-item.held", "2019-03")
private let itemMoved = attested("programme-item.rescheduled", "2019-04")
private let itemCancelled = attested("programme-item.cancelled", "2019-02")

extension RuleCase {
    static let gatherings: [RuleCase] = [
        RuleCase(
            "gathering-announced-once",
            announced,
            after: [announced],
            against: 0,
            holdsAfter: []
        ),
        RuleCase(
            "gathering-not-ended",
            attested("gathering.joined", "2019-04", ["party": "party:a", "role": "participant"]),
            after: [concluded],
            against: 0,
            holdsFor: attested("gathering.joined", "2019-03", ["party": "party:a", "role": "host"])
        ),
        RuleCase(
            "party-joins-once",
            attested("gathering.joined", "2019", ["party": "party:a", "role": "host"]),
            after: [attested("gathering.joined", "2018", ["party": "party:a", "role": "host"])],
            against: 0,
            holdsFor: attested("gathering.joined", "2019", ["party": "party:a", "role": "chair"])
        ),
        RuleCase(
            "person-joins-once",
            attested("gathering.joined", "2019", ["person": "person:p", "role": "speaker"]),
            after: [
                attested("gathering.joined", "2018", ["person": "person:p", "role": "speaker"])
            ],
            against: 0,
            holdsFor: attested(
                "gathering.joined",
                "2019",
                ["person": "person:q", "role": "speaker"]
            )
        ),
        RuleCase(
            "party-joins-once",
            attested("gathering.joined", "2020", ["party": "party:a", "role": "host"]),
            after: [
                attested("gathering.joined", "2018", ["party": "party:a", "role": "host"]),
                attested("gathering.left", "2019", ["person": "person:p", "role": "host"]),
            ],
            against: 0,
            holdsAfter: [
                attested("gathering.joined", "2018", ["party": "party:a", "role": "host"]),
                attested("gathering.left", "2019", ["party": "party:a"]),
            ]
        ),
        RuleCase(
            "joined-before",
            attested("gathering.left", "2019", ["party": "party:a", "role": "host"]),
            after: [attested("gathering.joined", "2018", ["party": "party:a", "role": "chair"])],
            holdsAfter: [
                attested("gathering.joined", "2018", ["party": "party:a", "role": "host"])
            ]
        ),
        RuleCase(
            "joined-before",
            attested("gathering.left", "2019", ["person": "person:p"]),
            after: [attested("gathering.joined", "2018", ["party": "party:a", "role": "host"])],
            holdsAfter: [
                attested("gathering.joined", "2018", ["person": "person:p", "role": "chair"])
            ]
        ),
        toCome("gathering.rescheduled", after: cancelled),
        toCome("gathering.postponed", after: concluded),
        toCome("gathering.relocated", after: concluded),
        RuleCase(
            "concluded-after-its-start",
            attested("gathering.concluded", "2019-03-08"),
            after: [
                announced,
                attested("gathering.rescheduled", "2019-01", ["when": "2019-06-06/2019-06-08"]),
            ],
            against: 1,
            holdsAfter: [
                announced,
                attested("gathering.rescheduled", "2019-01", ["when": "2019-02-06/2019-02-08"]),
            ]
        ),
        RuleCase(
            "series-registered-once",
            attested("series.registered", "2019"),
            after: [attested("series.registered", "2018")],
            against: 0,
            holdsAfter: []
        ),
        RuleCase(
            "opened-uncancelled",
            attested("gathering.opened", "2019-03-06"),
            after: [cancelled],
            against: 0,
            holdsAfter: [attested("gathering.cancelled", "2019-03-07")]
        ),
        RuleCase(
            "gathering-not-cancelled",
            concluded,
            after: [attested("gathering.cancelled", "2020")],
            against: 0,
            holdsAfter: [announced]
        ),
        RuleCase(
            "gathering-concluded-once",
            concluded,
            after: [concluded],
            against: 0,
            holdsAfter: [announced]
        ),
        RuleCase(
            "concluded-after-its-start",
            attested("gathering.concluded", "2019-03-05"),
            after: [announced],
            against: 0,
            holdsFor: concluded
        ),
        RuleCase(
            "gathering-not-concluded",
            cancelled,
            after: [concluded],
            against: 0,
            holdsAfter: [announced]
        ),
        RuleCase(
            "gathering-cancelled-once",
            cancelled,
            after: [cancelled],
            against: 0,
            holdsAfter: [announced]
        ),
    ]

    static let programme: [RuleCase] = [
        RuleCase(
            "item-scheduled-once",
            itemScheduled,
            after: [announced, itemScheduled],
            against: 1,
            holdsAfter: [announced]
        ),
        RuleCase(
            "gathering-known",
            itemScheduled,
            after: [attested("gathering.announced", "2020")],
            holdsAfter: [announced]
        ),
        RuleCase(
            "item-gathering-not-cancelled",
            attested("programme-item.scheduled", "2019-03", ["gathering": "gathering:lyon"]),
            after: [announced, cancelled],
            against: 1,
            holdsFor: itemScheduled
        ),
        RuleCase(
            "parent-in-same-gathering",
            attested(
                "programme-item.scheduled",
                "2019-01",
                ["item": "item:talk", "gathering": "gathering:jinan", "parent": "item:session"]
            ),
            after: [announced, itemScheduled],
            against: 1,
            holdsFor: attested(
                "programme-item.scheduled",
                "2019-01",
                ["item": "item:talk", "gathering": "gathering:lyon", "parent": "item:session"]
            )
        ),
        RuleCase(
            "item-scheduled",
            itemHeld,
            after: [attested("programme-item.scheduled", "2020")],
            holdsAfter: [itemScheduled]
        ),
        RuleCase(
            "item-not-cancelled",
            itemHeld,
            after: [itemCancelled],
            against: 0,
            holdsAfter: [itemScheduled]
        ),
        RuleCase("item-held-once", itemHeld, after: [itemHeld], against: 0, holdsAfter: []),
        RuleCase("item-known", itemCancelled, holdsAfter: [itemScheduled]),
        RuleCase("item-known", itemMoved, holdsAfter: [itemScheduled]),
        RuleCase(
            "item-is-to-come",
            itemMoved,
            after: [itemScheduled, itemHeld],
            against: 1,
            holdsFor: attested("programme-item.rescheduled", "2019-01")
        ),
        RuleCase(
            "item-is-to-come",
            itemMoved,
            after: [itemScheduled, itemCancelled],
            against: 1,
            holdsFor: attested("programme-item.rescheduled", "2019-01")
        ),
        RuleCase(
            "item-not-held",
            itemCancelled,
            after: [itemHeld],
            against: 0,
            holdsAfter: [itemScheduled]
        ),
        RuleCase(
            "visit-planned-once",
            attested("visit.planned", "2019"),
            after: [attested("visit.planned", "2018")],
            against: 0,
            holdsAfter: []
        ),
        RuleCase(
            "visit-planned",
            attested("visit.made", "2019"),
            after: [attested("visit.planned", "2020")],
            holdsAfter: [attested("visit.planned", "2018")]
        ),
        RuleCase(
            "visit-not-cancelled",
            attested("visit.made", "2019"),
            after: [attested("visit.cancelled", "2020")],
            against: 0,
            holdsAfter: []
        ),
        RuleCase(
            "visit-made-once",
            attested("visit.made", "2019"),
            after: [attested("visit.made", "2018")],
            against: 0,
            holdsAfter: []
        ),
        RuleCase(
            "visit-not-made",
            attested("visit.cancelled", "2019"),
            after: [attested("visit.made", "2018")],
            against: 0,
            holdsAfter: []
        ),
    ]

    private static func toCome(_ type: EventType, after end: TestEvent) -> RuleCase {
        RuleCase(
            "gathering-is-to-come",
            attested(type, "2019-05"),
            after: [announced, end],
            against: 1,
            holdsFor: attested(type, "2019-01")
        )
    }
}
