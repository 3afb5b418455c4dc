/// What there is to translate, but for the columns and totals that reports make.
package enum MessageTemplate {
    /// One text.
    package struct Message: Sendable, Hashable {
        /// Where it stands, and its English.
        package let key: MessageCatalogue.Key

        /// The English for all numbers but one; `nil` where nothing is counted.
        package let plural: String?

        /// A text at a place.
        package init(_ context: String, _ english: String, plural: String? = nil) {
            key = MessageCatalogue.Key(context, english)
            self.plural = plural
        }
    }

    /// Phrases, reports, entities, words and sentences.
    package static var messages: [Message] { phrases + reports + vocabulary + sentences }

    private static var phrases: [Message] {
        Phrase.allCases.map { Message($0.rawValue, $0.english, plural: $0.englishPlural) }
    }

    private static var reports: [Message] {
        ReportKind.allCases.flatMap { kind in
            [
                Message("report.\(kind.name).title", kind.title),
                Message("report.\(kind.name).description", kind.description),
            ]
        }
    }

    private static var vocabulary: [Message] {
        let nouns = Vocabulary.nouns.map {
            Message(Vocabulary.context(ofNoun: $0), Vocabulary.english(ofNoun: $0) ?? $0)
        }
        let words = Vocabulary.words.map {
            Message(Vocabulary.context(ofWord: $0), Vocabulary.english(ofWord: $0) ?? $0)
        }
        let verbs = Vocabulary.verbs.map {
            Message(Vocabulary.context(ofVerb: $0), Vocabulary.english(ofVerb: $0) ?? $0)
        }
        return nouns + words + verbs
    }

    private static var sentences: [Message] {
        EventSentence.patterns.sorted { $0.key < $1.key }
            .map { Message("sentence.\($0.key)", $0.value) }
    }
}
