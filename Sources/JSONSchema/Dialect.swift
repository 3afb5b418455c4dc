import CanonicalJSON

/// The keywords that a metaschema gives meaning to (JSON Schema Core, 8.1).
struct Dialect: Sendable {
    /// The metaschema of draft 2020-12.
    static let metaSchema = "https://json-schema.org/draft/2020-12/schema"

    /// All vocabularies, `format` as the caller of ``Schema`` wants it.
    static let complete = Dialect()

    private(set) var validates = true
    private(set) var applies = true
    private(set) var tracksUnevaluated = true
    private(set) var assertsFormats = false

    private init() {}

    /// Reads `$vocabulary`; without it a metaschema stands for the complete dialect.
    init(metaSchema: JSONValue, at pointer: JSONPointer) throws(SchemaError) {
        guard case .object(let vocabularies)? = metaSchema["$vocabulary"] else { return }
        let prefix = "https://json-schema.org/draft/2020-12/vocab/"
        (validates, applies, tracksUnevaluated) = (false, false, false)
        for member in vocabularies.members {
            switch member.key {
            case prefix + "validation": validates = true
            case prefix + "applicator": applies = true
            case prefix + "unevaluated": tracksUnevaluated = true
            case prefix + "format-assertion": assertsFormats = true
            case prefix + "core", prefix + "meta-data", prefix + "content",
                prefix + "format-annotation":
                break
            default:
                guard member.value != .bool(true) else {
                    throw SchemaError(
                        pointer: pointer,
                        reason: "its dialect requires the vocabulary \"\(shown(member.key))\"",
                        remedy: "use a metaschema that does not, for example \(Self.metaSchema)"
                    )
                }
            }
        }
    }
}
