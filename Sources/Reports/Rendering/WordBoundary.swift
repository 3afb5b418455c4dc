/// Where a line may break between two grapheme clusters.
///
/// A small part of Unicode Standard Annex #14: enough for tables, without a dictionary of words.
enum WordBoundary {
    /// Whether the cluster is white space that a line may end at; no-break spaces are not.
    static func isBreakingSpace(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1
        else {
            return false
        }
        return switch scalar.value {
        case 0xA0, 0x2007, 0x202F: false
        case 0x200B: true  // Zero width space: how Thai and Khmer writers mark words.
        default: scalar.properties.isWhitespace
        }
    }

    /// Whether a line may break between two clusters that no space parts.
    static func isAllowed(between left: Character, and right: Character) -> Bool {
        guard let last = left.unicodeScalars.first, let first = right.unicodeScalars.first else {
            return false
        }
        guard isWrittenWithoutSpaces(last) || isWrittenWithoutSpaces(first) else { return false }
        return !holdsTheNext(last) && !holdsOn(first)
    }

    /// Thai and its neighbours, Han, kana: scripts that put no space between words.
    private static func isWrittenWithoutSpaces(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0E01...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF: true
        case 0x3005...0x3007, 0x3041...0x30FF, 0x3400...0x9FFF, 0xF900...0xFAFF: true
        case 0x20000...0x3FFFD: true
        default: false
        }
    }

    /// Vowels written before their consonant, and opening punctuation: no break after them.
    private static func holdsTheNext(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0E40...0x0E44, 0x0EC0...0x0EC4: true
        default:
            switch scalar.properties.generalCategory {
            case .openPunctuation, .initialPunctuation, .nonspacingMark: true
            default: scalar.properties.isQuotationMark || scalar == "\u{A0}"
            }
        }
    }

    /// Vowels and signs written after their consonant, and closing punctuation: no break before.
    private static func holdsOn(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0E2F...0x0E33, 0x0E45...0x0E46, 0x0EAF...0x0EB3, 0x3005, 0x30FC: true
        default:
            switch scalar.properties.generalCategory {
            case .closePunctuation, .finalPunctuation, .otherPunctuation: true
            default: scalar.properties.isQuotationMark || scalar == "\u{A0}"
            }
        }
    }
}
