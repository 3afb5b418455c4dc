/// Thai in Latin letters, letter by letter, after ISO 11940:1998.
///
/// What it says can be turned back. How a word is pronounced does not follow from its letters:
/// that takes a dictionary. Vowels written before their consonant stay there, as the standard
/// recommends.
enum ThaiLetters {
    /// The text in Latin letters; `nil` when it has no Thai letter.
    static func latin(_ text: String) -> String? {
        var latin = ""
        var isChanged = false
        for scalar in text.unicodeScalars {
            if let letters = letters[scalar] {
                latin += letters
                isChanged = true
            } else if (0xE50...0xE59).contains(scalar.value) {
                latin += String(scalar.value - 0xE50)
                isChanged = true
            } else {
                latin.unicodeScalars.append(scalar)
            }
        }
        return isChanged ? latin : nil
    }

    private static let letters: [Unicode.Scalar: String] = [
        "ก": "k", "ข": "k\u{304}h", "ฃ": "k\u{304}\u{323}h", "ค": "kh", "ฅ": "k\u{31B}h",
        "ฆ": "k\u{323}h", "ง": "ng", "จ": "c", "ฉ": "c\u{304}h", "ช": "ch", "ซ": "s",
        "ฌ": "c\u{323}h", "ญ": "y\u{323}", "ฎ": "d\u{323}", "ฏ": "t\u{323}",
        "ฐ": "t\u{304}\u{323}h", "ฑ": "t\u{331}h", "ฒ": "t\u{31B}h", "ณ": "n\u{323}", "ด": "d",
        "ต": "t", "ถ": "t\u{304}h", "ท": "th", "ธ": "t\u{323}h", "น": "n", "บ": "b", "ป": "p",
        "ผ": "p\u{304}h", "ฝ": "f\u{304}", "พ": "ph", "ฟ": "f", "ภ": "p\u{323}h", "ม": "m",
        "ย": "y", "ร": "r", "ฤ": "v", "ล": "l", "ฦ": "ł", "ว": "w", "ศ": "s\u{304}\u{323}",
        "ษ": "s\u{304}\u{31B}", "ส": "s\u{304}", "ห": "h\u{304}", "ฬ": "l\u{323}", "อ": "x",
        "ฮ": "h\u{323}", "ะ": "a", "\u{E31}": "a\u{323}", "า": "ā", "ำ": "å", "\u{E34}": "i",
        "\u{E35}": "ī", "\u{E36}": "u\u{323}", "\u{E37}": "u\u{304}\u{323}", "\u{E38}": "u",
        "\u{E39}": "ū", "เ": "e", "แ": "æ", "โ": "o", "ใ": "ı", "ไ": "i\u{323}", "ๅ": "ɨ",
        "\u{E47}": "\u{306}", "\u{E48}": "\u{300}", "\u{E49}": "\u{302}", "\u{E4A}": "\u{301}",
        "\u{E4B}": "\u{30C}", "\u{E4C}": "\u{312}", "\u{E4D}": "\u{30A}", "\u{E4E}": "~",
        "ๆ": "«", "ฯ": "ǂ", "\u{E3A}": "\u{325}",
    ]
}
