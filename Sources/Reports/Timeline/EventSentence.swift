import CanonicalJSON
import Collaboration
import Events

/// One short sentence that says what an event is, with the names of those it concerns.
///
/// The words come from a table of patterns. `{path}` stands for a member of the payload, `{a|b}`
/// for
/// the first of two that is there, and what stands in `[…]` falls away when a member in it is
/// missing.
struct EventSentence {
    /// The longest free text taken into a sentence, in characters; the event holds the whole.
    private static let textLimit = 160

    /// How many names of a list are written out.
    private static let nameLimit = 5

    /// The sentence, without a full stop.
    let text: String

    init(of fact: Fact, in history: KnownHistory) throws {
        let pattern = Self.patterns[fact.type.text]
        if let pattern {
            let type = fact.type.text
            let words = history.messages.text(pattern, at: "sentence.\(type)")
            text = try TextPattern.filled(words) { paths in
                try paths.split(separator: "|").lazy
                    .compactMap { try Self.word(at: String($0), of: fact, in: history) }.first
            }
        } else {
            let names = try fact.references.prefix(Self.nameLimit).map(history.name)
            let words = history.messages.spacedType(fact.type)
            text = names.isEmpty ? words : "\(words): \(names.joined(separator: ", "))"
        }
    }

    private static func word(
        at path: String,
        of fact: Fact,
        in history: KnownHistory
    ) throws -> String? {
        if let hidden = fact.hiding(path) { return history.messages.word(hidden.rawValue) }
        guard let value = fact.value(path) else { return nil }
        switch value {
        case .string(let text):
            if let tag = Tag(text) { return try history.name(of: tag) }
            guard history.messages.isPlain else {
                return CellText(in: history.messages, texts: .wordsAndDates).text(value)
            }
            return path == "kind" ? text.spaced : text
        case .array(let values) where values.first?.string.flatMap(Tag.init) != nil:
            let tags = values.compactMap { $0.string.flatMap(Tag.init) }
            var names = try tags.prefix(nameLimit).map(history.name)
            if tags.count > nameLimit {
                names.append(history.messages.text(.more, count: tags.count - nameLimit))
            }
            return names.joined(separator: ", ")
        case .array(let values) where values.first?["text"] != nil:
            return history.text(value).map(shortened)
        case .object where value["qualifier"] != nil:
            return quantity(value, in: history.messages)
        default: return CellText(in: history.messages).text(value).map(shortened)
        }
    }

    private static func quantity(_ value: JSONValue, in messages: Messages) -> String? {
        guard case .object(var quantity)? = Fact.quantity(value) else { return nil }
        let isExpected = quantity["expected"] == true
        quantity["expected"] = nil
        let text = CellText(in: messages).text(.object(quantity))
        return isExpected ? text.map { messages.text(.expected, ["quantity": $0]) } : text
    }

    private static func shortened(_ text: String) -> String {
        text.count > textLimit ? text.prefix(textLimit) + "…" : text
    }
}
