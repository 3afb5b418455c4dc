import CanonicalJSON
import Collaboration
import Events

/// The members of delegations, whom they speak for, and how much of each list is known.
struct DelegationRoster: ReportMaker {
    static let kind = ReportKind(
        "delegation-roster",
        title: "Delegation roster",
        "Who belongs to a delegation, for whom do they speak, and how complete is the list?",
        parameters: [
            ReportParameter(
                "delegation",
                "Shows only this delegation; may stand several times.",
                limit: 50,
                example: "delegation:taiwan-2020"
            )
        ],
        keys: ["delegation", "member"],
        order: NameOrder(by: "memberName", within: "delegation"),
        maker: Self.self
    )

    private static let columns = [
        Report.Column("delegation", "Delegation", minimumWidth: 10),
        Report.Column("name", "Name"),
        Report.Column("member", "Member", minimumWidth: 10),
        Report.Column("memberName", "Member's name"),
        Report.Column("kind", "Kind", .words),
        Report.Column("role", "Role", .words),
        Report.Column("representsName", "Represents"),
        Report.Column("representedByNames", "Represented by"),
        Report.Column("capacity", "Capacity"),
        Report.Column("from", "From", .date, minimumWidth: 10),
        Report.Column("to", "To", .date, minimumWidth: 10),
        Report.Column("certainty", "Certainty", .words),
        Report.Column("source", "Source"),
        Report.Column("marks", "Marks"),
    ]

    private let history: KnownHistory
    private let arguments: ReportArguments
    private let wanted: [Tag]

    init(_ arguments: ReportArguments, over history: KnownHistory) throws {
        self.arguments = arguments
        self.history = history
        wanted = try arguments.tags("delegation", kinds: ["delegation"])
        for tag in wanted { try history.require(tag, as: "delegation", of: arguments.report) }
    }

    func report() throws -> Report {
        var marks = HistoryMarks(over: history)
        var rows: [JSONObject] = []
        var delegations = UncertainCount()
        var listed = UncertainCount()
        var undated = 0
        var picture = RosterPicture(over: history)
        var totals = JSONObject()
        var evidence: [RowEvidence] = []
        var totalEvidence = RowEvidence()
        for tag in wanted.isEmpty ? try history.source.entities("delegation") : wanted {
            let view = View(of: try history.standing(of: tag), asOf: history.asOf)
            let events = (view.conceivable + view.undated).map(\.position)
            guard view.existsDefinitely || view.existsPossibly else {
                undated += view.undated.isEmpty ? 0 : 1
                totalEvidence.note("existenceUndated", events)
                continue
            }
            for name in ["delegations", "members", tag.text] { totalEvidence.note(name, events) }
            delegations.add(isDefinite: view.existsDefinitely)
            for fact in view.conceivable + view.undated { _ = try marks.inspect(fact) }
            let members = DelegationMembers(of: tag, in: view)
            for member in members.list where member.joined != nil && member.mayBelong {
                listed.add(isDefinite: member.isDefinite)
            }
            if history.source.showsPictures {
                try picture.begin(try history.name(of: tag), view)
                for member in members.list { try picture.count(member) }
            }
            rows += try members.list.map { try row(for: $0, of: tag, among: members, &marks) }
            evidence += try members.list.map {
                try MemberEvidence($0, of: tag, among: members, in: history).evidence
            }
            totals[tag.text] = .object(
                try DelegationSize(of: tag, view: view, members: members, in: history).json
            )
        }
        totals["delegations"] = delegations.json
        totals["members"] = listed.json
        totals["existenceUndated"] = .integer(undated)
        return try Report(
            answering: arguments,
            over: history,
            columns: Self.columns,
            rows: ReportRows(rows),
            totals: totals,
            marks: marks,
            pictures: picture.pictures,
            evidence: evidence,
            totalEvidence: totalEvidence
        )
    }

    private func row(
        for member: DelegationMembers.Member,
        of delegation: Tag,
        among members: DelegationMembers,
        _ marks: inout HistoryMarks
    ) throws -> JSONObject {
        var row = JSONObject([
            ("delegation", .string(delegation.text)),
            ("name", .string(try history.name(of: delegation))),
            ("member", .string(member.tag.text)),
            ("memberName", .string(try history.name(of: member.tag))),
            ("kind", .string(String(member.tag.kind))),
            ("role", .string(member.role.rawValue)),
            ("certainty", member.isDefinite ? "definite" : "possible"),
        ])
        if let represented = member.represents {
            row["represents"] = .string(represented.text)
            row["representsName"] = .string(try history.name(of: represented))
        }
        let speakers = members.list.filter { $0.represents == member.tag }.map(\.tag)
        row["representedBy"] = JSONValue(texts: speakers.map(\.text))
        row["representedByNames"] = JSONValue(texts: try speakers.map(history.name))
        row["capacity"] = JSONValue(text: try capacity(of: member, among: members))
        row["from"] = JSONValue(text: member.from)
        row["to"] = JSONValue(text: member.left?.occurred)
        row["source"] = JSONValue(text: member.evidence.member("source.title")?.string)
        row["position"] = .integer(member.evidence.position)
        row["marks"] = JSONValue(text: try marks.inspect(member.evidence).text)
        return row
    }

    /// In what capacity a person is there; for a party, in what capacity its people are.
    private func capacity(
        of member: DelegationMembers.Member,
        among members: DelegationMembers
    ) throws -> String? {
        let speakers =
            member.tag.kind == "person"
            ? [member] : members.list.filter { $0.represents == member.tag }
        let words = speakers.compactMap { speaker in
            speaker.capacity.flatMap { history.text($0) } ?? speaker.hiddenCapacity
        }
        return words.isEmpty ? nil : words.joined(separator: "; ")
    }
}
