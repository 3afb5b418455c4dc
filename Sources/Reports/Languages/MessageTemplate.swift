import Collaboration

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

    /// Phrases, reports, entities, words, sentences, and what the rules that leave gaps ask for.
    package static var messages: [Message] { phrases + reports + vocabulary + sentences + rules }

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
        let totals = Vocabulary.totals.map {
            Message(Vocabulary.context(ofTotal: $0), Vocabulary.english(ofTotal: $0))
        }
        let columns = (ReportDiff.columns + CellExplanation.columns).map {
            Message("column.\($0.key)", $0.title)
        }
        return nouns + words + verbs + totals + columns + pictures
    }

    private static var pictures: [Message] {
        PicturePhrase.allCases.map { Message(PicturePhrase.context, $0.rawValue) }
    }

    private static var sentences: [Message] {
        EventSentence.patterns.sorted { $0.key < $1.key }
            .map { Message("sentence.\($0.key)", $0.value) }
    }

    /// Broken rules of other weight are refused, and so are hardly ever read in a report.
    private static var rules: [Message] {
        let rules = Rulebook.standard.families.flatMap(\.rows).flatMap(\.rules)
            .filter { $0.weight == .missingAntecedent }
        let messages = Set(rules.map { Message("rule.\($0.id)", $0.words) })
        return messages.sorted {
            ($0.key.context, $0.key.english) < ($1.key.context, $1.key.english)
        }
    }
}
