package import CanonicalJSON

/// A member of the envelope that a writer may set, in the order of RFC 8785.
package enum EnvelopeMember: Int, CaseIterable, Sendable {
    case added, basis, by, causation, correlation, data, id, mode, occurred, source, type, verbatim

    /// How many there are.
    package static let count = 12

    /// The members, ready to be looked for.
    package static let names: [JSONName] = [
        "added", "basis", "by", "causation", "correlation", "data", "id", "mode", "occurred",
        "source", "type", "verbatim",
    ]

    /// The members as keys of an object, with quotation marks and colon.
    static let keys: [[UInt8]] = names.map { Array("\"\($0.text)\":".utf8) }

    /// The member's name.
    package var name: JSONName { Self.names[rawValue] }
}
