import CanonicalJSON
import Collaboration
import Entente
import Reports

/// One event in one line for people: position, time, type, tags and a few words of the payload.
struct EventLine {
    private static let positionWidth = 5
    private static let timeWidth = 22
    private static let typeWidth = 26
    private static let wordLimit = 60

    private let event: StoredEvent

    init(_ event: StoredEvent) {
        self.event = event
    }

    var text: String {
        let leaf = event.leaf
        let occurred = leaf.event["occurred"]?.string ?? ""
        let position = "\(leaf.position)"
        let tags = (leaf.event["tags"]?.array ?? []).compactMap(\.string)
        var columns = [
            String(repeating: " ", count: max(0, Self.positionWidth - position.count)) + position,
            (occurred.isEmpty ? "undated" : occurred).padded(to: Self.timeWidth),
            (leaf.event["type"]?.string ?? "?").padded(to: Self.typeWidth),
            tags.joined(separator: " "),
        ]
        if let words { columns.append("“\(words)”") }
        let line = columns.filter { !$0.isEmpty }.joined(separator: "  ")
        return line.trimmingTrailingSpaces.withControlsEscaped
    }

    /// A name, title or text of the payload, cut short.
    private var words: String? {
        let data = event.opened["data"]
        for name in ["title", "names", "text", "texts", "description", "reason"] {
            let text = data?[name]?.string ?? LocalizedNames(data?[name]).name(preferring: [])
            if let text {
                let short = text.prefix(Self.wordLimit)
                return short.count < text.count ? short + "…" : String(short)
            }
        }
        return event.hidden.isEmpty ? nil : event.hidden.values.map(\.rawValue).min()
    }
}

extension String {
    /// The text without spaces at its end.
    fileprivate var trimmingTrailingSpaces: String {
        String(reversed().drop { $0 == " " }.reversed())
    }

    /// The text with spaces up to a width in terminal columns.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - displayWidth))
    }
}
