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

    /// The history of one entity.
    package let standing: (Tag) throws -> Standing

    /// Every event that carries a tag, in the order of recording.
    package let events: (Tag) throws -> [Fact]

    /// The disputes about events that carry a tag.
    package let disputes: (Tag) throws -> [History.Dispute]

    /// The rules, for gaps.
    package let judge: Judge

    /// What stored readings say at the basis; `nil` without them.
    package let register: RegisterReadings?

    package init(
        basis: Basis,
        languages: [String],
        messages: Messages = .plain,
        entities: @escaping (_ kind: String) throws -> [Tag],
        standing: @escaping (Tag) throws -> Standing,
        events: @escaping (Tag) throws -> [Fact],
        disputes: @escaping (Tag) throws -> [History.Dispute],
        judge: Judge = Judge(),
        register: RegisterReadings? = nil
    ) {
        self.basis = basis
        self.languages = languages
        self.messages = messages
        self.entities = entities
        self.standing = standing
        self.events = events
        self.disputes = disputes
        self.judge = judge
        self.register = register
    }
}
