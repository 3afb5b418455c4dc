package import CanonicalJSON
package import EDTF

/// What an answer rests on: the same basis gives the same bytes.
package struct Basis: Sendable, Hashable {
    /// The ledger's name.
    package let origin: String

    /// The valid date.
    package let asOf: AsOf

    /// How many events were known.
    package let size: UInt64

    /// The root of the tree over them, in lowercase hex.
    package let root: String

    /// When the last of them was recorded.
    package let recorded: Instant?

    /// What else was asked.
    package let parameters: JSONObject

    /// Raised whenever the same events would give another answer.
    package static let version = 1

    package init(
        origin: String,
        asOf: AsOf,
        size: UInt64,
        root: String,
        recorded: Instant?,
        parameters: JSONObject = JSONObject()
    ) {
        self.origin = origin
        self.asOf = asOf
        self.size = size
        self.root = root
        self.recorded = recorded
        self.parameters = parameters
    }

    /// The shape scripts read.
    package var json: JSONValue {
        var known = JSONObject([("size", .number(Double(size))), ("root", .string(root))])
        if let recorded { known["recorded"] = .string(recorded.rfc3339) }
        return .object(
            JSONObject([
                ("origin", .string(origin)),
                ("asOf", .string(asOf.text)),
                ("knownAt", .object(known)),
                ("parameters", .object(parameters)),
                ("version", .number(Double(Self.version))),
            ])
        )
    }
}
