import Events

/// What a report says in one language: its texts, words, dates and numbers.
///
/// What has no translation is shown in English. A text is found by where it stands and by its
/// English, which stands in the code.
package struct Messages: Sendable, Hashable {
    /// The language (BCP 47); `nil` for what scripts read.
    package let language: String?

    private let catalogue: MessageCatalogue
    private let pluralRule: PluralRule

    /// The words of the vocabulary and dates as they are stored, all else in English.
    package static let plain = Messages(in: nil, MessageCatalogue())

    /// The languages there are, English first.
    package static let languages =
        ["en"] + embeddedMessages.map { String($0.path.prefix { $0 != "." }) }

    /// What is best for a reader of some languages (BCP 47, preferred first).
    ///
    /// It is ``plain`` when none is given, and English when there is none of them.
    package init(for languages: [String]) {
        guard !languages.isEmpty else {
            self = .plain
            return
        }
        let language =
            languages.lazy.compactMap { LanguageTag($0).best(among: Self.languages) }.first ?? "en"
        let text = embeddedMessages.first { $0.path == "\(language).po" }?.text
        self.init(in: language, text.map { MessageCatalogue($0) } ?? MessageCatalogue())
    }

    /// What a catalogue says.
    package init(in language: String?, _ catalogue: MessageCatalogue) {
        self.language = language
        self.catalogue = catalogue
        pluralRule = catalogue.pluralRule ?? .singular
    }

    /// Whether words, dates and numbers stay as they are stored.
    package var isPlain: Bool { language == nil }

    /// The order in which names are looked up.
    package var collation: Collation { Collation(for: language) }

    /// A text by where it stands; the first place that has a translation counts.
    package func text(_ english: String, at contexts: String...) -> String {
        contexts.lazy.compactMap { form(0, of: english, at: $0) }.first ?? english
    }

    /// A phrase with its places filled.
    func text(_ phrase: Phrase, _ values: [String: String?] = [:]) -> String {
        TextPattern.filled(pattern(phrase)) { values[$0] ?? nil }
    }

    /// A phrase with its places open.
    func pattern(_ phrase: Phrase) -> String { text(phrase.english, at: phrase.rawValue) }

    /// A phrase about a number of things, the number in its place `{count}`, other places filled.
    func text(_ phrase: Phrase, count: Int, _ values: [String: String] = [:]) -> String {
        let plural = phrase.englishPlural ?? phrase.english
        let pattern =
            form(pluralRule.form(for: count), of: phrase.english, at: phrase.rawValue)
            ?? (count == 1 ? phrase.english : plural)
        return TextPattern.filled(pattern) { $0 == "count" ? number("\(count)") : values[$0] }
    }

    /// A word of the vocabulary, or a type of event; any other stays as it is.
    package func word(_ word: String) -> String {
        guard !isPlain else { return word }
        if let english = Vocabulary.english(ofWord: word) {
            return text(english, at: Vocabulary.context(ofWord: word))
        }
        if let noun = noun(word) { return noun }
        let parts = word.split(separator: ".").map(String.init)
        guard parts.count == 2, let noun = noun(parts[0]),
            let english = Vocabulary.english(ofVerb: parts[1])
        else { return word }
        let verb = text(english, at: Vocabulary.context(ofVerb: parts[1]))
        return text(.eventType, ["noun": noun, "verb": verb])
    }

    /// The second part of a type of event in words.
    func verb(_ verb: String) -> String {
        guard !isPlain, let english = Vocabulary.english(ofVerb: verb) else { return verb.spaced }
        return text(english, at: Vocabulary.context(ofVerb: verb))
    }

    private func noun(_ noun: String) -> String? {
        Vocabulary.english(ofNoun: noun).map { text($0, at: Vocabulary.context(ofNoun: noun)) }
    }

    /// A type of event in words.
    func spacedType(_ type: EventType) -> String {
        isPlain ? "\(type.noun) \(type.verb)".spaced : word(type.text)
    }

    /// A word of the vocabulary, without hyphens also where it is not translated.
    func spacedWord(_ word: String) -> String { isPlain ? word.spaced : self.word(word) }

    /// What a rule asks for.
    func rule(_ name: String, _ english: String) -> String { text(english, at: "rule.\(name)") }

    /// The name of a total: of a figure, a state or, for all others, as it is.
    package func total(_ key: String) -> String {
        guard !isPlain else { return key }
        let english = Vocabulary.english(ofTotal: key)
        // A total may be called like a word that means something else.
        if let own = form(0, of: english, at: Vocabulary.context(ofTotal: key)) { return own }
        if Vocabulary.english(ofWord: key) != nil { return word(key) }
        // Tags and the names of rules are not ours to translate.
        return key.contains { $0 == ":" || $0 == "-" } ? key : english
    }

    /// An EDTF date for people; any other text stays as it is.
    package func date(_ text: String) -> String {
        isPlain ? text : DateWords(self).text(text) ?? text
    }

    /// A phrase about an EDTF date in its place `{date}` or `{date-within}`.
    func text(_ phrase: Phrase, date: String) -> String { filled(pattern(phrase), date: date) }

    /// A pattern with an EDTF date in its place `{date}` or `{date-within}`.
    func filled(_ pattern: String, date: String) -> String {
        let words = isPlain ? nil : DateWords(self).filled(pattern, ["date": date[...]])
        return words ?? TextPattern.filled(pattern) { _ in self.date(date) }
    }

    /// A number as JSON writes it, with the separators of the language.
    package func number(_ text: String) -> String {
        isPlain ? text : NumberWords(self).text(text)
    }

    private func form(_ number: Int, of english: String, at context: String) -> String? {
        guard let forms = catalogue.translations[.init(context, english)], number < forms.count
        else { return nil }
        return forms[number]
    }
}
