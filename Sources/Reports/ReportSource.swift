package import Collaboration
package import Events

/// What a report may ask of a ledger, at one basis.
///
/// Everything it returns is as known at the basis: corrections applied, retracted events left out,
/// personal values opened where the reader may have them and named in `Fact.hidden` where not.
package struct ReportSource {
    /// What the answer rests on.
    package let basis: Basis

    /// The reader's languages, preferred first (BCP 47).
    package let languages: [String]

    /// What sentences and descriptions are made of.
    package let messages: Messages

    /// The entities of one kind that have a history of their own, in tag order.
    package let entities: (_ kind: String) throws -> [Tag]

    /// The history of one entity; asked for again and again, and so kept.
    package let standing: (Tag) throws -> Standing

    /// Every event that carries a tag, in the order of recording.
    package let events: (Tag) throws -> [Fact]

    /// Every event of a type, in the order of recording.
    package let eventsOfType: (EventType) throws -> [Fact]

    /// The disputes about events that carry a tag.
    package let disputes: (Tag) throws -> [History.Dispute]

    /// The rules, for gaps.
    package let judge: Judge

    /// What the rules say of an event.
    package let verdict: (Fact) throws -> FactVerdict

    /// Single events as they were recorded, with what was recorded about them.
    package let records: EventRecords

    /// The bytes of a document that is stored beside the ledger, by their SHA-256 in lowercase hex;
    /// `nil` for one that is not.
    package let document: (_ digest: String) throws -> [UInt8]?

    /// What stored readings say at the basis; `nil` without them.
    package let register: RegisterReadings?

    /// Whether somebody will see the pictures; they are not made else.
    package let showsPictures: Bool

    package init(
        basis: Basis,
        languages: [String],
        messages: Messages = .plain,
        entities: @escaping (_ kind: String) throws -> [Tag],
        standing: @escaping (Tag) throws -> Standing,
        events: @escaping (Tag) throws -> [Fact],
        eventsOfType: @escaping (EventType) throws -> [Fact],
        disputes: @escaping (Tag) throws -> [History.Dispute],
        records: EventRecords,
        document: @escaping (_ digest: String) throws -> [UInt8]? = { _ in nil },
        judge: Judge = Judge(),
        verdict: ((Fact) throws -> FactVerdict)? = nil,
        register: RegisterReadings? = nil,
        showsPictures: Bool = true
    ) {
        self.basis = basis
        self.languages = languages
        self.messages = messages
        self.entities = entities
        self.standing = standing
        self.events = events
        self.eventsOfType = eventsOfType
        self.disputes = disputes
        self.records = records
        self.document = document
        self.judge = judge
        self.verdict = verdict ?? { try judge.marks(on: $0, standing: standing) }
        self.register = register
        self.showsPictures = showsPictures
    }
}
