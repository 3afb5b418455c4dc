package import CanonicalJSON
package import Events
package import Transparency

/// Everything that shows one agreement's whole history to somebody who has only keys.
///
/// See `Documentation/ledger-format.md`, section 12, for the folder it is written as.
package struct Dossier: Sendable {
    /// A leaf of the ledger with its place.
    package struct Event: Sendable, Hashable {
        /// Its place in the ledger.
        package let position: Position

        /// Its bytes, as hashed.
        package let leaf: [UInt8]
    }

    /// A checkpoint from earlier, which tells by when what was there.
    package struct Earlier: Sendable, Hashable {
        /// The checkpoint with its cosignatures.
        package let note: SignedNote

        /// From its size to that of the ledger's checkpoint; `nil` for one of the dossier, whose
        /// leaves are all at hand.
        package let consistency: [Hash]?

        /// An RFC 3161 time-stamp over its text.
        package let timestamp: [UInt8]?
    }

    /// A personal value that is shown, with what binds it to its leaf.
    package struct Disclosure: Sendable, Hashable {
        /// The event it belongs to.
        package let position: Position

        /// Where it stands in the event.
        package let pointer: String

        /// 16 random bytes in lowercase hex.
        package let salt: String

        /// The value.
        package let value: JSONValue
    }

    /// A personal value that is not shown, and why.
    package struct Hidden: Sendable, Hashable {
        /// The event it belongs to.
        package let position: Position

        /// Where it stands in the event.
        package let pointer: String

        /// The event that erased it, among the related ones; `nil` when it is withheld.
        package let erasure: Position?
    }

    /// A document that an event cites.
    package struct Citation: Sendable, Hashable {
        /// SHA-256 of its bytes, in lowercase hex.
        package let digest: String

        /// Whether the document itself is there.
        package let isIncluded: Bool
    }

    /// The agreement's tag.
    package let agreement: Tag

    /// The ledger's name.
    package let origin: String

    /// The ledger's key, for information.
    package let key: String

    /// All events with the agreement's tag, in the order of recording.
    package var events: [Event]

    /// Events without the tag that explain those with it.
    package var related: [Event]

    /// For each event of both lists, its place in the tree of the ledger's checkpoint.
    package var proofs: [Position: [Hash]]

    /// The ledger's checkpoint.
    package let ledgerNote: SignedNote

    /// The checkpoint of the agreement's own tree.
    package let dossierNote: SignedNote

    /// An RFC 3161 time-stamp over the text of the ledger's checkpoint.
    package let ledgerTimestamp: [UInt8]?

    /// An RFC 3161 time-stamp over the text of the dossier's checkpoint.
    package let dossierTimestamp: [UInt8]?

    /// Checkpoints from earlier, by origin and size.
    package var earlier: [Earlier]

    /// The personal values that are shown.
    package var disclosures: [Disclosure]

    /// The personal values that are not.
    package var hidden: [Hidden]

    /// The documents cited, in the order of their digests.
    package var citations: [Citation]
}
