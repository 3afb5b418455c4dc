import CanonicalJSON
import EDTF
import Entente
import Events

/// The members of an event that stand around its payload, as a command line gives them.
struct EnvelopeMembers {
    private static let sourceMembers = [
        "document", "title", "publisher", "url", "locator", "quote", "language", "published",
    ]

    var id: String?
    var occurred: String?
    var basis: String?
    var verbatim: String?
    var added: [String] = []
    var causation: String?
    var correlation: String?
    var attestedFrom: [String] = []
    var source: [String] = []

    /// The first text of `source` that names no part of a source.
    var misnamedSource: String? { source.first { Self.sourceMember($0) == nil } }

    /// The parts of a source, for an error.
    static var sourceWords: String { sourceMembers.joined(separator: ", ") }

    /// Whether the day of recording stands for the day it happened.
    var occurredToday: Bool { occurred == nil && basis != "unknown" }

    /// The event with a payload, as an input line has it.
    func event(_ type: CompiledType, data: JSONValue) -> JSONValue {
        let when = occurred ?? (basis == "unknown" ? "" : Clock.now.dayText)
        var event: JSONObject = [
            "type": .string(type.type.text), "occurred": .string(when), "data": data,
        ]
        let texts = [
            ("id", id), ("basis", basis), ("verbatim", verbatim), ("causation", causation),
            ("correlation", correlation),
        ]
        for case (let name, let text?) in texts { event[name] = .string(text) }
        if !added.isEmpty { event["added"] = .array(added.map(JSONValue.string)) }
        if !attestedFrom.isEmpty { event["mode"] = "attested" }
        let parts =
            attestedFrom.map { Self.sourceMember($0) ?? ("title", $0) }
            + source.compactMap(Self.sourceMember)
        if !parts.isEmpty {
            event["source"] = .object(JSONObject(parts.map { ($0.0, .string($0.1)) }))
        }
        return .object(event)
    }

    /// Reads `title=…`; `nil` when what stands before the first `=` is no part of a source.
    private static func sourceMember(_ text: String) -> (String, String)? {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, sourceMembers.contains(String(parts[0])) else { return nil }
        return (String(parts[0]), String(parts[1]))
    }
}
