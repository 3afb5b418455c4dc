/// Reads the pattern grammar of ECMA-262 (22.2.1) with the flag `u`.
///
/// One leniency: `\-` is taken outside classes too, as many written patterns have it.
struct PatternParser {
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var depth = 0

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    mutating func pattern() throws(PatternError) -> PatternNode {
        let node = try choice()
        guard next == nil else { throw PatternError(reason: "a ) stands without its (") }
        return node
    }

    private mutating func choice() throws(PatternError) -> PatternNode {
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func sequence() throws(PatternError) -> PatternNode {
        var parts: [PatternNode] = []
        while let next, next != "|", next != ")" { parts.append(try term()) }
        return .sequence(parts)
    }

    private mutating func term() throws(PatternError) -> PatternNode {
        let node = try atom()
        guard let (minimum, maximum) = try quantifier() else { return node }
        switch node {
        case .anchor, .look: throw PatternError(reason: "an assertion is repeated")
        default: return .repetition(node, minimum: minimum, maximum: maximum)
        }
    }

    private mutating func atom() throws(PatternError) -> PatternNode {
        guard let first = next else { throw PatternError(reason: "it ends too early") }
        position += 1
        switch first {
        case "^": return .anchor(.start)
        case "$": return .anchor(.end)
        case ".": return .scalar(ScalarSet(.lineTerminator, isNegated: true))
        case "(": return try group()
        case "[": return .scalar(try characterClass())
        case "\\":
            if take("b") { return .anchor(.wordBoundary) }
            if take("B") { return .anchor(.noWordBoundary) }
            return .scalar(try escape(inClass: false))
        case "*", "+", "?", "{":
            throw PatternError(reason: "there is nothing to repeat before \(first)")
        case "]", "}":
            throw PatternError(reason: "\(first) stands alone; escape it")
        default:
            return .scalar(ScalarSet(first.value...first.value))
        }
    }

    private mutating func group() throws(PatternError) -> PatternNode {
        depth += 1
        guard depth <= Limits.patternDepth else {
            throw PatternError(reason: "groups are nested deeper than \(Limits.patternDepth)")
        }
        var look: (isBackward: Bool, isNegative: Bool)?
        if take("?") {
            if take("=") {
                look = (false, false)
            } else if take("!") {
                look = (false, true)
            } else if take("<") {
                if take("=") {
                    look = (true, false)
                } else if take("!") {
                    look = (true, true)
                } else {
                    try skipName()
                }
            } else if !take(":") {
                throw PatternError(reason: "(? begins no known group")
            }
        }
        let node = try choice()
        guard take(")") else { throw PatternError(reason: "a ( is not closed") }
        depth -= 1
        guard let look else { return node }
        return .look(node, isBackward: look.isBackward, isNegative: look.isNegative)
    }

    private mutating func skipName() throws(PatternError) {
        let start = position
        while let next, next != ">" {
            guard ScalarClass.word.contains(next) || next.value > 0x7F else { break }
            position += 1
        }
        guard position > start, take(">") else {
            throw PatternError(reason: "the name of a group is not closed")
        }
    }

    private mutating func quantifier() throws(PatternError) -> (minimum: Int, maximum: Int?)? {
        var range: (minimum: Int, maximum: Int?)
        if take("*") {
            range = (0, nil)
        } else if take("+") {
            range = (1, nil)
        } else if take("?") {
            range = (0, 1)
        } else if take("{") {
            let minimum = try count()
            range = (minimum, minimum)
            if take(",") { range.maximum = next == "}" ? nil : try count() }
            guard take("}") else { throw PatternError(reason: "a { is not closed") }
            if let maximum = range.maximum, maximum < minimum {
                throw PatternError(reason: "the numbers in {} are out of order")
            }
        } else {
            return nil
        }
        _ = take("?")  // Lazy or not, the same texts match.
        return range
    }

    private mutating func count() throws(PatternError) -> Int {
        var value = 0
        let start = position
        while let digit = next.flatMap({ Self.decimal($0) }) {
            value = min(value * 10 + digit, Limits.patternSize + 1)
            position += 1
        }
        guard position > start else { throw PatternError(reason: "{ is followed by no number") }
        return value
    }

    // MARK: Classes

    private mutating func characterClass() throws(PatternError) -> ScalarSet {
        var set = ScalarSet()
        set.isNegated = take("^")
        while !take("]") {
            let first = try classAtom()
            guard next == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else {
                set.formUnion(first)
                continue
            }
            position += 1
            let last = try classAtom()
            guard let low = first.single, let high = last.single, low <= high else {
                throw PatternError(reason: "a range in [] is out of order or has no ends")
            }
            set.formUnion(ScalarSet(low...high))
        }
        return set
    }

    private mutating func classAtom() throws(PatternError) -> ScalarSet {
        guard let first = next else { throw PatternError(reason: "a [ is not closed") }
        position += 1
        guard first == "\\" else { return ScalarSet(first.value...first.value) }
        if take("b") { return ScalarSet(8...8) }
        return try escape(inClass: true)
    }

    // MARK: Escapes

    private mutating func escape(inClass: Bool) throws(PatternError) -> ScalarSet {
        guard let letter = next else { throw PatternError(reason: "it ends with a \\") }
        position += 1
        switch letter {
        case "d": return ScalarSet(.digit)
        case "D": return ScalarSet(.digit, isNegated: true)
        case "w": return ScalarSet(.word)
        case "W": return ScalarSet(.word, isNegated: true)
        case "s": return ScalarSet(.space)
        case "S": return ScalarSet(.space, isNegated: true)
        case "p": return ScalarSet(try property())
        case "P": return ScalarSet(try property(), isNegated: true)
        default:
            let value = try character(letter)
            return ScalarSet(value...value)
        }
    }

    private mutating func character(_ letter: Unicode.Scalar) throws(PatternError) -> UInt32 {
        switch letter {
        case "t": return 9
        case "n": return 10
        case "v": return 11
        case "f": return 12
        case "r": return 13
        case "0" where next.flatMap(Self.decimal) == nil: return 0
        case "x": return try hexadecimal(2)
        case "u": return try unicode()
        case "c":
            guard let control = next, control.isASCII, isLetter(UInt8(control.value)) else {
                throw PatternError(reason: "\\c is followed by no letter")
            }
            position += 1
            return control.value % 32
        case "^", "$", "\\", ".", "*", "+", "?", "(", ")", "[", "]", "{", "}", "|", "/", "-":
            return letter.value
        case "1"..."9", "k":
            throw PatternError(reason: "back references are not supported")
        default:
            throw PatternError(reason: "\\\(shown(String(letter))) has no meaning")
        }
    }

    private mutating func unicode() throws(PatternError) -> UInt32 {
        if take("{") {
            var value: UInt32 = 0
            let start = position
            while let digit = hexDigit() { value = min(value * 16 + digit, 0x110000) }
            guard position > start, take("}"), value <= 0x10FFFF else {
                throw PatternError(reason: "\\u{ names no character")
            }
            return value
        }
        let high = try hexadecimal(4)
        // Two escapes may spell one character as a surrogate pair.
        let mark = position
        guard (0xD800...0xDBFF).contains(high), take("\\"), take("u"),
            let low = try? hexadecimal(4), (0xDC00...0xDFFF).contains(low)
        else {
            position = mark
            return high
        }
        return 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
    }

    private mutating func hexadecimal(_ count: Int) throws(PatternError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<count {
            guard let digit = hexDigit() else {
                throw PatternError(reason: "an escape has too few hexadecimal digits")
            }
            value = value * 16 + digit
        }
        return value
    }

    private mutating func hexDigit() -> UInt32? {
        guard let next, next.isASCII, let digit = hexValue(UInt8(next.value)) else { return nil }
        position += 1
        return UInt32(digit)
    }

    private mutating func property() throws(PatternError) -> ScalarClass {
        var name = ""
        let isOpen = take("{")
        while let next, next != "}", name.utf8.count < 64 {
            name.unicodeScalars.append(next)
            position += 1
        }
        guard isOpen, take("}"), let found = ScalarClass(property: name) else {
            throw PatternError(reason: "\\p{\(shown(name))} is not a supported property")
        }
        return found
    }

    // MARK: Characters

    private var next: Unicode.Scalar? {
        position < scalars.count ? scalars[position] : nil
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        position += 1
        return true
    }

    private static func decimal(_ scalar: Unicode.Scalar) -> Int? {
        scalar.isASCII && isDigit(UInt8(scalar.value)) ? Int(scalar.value) - 0x30 : nil
    }
}
