package import Events

/// Which tree a checkpoint is of.
package enum SignedTree: Sendable, Hashable {
    /// All events of the ledger.
    case ledger

    /// The events with an agreement's tag.
    case dossier(Tag)

    /// The folder of its checkpoints below `checkpoints/`.
    var folder: String {
        switch self {
        case .ledger: "ledger"
        case .dossier(let agreement): agreement.text
        }
    }

    /// What people call it.
    package var words: String {
        switch self {
        case .ledger: "the ledger"
        case .dossier(let agreement): "the dossier of \(agreement.text)"
        }
    }
}
