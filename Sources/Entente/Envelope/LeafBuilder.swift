package import CanonicalJSON
package import EDTF
package import Events
import Transparency

/// Fills in what the ledger owns and writes the canonical bytes.
package struct LeafBuilder: Sendable {
    /// What the ledger adds to a writer's members.
    package struct Owned {
        /// The event's id.
        package let id: String

        /// The version of the type's schema.
        package let version: Int

        /// The tags, sorted.
        package let tags: [Tag]

        /// The values that were sealed.
        package let personal: [Sealing.Sealed]

        /// The event's place.
        package let position: Position

        /// When it is recorded.
        package let recorded: Instant

        /// The heads of the agreements' own trees just before the event.
        let dossiers: [DossierHead]
    }

    /// The ledger's name.
    package let origin: String

    /// The whole event, in the members that a leaf has.
    ///
    /// - `members`: the writer's members, personal values already `null`.
    package func event(_ members: JSONObject, _ owned: Owned) -> JSONValue {
        var event = members
        event["id"] = .string(owned.id)
        event["version"] = .integer(owned.version)
        event["origin"] = .string(origin)
        event["position"] = .integer(owned.position)
        event["recorded"] = .string(owned.recorded.rfc3339)
        if !owned.tags.isEmpty {
            event["tags"] = .array(owned.tags.map { .string($0.text) })
        }
        if !owned.personal.isEmpty {
            event["personal"] = .object(
                JSONObject(owned.personal.map { ($0.pointer, .string($0.digest.hex)) })
            )
        }
        if !owned.dossiers.isEmpty {
            let heads = owned.dossiers.map { dossier -> (String, JSONValue) in
                (
                    dossier.agreement.text,
                    ["size": .integer(dossier.size), "root": .string(dossier.root.hex)]
                )
            }
            event["dossiers"] = .object(JSONObject(heads))
        }
        return .object(event)
    }

    /// The members that make two events the same for a writer who sends one twice: all that the
    /// writer sets, after defaults.
    package static func content(of leaf: JSONValue) -> JSONObject {
        guard var members = leaf.object else { return JSONObject() }
        for name in EnvelopeReader.ledgerOwned { members[name] = nil }
        members["id"] = nil
        return members
    }
}
