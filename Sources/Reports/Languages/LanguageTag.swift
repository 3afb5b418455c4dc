/// A BCP 47 tag in lower case, with the script that an entry may state beside it.
struct LanguageTag: Hashable, Sendable {
    /// How near a name's language is to the wanted one, nearest first.
    enum Closeness: CaseIterable {
        case exact, primary, variety
    }

    let text: String
    let primary: String
    private let textWithScript: String?

    init(_ text: String, script: String? = nil) {
        let lowered = text.lowercased()
        self.text = lowered
        primary = lowered.split(separator: "-").first.map(String.init) ?? lowered
        textWithScript = script.map { "\(lowered)-\($0.lowercased())" }
    }

    func closeness(to wanted: LanguageTag) -> Closeness? {
        if text == wanted.text || textWithScript == wanted.text { return .exact }
        if primary == "zh", wanted.text.contains("-"), wanted.primary == "zh",
            text.contains("-") || textWithScript != nil, script == wanted.script
        {
            return .exact
        }
        if text == wanted.primary { return .primary }
        return primary == wanted.primary ? .variety : nil
    }

    /// The script it is written in: the one that stands in the tag, or else the usual one.
    ///
    /// The usual ones are those of CLDR's likely subtags, for the languages that are told apart.
    var script: String {
        let subtags = (textWithScript ?? text).split(separator: "-").dropFirst()
        if let script = subtags.last(where: { $0.count == 4 && $0.allSatisfy(\.isLetter) }) {
            return String(script)
        }
        switch primary {
        case "bg", "ru", "be", "uk", "mk", "sr", "kk", "ky", "mn": return "cyrl"
        case "th": return "thai"
        case "zh": return subtags.contains { Self.traditional.contains($0) } ? "hant" : "hans"
        case "ja": return "jpan"
        case "ko": return "kore"
        case "el": return "grek"
        case "ar", "fa": return "arab"
        case "he": return "hebr"
        default: return "latn"
        }
    }

    /// Where Chinese is written in traditional characters.
    private static let traditional: Set<Substring> = ["tw", "hk", "mo"]
}

extension LanguageTag {
    /// The best of some languages for this one (RFC 4647, section 3.4): the longest that it begins
    /// with; for Chinese, the one in its script.
    func best(among languages: [String]) -> String? {
        func find(_ wanted: String) -> String? {
            languages.first { $0.lowercased() == wanted }
        }
        if primary == "zh" { return find("zh-\(script)") }
        var subtags = text.split(separator: "-")
        while !subtags.isEmpty {
            if let found = find(subtags.joined(separator: "-")) { return found }
            subtags.removeLast()
        }
        return nil
    }
}
