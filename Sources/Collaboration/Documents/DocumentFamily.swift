import Events

extension Family {
    /// Sources and texts, known by their hash.
    static let documents = Family(
        "document",
        states: ["registered", "withdrawn"],
        rows: [
            Row(
                "document.registered",
                "document",
                state: "registered",
                describes: true,
                rules: [
                    .once(
                        "document-registered-once",
                        ["document.registered"],
                        "a document is registered once"
                    )
                ]
            ),
            Row(
                "document.withdrawn",
                "document",
                state: "withdrawn",
                rules: [
                    .needs(
                        "document-known",
                        ["document.registered"],
                        weight: .contradiction,
                        "the document is registered"
                    ),
                    .once(
                        "document-withdrawn-once",
                        ["document.withdrawn"],
                        "a document is withdrawn once"
                    ),
                ]
            ),
        ]
    )
}
