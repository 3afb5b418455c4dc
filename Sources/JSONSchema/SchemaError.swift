package import CanonicalJSON

/// Why a schema cannot be used.
package struct SchemaError: Error, Hashable, CustomStringConvertible {
    /// Where in its document.
    package let pointer: JSONPointer

    /// What stands in the way.
    package let reason: String

    /// What to do.
    package let remedy: String

    /// Says what is wrong at `pointer` and how to mend it.
    package init(pointer: JSONPointer, reason: String, remedy: String) {
        self.pointer = pointer
        self.reason = reason
        self.remedy = remedy
    }

    /// The place in the schema, the reason and the remedy, in one line.
    package var description: String {
        let place = pointer.tokens.isEmpty ? "its root" : shown(pointer.description, limit: 200)
        return "the schema cannot be used: at \(place), \(reason); \(remedy)"
    }
}
