/// The order of names for readers of one language, after the Unicode Collation Algorithm (UTS #10).
///
/// Letters are compared first, accents and tone marks second, capitals third. The weights are those
/// of the root order of CLDR for the scripts of the languages that reports are written in, and the
/// reader's own script stands before the others. Letters of other scripts stand by code point.
package struct Collation: Sendable, Hashable {
    /// What a text is compared by.
    package struct Key: Comparable, Sendable {
        fileprivate var letters: [UInt32] = []
        fileprivate var marks: [UInt8] = []
        fileprivate var cases: [UInt8] = []
        fileprivate let text: String

        /// Whether one text stands before another.
        package static func < (left: Key, right: Key) -> Bool {
            if left.letters != right.letters {
                return left.letters.lexicographicallyPrecedes(right.letters)
            }
            if left.marks != right.marks {
                return left.marks.lexicographicallyPrecedes(right.marks)
            }
            if left.cases != right.cases {
                return left.cases.lexicographicallyPrecedes(right.cases)
            }
            return left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
        }

        /// Whether two texts are the same, byte by byte.
        package static func == (left: Key, right: Key) -> Bool {
            left.text.utf8.elementsEqual(right.text.utf8)
        }
    }

    /// The scripts, in the order of CLDR's root.
    private enum Script: UInt32 {
        case signs, digits, own, latin, greek, cyrillic, other, thai, hangul, kana, han
    }

    private let own: Script?
    private let isByPinyin: Bool

    /// Where digits stand, after what is no letter and yet no sign.
    private static let firstDigit: UInt32 = 0x100

    /// The order for readers of a language (BCP 47); of none, that of the bytes.
    package init(for language: String?) {
        let tag = language.map { LanguageTag($0) }
        switch tag?.script {
        case "latn"?: own = .latin
        case "cyrl"?: own = .cyrillic
        case "thai"?: own = .thai
        case "hans"?, "hant"?: own = .han
        default: own = nil
        }
        isByPinyin = tag?.script == "hans"
    }

    /// What a text is compared by; another than the key of the same text in another language.
    package func key(of text: String) -> Key {
        var key = Key(text: text)
        guard own != nil else { return key }
        let scalars = Array(text.unicodeScalars)
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            // A Thai vowel written before its consonant is read after it.
            if Self.leadingVowels.contains(scalar), index + 1 < scalars.count,
                Self.thaiConsonants.contains(scalars[index + 1])
            {
                add(scalars[index + 1], to: &key)
                index += 1
            }
            add(scalar, to: &key)
            index += 1
        }
        return key
    }

    private func add(_ scalar: Unicode.Scalar, to key: inout Key) {
        let narrow = Self.narrow(scalar)
        let small = Self.small(narrow)
        let form: UInt8 = narrow != scalar ? 1 : small != narrow ? 2 : 0
        if let letters = CollationTable.ligatures[small] {
            for (place, letter) in letters.unicodeScalars.enumerated() {
                if place > 0 { mark(CollationTable.ligatureMark, on: &key) }
                add(letter, form: form, to: &key)
            }
            return
        }
        add(small, form: form, to: &key)
    }

    /// Adds a small letter, whose accents are told apart from it.
    private func add(_ small: Unicode.Scalar, form: UInt8, to key: inout Key) {
        if let weight = CollationTable.marks[small] { return mark(weight, on: &key) }
        if let parts = CollationTable.accented[small] {
            add(parts.base, form: form, to: &key)
            return mark(parts.mark, on: &key)
        }
        guard let letter = weight(of: small) else { return }
        key.letters.append(letter)
        key.marks.append(CollationTable.noMark)
        key.cases.append(form)
    }

    private func mark(_ weight: UInt8, on key: inout Key) {
        key.marks.append(weight)
        key.cases.append(0)
    }

    /// The place of a letter: its script, then its place there.
    private func weight(of small: Unicode.Scalar) -> UInt32? {
        if let place = CollationTable.places[small] { return weight(place.script, place.index) }
        if let value = small.properties.numericValue, small.properties.numericType == .decimal {
            return weight(Script.digits.rawValue, Self.firstDigit + UInt32(value))
        }
        let beyond = CollationTable.unlisted + small.value
        let isLatin =
            (0x61...0x24F).contains(small.value) || (0x1E00...0x1EFF).contains(small.value)
        if isLatin, small.properties.isAlphabetic {
            return weight(Script.latin.rawValue, beyond)
        }
        switch small.value {
        case 0x370...0x3FF, 0x1F00...0x1FFF: return weight(Script.greek.rawValue, beyond)
        case 0x400...0x52F: return weight(Script.cyrillic.rawValue, beyond)
        case 0xE01...0xE2E, 0xE30...0xE45: return weight(Script.thai.rawValue, small.value)
        case 0x1100...0x11FF, 0xAC00...0xD7A3: return weight(Script.hangul.rawValue, small.value)
        case 0x3041...0x30FF: return weight(Script.kana.rawValue, small.value)
        default: break
        }
        if small.properties.isIdeographic { return weight(Script.han.rawValue, han(small)) }
        if small.properties.isAlphabetic { return weight(Script.other.rawValue, small.value) }
        // What is seen by nobody has no place.
        let isUnseen =
            small.properties.generalCategory == .format
            || small.properties.isDefaultIgnorableCodePoint
        return isUnseen ? nil : weight(Script.signs.rawValue, beyond)
    }

    private func weight(_ script: UInt32, _ index: UInt32) -> UInt32? {
        // In Thai, spaces and signs count only between names that are alike else.
        if script == Script.signs.rawValue, own == .thai { return nil }
        let script = script == own?.rawValue ? Script.own.rawValue : script
        return script << 24 | index
    }

    /// The place of a Chinese character: by how it sounds, where that is the reader's order.
    ///
    /// Else it stands by radical and stroke, which is the order of the code points of the first
    /// block; the extensions come after it.
    private func han(_ character: Unicode.Scalar) -> UInt32 {
        if isByPinyin, let place = Pinyin.standard.place(of: character) { return place }
        let isFirst = (0x4E00...0x9FFF).contains(character.value)
        return (isFirst ? 0x10_0000 : 0x40_0000) + character.value
    }

    private static let leadingVowels: ClosedRange<Unicode.Scalar> = "\u{E40}"..."\u{E44}"
    private static let thaiConsonants: ClosedRange<Unicode.Scalar> = "\u{E01}"..."\u{E2E}"

    /// The letter itself for one in its full width.
    private static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if scalar == "\u{3000}" || scalar == "\u{A0}" || scalar == "\u{202F}" { return " " }
        guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
        return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    }

    private static func small(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        let lowered = scalar.properties.lowercaseMapping.unicodeScalars
        return lowered.count == 1 ? lowered.first ?? scalar : scalar
    }
}
