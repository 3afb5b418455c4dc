import CanonicalJSON
import Collaboration
import Events

/// The sources that events come from, and what was made of each.
struct Provenance: ReportMaker {
    static let kind = ReportKind(
        "provenance",
        title: "Provenance",
        "From which documents do the events come, and which words of them were used?",
        parameters: [.entity],
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

    private let history: KnownHistory
    private let arguments: ReportArguments

    init(_ arguments: ReportArguments, over history: KnownHistory) throws {
        self.arguments = arguments
        self.history = history
        try history.requireEntity(of: arguments)
    }

    func report() throws -> Report {
        var sources: [[String]: [Fact]] = [:]
        var own: [Fact] = []
        for fact in try facts() where try history.visibility(of: fact) != .absent {
            guard fact.member("source") != nil else {
                own.append(fact)
                continue
            }
            let key = Self.members.map { fact.member(JSONPath("source.\($0)"))?.string ?? "" }
            sources[key, default: []].append(fact)
        }
        let groups = sources.sorted { Self.isBefore($0.key, $1.key) }
        let documents = try documentsByDigest()
        let sourced = groups.flatMap(\.value)
        var totals: JSONObject = [
            "sources": .integer(groups.count), "events": .integer(sourced.count),
            "eventsWithoutSource": .integer(own.count),
        ]
        totals["quotes"] = .integer(sourced.count(where: Self.isQuoting))
        var evidence = RowEvidence()
        for name in ["sources", "events"] { evidence.note(name, sourced.map(\.position)) }
        evidence.note("quotes", sourced.filter(Self.isQuoting).map(\.position))
        evidence.note("eventsWithoutSource", own.map(\.position))
        return try Report(
            answering: arguments,
            over: history,
            columns: Self.columns,
            rows: ReportRows(groups.map { row(for: $0.value, key: $0.key, documents) }),
            totals: totals,
            evidence: groups.map { group in
                var evidence = RowEvidence()
                evidence.note("events", group.value.map(\.position))
                return evidence
            },
            totalEvidence: evidence
        )
    }

    private static let members = [
        "title", "publisher", "published", "url", "document", "language",
    ]

    private static func isBefore(_ left: [String], _ right: [String]) -> Bool {
        left.lexicographicallyPrecedes(right) {
            $0.utf8.lexicographicallyPrecedes($1.utf8)
        }
    }

    private static func isQuoting(_ fact: Fact) -> Bool {
        fact.member("source.quote") != nil || fact.hidden["/source/quote"] != nil
    }

    /// The events that stand, once each, in the order of recording.
    private func facts() throws -> [Fact] {
        if let entity = try arguments.tags("of").first {
            return try history.source.events(entity)
        }
        return try (0..<history.source.basis.size).compactMap { position in
            // Asked of the source, so that the whole ledger is not kept in memory.
            guard let record = try history.source.records.at(position), !record.isRetracted,
                !record.leaf.isAboutAnEvent
            else { return nil }
            return record.fact
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
        for facts: [Fact],
        key: [String],
        _ documents: [String: Tag]
    ) -> JSONObject {
        let types = Set(facts.map(\.type.text)).sorted()
        var row = JSONObject([
            ("events", .integer(facts.count)),
            ("quotes", .integer(facts.count(where: Self.isQuoting))),
            ("types", .array(types.map { .string($0) })),
            ("positions", .array(facts.map { .integer($0.position) })),
        ])
        let names = ["source", "publisher", "published", "url", "digest", "language"]
        for (name, text) in zip(names, key) { row[name] = JSONValue(text: text) }
        row["document"] = documents[key[4]].map { .string($0.text) }
        return row
    }
}
