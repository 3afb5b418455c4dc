package import CanonicalJSON

/// The names of one entity, and which of them a reader is shown.
///
/// A name is shown in the reader's language if the entity has one in it. Else the original stands,
/// with its transliteration: an invented translation would be a fact nobody recorded.
package struct LocalizedNames: Sendable, Hashable {
    private let names: [Name]

    /// Reads a list of `{"text","lang","script"?,"kind"}`; entries without text are passed over.
    package init(_ list: JSONValue?) {
        guard case .array(let entries) = list else {
            names = []
            return
        }
        names = entries.compactMap(Name.init)
    }

    /// The name for a reader of `languages` (BCP 47, most wanted first), or `nil` without names.
    ///
    /// For each language in turn: a name in exactly that language, then in its primary subtag, then
    /// in another variety of it. After them the original, with its transliteration in parentheses;
    /// at last the first name of all. Among equals the official name comes first, then the short
    /// one. A former name is shown only when there is no other.
    package func name(preferring languages: [String]) -> String? {
        let current = names.filter { $0.kind != "former" }
        for language in languages {
            let wanted = LanguageTag(language)
            for closeness in LanguageTag.Closeness.allCases {
                let near = current.filter { $0.language.closeness(to: wanted) == closeness }
                if let best = Self.best(of: near) { return best.text }
            }
        }
        return original(among: current) ?? current.first?.text ?? names.first?.text
    }

    /// `КСГЗ (KSGZ)`: the first official name, and how it sounds if somebody wrote that down.
    private func original(among names: [Name]) -> String? {
        guard let official = names.first(where: { $0.kind == "official" }) else { return nil }
        let transliteration = names.first {
            $0.kind == "transliteration" && $0.language.primary == official.language.primary
        }
        guard let sound = transliteration else { return official.text }
        return "\(official.text) (\(sound.text))"
    }

    private static func best(of names: [Name]) -> Name? {
        names.first { $0.kind == "official" } ?? names.first { $0.kind == "short" } ?? names.first
    }
}

/// One entry of the list.
private struct Name: Hashable, Sendable {
    let text: String
    let language: LanguageTag
    let kind: String

    init?(_ entry: JSONValue) {
        guard case .object(let entry) = entry, case .string(let text) = entry["text"] else {
            return nil
        }
        self.text = text
        language = LanguageTag(
            entry["lang"]?.displayText ?? "und",
            script: entry["script"]?.displayText
        )
        kind = entry["kind"]?.displayText ?? ""
    }
}

/// A BCP 47 tag in lower case, with the script that an entry may state beside it.
private struct LanguageTag: Hashable, Sendable {
    /// How near a name's language is to the wanted one, nearest first.
    enum Closeness: CaseIterable {
        case exact, primary, variety
    }

    let text: String
    let primary: String
    private let textWithScript: String?

    init(_ text: String, script: String? = nil) {
        let lowered = text.lowercased()
        self.text = lowered
        primary = lowered.split(separator: "-").first.map(String.init) ?? lowered
        textWithScript = script.map { "\(lowered)-\($0.lowercased())" }
    }

    func closeness(to wanted: LanguageTag) -> Closeness? {
        if text == wanted.text || textWithScript == wanted.text { return .exact }
        if text == wanted.primary { return .primary }
        return primary == wanted.primary ? .variety : nil
    }
}
