import CanonicalJSON
import Collaboration
import Events

extension Fact {
    /// The entities that the payload names, in its canonical order and each once.
    ///
    /// Read from the payload and not from the stored tags: a correction may name others.
    var references: [Tag] {
        var found: [Tag] = []
        var seen: Set<Tag> = []
        data.collectTags { if seen.insert($0).inserted { found.append($0) } }
        return found
    }

    /// Whether the payload names any of some entities.
    func names(any tags: some Collection<Tag>) -> Bool {
        references.contains(where: tags.contains)
    }

    /// How the date is known: `stated`, `inferred` or `unknown`.
    var basis: String { event["basis"]?.string ?? "stated" }

    /// The date as written; `nil` when unknown.
    var occurredText: String? { occurred.isEmpty ? nil : occurred }

    /// A quantity without the source's words, which stand in the event.
    static func quantity(_ value: JSONValue?) -> JSONValue? {
        guard case .object(let quantity)? = value else { return nil }
        return .object(
            JSONObject(
                quantity.members.filter { $0.key != "verbatim" && $0.value != false }
                    .map { ($0.key, $0.value) }
            )
        )
    }
}

extension JSONValue {
    /// Members of free text, in which something that looks like a tag is not one.
    private static let words: Set<String> = ["text", "verbatim", "rrule", "url", "uri"]

    /// The entities that a value names, each once.
    var namedTags: Set<Tag> {
        var found: Set<Tag> = []
        collectTags { found.insert($0) }
        return found
    }

    fileprivate func collectTags(_ take: (Tag) -> Void) {
        switch self {
        case .string(let text):
            if let tag = Tag(text) { take(tag) }
        case .array(let values):
            for value in values { value.collectTags(take) }
        case .object(let object):
            for member in object.members where !Self.words.contains(member.key) {
                member.value.collectTags(take)
            }
        case .null, .bool, .number: break
        }
    }

    /// A text, or nothing.
    init?(text: String?) {
        guard let text, !text.isEmpty else { return nil }
        self = .string(text)
    }

    /// Texts as a list, or nothing when there are none.
    init?(texts: [String]) {
        guard !texts.isEmpty else { return nil }
        self = .array(texts.map { .string($0) })
    }
}
