package import CanonicalJSON
import Collaboration
import EDTF
package import Events

/// What a verifier says of a dossier.
package struct DossierVerdict: Sendable {
    /// Somebody outside the ledger, and a time that they state.
    package struct Word: Sendable, Hashable {
        /// The name of a witness's key, or of a time-stamping authority.
        package let who: String

        /// POSIX seconds.
        package let seconds: UInt64

        /// The time as RFC 3339, in UTC.
        package var time: String { Self.text(ofSeconds: seconds) }

        /// States a time.
        package init(who: String, seconds: UInt64) {
            self.who = who
            self.seconds = seconds
        }

        /// POSIX seconds as RFC 3339, in UTC.
        package static func text(ofSeconds seconds: UInt64) -> String {
            let limit = UInt64(Int64.max / 1_000_000)
            let instant = Instant(microseconds: Int64(min(seconds, limit)) * 1_000_000)
            return String(instant.rfc3339.prefix(19)) + "Z"
        }
    }

    /// Between which external times an event came into the log.
    package struct Bounds: Sendable, Hashable {
        /// The event.
        package let position: Position

        /// Who saw a tree that holds it first, and when.
        package let by: Word?

        /// Who saw a tree that does not hold it last, and when.
        package let notBefore: Word?
    }

    /// The agreement; `nil` when not even the manifest can be read.
    package internal(set) var agreement: Tag?

    /// How many events are there and proven to be of the agreement.
    package internal(set) var present = 0

    /// How many there must be by the dossier's checkpoint.
    package internal(set) var expected: UInt64 = 0

    /// As of when the quorum says that these are all, POSIX seconds; `nil` without witnesses.
    package internal(set) var completeAsOf: UInt64?

    /// The witnesses of the policy who cosigned the dossier's checkpoint.
    package internal(set) var according: [Word] = []

    /// Whether the policy's quorum is reached.
    package internal(set) var hasQuorum = false

    /// When each event came into the log, as far as others say.
    package internal(set) var bounds: [Bounds] = []

    /// The personal values that are withheld.
    package internal(set) var withheld = 0

    /// The personal values that were erased.
    package internal(set) var erased = 0

    /// The documents that are there.
    package internal(set) var documentsIncluded = 0

    /// The documents that the events cite.
    package internal(set) var documentsCited = 0

    /// What could not be checked, and why that is no finding.
    package internal(set) var notes: [String] = []

    /// What is wrong, the first item that fails first.
    package internal(set) var findings: [String] = []

    /// Whether nothing is wrong.
    package var isSound: Bool { findings.isEmpty }

    /// The object scripts read.
    package var json: JSONValue {
        var complete: JSONObject = [
            "according": .array(
                according.map { ["name": .string($0.who), "time": .string($0.time)] }
            ),
            "quorum": .bool(hasQuorum),
        ]
        if let completeAsOf { complete["asOf"] = .string(Word.text(ofSeconds: completeAsOf)) }
        var object: JSONObject = [
            "ok": .bool(isSound), "kind": "dossier",
            "present": ["events": .integer(UInt64(present)), "of": .integer(expected)],
            "complete": .object(complete),
            "bounds": .array(bounds.map(\.json)),
            "withheld": .integer(UInt64(withheld)), "erased": .integer(UInt64(erased)),
            "documents": [
                "included": .integer(UInt64(documentsIncluded)),
                "cited": .integer(UInt64(documentsCited)),
            ],
            "notes": .array(notes.map(JSONValue.string)),
            "findings": .array(findings.map(JSONValue.string)),
        ]
        if let agreement { object["agreement"] = .string(agreement.text) }
        return .object(object)
    }
}

extension DossierVerdict.Bounds {
    /// An element of `bounds`.
    var json: JSONValue {
        var object: JSONObject = ["position": .integer(position)]
        if let by { object["by"] = ["time": .string(by.time), "who": .string(by.who)] }
        if let notBefore {
            object["notBefore"] = [
                "time": .string(notBefore.time), "who": .string(notBefore.who),
            ]
        }
        return .object(object)
    }
}
