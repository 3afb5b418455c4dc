package import CanonicalJSON
package import EDTF
package import Events

/// An event as a writer gave it, after defaults: what the envelope allows, no more.
package struct WriterEvent: Sendable {
    /// Where in the input it stood.
    package let line: Int

    /// The event's id; `nil` until one is drawn.
    package let id: String?

    package let type: EventType

    /// When it happened; `nil` when the writer does not know.
    package let occurred: ImpreciseDate?

    /// The members as they go into the leaf: defaults left out, `added` sorted, without `id`.
    package let members: JSONObject

    /// The payload.
    package var data: JSONValue { members["data"] ?? .null }

    /// The writer's own tags, sorted.
    package var added: [Tag] {
        (members["added"]?.array ?? []).compactMap { $0.string.flatMap(Tag.init) }
    }
}
