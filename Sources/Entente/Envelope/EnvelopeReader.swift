package import CanonicalJSON
import EDTF
package import Events
import JSONSchema

/// Reads input lines: strict JSON, then what the envelope allows, with a reason for each refusal.
package struct EnvelopeReader: Sendable {
    /// Members that only the ledger sets.
    package static let ledgerOwned: Set<String> = [
        "version", "tags", "personal", "origin", "position", "recorded", "dossiers", "signature",
    ]

    /// Types that only the program's own verbs append.
    private static let ownTypes: [(type: EventType, writer: String)] = [
        ("ledger.opened", "`entente init`"),
        ("ledger.key-rotated", "`entente keys rotate`"),
        ("catalogue.adopted", "the program itself when it is upgraded"),
        ("subject.erased", "`entente erase`"),
    ]

    /// What writes events of a type that only the program's own verbs append; `nil` for others.
    package static func ownWriter(of type: EventType) -> String? {
        for index in ownTypes.indices where ownTypes[index].type == type {
            return ownTypes[index].writer
        }
        return nil
    }

    let schema: LazySchema

    /// What the schema asks of the member `source`.
    let source: LazySchema
    let by: String?

    /// Whether `by` is what the schema asks of the member.
    let isRecorderWellFormed: Bool

    /// A reader for one recorder.
    ///
    /// - Parameters:
    ///   - catalogue: has the envelope's schema; asked for it when the first event comes that
    ///     needs it.
    ///   - by: who records, for events that do not say so themselves.
    package init(_ catalogue: Catalogue, by: String?) {
        schema = LazySchema { try catalogue.envelope() }
        source = LazySchema { try catalogue.envelope(member: "source") }
        self.by = by
        isRecorderWellFormed =
            by.flatMap(Tag.init).map { ["person", "script"].contains($0.kind) }
            ?? false
    }

    /// Parses a line: verdicts `malformed` and `too-large`.
    package static func parse(_ bytes: [UInt8], line: Int) throws(Refusal) -> JSONDocument {
        guard bytes.count <= Limits.lineByteCount else {
            throw Refusal(
                .tooLarge,
                "the line has more than \(Limits.lineByteCount) bytes; attach the long part as a "
                    + "document",
                line: line
            )
        }
        if bytes.last == UInt8(ascii: "\r") {
            throw Refusal(
                .malformed,
                "the line ends with CR LF; write lines that end with LF alone",
                line: line
            )
        }
        do {
            return try JSONDocument(reading: bytes, maximumDepth: Limits.depth)
        } catch {
            let pointer = error.pointer.description
            throw Refusal(
                .malformed,
                "column \(error.column): \(error.kind)",
                line: line,
                pointer: pointer.isEmpty ? nil : pointer
            )
        }
    }

    /// Reads the envelope of a parsed event: verdict `envelope`.
    ///
    /// - `byteCount`: how long the line was; white space may have made it longer than it
    ///   need be.
    /// - Throws: `Refusal`; what is wrong with the schema.
    package func read(
        _ document: JSONDocument,
        line: Int,
        byteCount: Int
    ) throws -> WriterEvent {
        if byteCount <= Limits.leafByteCount, let event = wellFormed(document, line) {
            return event
        }
        return try explained(document, line, byteCount)
    }

    /// Reads every member with a reason for each refusal.
    private func explained(
        _ document: JSONDocument,
        _ line: Int,
        _ byteCount: Int
    ) throws -> WriterEvent {
        let value = document.value(0)
        let id = value["id"]?.string
        guard var members = value.object else {
            throw refusal("an event is a JSON object", line, id, "")
        }
        for name in members.keys where Self.ledgerOwned.contains(name) {
            throw refusal(
                "the member '\(name)' is set by the ledger; leave it out",
                line,
                id,
                "/" + name
            )
        }
        if members["by"] == nil, let by { members["by"] = .string(by) }
        guard members["by"] != nil else {
            throw refusal(
                "nobody is named as recorder; give the event a member 'by', or use --by or "
                    + "ENTENTE_BY (person:… or script:…)",
                line,
                id,
                "/by"
            )
        }
        let occurred = try date(in: members, line, id)
        try requireTags(in: members, line, id)
        if let violation = try schema.schema().violations(of: .object(members)).first {
            throw refusal(violation.message, line, id, violation.cause.description)
        }
        guard let type = members["type"]?.string.flatMap(EventType.init) else {
            throw refusal("the type is not of the form noun.verb", line, id, "/type")
        }
        if let writer = Self.ownWriter(of: type) {
            throw refusal("\(type) is written by \(writer) only", line, id, "/type")
        }
        var nodes = Self.nodes(of: document) ?? WriterEvent.Nodes(repeating: -1)
        Self.dropDefaults(from: &nodes, in: document)
        let added = (members["added"]?.array ?? []).compactMap { $0.string.flatMap(Tag.init) }
        let event = WriterEvent(
            line: line,
            id: id,
            type: type,
            occurred: occurred,
            document: document,
            nodes: nodes,
            by: value["by"] == nil ? by : nil,
            added: Set(added).sorted()
        )
        if byteCount > Limits.leafByteCount {
            try requireSize(of: event.members, line, id)
        }
        return event
    }

    private func requireSize(
        of members: JSONObject,
        _ line: Int,
        _ id: String?
    ) throws(Refusal) {
        let count = JSONValue.object(members).canonicalBytes().count
        guard count > Limits.leafByteCount else { return }
        throw Refusal(
            .tooLarge,
            "the event has \(count) bytes, over the limit of \(Limits.leafByteCount); attach the "
                + "long part as a document",
            line: line,
            id: id
        )
    }

    private func date(
        in members: JSONObject,
        _ line: Int,
        _ id: String?
    ) throws(Refusal) -> ImpreciseDate? {
        // A member that is missing or no text is the schema's to name.
        guard let text = members["occurred"]?.string else { return nil }
        if text.isEmpty {
            guard members["basis"]?.string == "unknown" else {
                throw refusal(
                    "'occurred' is empty, which needs \"basis\": \"unknown\"",
                    line,
                    id,
                    "/occurred"
                )
            }
            return nil
        }
        do {
            return try ImpreciseDate(parsing: text)
        } catch {
            throw refusal("\(error)", line, id, "/occurred")
        }
    }

    /// Refuses tags that follow no grammar, and dossiers that the data alone decides.
    private func requireTags(
        in members: JSONObject,
        _ line: Int,
        _ id: String?
    ) throws(Refusal) {
        for (index, value) in (members["added"]?.array ?? []).enumerated() {
            guard let text = value.string else { continue }
            guard let tag = Tag(text) else {
                throw refusal(
                    "this is no tag; a tag is kind:id, the kind of a-z and '-', the id of up to "
                        + "\(Tag.idLimit) letters, digits and . _ ~ : -",
                    line,
                    id,
                    "/added/\(index)"
                )
            }
            guard tag.kind != "agreement" else {
                throw refusal(
                    "a tag of kind agreement cannot be added; it follows from 'data' alone",
                    line,
                    id,
                    "/added/\(index)"
                )
            }
        }
    }

    private func refusal(
        _ message: String,
        _ line: Int,
        _ id: String?,
        _ pointer: String
    ) -> Refusal {
        Refusal(.envelope, message, line: line, id: id, pointer: pointer)
    }
}
