import CanonicalJSON
import Collaboration
import Events

/// What happened between two parties, or around one entity, in replay order.
struct PartnershipTimeline: ReportMaker {
    static let kind = ReportKind(
        "partnership-timeline",
        title: "Partnership timeline",
        "What happened between two parties, or around one entity, in order and with evidence?",
        parameters: [
            ReportParameter(
                "party",
                "One party, or the two whose partnership is asked for.",
                limit: 2,
                example: "party:morava"
            ),
            ReportParameter(
                "of",
                "Any entity by its tag, in place of a party.",
                example: "agreement:morava-hsinchu"
            ),
        ],
        maker: Self.self
    )

    private static let columns = [
        Report.Column("position", "Position", alignment: .trailing),
        Report.Column("occurred", "Occurred", .date, minimumWidth: 10),
        Report.Column("basis", "Basis", .words),
        Report.Column("certainty", "Certainty", .words),
        Report.Column("type", "Type", .words),
        Report.Column("what", "What"),
        Report.Column("whoNames", "Who"),
        Report.Column("refNames", "References"),
        Report.Column("mode", "Mode", .words),
        Report.Column("marks", "Marks"),
        Report.Column("via", "Via"),
        Report.Column("recorded", "Recorded", .date, minimumWidth: 10),
    ]

    private let history: KnownHistory
    private let arguments: ReportArguments
    private let subjects: [Tag]

    init(_ arguments: ReportArguments, over history: KnownHistory) throws {
        self.arguments = arguments
        self.history = history
        try arguments.require(oneOf: ["party", "of"])
        let parties = try arguments.tags("party", kinds: ["party"])
        var seen: Set<Tag> = []
        subjects = try (parties + arguments.tags("of")).filter { seen.insert($0).inserted }
        for tag in subjects {
            let name = parties.contains(tag) ? "party" : "of"
            try history.require(tag, as: name, of: arguments.report)
        }
    }

    func report() throws -> Report {
        var marks = HistoryMarks(over: history)
        var totals = TimelineTotals()
        var rows: [JSONObject] = []
        var evidence: [RowEvidence] = []
        var totalEvidence = RowEvidence()
        var picture = TimelinePicture(in: history.messages)
        let events = try TimelineEvents(about: subjects, in: history).list
        for event in events.sorted(by: { $0.fact.replaysBefore($1.fact) }) {
            let visibility = try history.visibility(of: event.fact)
            guard visibility != .absent else { continue }
            let found = try marks.inspect(event.fact)
            totals.count(event.fact, as: visibility, gaps: found.gapCount)
            let row = try row(for: event, as: visibility, marks: found)
            if history.source.showsPictures {
                picture.add(event.fact, saying: row["what"]?.string ?? "")
            }
            rows.append(row)
            evidence.append(try self.evidence(of: event))
            totalEvidence.note(visibility == .undated ? "undated" : "events", [event.fact.position])
            for name in ["gaps", "attestedShare", "span"] {
                totalEvidence.note(name, [event.fact.position])
            }
        }
        let names = try subjects.map(history.name).joined(separator: " – ")
        return try Report(
            answering: arguments,
            about: names,
            over: history,
            columns: Self.columns,
            rows: ReportRows(rows),
            totals: totals.json,
            marks: marks,
            pictures: picture.pictures(now: history.asOf.instant),
            evidence: evidence,
            totalEvidence: totalEvidence
        )
    }

    /// A row rests on its event, and where it shows names on those that give them.
    private func evidence(of event: TimelineEvents.Entry) throws -> RowEvidence {
        let own = event.fact.position
        var evidence = RowEvidence()
        for column in Self.columns { evidence.note(column.key, [own]) }
        for tag in event.fact.references {
            let named = try history.namers(of: tag)
            let who = tag.kind == "party" || tag.kind == "person"
            evidence.note("what", named)
            evidence.note(who ? "whoNames" : "refNames", named)
        }
        if let origin = event.origin { evidence.note("via", try history.namers(of: origin)) }
        return evidence
    }

    private func row(
        for event: TimelineEvents.Entry,
        as visibility: Visibility,
        marks: EventMarks
    ) throws -> JSONObject {
        let fact = event.fact
        var row = JSONObject([
            ("position", .integer(fact.position)),
            ("id", .string(fact.id)),
            ("basis", .string(fact.basis)),
            ("certainty", .string(visibility.word)),
            ("type", .string(fact.type.text)),
            ("what", .string(try EventSentence(of: fact, in: history).text)),
            ("mode", .string(fact.mode.rawValue)),
        ])
        row["occurred"] = JSONValue(text: fact.occurred)
        row["verbatim"] = JSONValue(text: fact.member("verbatim")?.string)
        let who = fact.references.filter { $0.kind == "party" || $0.kind == "person" }
        row["who"] = JSONValue(texts: who.map(\.text))
        row["whoNames"] = JSONValue(texts: try who.map(history.name))
        let refs = fact.references.filter(isReference)
        row["refs"] = JSONValue(texts: refs.map(\.text))
        row["refNames"] = JSONValue(texts: try refs.map(history.name))
        row["marks"] = JSONValue(text: marks.text)
        if let origin = event.origin {
            row["via"] = .string(try history.name(of: origin))
            row["viaTag"] = .string(origin.text)
        }
        row["source"] = JSONValue(text: fact.member("source.title")?.string)
        row["recorded"] = JSONValue(text: fact.member("recorded")?.string)
        return row
    }

    /// Whether a tag names something other than who took part.
    private func isReference(_ tag: Tag) -> Bool {
        tag.kind != "party" && tag.kind != "person" && tag.kind != "identifier"
            && history.source.judge.rulebook.family(ofKind: tag.kind) != nil
    }
}

extension Visibility {
    /// The word in the column `certainty`.
    var word: String {
        switch self {
        case .definite: "definite"
        case .possible: "possible"
        case .undated: "undated"
        case .absent: "absent"
        }
    }
}
