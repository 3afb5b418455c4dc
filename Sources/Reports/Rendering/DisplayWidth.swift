extension String {
    /// How many terminal columns the text takes, in a font of fixed width.
    ///
    /// It is the sum over grapheme clusters, so a flag or a family of emoji counts once. Control
    /// characters count as nothing; escape them before.
    package var displayWidth: Int {
        var count = 0
        for scalar in unicodeScalars {
            // Finding clusters is slow, and most text needs none of it.
            guard scalar.standsAlone else { return reduce(0) { $0 + $1.displayWidth } }
            count += 1
        }
        return count
    }
}

extension Character {
    /// How many terminal columns the grapheme cluster takes: 0, 1, 2, rarely more.
    ///
    /// Emoji take two. Else the parts add up, so Thai sara am widens its consonant by one and the
    /// marks above and below add nothing.
    package var displayWidth: Int {
        unicodeScalars.first.map(isEmoji(startingWith:)) == true
            ? 2 : unicodeScalars.reduce(0) { $0 + $1.displayWidth }
    }

    private func isEmoji(startingWith first: Unicode.Scalar) -> Bool {
        let emojiSelector: Unicode.Scalar = "\u{FE0F}"
        return first.properties.isEmojiPresentation
            || first.properties.isEmoji && unicodeScalars.contains(emojiSelector)
    }
}

extension Unicode.Scalar {
    /// The terminal columns of one scalar that is no emoji.
    fileprivate var displayWidth: Int {
        let properties = properties
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .control, .lineSeparator, .paragraphSeparator:
            return 0
        case .otherLetter:
            return isTrailingJamo ? 0 : EastAsianWidth.isWide(self) ? 2 : 1
        default:
            if properties.isDefaultIgnorableCodePoint && !isSoftHyphen { return 0 }
            return EastAsianWidth.isWide(self) ? 2 : 1
        }
    }

    /// Letters, digits and signs of Latin and Cyrillic: one column each, whatever is beside them.
    fileprivate var standsAlone: Bool {
        switch value {
        case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x2FF, 0x400...0x482, 0x48A...0x52F: true
        default: false
        }
    }

    private var isSoftHyphen: Bool { value == 0xAD }

    /// Vowels and finals that join the leading consonant of a Korean syllable.
    private var isTrailingJamo: Bool {
        (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FB).contains(value)
    }
}
