/// Blanks out strings, comments and names in backticks of Swift, line for line, so that a search
/// finds code only.
///
/// It knows line comments, nested block comments, and strings with any number of `#` and quotes;
/// a string is blanked with what it interpolates. It does not know regex literals.
struct SourceMask {
    /// Neither strings, comments nor names in backticks.
    var code: String { String(decoding: codeBytes, as: UTF8.self) }

    /// No strings; comments stay.
    var words: String { String(decoding: wordBytes, as: UTF8.self) }

    private let text: [UInt8]
    private var place = 0
    private var codeBytes: [UInt8] = []
    private var wordBytes: [UInt8] = []

    private static let feed = UInt8(ascii: "\n")
    private static let hash = UInt8(ascii: "#")
    private static let quote = UInt8(ascii: "\"")
    private static let slash = UInt8(ascii: "/")
    private static let star = UInt8(ascii: "*")
    private static let backslash = UInt8(ascii: "\\")
    private static let backtick = UInt8(ascii: "`")

    init(_ source: String) {
        text = Array(source.utf8)
        while place < text.count { step() }
    }

    private mutating func step() {
        let byte = text[place]
        if byte == Self.slash, byteAfter == Self.slash {
            while place < text.count, text[place] != Self.feed { take(isComment: true) }
        } else if byte == Self.slash, byteAfter == Self.star {
            comment()
        } else if byte == Self.backtick {
            repeat { take() } while place < text.count && text[place] != Self.backtick
            if place < text.count { take() }
        } else if let hashes = hashesBeforeQuote() {
            string(hashes: hashes)
        } else {
            codeBytes.append(byte)
            wordBytes.append(byte)
            place += 1
        }
    }

    private var byteAfter: UInt8? { place + 1 < text.count ? text[place + 1] : nil }

    private func starts(_ prefix: [UInt8]) -> Bool {
        text[place] == prefix[0] && text[place...].starts(with: prefix)
    }

    private mutating func take(isComment: Bool = false) {
        let byte = text[place]
        codeBytes.append(byte == Self.feed ? byte : UInt8(ascii: " "))
        wordBytes.append(byte == Self.feed || isComment ? byte : UInt8(ascii: " "))
        place += 1
    }

    private mutating func take(_ count: Int) {
        for _ in 0..<count where place < text.count { take() }
    }

    private mutating func comment() {
        var depth = 0
        repeat {
            if text[place] == Self.slash, byteAfter == Self.star {
                depth += 1
                take(isComment: true)
            } else if text[place] == Self.star, byteAfter == Self.slash {
                depth -= 1
                take(isComment: true)
            }
            if place < text.count { take(isComment: true) }
        } while depth > 0 && place < text.count
    }

    private func hashesBeforeQuote() -> Int? {
        guard text[place] == Self.hash || text[place] == Self.quote else { return nil }
        var end = place
        while end < text.count, text[end] == Self.hash { end += 1 }
        return end < text.count && text[end] == Self.quote ? end - place : nil
    }

    private mutating func string(hashes: Int) {
        let fence = Array(repeating: Self.hash, count: hashes)
        take(hashes)
        let isLong = starts(Array(repeating: Self.quote, count: 3))
        let close = Array(repeating: Self.quote, count: isLong ? 3 : 1) + fence
        let escape = [Self.backslash] + fence
        take(isLong ? 3 : 1)
        while place < text.count {
            if starts(close) {
                return take(close.count)
            } else if starts(escape + [UInt8(ascii: "(")]) {
                take(escape.count)
                interpolation()
            } else if starts(escape) {
                take(escape.count + 1)
            } else {
                take()
            }
        }
    }

    /// From an opening parenthesis to the closing one that belongs to it.
    private mutating func interpolation() {
        var depth = 0
        repeat {
            if let hashes = hashesBeforeQuote() {
                string(hashes: hashes)
                continue
            }
            if text[place] == UInt8(ascii: "(") { depth += 1 }
            if text[place] == UInt8(ascii: ")") { depth -= 1 }
            take()
        } while depth > 0 && place < text.count
    }
}
