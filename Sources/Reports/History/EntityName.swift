import CanonicalJSON
import Collaboration
import Events

/// The name to show for one entity.
///
/// The names in force come first. Where there are none, what is known of it stands instead: why a
/// person's name is hidden, the description of a party whose name no source gives, the side of a
/// delegation, the kind of an agreement.
struct EntityName {
    /// The longest text that stands for a name, in characters.
    private static let textLimit = 60

    /// The name.
    let text: String

    init(of tag: Tag, in history: KnownHistory) throws {
        let facts = try history.standing(of: tag).recorded.reversed()
            .filter { history.subject(of: $0) == tag }
        let names = NamesInForce(of: tag, in: facts, asOf: history.asOf)
        if let name = history.text(.array(names.list)) {
            text = name
        } else if let hidden = names.hidden {
            text = history.messages.word(hidden.why.rawValue)
        } else if let words = try Self.description(of: tag, by: facts, in: history) {
            text = words
        } else {
            text = tag.text
        }
    }

    private static func description(
        of tag: Tag,
        by facts: [Fact],
        in history: KnownHistory
    ) throws -> String? {
        func first(_ path: String) -> JSONValue? { facts.lazy.compactMap { $0.value(path) }.first }
        switch tag.kind {
        case "party":
            guard first("nameUnknown")?.bool == true else { return nil }
            return history.text(first("description")).map { "[\($0)]" }
                ?? history.messages.text(.unnamed, ["tag": tag.text])
        case "delegation":
            return first("side")?.string.map {
                history.messages.text(.delegation, ["side": $0])
            }
        case "agreement":
            return first("kind")?.string.map { agreementKind($0, in: history.messages) }
        case "item":
            return first("kind")?.string.map(history.messages.spacedWord)
        case "visit":
            if let hosts = facts.lazy.map({ $0.tags("hosts") }).first(where: { !$0.isEmpty }) {
                let names = try hosts.map(history.name).joined(separator: ", ")
                return history.messages.text(.visit, ["names": names])
            }
            return history.text(first("placeNames")).map {
                history.messages.text(.visit, ["names": $0])
            }
        case "finding", "barrier":
            return history.text(first("text")).map { text in
                text.count > textLimit ? text.prefix(textLimit) + "…" : text
            }
        case "meeting":
            let known = facts.lazy.map { fact in
                fact.tags("participants") + fact.tags("from") + fact.tags("to")
            }
            guard let members = known.first(where: { !$0.isEmpty }) else { return nil }
            let names = try members.map(history.name).joined(separator: ", ")
            return history.messages.text(.meeting, ["names": names])
        default: return nil
        }
    }

    /// The words for a kind of agreement.
    static func agreementKind(_ kind: String, in messages: Messages) -> String {
        guard messages.isPlain else { return messages.word(kind == "other" ? "agreement" : kind) }
        return switch kind {
        case "loi": "letter of intent"
        case "mou": "memorandum of understanding"
        case "cooperation-agreement": "co-operation agreement"
        case "framework", "subsidiary": "\(kind) agreement"
        case "other": "agreement"
        default: kind.spaced
        }
    }
}

extension String {
    /// The words of a slug.
    var spaced: String { replacing("-", with: " ") }
}
