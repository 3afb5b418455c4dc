package import CanonicalJSON
package import Events

/// One thing an audit found wrong, and where.
package struct Finding: Sendable, Hashable {
    /// What was looked at.
    package enum Check: String, Sendable {
        /// A leaf's bytes: there, canonical, hashed as committed.
        case leaf
        /// What the ledger itself sets in a leaf.
        case envelope
        /// The root over all leaves.
        case tree
        /// The stored hashes.
        case tiles
        /// The heads of the agreements' own trees.
        case dossiers
        /// The index of ids.
        case ids
        /// The tags of a leaf, and their index.
        case tags
        /// The index of types.
        case types
        /// The histories of entities.
        case entities
        /// The index of recorded times.
        case times
        /// The payload against its schema.
        case schema
        /// The rules of collaboration.
        case rules
        /// Sealed personal values.
        case sealed
        /// Keys of persons who were erased.
        case erasure
        /// The checkpoints signed.
        case checkpoint
        /// The keys that the log names.
        case keys
        /// The documents stored beside the log.
        case documents
        /// The schemas a leaf needs.
        case catalogue
    }

    /// How bad it is.
    package enum Severity: String, Sendable {
        /// Something is not what the log says it must be.
        case error
        /// Something could not be checked.
        case warning
    }

    /// What was looked at.
    package let check: Check

    /// How bad it is.
    package let severity: Severity

    /// The event it is about.
    package let position: Position?

    /// The tag, id or key it is about.
    package let tag: String?

    /// What is wrong, as a sentence without its full stop.
    package let message: String

    init(
        _ check: Check,
        _ message: String,
        at position: Position? = nil,
        tag: String? = nil,
        severity: Severity = .error
    ) {
        self.check = check
        self.severity = severity
        self.position = position
        self.tag = tag
        self.message = message
    }

    /// The line scripts read.
    package var json: JSONValue {
        var object: JSONObject = [
            "check": .string(check.rawValue), "severity": .string(severity.rawValue),
            "message": .string(message),
        ]
        if let position { object["position"] = .integer(position) }
        if let tag { object["tag"] = .string(tag) }
        return .object(object)
    }
}

/// What an audit says at its end.
package struct AuditSummary: Sendable, Hashable {
    /// How many events were replayed.
    package let events: UInt64

    /// How many findings there were.
    package let findings: Int

    /// The root that the leaves give, in lowercase hex.
    package let root: String

    /// The size of the last checkpoint signed, when there is one.
    package let checkpoint: UInt64?

    /// The last line scripts read.
    package var json: JSONValue {
        var summary: JSONObject = [
            "events": .integer(events), "findings": .integer(findings), "root": .string(root),
        ]
        if let checkpoint { summary["checkpoint"] = .integer(checkpoint) }
        return ["summary": .object(summary)]
    }
}
