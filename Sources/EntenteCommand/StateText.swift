import CanonicalJSON
import Collaboration
import Reports

/// The state of an entity for people.
struct StateText {
    private let state: JSONValue
    private let languages: [String]

    init(_ state: JSONValue, languages: [String]) {
        self.state = state
        self.languages = languages
    }

    var text: String {
        let blocks = [heading, fields, relations, tracks, gaps, disputes, confirmations, doubts]
        return blocks.filter { !$0.isEmpty }.map { block in
            block.map(\.withControlsEscaped).joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    private var heading: [String] {
        let known = state["basis"]?["knownAt"]
        var lines = [state["tag"]?.string ?? ""]
        lines.append(
            "as of \(state["basis"]?["asOf"]?.string ?? "") · known at "
                + "\(Words.count(known?["size"]?.integer ?? 0, "event")) · root "
                + String((known?["root"]?.string ?? "").prefix(12))
        )
        var words = state["state"]?.string.map { "state \($0)" } ?? "no state"
        if let possible = state["possibleState"]?.string { words += ", possibly \(possible)" }
        if let since = state["since"] {
            let date = since["occurred"]?.string ?? ""
            words += " since \(date.isEmpty ? "an unknown date" : date)" + Self.source(since)
        }
        if let existence = state["existence"]?.string, existence != "definite" {
            words += ", existence \(existence)"
        }
        if let overdue = state["overdue"]?.string { words += ", overdue: \(overdue)" }
        return lines + [words]
    }

    private var fields: [String] {
        let members = state["fields"]?.object?.members ?? []
        let width = members.map(\.key.displayWidth).max() ?? 0
        return members.map { member in
            let value = member.value["value"] ?? .null
            let words =
                LocalizedNames(value).name(preferring: languages) ?? value.displayText
                ?? member.value["personal"]?.string ?? "–"
            return "  " + member.key.padded(to: width) + "  " + words + Self.source(member.value)
        }
    }

    /// What a party or a person has besides fields, one a line.
    private var relations: [String] {
        let names = EntityState.relationNames.filter { state[$0] != nil }
        let width = names.map(\.displayWidth).max() ?? 0
        return names.flatMap { name in
            let entries = state[name]?.array ?? [state[name] ?? .null]
            return entries.map { entry in
                let words = (entry.object?.members ?? []).filter { $0.key != "position" }
                    .compactMap { member in
                        LocalizedNames(member.value).name(preferring: languages)
                            ?? member.value.displayText
                    }
                return "  " + name.padded(to: width) + "  " + words.joined(separator: ", ")
                    + Self.source(entry)
            }
        }
    }

    private var tracks: [String] {
        let tracks = state["tracks"]?.array ?? []
        guard !tracks.isEmpty else { return [] }
        return ["tracks"]
            + tracks.map { track in
                let said = ["party", "state", "possibleState", "bound"]
                let rest = (track.object?.members ?? []).filter { !said.contains($0.key) }
                    .compactMap { member in
                        member.value.displayText.map { "\(member.key) \($0)" }
                    }
                let party = track["party"]?.string ?? "?"
                return "  \(party)  " + (Self.standing(of: track) + rest).joined(separator: ", ")
            }
    }

    /// What a party is to the agreement; that it is not bound goes without saying.
    private static func standing(of track: JSONValue) -> [String] {
        var words = [track["state"]?.string ?? "–"]
        if let possible = track["possibleState"]?.string { words.append("possibly \(possible)") }
        switch track["bound"]?.string {
        case "yes" where track["state"] != "bound": words.append("bound")
        case "possibly": words.append("possibly bound")
        default: break
        }
        return words
    }

    private var gaps: [String] {
        marks("gaps", sign: "△") { gap in
            let cause = gap["against"]?.displayText.map { "event \($0) stands against it" }
            return "\(Self.event(gap)) asks that \(gap["words"]?.string ?? ""); "
                + "\(cause ?? "nothing shows it") (\(gap["rule"]?.string ?? ""))"
        }
    }

    private var disputes: [String] {
        marks("disputes", sign: "‡") { dispute in
            let claim = dispute["claim"] ?? .null
            let words = LocalizedNames(claim).name(preferring: languages) ?? claim.displayText
            return "event \(dispute["position"]?.displayText ?? "?") disputes "
                + "\(dispute["target"]?.string ?? "?"): \(words ?? "")"
        }
    }

    private var confirmations: [String] {
        marks("confirmations", sign: "✓") { confirmation in
            "event \(confirmation["position"]?.displayText ?? "?") confirms "
                + "\(confirmation["target"]?.string ?? "?") "
                + "(\(confirmation["by"]?.string ?? "?"))"
        }
    }

    private var doubts: [String] {
        marks("orderUnknown", sign: "~") { doubt in
            "\(Self.event(doubt)): it is not known which came first, it or event "
                + "\(doubt["with"]?.displayText ?? "?") (\(doubt["rule"]?.string ?? ""))"
        }
    }

    private func marks(
        _ name: String,
        sign: String,
        _ words: (JSONValue) -> String
    ) -> [String] {
        (state[name]?.array ?? []).map { "\(sign) \(words($0))" }
    }

    private static func event(_ mark: JSONValue) -> String {
        "event \(mark["position"]?.displayText ?? "?") (\(mark["type"]?.string ?? "?"))"
    }

    private static func source(_ value: JSONValue) -> String {
        value["position"]?.displayText.map { "  @\($0)" } ?? ""
    }
}
