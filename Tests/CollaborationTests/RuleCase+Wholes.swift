import CanonicalJSON
import Collaboration
import Events

extension RuleCase {
    /// Events that would make an entity part of itself.
    static let wholes: [RuleCase] = [
        whole("party.registered", "party:a", other: "party:b"),
        whole("party.placed-under", "party:a", other: "party:b"),
        whole("agreement.drafted", "agreement:mou", other: "agreement:frame"),
        whole("agreement.described", "agreement:mou", other: "agreement:frame"),
        whole("commitment.planned", "commitment:contest", other: "commitment:programme"),
        whole("programme-item.scheduled", "item:session", other: "item:day"),
        whole("programme-item.held", "item:session", other: "item:day"),
        whole("visit.planned", "visit:port", other: "visit:region"),
        whole("visit.made", "visit:port", other: "visit:region"),
        RuleCase(
            "whole-is-another",
            attested("gathering.announced", "2018", ["partOf": "gathering:lyon"]),
            holdsFor: attested("gathering.announced", "2018", ["partOf": "gathering:fair"])
        ),
    ]

    private static func whole(
        _ type: EventType,
        _ entity: JSONValue,
        other: JSONValue
    ) -> RuleCase {
        RuleCase(
            "parent-is-another",
            attested(type, "2018", ["parent": entity]),
            holdsFor: attested(type, "2018", ["parent": other])
        )
    }
}
