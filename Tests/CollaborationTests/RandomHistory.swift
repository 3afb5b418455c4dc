import CanonicalJSON
import Collaboration
import Events

/// Events that look like those people record, drawn from a seed.
struct RandomHistory {
    private var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(state: seed)
    }

    /// Draws some events about a few entities of each kind, in the order they arrive.
    mutating func events(_ count: Int) -> [TestEvent] {
        Self.parties + (0..<count).map { _ in event() }
    }

    /// Groups must be known before anybody joins them.
    static let parties: [TestEvent] = ["party:net", "party:club"].map { party in
        attested("party.registered", "2010", ["party": party])
    }

    private mutating func event() -> TestEvent {
        let type = pick(Self.types)
        var event = TestEvent(
            type,
            date(),
            [:],
            chance(1, in: 3) ? .live : .attested,
            published: chance(1, in: 4) ? pick(["2020-06", "2021", "2023-01-01"]) : nil
        )
        if let (member, kind) = Self.subjects[String(type.noun)] {
            event.data[member] = .string("\(kind):\(pick(["1", "2"]))")
        }
        fill(&event.data, of: type)
        return event
    }

    private mutating func fill(_ data: inout JSONObject, of type: EventType) {
        let party = JSONValue.string(pick(["party:1", "party:2", "party:3"]))
        switch String(type.noun) {
        case "agreement": fillAgreement(&data, of: type, party)
        case "commitment": fillCommitment(&data, of: type, party)
        case "delegation": fillDelegation(&data, of: type, party)
        case "mandate":
            data["person"] = .string(pick(["person:1", "person:2"]))
            data["party"] = party
            data["by"] = "person:1"
            if chance(1, in: 4) { data["to"] = "2021-06" }
        case "party": fillParty(&data, of: type)
        case "meeting":
            data["from"] = "party:1"
            data["to"] = ["party:2", "party:3"]
            data["by"] = party
            fillMeeting(&data, of: type)
        case "platform":
            data["language"] = .string(pick(["en", "zh"]))
            data["languages"] = [.string(pick(["en", "zh"]))]
            if type != "platform.registered", type != "platform.launched" {
                data["other"] = .string(pick(["platform:1", "platform:2", "platform:3"]))
            }
        case "liaison-office": data["period"] = .string(pick(["2019", "2020-06", "2021/2022"]))
        case "opportunity": data["into"] = .string(pick(["agreement:1", "commitment:2"]))
        case "framework", "assessment": fillAssessment(&data, of: type)
        case "gathering":
            data[chance(1, in: 3) ? "person" : "party"] =
                chance(1, in: 2) ? party : "person:1"
            if type != "gathering.left" || chance(1, in: 2) {
                data["role"] = .string(pick(["host", "speaker"]))
            }
            if chance(1, in: 2) { data["when"] = .string(pick(["2020", "2021-03"])) }
        case "membership":
            data["group"] = .string(pick(["party:net", "party:club"]))
            if type == "membership.begun" || chance(1, in: 2) {
                data["role"] = .string(pick(["member", "chair"]))
            }
        case "product": data["edition"] = .string(pick(["1", "2", "3"]))
        default: break
        }
    }

    private mutating func fillMeeting(_ data: inout JSONObject, of type: EventType) {
        if type == "meeting.requested", !chance(1, in: 3) {
            data["expires"] = .string(pick(["2020", "2020-04-20", "2021-08"]))
        }
        if ["meeting.scheduled", "meeting.rescheduled", "meeting.held"].contains(type) {
            data["participants"] = pick([["party:1", "party:2"], ["party:1", "party:3"]])
            data["when"] = .string(pick(["2021-04-05T10:00:00Z", "2021-04-05T10:10:00Z"]))
            data["duration"] = "PT20M"
        }
    }

    private mutating func fillAssessment(_ data: inout JSONObject, of type: EventType) {
        data["version"] = .string(pick(["1", "2"]))
        data["criterion"] = .string(pick(["links", "money"]))
        data["score"] = pick([1, 5])
        if type == "framework.published" {
            data["criteria"] = [
                ["key": .string(pick(["links", "money"])), "scale": ["low": 0, "high": 4]]
            ]
        }
    }

    private mutating func fillDelegation(
        _ data: inout JSONObject,
        of type: EventType,
        _ party: JSONValue
    ) {
        data["member"] = chance(1, in: 6) ? "person:1" : party
        data["head"] = party
        if type == "delegation.formed", chance(1, in: 2) { data["completeness"] = "exhaustive" }
        if type == "delegation.counted" {
            data["count"] = [
                "value": pick([1, 2, 3]), "qualifier": .string(pick(["exact", "exact", "over"])),
                "unit": .string(pick(["members", "parties", "persons"])),
            ]
        }
    }

    private mutating func fillParty(_ data: inout JSONObject, of type: EventType) {
        let parties: [JSONValue] = ["party:1", "party:2", "party:net", "party:club"]
        switch type {
        case "party.placed-under":
            data["parent"] = pick(parties)
            if chance(1, in: 3) { data["from"] = .string(pick(["2020", "2021-06-01"])) }
            if chance(1, in: 4) { data["to"] = .string(pick(["2021", "2022-06-01"])) }
        case "party.registered" where chance(1, in: 3): data["parent"] = pick(parties)
        case "party.changed-into":
            data["originals"] = chance(1, in: 2) ? [pick(parties)] : ["party:1", "party:2"]
            data["results"] = [pick(parties)]
        case "party.merged", "party.unmerged":
            data["duplicate"] = pick(parties)
            data["survivor"] = pick(parties)
        default: break
        }
    }

    private mutating func fillAgreement(
        _ data: inout JSONObject,
        of type: EventType,
        _ party: JSONValue
    ) {
        data["party"] = party
        data["organ"] = .string(pick(["organ:board", "organ:council"]))
        if type == "agreement.drafted" {
            data["version"] = 1
        } else if type == "agreement.revised" {
            data["version"] = pick([2, 3, 4])
        } else if !chance(1, in: 4) {
            data["version"] = pick([1, 2, 3])
        }
        if type == "agreement.drafted" || type == "agreement.described", chance(1, in: 2) {
            data["term"] = [
                "rule": "fixed", chance(1, in: 2) ? "end" : "duration": pick(["2021", "P1Y"]),
            ]
        }
        if type == "agreement.signed", chance(1, in: 2) { data["signatory"] = "person:1" }
        if type == "agreement.announced", chance(1, in: 2) {
            data["parties"] = ["party:1", "party:2"]
        }
        if type == "agreement.entered-into-force" || type == "agreement.provisionally-applied",
            chance(1, in: 2)
        {
            data["parties"] = [party]
        }
        fillLife(&data, of: type)
    }

    private mutating func fillLife(_ data: inout JSONObject, of type: EventType) {
        let later = pick(["2020-06", "2021", "2023-01-01", "[2020..2022]"])
        switch type.text {
        case "agreement.translated":
            data["language"] = .string(pick(["cs", "en"]))
            data["authentic"] = .bool(chance(1, in: 2))
        case "agreement.extended": data["until"] = .string(later)
        case "agreement.terminated", "agreement.withdrawal-notified":
            if chance(1, in: 2) { data["effective"] = .string(later) }
        case "agreement.replaced":
            data["replacedBy"] = .string(pick(["agreement:1", "agreement:2", "agreement:3"]))
        case "agreement.reservation-made", "agreement.reservation-objected",
            "agreement.reservation-withdrawn":
            data["objector"] = .string(pick(["party:1", "party:2"]))
            if chance(1, in: 2) { data["provision"] = .string(pick(["1", "2"])) }
        case "agreement.registered":
            data["register"] = "r"
            data["number"] = .string(pick(["1", "2"]))
        case "agreement.depositary-named", "agreement.consent-deposited":
            data["kind"] = .string(pick(["ratification", "succession"]))
            data["depositary"] = .string(pick(["party:1", "party:2"]))
        case "agreement.suspended", "agreement.resumed":
            data["scope"] = .string(pick(["all", "party"]))
        default: break
        }
    }

    private mutating func fillCommitment(
        _ data: inout JSONObject,
        of type: EventType,
        _ party: JSONValue
    ) {
        data["executor"] = party
        data["role"] = .string(pick(["lead", "executor"]))
        data["percent"] = pick([10, 50, 90])
        data["share"] = pick([10, 50, 90])
        let isDated = ["commitment.planned", "commitment.rescheduled", "commitment.reopened"]
            .contains(type.text)
        if isDated, !chance(1, in: 4) {
            data["due"] = pick([
                ["kind": "by", "edtf": "2020-12-31"], ["kind": "by", "edtf": "[2020..2021]"],
                ["kind": "within", "duration": "P6M"],
                ["kind": "recurring", "edtf": "2020/..", "duration": "P6M"],
            ])
        }
        if type == "commitment.fulfilled" || type == "commitment.missed", chance(1, in: 2) {
            data["occurrence"] = .string(pick(["2020-06", "2020-12"]))
        }
        if chance(1, in: 6) { data["agreement"] = "agreement:1" }
    }

    private mutating func date() -> String {
        let year = pick(["2019", "2020", "2021", "2022"])
        let month = pick(["01", "04", "08", "12"])
        return pick([
            "\(year)-\(month)-05", "\(year)-\(month)-05", "\(year)-\(month)-20", "\(year)-\(month)",
            year, "[..\(year)-\(month)]", "[\(year)-\(month)-05..]", "\(year)/2023", "",
            "\(year)-\(month)-05T10:00:00Z",
        ])
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: values.indices, using: &generator)]
    }

    private mutating func chance(_ part: Int, in whole: Int) -> Bool {
        Int.random(in: 0..<whole, using: &generator) < part
    }

    private static let subjects: [String: (member: String, kind: String)] = [
        "agreement": ("agreement", "agreement"), "commitment": ("commitment", "commitment"),
        "delegation": ("delegation", "delegation"), "meeting": ("meeting", "meeting"),
        "gathering": ("gathering", "gathering"), "membership": ("member", "party"),
        "party": ("party", "party"), "person": ("person", "person"),
        "appointment": ("person", "person"), "subject": ("person", "person"),
        "platform": ("platform", "platform"), "liaison-office": ("office", "office"),
        "product": ("product", "product"), "document": ("document", "document"),
        "visit": ("visit", "visit"), "programme-item": ("item", "item"),
        "opportunity": ("opportunity", "opportunity"),
        "barrier": ("barrier", "barrier"), "framework": ("framework", "framework"),
        "assessment": ("framework", "framework"), "indicator": ("indicator", "indicator"),
        "target": ("indicator", "indicator"),
        "organ": ("organ", "organ"), "mandate": ("mandate", "mandate"),
        "series": ("series", "series"),
    ]

    /// Every type with rules, the long lives three times as often.
    ///
    /// The organs that decide on agreements are never drawn, nor is the gathering of an item: what
    /// they say of another entity is read there, but not checked again when it changes.
    private static let types: [EventType] = Rulebook.standard.families.flatMap { family in
        let types = family.rows.map(\.type).filter { subjects[String($0.noun)] != nil }
        let isLong = ["agreement", "commitment", "delegation", "meeting"].contains(family.kind)
        return isLong ? types + types + types : types
    }
}
