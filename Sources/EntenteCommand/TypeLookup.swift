import Entente
import Events

/// Finding types by what stands on the command line.
enum TypeLookup {
    /// The newest version of a type.
    ///
    /// - Throws: `Refusal` with `unknown-type` and the nearest names.
    static func type(named name: String) throws -> CompiledType {
        if let type = EventType(name), let known = try Catalogue.embedded.type(type) {
            return known
        }
        let near = Catalogue.embedded.suggestions(for: name)
        let hint = near.isEmpty ? "" : "did you mean \(near.joined(separator: ", "))? "
        throw Refusal(
            .unknownType,
            "there is no type '\(name)'; \(hint)`entente types` lists them",
            pointer: "/type"
        )
    }
}
