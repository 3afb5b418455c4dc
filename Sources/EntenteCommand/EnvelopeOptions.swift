import ArgumentParser
import CanonicalJSON
import EDTF
import Entente
import Events

/// The members of an event that stand around its payload.
struct EnvelopeOptions: ParsableArguments {
    private static let sourceMembers = [
        "document", "title", "publisher", "url", "locator", "quote", "language", "published",
    ]

    @Option(help: ArgumentHelp("The event's id; a UUIDv7 when left out.", valueName: "id"))
    var id: String?

    @Option(
        help: ArgumentHelp(
            "When it happened (EDTF); today's UTC day when left out.",
            valueName: "date"
        )
    )
    var occurred: String?

    @Option(
        help: ArgumentHelp(
            "How the time is known: stated, inferred or unknown.",
            valueName: "basis"
        )
    )
    var basis: String?

    @Option(help: ArgumentHelp("The source's own words for the time.", valueName: "words"))
    var verbatim: String?

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("A tag beside those of the payload; repeat.", valueName: "tag")
    )
    var added: [String] = []

    @Option(help: ArgumentHelp("The id of the event that led to this one.", valueName: "id"))
    var causation: String?

    @Option(help: ArgumentHelp("The id of the case it belongs to.", valueName: "id"))
    var correlation: String?

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "A source reports it: KEY=VALUE as for --source, or just the title; repeat.",
            valueName: "source"
        )
    )
    var attestedFrom: [String] = []

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "Where the fact comes from: title, publisher, url, locator, quote, language, "
                + "published or document; repeat.",
            valueName: "key=value"
        )
    )
    var source: [String] = []

    func validate() throws {
        for text in source where Self.sourceMember(text) == nil {
            throw ValidationError(
                "--source '\(text)' names no part of a source; write KEY=VALUE with one of "
                    + Self.sourceMembers.joined(separator: ", ")
            )
        }
    }

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
