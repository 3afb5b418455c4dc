import CanonicalJSON
import Collaboration
import Entente
import Events

/// Every type there is, as one page of Markdown.
struct TypeReference {
    private let types: [CompiledType]

    init(_ types: [CompiledType]) {
        self.types = types
    }

    /// The page.
    var markdown: String {
        var lines = [
            "# Types of events", "",
            "What `entente explain --all --format markdown` prints. A field with * is required; "
                + "what has the form `kind:…` is a whole tag and becomes a tag of the event.", "",
        ]
        for noun in nouns {
            let own = types.filter { $0.type.noun == noun }
            lines += ["## \(noun)", ""]
            let families = Rulebook.standard.families.filter { family in
                family.rows.contains { $0.type.noun == noun && $0.state != nil }
            }
            for family in families {
                lines += ["```mermaid", DiagramText(family).mermaid, "```", ""]
            }
            for type in own { lines += TypeExplanation(type).markdown + [""] }
        }
        return lines.dropLast().joined(separator: "\n")
    }

    private var nouns: [Substring] {
        var nouns: [Substring] = []
        for type in types where nouns.last != type.type.noun { nouns.append(type.type.noun) }
        return nouns
    }
}
