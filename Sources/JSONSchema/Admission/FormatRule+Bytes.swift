/// Formats judged by bytes; what is not plainly well-formed is read in full.
extension FormatRule {
    /// Whether a text has this format.
    func accepts(_ text: Span<UInt8>) -> Bool {
        switch self {
        case .edtf where Self.isPlainEDTF(text): true
        case .languageTag where Self.isPlainLanguageTag(text): true
        case .uri where Self.isPlainURI(text): true
        case .duration where Self.isPlainDuration(text): true
        default: accepts(String(decoding: Array(text), as: UTF8.self))
        }
    }
}

extension Array<UInt8> {
    fileprivate init(_ span: Span<UInt8>) {
        self.init()
        reserveCapacity(span.count)
        for index in 0..<span.count { append(span[index]) }
    }
}

/// Forms that nearly all texts have.
extension FormatRule {
    /// A year, month or day, an interval of two days in order, or `[..` and a day.
    private static func isPlainEDTF(_ text: Span<UInt8>) -> Bool {
        switch text.count {
        case 4, 7, 10: return isPlainDate(text, from: 0, count: text.count)
        case 21:
            guard text[10] == UInt8(ascii: "/"), isPlainDate(text, from: 0, count: 10),
                isPlainDate(text, from: 11, count: 10)
            else { return false }
            for index in 0..<10 where text[index] != text[index &+ 11] {
                return text[index] < text[index &+ 11]
            }
            return true
        case 14:
            return TextPrefix.of(text, count: 3) == 0x2E2E5B && text[13] == UInt8(ascii: "]")
                && isPlainDate(text, from: 3, count: 10)
        default: return false
        }
    }

    /// `YYYY`, `YYYY-MM` with a month, or `YYYY-MM-DD` with a day that every such month has.
    private static func isPlainDate(_ text: Span<UInt8>, from start: Int, count: Int) -> Bool {
        for index in start..<start &+ 4 where !isDigit(text[index]) { return false }
        guard count > 4 else { return true }
        guard let month = pair(text, start &+ 5), text[start &+ 4] == UInt8(ascii: "-"),
            month >= 1, month <= 12
        else { return false }
        guard count > 7 else { return true }
        guard let day = pair(text, start &+ 8), text[start &+ 7] == UInt8(ascii: "-") else {
            return false
        }
        return day >= 1 && (day <= 28 || day <= 30 && month != 2)
    }

    /// The number of two digits.
    private static func pair(_ text: Span<UInt8>, _ index: Int) -> Int? {
        guard isDigit(text[index]), isDigit(text[index &+ 1]) else { return nil }
        return Int(text[index] &- 0x30) &* 10 &+ Int(text[index &+ 1] &- 0x30)
    }

    /// A language of two or three letters, and behind it a script, a region or both.
    private static func isPlainLanguageTag(_ text: Span<UInt8>) -> Bool {
        var position = letters(text, from: 0)
        guard position == 2 || position == 3 else { return false }
        if text.count > position, text[position] == UInt8(ascii: "-"),
            letters(text, from: position &+ 1) == 4
        {
            position &+= 5
        }
        if text.count > position, text[position] == UInt8(ascii: "-"),
            letters(text, from: position &+ 1) == 2
        {
            position &+= 3
        }
        return position == text.count
    }

    /// How many letters stand from a place on.
    private static func letters(_ text: Span<UInt8>, from start: Int) -> Int {
        var position = start
        while position < text.count, isLetter(text[position]) { position &+= 1 }
        return position &- start
    }

    /// `http://` or `https://`, a name without port, and a path, a query and a fragment of plain
    /// characters.
    private static func isPlainURI(_ text: Span<UInt8>) -> Bool {
        guard text.count >= 12, TextPrefix.of(text, count: 4) == 0x7074_7468 else { return false }
        var position = text[4] == UInt8(ascii: "s") ? 5 : 4
        guard TextPrefix.of(text, from: position, count: 3) == 0x2F2F3A else { return false }
        position &+= 3
        var stage = 0
        while position < text.count {
            let byte = text[position]
            position &+= 1
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "="), UInt8(ascii: "&"),
                UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ";"):
                continue
            case UInt8(ascii: "/"): stage = max(stage, 1)
            case UInt8(ascii: "?") where stage < 3: stage = max(stage, 2)
            case UInt8(ascii: "#") where stage < 3: stage = 3
            default: return false
            }
        }
        return true
    }

    /// `P` with one to six digits and a unit of a date.
    private static func isPlainDuration(_ text: Span<UInt8>) -> Bool {
        guard text.count >= 3, text.count <= 8, text[0] == UInt8(ascii: "P") else { return false }
        for index in 1..<text.count &- 1 where !isDigit(text[index]) { return false }
        switch text[text.count &- 1] {
        case UInt8(ascii: "Y"), UInt8(ascii: "M"), UInt8(ascii: "W"), UInt8(ascii: "D"): return true
        default: return false
        }
    }
}
