import CanonicalJSON
import Collaboration
import EDTF
import Events
import Testing

/// An event as a writer would hand it in.
struct TestEvent: Sendable {
    var type: EventType
    var occurred: String
    var data: JSONObject
    var mode: Fact.Mode
    var published: String?
    var id: String?

    /// The same event in another mode.
    func told(in mode: Fact.Mode) -> TestEvent {
        var event = self
        event.mode = mode
        return event
    }

    /// The same event under a name that corrections can speak of.
    func named(_ id: String) -> TestEvent {
        var event = self
        event.id = id
        return event
    }

    /// What the entity an event is about is called when a test does not say.
    private static let subjects: [String: (member: String, tag: JSONValue)] = [
        "agreement": ("agreement", "agreement:mou"), "appointment": ("person", "person:p"),
        "assessment": ("framework", "framework:policy"), "barrier": ("barrier", "barrier:trust"),
        "commitment": ("commitment", "commitment:contest"),
        "delegation": ("delegation", "delegation:jinan"),
        "document": ("document", "document:page"), "framework": ("framework", "framework:policy"),
        "gathering": ("gathering", "gathering:lyon"), "indicator": ("indicator", "indicator:jobs"),
        "liaison-office": ("office", "office:brno"), "meeting": ("meeting", "meeting:m"),
        "membership": ("member", "party:a"), "opportunity": ("opportunity", "opportunity:lab"),
        "organ": ("organ", "organ:board"),
        "mandate": ("mandate", "mandate:m"), "series": ("series", "series:forum"),
        "party": ("party", "party:a"), "person": ("person", "person:p"),
        "platform": ("platform", "platform:map"), "product": ("product", "product:panorama"),
        "programme-item": ("item", "item:session"), "report": ("report", "report:first"),
        "subject": ("person", "person:p"), "target": ("indicator", "indicator:jobs"),
        "visit": ("visit", "visit:port"),
    ]

    init(
        _ type: EventType,
        _ occurred: String,
        _ members: KeyValuePairs<String, JSONValue>,
        _ mode: Fact.Mode,
        published: String?
    ) {
        var data = JSONObject()
        if let subject = Self.subjects[String(type.noun)] { data[subject.member] = subject.tag }
        for (key, value) in members { data[key] = value }
        self.type = type
        self.occurred = occurred
        self.data = data
        self.mode = mode
        self.published = published
    }
}

/// An event of a workflow that runs here.
func live(
    _ type: EventType,
    _ occurred: String,
    _ members: KeyValuePairs<String, JSONValue> = [:]
) -> TestEvent {
    TestEvent(type, occurred, members, .live, published: nil)
}

/// An event that a source reports.
func attested(
    _ type: EventType,
    _ occurred: String,
    _ members: KeyValuePairs<String, JSONValue> = [:],
    published: String? = nil
) -> TestEvent {
    TestEvent(type, occurred, members, .attested, published: published)
}

/// The type of an agreement's event.
func agreementType(_ verb: String) -> EventType {
    guard let type = EventType("agreement." + verb) else { preconditionFailure("no type: \(verb)") }
    return type
}

/// An event about another event.
func about(
    _ target: String,
    _ type: EventType,
    _ members: KeyValuePairs<String, JSONValue> = [:],
    named id: String? = nil
) -> TestEvent {
    var event = TestEvent(type, "2026-05-01", members, .live, published: nil)
    event.data["target"] = .string("event:" + target)
    event.id = id
    return event
}

func tag(_ text: String) throws -> Events.Tag {
    let tag = Events.Tag(text)
    return try #require(tag)
}

func date(_ text: String) throws -> ImpreciseDate { try ImpreciseDate(parsing: text) }

func instant(_ text: String) throws -> Instant { try #require(Instant(rfc3339: text)) }

func asOf(_ text: String) throws -> AsOf { try #require(AsOf(try date(text))) }
