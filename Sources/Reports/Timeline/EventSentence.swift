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
            text = try Self.filled(pattern[...], by: fact, in: history).text
        } else {
            let names = try fact.references.prefix(Self.nameLimit).map(history.name)
            let words = "\(fact.type.noun) \(fact.type.verb)".spaced
            text = names.isEmpty ? words : "\(words): \(names.joined(separator: ", "))"
        }
    }

    /// A pattern with its members filled in, and whether all of them were there.
    private static func filled(
        _ pattern: Substring,
        by fact: Fact,
        in history: KnownHistory
    ) throws -> (text: String, isComplete: Bool) {
        var text = ""
        var isComplete = true
        var rest = pattern
        while let character = rest.popFirst() {
            switch character {
            case "{":
                let paths = rest.prefix { $0 != "}" }
                rest = rest.dropFirst(paths.count + 1)
                let word = try paths.split(separator: "|").lazy
                    .compactMap { try Self.word(at: String($0), of: fact, in: history) }.first
                text += word ?? "…"
                isComplete = isComplete && word != nil
            case "[":
                let optional = rest.prefix { $0 != "]" }
                rest = rest.dropFirst(optional.count + 1)
                let part = try filled(optional, by: fact, in: history)
                if part.isComplete { text += part.text }
            default: text.append(character)
            }
        }
        return (text, isComplete)
    }

    private static func word(
        at path: String,
        of fact: Fact,
        in history: KnownHistory
    ) throws -> String? {
        if let hidden = fact.hiding(path) { return hidden.rawValue }
        guard let value = fact.value(path) else { return nil }
        switch value {
        case .string(let text):
            return try Tag(text).map(history.name) ?? (path == "kind" ? text.spaced : text)
        case .array(let values) where values.first?.string.flatMap(Tag.init) != nil:
            let tags = values.compactMap { $0.string.flatMap(Tag.init) }
            var names = try tags.prefix(nameLimit).map(history.name)
            if tags.count > nameLimit { names.append("\(tags.count - nameLimit) more") }
            return names.joined(separator: ", ")
        case .array(let values) where values.first?["text"] != nil:
            return history.text(value).map(shortened)
        case .object where value["qualifier"] != nil:
            return quantity(value)
        default: return value.displayText.map(shortened)
        }
    }

    private static func quantity(_ value: JSONValue) -> String? {
        guard case .object(var quantity)? = Fact.quantity(value) else { return nil }
        let isExpected = quantity["expected"] == true
        quantity["expected"] = nil
        let text = JSONValue.object(quantity).displayText
        return isExpected ? text.map { "\($0) expected" } : text
    }

    private static func shortened(_ text: String) -> String {
        text.count > textLimit ? text.prefix(textLimit) + "…" : text
    }
}
