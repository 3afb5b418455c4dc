import CanonicalJSON
import Collaboration
import Events

private let launched = attested("product.launched", "2018")

extension RuleCase {
    /// Platforms, liaison offices, products and documents.
    static let things: [RuleCase] = [
        RuleCase(
            "platform-registered-once",
            attested("platform.registered", "2019"),
            after: [attested("platform.registered", "2018")],
            against: 0,
            holdsAfter: []
        ),
        RuleCase(
            "platform-launched-once",
            attested("platform.launched", "2019"),
            after: [attested("platform.launched", "2018")],
            against: 0,
            holdsAfter: []
        ),
        RuleCase(
            "launched-before-retired",
            attested("platform.launched", "2020"),
            after: [attested("platform.retired", "2019")],
            against: 0,
            holdsFor: attested("platform.launched", "2018")
        ),
        RuleCase(
            "platform-known",
            attested("platform.retired", "2019"),
            after: [attested("platform.launched", "2020")],
            holdsAfter: [attested("platform.registered", "2020")]
        ),
        RuleCase(
            "platform-retired-once",
            attested("platform.retired", "2019"),
            after: [attested("platform.retired", "2018")],
            against: 0,
            holdsAfter: []
        ),
        RuleCase(
            "office-opened-once",
            attested("liaison-office.opened", "2019"),
            after: [attested("liaison-office.opened", "2018")],
            against: 0,
            holdsAfter: []
        ),
        RuleCase(
            "office-opened",
            attested("liaison-office.head-appointed", "2019"),
            after: [attested("liaison-office.opened", "2020")],
            holdsAfter: [attested("liaison-office.opened", "2018")]
        ),
        RuleCase(
            "office-not-closed",
            attested("liaison-office.head-appointed", "2020"),
            after: [attested("liaison-office.closed", "2019")],
            against: 0,
            holdsFor: attested("liaison-office.head-appointed", "2018")
        ),
        RuleCase(
            "office-opened",
            attested("liaison-office.closed", "2019"),
            after: [attested("liaison-office.opened", "2020")],
            holdsAfter: [attested("liaison-office.opened", "[2018..2020]")]
        ),
        RuleCase(
            "office-closed-once",
            attested("liaison-office.closed", "2019"),
            after: [attested("liaison-office.closed", "2018")],
            against: 0,
            holdsAfter: []
        ),
        RuleCase("product-launched-once", launched, after: [launched], against: 0, holdsAfter: []),
        RuleCase(
            "product-launched",
            attested("product.issued", "2017", ["edition": "1"]),
            after: [launched],
            holdsFor: attested("product.issued", "2019", ["edition": "1"])
        ),
        RuleCase(
            "product-not-discontinued",
            attested("product.issued", "2020", ["edition": "1"]),
            after: [attested("product.discontinued", "2019")],
            against: 0,
            holdsFor: attested("product.issued", "2018", ["edition": "1"])
        ),
        RuleCase(
            "edition-issued-once",
            attested("product.issued", "2020", ["edition": "1"]),
            after: [attested("product.issued", "2019", ["edition": "1"])],
            against: 0,
            holdsFor: attested("product.issued", "2020", ["edition": "2"])
        ),
        RuleCase(
            "product-launched",
            attested("product.discontinued", "2017"),
            after: [launched],
            holdsFor: attested("product.discontinued", "2019")
        ),
        RuleCase(
            "product-discontinued-once",
            attested("product.discontinued", "2020"),
            after: [attested("product.discontinued", "2019")],
            against: 0,
            holdsAfter: []
        ),
        RuleCase(
            "document-registered-once",
            attested("document.registered", "2020"),
            after: [attested("document.registered", "2019")],
            against: 0,
            holdsAfter: []
        ),
        RuleCase(
            "document-known",
            attested("document.withdrawn", "2020"),
            holdsAfter: [attested("document.registered", "2021")]
        ),
        RuleCase(
            "document-withdrawn-once",
            attested("document.withdrawn", "2020"),
            after: [attested("document.withdrawn", "2019")],
            against: 0,
            holdsAfter: []
        ),
    ]
}
