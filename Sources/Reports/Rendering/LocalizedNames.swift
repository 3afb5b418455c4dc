package import CanonicalJSON

/// The names of one entity, and which of them a reader is shown.
///
/// A name is shown in the reader's language if the entity has one in it. Else the original stands,
/// with its transliteration where the reader's languages are written in another script: an
/// invented translation would be a fact nobody recorded.
package struct LocalizedNames: Sendable, Hashable {
    /// What is shown, by the places of the texts in the list.
    enum Choice {
        case nothing
        case one(Int)

        /// A name and how it sounds.
        case two(Int, Int)

        /// A name, and how it sounds by the rules of its language.
        case romanised(Int, Romanisation)
    }

    private let names: [Name]

    /// Reads a list of `{"text","lang","script"?,"kind"}`; entries without text are passed over.
    package init(_ list: JSONValue?) {
        guard case .array(let entries) = list else {
            names = []
            return
        }
        names = entries.compactMap(Name.init).enumerated().map { index, name in
            var name = name
            name.place = index
            return name
        }
    }

    /// The name for a reader of `languages` (BCP 47, most wanted first), or `nil` without names.
    ///
    /// For each language in turn: a name in exactly that language, then in its primary subtag, then
    /// in another variety of it. After them the original; at last the first name of all. Among
    /// equals the official name comes first, then the short one. A former name is shown only when
    /// there is no other.
    ///
    /// How the original sounds stands in parentheses: as somebody wrote it down, or else, with a
    /// `~`, by the rules of its language.
    package func name(preferring languages: [String]) -> String? {
        switch choice(preferring: languages) {
        case .nothing: nil
        case .one(let place): names[place].text
        case .two(let place, let sound): Self.shown(names[place].text, names[sound].text)
        case .romanised(let place, let system): Self.shown(names[place].text, by: system)
        }
    }

    /// A name and how it sounds.
    static func shown(_ name: String, _ sound: String) -> String { "\(name) (\(sound))" }

    /// A name, and how it sounds by the rules of its language.
    static func shown(_ name: String, by system: Romanisation) -> String {
        system.latin(name).map { "\(name) (~\($0))" } ?? name
    }

    /// Which of the names a reader is shown; it does not depend on their texts.
    func choice(preferring languages: [String]) -> Choice {
        let current = names.filter { $0.kind != "former" }
        let readers = languages.map { LanguageTag($0) }
        for wanted in readers {
            for closeness in LanguageTag.Closeness.allCases {
                let near = current.filter { $0.language.closeness(to: wanted) == closeness }
                if let best = Self.best(of: near) { return .one(best.place) }
            }
        }
        let official = current.first { $0.kind == "official" }
        guard let shown = official ?? current.first ?? names.first else { return .nothing }
        return original(shown, among: current, for: readers)
    }

    /// `КСГЗ (KSGZ)`: the original, and how it sounds to those who read another script.
    private func original(
        _ shown: Name,
        among names: [Name],
        for readers: [LanguageTag]
    ) -> Choice {
        if readers.contains(where: { $0.script == shown.language.script }) {
            return .one(shown.place)
        }
        let own = names.filter { $0.language.primary == shown.language.primary }
        if shown.kind == "official", let sound = own.first(where: { $0.kind == "transliteration" })
        {
            return .two(shown.place, sound.place)
        }
        // Who asks for no language gets what is recorded, and texts are no names.
        guard !readers.isEmpty, Self.originals.contains(shown.kind),
            shown.language.script != "latn"
        else { return .one(shown.place) }
        if let latin = own.first(where: { $0.language.script == "latn" }) {
            return .two(shown.place, latin.place)
        }
        return Romanisation(of: shown.language).map { .romanised(shown.place, $0) }
            ?? .one(shown.place)
    }

    private static let originals: Set<String> = ["acronym", "former", "official", "short"]

    private static func best(of names: [Name]) -> Name? {
        names.first { $0.kind == "official" } ?? names.first { $0.kind == "short" } ?? names.first
    }
}

/// One entry of the list.
private struct Name: Hashable, Sendable {
    let text: String
    let language: LanguageTag
    let kind: String

    /// Its place among the entries with a text.
    var place = 0

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
