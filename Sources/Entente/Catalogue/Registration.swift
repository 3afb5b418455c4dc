import CanonicalJSON
import Collaboration
import Events

/// What a `schema.registered` event says: the schema of one version of a user's own type.
struct Registration {
    /// The type of event that registers another.
    static let type: EventType = "schema.registered"

    /// The registered type.
    let type: EventType

    /// Its version, from 1.
    let version: Int

    /// Its schema.
    let definition: JSONValue

    /// Reads the payload of a registration; `nil` when it is none.
    init?(_ data: JSONValue) {
        guard let tag = data["schema"]?.string.flatMap(Tag.init), tag.isOfKind("schema"),
            let type = EventType(String(tag.id)), type.isUsers,
            let version = data["version"]?.integer, let definition = data["definition"],
            definition.object != nil
        else { return nil }
        self.type = type
        self.version = Int(version)
        self.definition = definition
    }

    /// The tag under which the registrations of a type stand.
    ///
    /// - Returns: `nil` when the name is longer than a tag can be.
    static func tag(of type: EventType) -> Tag? { Tag("schema:" + type.text) }
}
