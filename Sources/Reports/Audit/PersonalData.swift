import CanonicalJSON
import Collaboration
import Events

/// The persons whose data is kept: where each is named, on what ground, and what was erased.
struct PersonalData: ReportMaker {
    static let kind = ReportKind(
        "personal-data",
        title: "Personal data",
        "Which persons are named where, on what ground, and whose data was erased?",
        parameters: [
            ReportParameter(
                "person",
                "Shows only this person.",
                example: "person:k3v9x2m7q8tz"
            )
        ],
        order: NameOrder(by: "name"),
        maker: Self.self
    )

    private static let columns = [
        Report.Column("person", "Person", minimumWidth: 10),
        Report.Column("name", "Name"),
        Report.Column("events", "Events", .number),
        Report.Column("types", "Named in", .words),
        Report.Column("positions", "Positions"),
        Report.Column("ground", "Ground"),
        Report.Column("restricted", "Restricted"),
        Report.Column("requested", "Erasure requested", .date, minimumWidth: 10),
        Report.Column("erased", "Erased", .words),
        Report.Column("erasedOn", "Erased on", .date, minimumWidth: 10),
    ]

    private let history: KnownHistory
    private let arguments: ReportArguments
    private let person: Tag?

    init(_ arguments: ReportArguments, over history: KnownHistory) throws {
        self.arguments = arguments
        self.history = history
        person = try arguments.tags("person", kinds: ["person"]).first
        if let person { try history.require(person, as: "person", of: arguments.report) }
    }

    func report() throws -> Report {
        var rows: [JSONObject] = []
        var evidence: [RowEvidence] = []
        var totalEvidence = RowEvidence()
        var counts: [String: Int] = [:]
        for person in try person.map({ [$0] }) ?? history.source.entities("person") {
            let facts = try history.source.events(person)
            guard !facts.isEmpty else { continue }
            let row = try row(for: person, facts)
            var own = RowEvidence()
            own.note("person", facts.map(\.position))
            rows.append(row)
            evidence.append(own)
            let names =
                ["persons"] + (row["erased"] == "yes" ? ["erased"] : [])
                + (row["ground"] == nil ? ["withoutGround"] : [])
                + (row["requested"] != nil && row["erased"] != "yes" ? ["requestsOpen"] : [])
            for name in names {
                counts[name, default: 0] += 1
                totalEvidence.note(name, own.all)
            }
        }
        let names = ["persons", "erased", "requestsOpen", "withoutGround"]
        return try Report(
            answering: arguments,
            over: history,
            columns: Self.columns,
            rows: ReportRows(rows),
            totals: JSONObject(names.map { ($0, .integer(counts[$0] ?? 0)) }),
            evidence: evidence,
            totalEvidence: totalEvidence
        )
    }

    private func row(for person: Tag, _ facts: [Fact]) throws -> JSONObject {
        let types = Set(facts.map(\.type.text)).sorted()
        var row = JSONObject([
            ("person", .string(person.text)),
            ("name", .string(try history.name(of: person))),
            ("events", .integer(facts.count)),
            ("types", .array(types.map { .string($0) })),
            ("positions", .array(facts.map { .integer($0.position) })),
        ])
        row["ground"] = JSONValue(texts: grounds(facts))
        let restrictions = facts.filter { $0.type == SubjectType.restricted }
        row["restricted"] = JSONValue(texts: restrictions.compactMap { $0.text("scope") })
        row["requested"] = JSONValue(text: request(in: facts)?.occurred)
        let erased = facts.last { $0.type == SubjectType.erased }
        row["erased"] = erased == nil ? "no" : "yes"
        row["erasedOn"] = JSONValue(text: erased?.occurred)
        return row
    }

    /// The purposes that were agreed to and not taken back, each with its basis in law.
    private func grounds(_ facts: [Fact]) -> [String] {
        facts.filter { $0.type == SubjectType.consented }.compactMap { consent in
            guard let purpose = consent.text("purpose") else { return nil }
            let isWithdrawn = facts.contains { other in
                other.type == SubjectType.consentWithdrawn && other.text("purpose") == purpose
                    && other.position > consent.position
            }
            if isWithdrawn { return nil }
            return consent.text("basis").map { "\(purpose) (\($0))" } ?? purpose
        }
    }

    /// The last request for erasure that was neither met nor refused.
    private func request(in facts: [Fact]) -> Fact? {
        guard let last = facts.last(where: { $0.type == SubjectType.erasureRequested }) else {
            return nil
        }
        let isAnswered = facts.contains { other in
            (other.type == SubjectType.erased || other.type == SubjectType.erasureRefused)
                && other.position > last.position
        }
        return isAnswered ? nil : last
    }
}
