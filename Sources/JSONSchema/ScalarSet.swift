/// A set of characters as a class in brackets describes it.
struct ScalarSet: Sendable {
    private(set) var ranges: [ClosedRange<UInt32>] = []
    private(set) var classes: [(members: ScalarClass, isNegated: Bool)] = []
    var isNegated = false

    init() {}

    init(_ range: ClosedRange<UInt32>) {
        ranges = [range]
    }

    init(_ members: ScalarClass, isNegated: Bool = false) {
        classes = [(members, isNegated)]
    }

    /// The only member, if the set was made of one character.
    var single: UInt32? {
        guard classes.isEmpty, ranges.count == 1, let range = ranges.first, range.count == 1 else {
            return nil
        }
        return range.lowerBound
    }

    mutating func formUnion(_ other: ScalarSet) {
        ranges += other.ranges
        classes += other.classes
    }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        let isListed =
            ranges.contains { $0.contains(scalar.value) }
            || classes.contains { $0.members.contains(scalar) != $0.isNegated }
        return isListed != isNegated
    }
}

/// A named set of characters.
enum ScalarClass: Sendable {
    case digit, word, space, lineTerminator
    case any, ascii, alphabetic, lowercase, uppercase, whiteSpace
    case categories(Set<Unicode.GeneralCategory>)

    /// Finds what `\p{…}` names: a general category or a binary property, as ECMA-262 spells them.
    init?(property: String) {
        switch property {
        case "Any": self = .any
        case "ASCII": self = .ascii
        case "Alphabetic", "Alpha": self = .alphabetic
        case "Lowercase", "Lower": self = .lowercase
        case "Uppercase", "Upper": self = .uppercase
        case "White_Space", "space": self = .whiteSpace
        default:
            var name = property[...]
            for prefix in ["General_Category=", "gc="] where name.hasPrefix(prefix) {
                name = name.dropFirst(prefix.count)
            }
            let found = Self.names.filter { $0.names.contains(String(name)) }
            guard !found.isEmpty else { return nil }
            self = .categories(Set(found.map(\.category)))
        }
    }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        switch self {
        case .digit: ("0"..."9").contains(scalar)
        case .word:
            ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
                || ("0"..."9").contains(scalar) || scalar == "_"
        case .space:
            (9...13).contains(scalar.value) || scalar == "\u{FEFF}"
                || scalar.properties.generalCategory == .spaceSeparator
                || Self.lineTerminator.contains(scalar)
        case .lineTerminator: [0x0A, 0x0D, 0x2028, 0x2029].contains(scalar.value)
        case .any: true
        case .ascii: scalar.isASCII
        case .alphabetic: scalar.properties.isAlphabetic
        case .lowercase: scalar.properties.isLowercase
        case .uppercase: scalar.properties.isUppercase
        case .whiteSpace: scalar.properties.isWhitespace
        case .categories(let categories): categories.contains(scalar.properties.generalCategory)
        }
    }

    /// Names of the general categories, those of their groups included (ECMA-262, table 68).
    private static let names: [(category: Unicode.GeneralCategory, names: [String])] = [
        (.uppercaseLetter, ["Lu", "Uppercase_Letter", "LC", "Cased_Letter", "L", "Letter"]),
        (.lowercaseLetter, ["Ll", "Lowercase_Letter", "LC", "Cased_Letter", "L", "Letter"]),
        (.titlecaseLetter, ["Lt", "Titlecase_Letter", "LC", "Cased_Letter", "L", "Letter"]),
        (.modifierLetter, ["Lm", "Modifier_Letter", "L", "Letter"]),
        (.otherLetter, ["Lo", "Other_Letter", "L", "Letter"]),
        (.nonspacingMark, ["Mn", "Nonspacing_Mark", "M", "Mark", "Combining_Mark"]),
        (.spacingMark, ["Mc", "Spacing_Mark", "M", "Mark", "Combining_Mark"]),
        (.enclosingMark, ["Me", "Enclosing_Mark", "M", "Mark", "Combining_Mark"]),
        (.decimalNumber, ["Nd", "Decimal_Number", "digit", "N", "Number"]),
        (.letterNumber, ["Nl", "Letter_Number", "N", "Number"]),
        (.otherNumber, ["No", "Other_Number", "N", "Number"]),
        (.connectorPunctuation, ["Pc", "Connector_Punctuation", "P", "Punctuation", "punct"]),
        (.dashPunctuation, ["Pd", "Dash_Punctuation", "P", "Punctuation", "punct"]),
        (.openPunctuation, ["Ps", "Open_Punctuation", "P", "Punctuation", "punct"]),
        (.closePunctuation, ["Pe", "Close_Punctuation", "P", "Punctuation", "punct"]),
        (.initialPunctuation, ["Pi", "Initial_Punctuation", "P", "Punctuation", "punct"]),
        (.finalPunctuation, ["Pf", "Final_Punctuation", "P", "Punctuation", "punct"]),
        (.otherPunctuation, ["Po", "Other_Punctuation", "P", "Punctuation", "punct"]),
        (.mathSymbol, ["Sm", "Math_Symbol", "S", "Symbol"]),
        (.currencySymbol, ["Sc", "Currency_Symbol", "S", "Symbol"]),
        (.modifierSymbol, ["Sk", "Modifier_Symbol", "S", "Symbol"]),
        (.otherSymbol, ["So", "Other_Symbol", "S", "Symbol"]),
        (.spaceSeparator, ["Zs", "Space_Separator", "Z", "Separator"]),
        (.lineSeparator, ["Zl", "Line_Separator", "Z", "Separator"]),
        (.paragraphSeparator, ["Zp", "Paragraph_Separator", "Z", "Separator"]),
        (.control, ["Cc", "Control", "cntrl", "C", "Other"]),
        (.format, ["Cf", "Format", "C", "Other"]),
        (.surrogate, ["Cs", "Surrogate", "C", "Other"]),
        (.privateUse, ["Co", "Private_Use", "C", "Other"]),
        (.unassigned, ["Cn", "Unassigned", "C", "Other"]),
    ]
}
