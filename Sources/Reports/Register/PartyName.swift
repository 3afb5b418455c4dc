import CanonicalJSON
package import Collaboration
import Events

/// What names a party at one basis, in no language.
package struct PartyName: Sendable, Hashable {
    /// Raised whenever names are stored in another way, or the same events give another name.
    package static let version = 1

    private let names: NameTexts

    /// Whether no source gives its name.
    private let isUnknown: Bool

    /// The words by which it is known then.
    private let description: NameTexts

    /// Reads the names of a party; `nil` when there is nothing to show but its tag.
    ///
    /// It shows what the name of an entity in any report does.
    ///
    /// - Precondition: no event of the party has personal values.
    package init?(of standing: Standing, asOf: AsOf) {
        let party = standing.entity
        let facts = standing.recorded.reversed()
            .filter { Rulebook.standard.isAbout(party, $0) }
        names = NameTexts(NamesInForce(of: party, in: facts, asOf: asOf).list)
        isUnknown = facts.lazy.compactMap { $0.value("nameUnknown") }.first?.bool == true
        let words = facts.lazy.compactMap { $0.value("description") }.first
        description = isUnknown ? NameTexts(words?.array ?? []) : NameTexts()
        if !isUnknown, names == NameTexts() { return nil }
    }

    /// Whether an event can tell something of a name.
    package static func isTold(by fact: Fact) -> Bool { members.contains { fact.has($0) } }

    private static let members: [JSONPath] = [
        "names", "title", "nameUnknown", "description",
    ]
    .map { JSONPath($0) }

    /// Its bytes; its texts go to the pool.
    package func bytes(_ pool: inout TextPool) -> [UInt8] {
        var bytes: [UInt8] = [isUnknown ? 1 : 0]
        for list in [names, description] {
            bytes.append(number: UInt64(pool.place(of: list.shape)))
            bytes.append(number: UInt64(list.texts.count))
            for text in list.texts { bytes.append(number: UInt64(pool.place(of: text))) }
        }
        return bytes
    }

    /// The name to show, from stored bytes; `nil` when they are damaged.
    static func text(
        in record: StoredRecord,
        chooser: inout NameChooser,
        of party: String
    ) -> String? {
        var reader = ByteReader(record.bytes, at: record.start)
        let isUnknown = reader.byte() != 0
        let names = chooser.next(in: &reader)
        let description = chooser.next(in: &reader)
        guard reader.isSound else { return nil }
        if let name = text(names, reader) { return name }
        guard isUnknown else { return party }
        return text(description, reader).map { "[\($0)]" }
            ?? chooser.messages.text(.unnamed, ["tag": party])
    }

    private static func text(_ shown: NameChooser.Shown, _ reader: ByteReader) -> String? {
        switch shown {
        case .nothing: nil
        case .one(let text): reader.string(text)
        case .two(let text, let sound):
            LocalizedNames.shown(reader.string(text), reader.string(sound))
        case .romanised(let text, let system):
            LocalizedNames.shown(reader.string(text), by: system)
        }
    }
}
