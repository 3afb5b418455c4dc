import CanonicalJSON
import Collaboration
import Events

private func registered(_ version: JSONValue) -> TestEvent {
    attested(
        "schema.registered",
        "2020",
        ["schema": "schema:x-site.visited", "version": version, "definition": [:]]
    )
}

extension RuleCase {
    static let types: [RuleCase] = [
        RuleCase(
            "version-follows",
            registered(3),
            after: [registered(1)],
            against: 0,
            holdsFor: registered(2)
        ),
        RuleCase("version-follows", registered(2), holdsFor: registered(1)),
    ]
}
