/// The grammar of language tags (RFC 5646, section 2.1); the registry is not consulted.
enum LanguageTag {
    /// Tags of old that the grammar would not admit (RFC 5646, `irregular`).
    private static let irregular: Set<String> = [
        "en-gb-oed", "i-ami", "i-bnn", "i-default", "i-enochian", "i-hak", "i-klingon", "i-lux",
        "i-mingo", "i-navajo", "i-pwn", "i-tao", "i-tay", "i-tsu", "sgn-be-fr", "sgn-be-nl",
        "sgn-ch-de",
    ]

    static func isWellFormed(_ text: String) -> Bool {
        guard text.utf8.allSatisfy({ isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") })
        else { return false }
        let lowered = text.lowercased()
        if irregular.contains(lowered) { return true }
        var subtags = lowered.utf8.split(
            separator: UInt8(ascii: "-"),
            omittingEmptySubsequences: false
        )[...]
        guard subtags.allSatisfy({ (1...8).contains($0.count) }) else { return false }
        if isSingleton(subtags.first, "x") { return subtags.count > 1 }
        guard takeLanguage(&subtags) else { return false }
        _ = take(&subtags) { $0.count == 4 && $0.allSatisfy(isLetter) }  // script
        _ = take(&subtags) {  // region
            $0.count == 2 && $0.allSatisfy(isLetter) || $0.count == 3 && $0.allSatisfy(isDigit)
        }
        return takeVariants(&subtags) && takeExtensions(&subtags)
    }

    private static func takeLanguage(_ subtags: inout ArraySlice<Substring.UTF8View>) -> Bool {
        guard let language = subtags.popFirst(), (2...8).contains(language.count),
            language.allSatisfy(isLetter)
        else { return false }
        guard language.count <= 3 else { return true }
        for _ in 0..<3 {
            guard take(&subtags, if: { $0.count == 3 && $0.allSatisfy(isLetter) }) else { break }
        }
        return true
    }

    /// Variants have five to eight characters, or four that begin with a digit; none comes twice.
    private static func takeVariants(_ subtags: inout ArraySlice<Substring.UTF8View>) -> Bool {
        var seen: Set<String> = []
        while let next = subtags.first,
            next.count >= 5 || next.count == 4 && next.first.map(isDigit) == true
        {
            guard seen.insert(String(decoding: next, as: UTF8.self)).inserted else { return false }
            subtags.removeFirst()
        }
        return true
    }

    /// Extensions have a singleton and something after it; `x` begins what is private, to the end.
    private static func takeExtensions(_ subtags: inout ArraySlice<Substring.UTF8View>) -> Bool {
        var seen: Set<UInt8> = []
        while let singleton = subtags.popFirst() {
            guard singleton.count == 1, let letter = singleton.first,
                seen.insert(letter).inserted
            else { return false }
            if letter == UInt8(ascii: "x") { return !subtags.isEmpty }
            guard take(&subtags, if: { $0.count >= 2 }) else { return false }
            while take(&subtags, if: { $0.count >= 2 }) {}
        }
        return true
    }

    private static func take(
        _ subtags: inout ArraySlice<Substring.UTF8View>,
        if fits: (Substring.UTF8View) -> Bool
    ) -> Bool {
        guard let next = subtags.first, fits(next) else { return false }
        subtags.removeFirst()
        return true
    }

    private static func isSingleton(_ subtag: Substring.UTF8View?, _ letter: String) -> Bool {
        subtag?.elementsEqual(letter.utf8) ?? false
    }
}
