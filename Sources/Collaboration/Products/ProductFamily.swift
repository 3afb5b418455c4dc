import Events

extension Family {
    /// Panoramas, scoreboards, trend reports and other publications in editions.
    static let products = Family(
        "product",
        states: ["launched", "discontinued"],
        rows: [
            Row(
                "product.launched",
                "product",
                state: "launched",
                describes: true,
                rules: [
                    .once(
                        "product-launched-once",
                        ["product.launched"],
                        "a product is launched once"
                    )
                ]
            ),
            Row(
                "product.issued",
                "product",
                rules: [
                    launched,
                    .never(
                        "product-not-discontinued",
                        after: ["product.discontinued"],
                        "the product is not discontinued before"
                    ),
                    .once(
                        "edition-issued-once",
                        ["product.issued"],
                        by: ["edition"],
                        "an edition is issued once"
                    ),
                ]
            ),
            Row(
                "product.discontinued",
                "product",
                state: "discontinued",
                rules: [
                    launched,
                    .once(
                        "product-discontinued-once",
                        ["product.discontinued"],
                        "a product is discontinued once"
                    ),
                ]
            ),
        ]
    )

    private static let launched = Rule.needs(
        "product-launched",
        ["product.launched"],
        weight: .contradiction,
        "the product is launched"
    )
}
