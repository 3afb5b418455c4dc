import CanonicalJSON
import Foundation
import Reports
import Testing

/// What reports say in other languages than English.
///
/// `ENTENTE_UPDATE_GOLDEN=1 swift test` writes the template anew; `msgmerge` of gettext brings it
/// into the catalogues.
@Suite struct `What reports say` {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Messages")

    static func catalogue(_ language: String) throws -> MessageCatalogue {
        let file = folder.appending(path: "\(language).po")
        return MessageCatalogue(String(decoding: try Data(contentsOf: file), as: UTF8.self))
    }

    /// All languages but English, which stands in the code.
    static let translated = Messages.languages.filter { $0 != "en" }

    @Test func `are there in eight languages`() {
        #expect(
            Messages.languages == ["en", "bg", "de", "fr", "ru", "th", "zh-Hans", "zh-Hant"]
        )
    }

    @Test func `have a template of all that there is to translate`() throws {
        let text = try MessageList().template
        let file = Self.folder.appending(path: "entente.pot")
        if ProcessInfo.processInfo.environment["ENTENTE_UPDATE_GOLDEN"] != nil {
            try Data(text.utf8).write(to: file)
        }
        let stored = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        #expect(stored == text, "ENTENTE_UPDATE_GOLDEN=1 swift test writes it")
    }

    @Test(arguments: translated)
    func `say in each language what they say in English`(language: String) throws {
        let catalogue = try Self.catalogue(language)
        let missing = try MessageList().messages.filter {
            catalogue.translations[$0.key] == nil
        }
        #expect(missing.map { "\($0.key.context): \($0.key.english)" } == [])
    }

    @Test(arguments: translated)
    func `are all in use`(language: String) throws {
        let list = try MessageList()
        let used = Set(list.messages.map(\.key)).union(list.overrides)
        let unused = try Self.catalogue(language).translations.keys.filter { !used.contains($0) }
        #expect(unused.map { "\($0.context): \($0.english)" }.sorted() == [])
    }

    @Test(arguments: translated)
    func `have the places of the English`(language: String) throws {
        for (key, forms) in try Self.catalogue(language).translations {
            let places = Self.places(of: key.english)
            for form in forms {
                #expect(Self.places(of: form) == places, "\(key.context): \(form)")
                #expect(Self.brackets(form) == Self.brackets(key.english), "\(key.context)")
            }
        }
    }

    @Test(arguments: translated)
    func `name their language and have the forms it tells apart`(language: String) throws {
        let catalogue = try Self.catalogue(language)
        #expect(catalogue.header["Language"] == language)
        let rule = try #require(catalogue.pluralRule)
        for message in try MessageList().messages {
            let count = message.plural == nil ? 1 : rule.count
            #expect(catalogue.translations[message.key]?.count == count, "\(message.key.context)")
        }
        for phrase in [Phrase.months, .monthsAlone, .seasons] {
            let names = catalogue.translations[.init(phrase.rawValue, phrase.english)]?.first
            let count = phrase.english.split(separator: " ").count
            #expect(names?.split(separator: " ").count == count)
        }
    }

    @Test func `know every word that a report shows`() throws {
        let unknown = try MessageList().shownWords.filter { word in
            Vocabulary.english(ofWord: word) == nil && Vocabulary.english(ofNoun: word) == nil
                && !Self.isType(word)
        }
        #expect(unknown == [], "add them to Vocabulary")
    }

    private static func isType(_ word: String) -> Bool {
        let parts = word.split(separator: ".").map(String.init)
        return parts.count == 2 && Vocabulary.english(ofNoun: parts[0]) != nil
            && Vocabulary.english(ofVerb: parts[1]) != nil
    }

    /// The places to be filled; a translation may take one in its form after a word, or twice.
    private static func places(of text: String) -> Set<String> {
        Set(
            text.split(separator: "{", omittingEmptySubsequences: false).dropFirst()
                .map { String($0.prefix { $0 != "}" }).replacing("-within", with: "") }
        )
    }

    private static func brackets(_ text: String) -> [Int] {
        [text.count { $0 == "[" }, text.count { $0 == "]" }]
    }
}
