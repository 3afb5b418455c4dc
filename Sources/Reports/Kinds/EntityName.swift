import CanonicalJSON
import Collaboration
import EDTF
import Events

/// The name to show for one entity.
///
/// Names come from the events of its own history that name it, the latest first. Where there are
/// none, what is known of it stands instead: why a person's name is hidden, the description of a
/// party whose name no source gives, the side of a delegation, the kind of an agreement.
struct EntityName {
    /// The longest text that stands for a name, in characters.
    private static let textLimit = 60

    /// The name.
    let text: String

    init(of tag: Tag, in history: KnownHistory) throws {
        let facts = try history.standing(of: tag).recorded.reversed()
            .filter { history.subject(of: $0) == tag }
        let entries = facts.filter { $0.namesHold(at: history.asOf) }
            .flatMap { $0.nameList?.array ?? [] }
        if let name = history.text(.array(entries)) {
            text = name
        } else if let hidden = facts.lazy.compactMap({ $0.hiding("names") }).first {
            text = hidden.rawValue
        } else if let words = try Self.description(of: tag, by: Array(facts), in: history) {
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
            return history.text(first("description")).map { "[\($0)]" } ?? "unnamed (\(tag))"
        case "delegation":
            return first("side")?.string.map { "delegation of \($0)" }
        case "agreement":
            return first("kind")?.string.map(agreementKind)
        case "item":
            return first("kind")?.string.map(\.spaced)
        case "visit":
            if let hosts = facts.lazy.map({ $0.tags("hosts") }).first(where: { !$0.isEmpty }) {
                return "visit to " + (try hosts.map(history.name).joined(separator: ", "))
            }
            return history.text(first("placeNames")).map { "visit to \($0)" }
        case "finding", "barrier":
            return history.text(first("text")).map { text in
                text.count > textLimit ? text.prefix(textLimit) + "…" : text
            }
        case "meeting":
            let known = facts.lazy.map { fact in
                fact.tags("participants") + fact.tags("from") + fact.tags("to")
            }
            guard let members = known.first(where: { !$0.isEmpty }) else { return nil }
            return "meeting of " + (try members.map(history.name).joined(separator: ", "))
        default: return nil
        }
    }

    /// The words for a kind of agreement.
    static func agreementKind(_ kind: String) -> String {
        switch kind {
        case "loi": "letter of intent"
        case "mou": "memorandum of understanding"
        case "cooperation-agreement": "co-operation agreement"
        case "framework", "subsidiary": "\(kind) agreement"
        case "other": "agreement"
        default: kind.spaced
        }
    }
}

extension Fact {
    /// The names or the title that the event gives to what it is about.
    fileprivate var nameList: JSONValue? { value("names") ?? value("title") }

    /// Whether the names hold at a date: they do, unless the event says from when or until when.
    fileprivate func namesHold(at asOf: AsOf) -> Bool {
        guard type.verb == "named" else { return true }
        if let from = date("from"), from.definitely(after: asOf.instant) { return false }
        if let end = date("to"), end.definitely(before: asOf.instant) { return false }
        return true
    }

    /// Why a reader does not get a personal member of the payload; `nil` when it is not hidden.
    func hiding(_ path: String) -> Hidden? {
        let pointer = "/data/" + path.replacing(".", with: "/")
        return hidden[pointer]
            ?? hidden.keys.sorted().first { $0.hasPrefix(pointer + "/") }.flatMap { hidden[$0] }
    }
}

extension String {
    /// The words of a slug.
    var spaced: String { replacing("-", with: " ") }
}
