import CanonicalJSON
import Events

extension Family {
    /// Sources and texts, known by their hash.
    static let documents = Family(
        "document",
        states: ["registered", "superseded", "withdrawn"],
        rows: [
            Row(
                "document.registered",
                "document",
                state: "registered",
                describes: true,
                derived: { $0.digest.map { [$0] } ?? [] },
                rules: [
                    .once(
                        "document-registered-once",
                        ["document.registered"],
                        "a document is registered once"
                    ),
                    digestIsNew,
                ]
            ),
            Row(
                "document.translated",
                "document",
                rules: [
                    documentKnown,
                    otherKnown("translation-known", field: "translation", "the translation"),
                    .another(
                        "translation-is-another",
                        field: "translation",
                        "the translation is another document"
                    ),
                ]
            ),
            Row(
                "document.superseded",
                "document",
                state: "superseded",
                from: ["registered"],
                rules: [
                    documentKnown,
                    otherKnown("successor-known", field: "successor", "the successor"),
                    .another(
                        "successor-is-another",
                        field: "successor",
                        "the successor is another document"
                    ),
                ]
            ),
            Row(
                "document.redacted",
                "document",
                rules: [
                    documentKnown,
                    otherKnown("copy-known", field: "copy", "the copy"),
                    .another("copy-is-another", field: "copy", "the copy is another document"),
                ]
            ),
            Row(
                "document.withdrawn",
                "document",
                state: "withdrawn",
                rules: [
                    documentKnown,
                    .once(
                        "document-withdrawn-once",
                        ["document.withdrawn"],
                        "a document is withdrawn once"
                    ),
                ]
            ),
        ]
    )

    /// Digests of documents, each of one document.
    static let digests = Family("digest", rows: [])

    private static let documentKnown = Rule.needs(
        "document-known",
        ["document.registered"],
        weight: .contradiction,
        "the document is registered"
    )

    private static func otherKnown(_ id: String, field: String, _ other: String) -> Rule {
        .needs(
            id,
            ["document.registered"],
            at: .named(field),
            weight: .contradiction,
            "\(other) is registered"
        )
    }

    private static let registration: EventType = "document.registered"

    /// The same bytes are the same document.
    private static let digestIsNew = Rule(
        "digest-is-new",
        .missingAntecedent,
        "no other document has the same digest; the same bytes are the same document",
        field: "sha256",
        brokenBy: .none
    ) { fact, histories in
        guard let digest = fact.digest else { return .holds }
        let twin = try histories.other(digest).first(of: registration) { other in
            other.position < fact.position
                && !other.hasTheSameTag(as: fact, at: Member.document)
        }
        return twin.map { .broken(by: $0) } ?? .holds
    }
}

extension Fact {
    /// The digest that a registration gives to a document, as an entity.
    fileprivate var digest: Tag? { text(Member.sha256).flatMap { Tag("digest:" + $0) } }
}

private enum Member {
    static let document: JSONPath = "document"
    static let sha256: JSONPath = "sha256"
}
