import CanonicalJSON
import Collaboration
import Events

/// The sources that events come from, and what was made of each.
struct Provenance: ReportMaker {
    static let kind = ReportKind(
        "provenance",
        title: "Provenance",
        "From which documents do the events come, and which words of them were used?",
        parameters: [
            .entity,
            ReportParameter(
                "paragraphs",
                "Whether to look into the documents that are stored beside the ledger for "
                    + "paragraphs that nothing was quoted from.",
                example: "true"
            ),
        ],
        keys: ["source", "publisher", "published", "url", "digest"],
        maker: Self.self
    )

    private static let columns = [
        Report.Column("source", "Source"),
        Report.Column("document", "Document", minimumWidth: 10),
        Report.Column("publisher", "Publisher"),
        Report.Column("published", "Published", .date, minimumWidth: 10),
        Report.Column("language", "Language"),
        Report.Column("url", "URL"),
        Report.Column("events", "Events", .number),
        Report.Column("quotes", "Quotes", .number),
        Report.Column("types", "Types", .words),
        Report.Column("positions", "Positions"),
        Report.Column("digest", "SHA-256"),
    ]

    private static let paragraphColumns = [
        Report.Column("text", "Text", .words),
        Report.Column("paragraphs", "Paragraphs", .number),
        Report.Column("uncovered", "Uncovered paragraphs", .number),
        Report.Column("uncoveredNumbers", "Their numbers"),
    ]

    private let history: KnownHistory
    private let arguments: ReportArguments
    private let looksIntoDocuments: Bool

    /// What was made of one source.
    private struct Use {
        var types: Set<EventType> = []
        var positions: [Position] = []

        /// The events that quote it.
        var quoting: [Position] = []

        /// The words quoted, where they are looked for.
        var quotes: [String] = []
    }

    init(_ arguments: ReportArguments, over history: KnownHistory) throws {
        self.arguments = arguments
        self.history = history
        looksIntoDocuments = try arguments.flag("paragraphs")
        try history.requireEntity(of: arguments)
    }

    func report() throws -> Report {
        var sources: [[String]: Use] = [:]
        var own: [Position] = []
        try visit { fact in
            if try history.visibility(of: fact) == .absent { return }
            guard fact.member("source") != nil else { return own.append(fact.position) }
            let key = Self.members.map { fact.member($0)?.string ?? "" }
            note(fact, in: &sources[key, default: Use()])
        }
        let groups = sources.sorted { Self.isBefore($0.key, $1.key) }
        let documents = try documentsByDigest()
        let sourced = groups.flatMap(\.value.positions)
        let quoting = groups.flatMap(\.value.quoting)
        let totals: JSONObject = [
            "sources": .integer(groups.count), "events": .integer(sourced.count),
            "eventsWithoutSource": .integer(own.count), "quotes": .integer(quoting.count),
        ]
        var evidence = RowEvidence()
        for name in ["sources", "events"] { evidence.note(name, sourced) }
        evidence.note("quotes", quoting)
        evidence.note("eventsWithoutSource", own)
        return try Report(
            answering: arguments,
            over: history,
            columns: Self.columns + (looksIntoDocuments ? Self.paragraphColumns : []),
            rows: try ReportRows(groups.map { try row(for: $0.value, key: $0.key, documents) }),
            totals: totals,
            evidence: groups.map { group in
                var evidence = RowEvidence()
                evidence.note("events", group.value.positions)
                return evidence
            },
            totalEvidence: evidence
        )
    }

    private static let members: [JSONPath] = [
        "source.title", "source.publisher", "source.published", "source.url", "source.document",
        "source.language",
    ]

    private static func isBefore(_ left: [String], _ right: [String]) -> Bool {
        left.lexicographicallyPrecedes(right) {
            $0.utf8.lexicographicallyPrecedes($1.utf8)
        }
    }

    private func note(_ fact: Fact, in use: inout Use) {
        use.types.insert(fact.type)
        use.positions.append(fact.position)
        let quote = fact.member("source.quote")?.string
        guard quote != nil || fact.hidden["/source/quote"] != nil else { return }
        use.quoting.append(fact.position)
        if looksIntoDocuments, let quote { use.quotes.append(quote) }
    }

    /// Visits the events that stand, once each, in the order of recording.
    ///
    /// Of the whole ledger no more than one event is held at a time.
    private func visit(_ body: (Fact) throws -> Void) throws {
        if let entity = try arguments.tags("of").first {
            return try history.source.events(entity).forEach(body)
        }
        for position in 0..<history.source.basis.size {
            guard let record = try history.source.records.at(position), !record.isRetracted,
                !record.leaf.isAboutAnEvent
            else { continue }
            try body(record.fact)
        }
    }

    /// The documents that are registered, by the digest of their bytes.
    private func documentsByDigest() throws -> [String: Tag] {
        var found: [String: Tag] = [:]
        for document in try history.source.entities("document") {
            for fact in try history.standing(of: document).recorded
            where history.subject(of: fact) == document {
                if let digest = fact.text("sha256") { found["sha256:" + digest] = document }
            }
        }
        return found
    }

    private func row(
        for use: Use,
        key: [String],
        _ documents: [String: Tag]
    ) throws -> JSONObject {
        var row = JSONObject([
            ("events", .integer(use.positions.count)),
            ("quotes", .integer(use.quoting.count)),
            ("types", .array(use.types.map(\.text).sorted().map { .string($0) })),
            ("positions", .array(use.positions.map { .integer($0) })),
        ])
        let names = ["source", "publisher", "published", "url", "digest", "language"]
        for (name, text) in zip(names, key) { row[name] = JSONValue(text: text) }
        row["document"] = documents[key[4]].map { .string($0.text) }
        if looksIntoDocuments { try look(into: key[4], for: use.quotes, &row) }
        return row
    }

    /// Counts the paragraphs of a document that nothing was quoted from.
    private func look(
        into document: String,
        for quotes: [String],
        _ row: inout JSONObject
    ) throws {
        let scheme = "sha256:"
        guard document.hasPrefix(scheme) else { return }
        guard let bytes = try history.source.document(String(document.dropFirst(scheme.count)))
        else {
            row["text"] = "text-not-stored"
            return
        }
        guard let found = DocumentParagraphs(of: bytes, quotes: quotes) else {
            row["text"] = "no-plain-text"
            return
        }
        row["text"] = "text-stored"
        row["paragraphs"] = .integer(found.count)
        row["uncovered"] = .integer(found.uncovered.count)
        row["uncoveredNumbers"] = JSONValue(texts: found.uncovered.map(String.init))
    }
}
