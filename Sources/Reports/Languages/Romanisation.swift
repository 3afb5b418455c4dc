/// Names of other scripts in Latin letters, where nobody has written them so.
///
/// Each language has its own system. It is computed from the letters alone, and shown with a `~`
/// to be told from a form that a source gives.
enum Romanisation: Sendable, Hashable {
    /// The Bulgarian Transliteration Act of 2009.
    case bulgarian

    /// BGN/PCGN 1947 for Russian, without signs for the hard and the soft sign.
    case russian

    /// Hanyu Pinyin (ISO 7098), syllable by syllable.
    case mandarin

    /// ISO 11940, letter by letter: how a name is spelt rather than how it sounds.
    case thai

    /// The system for a language; `nil` where its script is not romanised.
    init?(of language: LanguageTag) {
        switch (language.primary, language.script) {
        case ("bg", "cyrl"): self = .bulgarian
        case ("ru", "cyrl"): self = .russian
        case ("zh", "hans"), ("zh", "hant"): self = .mandarin
        case ("th", "thai"): self = .thai
        default: return nil
        }
    }

    /// The text in Latin letters; `nil` when it has no letter to be changed.
    func latin(_ text: String) -> String? {
        switch self {
        case .bulgarian, .russian: cyrillicLatin(text)
        case .mandarin: Pinyin.standard.latin(text)
        case .thai: ThaiLetters.latin(text)
        }
    }

    private func cyrillicLatin(_ text: String) -> String? {
        let letters = Array(text)
        var latin = ""
        var isChanged = false
        for (index, letter) in letters.enumerated() {
            let before = index > 0 ? letters[index - 1] : nil
            let after = index + 1 < letters.count ? letters[index + 1] : nil
            guard let sound = sound(of: letter, after: before, before: after) else {
                latin.append(letter)
                continue
            }
            isChanged = true
            guard letter.isUppercase, let first = sound.first else {
                latin += sound
                continue
            }
            // In a word of capitals all letters of the sound are capitals.
            let isCapitals = after?.isUppercase ?? (before?.isUppercase ?? false)
            latin +=
                isCapitals
                ? sound.uppercased() : first.uppercased() + sound.dropFirst()
        }
        return isChanged ? latin : nil
    }

    private func sound(
        of letter: Character,
        after before: Character?,
        before after: Character?
    ) -> String? {
        let small = Character(letter.lowercased())
        switch self {
        case .bulgarian:
            // At the end of a word, ия is ia (article 6).
            if small == "я", before?.lowercased() == "и", after?.isLetter != true { return "a" }
            return Self.bulgarianSounds[small] ?? Self.sounds[small]
        case .russian:
            if small == "е" || small == "ё" {
                let vowel = small == "е" ? "e" : "ë"
                guard let before, before.isLetter else { return "y" + vowel }
                return "аеёиоуыэюяйъь".contains(before.lowercased()) ? "y" + vowel : vowel
            }
            return Self.russianSounds[small] ?? Self.sounds[small]
        case .mandarin, .thai: return nil
        }
    }

    private static let sounds: [Character: String] = [
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i",
        "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
        "т": "t", "у": "u", "ф": "f", "ц": "ts", "ч": "ch", "ш": "sh", "ю": "yu", "я": "ya",
    ]

    private static let bulgarianSounds: [Character: String] = [
        "х": "h", "щ": "sht", "ъ": "a", "ь": "y",
    ]

    private static let russianSounds: [Character: String] = [
        "х": "kh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e",
    ]
}
