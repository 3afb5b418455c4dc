import CanonicalJSON
import Collaboration
import EventJournal
package import Events
import LMDB
package import Transparency

/// What goes into a dossier beside what proves it.
package struct DossierRequest: Sendable {
    /// Some of what there is.
    package enum Selection<Element: Hashable & Sendable>: Sendable {
        case none
        case all
        case some(Set<Element>)

        func holds(_ element: Element) -> Bool {
            switch self {
            case .none: false
            case .all: true
            case .some(let wanted): wanted.contains(element)
            }
        }
    }

    /// The documents to include, by their digests.
    package var documents: Selection<String>

    /// The persons whose values are shown; a value about several is shown when all of them are.
    package var persons: Selection<Tag>

    /// A request.
    package init(documents: Selection<String> = .none, persons: Selection<Tag> = .none) {
        self.documents = documents
        self.persons = persons
    }
}

extension Ledger {
    /// Gathers everything that shows an agreement's whole history.
    ///
    /// The checkpoints are those kept where they cover all of it: with their cosignatures, which
    /// `checkpoint` gathers; otherwise new ones are signed.
    ///
    /// - Throws: `LedgerError` of kind `notFound` for an agreement no event is about and for
    ///   documents that are wanted and not stored; `notPermitted` for a follower whose kept
    ///   checkpoints do not cover the agreement.
    /// - Complexity: O(n log N) for n events of the agreement in a ledger of N.
    package func dossier(of agreement: Tag, _ request: DossierRequest) throws -> Dossier {
        try Failure.translated(directory) {
            let notes = try dossierNotes(of: agreement)
            let opening = opening()
            return try read { snapshot in
                var gathering = DossierGathering(self, agreement, request, opening)
                return try gathering.dossier(under: notes, in: snapshot)
            }
        }
    }

    /// The checkpoint of an agreement's tree as it is now, and one of the ledger that covers it.
    private func dossierNotes(
        of agreement: Tag
    ) throws -> (dossier: SignedNote, ledger: SignedNote) {
        let tree = SignedTree.dossier(agreement)
        let (size, last) = try read { snapshot in
            (
                try journal.dossier(of: agreement, in: snapshot).size,
                try journal.positions(tagged: agreement, in: snapshot).last ?? 0
            )
        }
        var dossier = try keptCheckpoint(of: tree, size: size)
        if dossier == nil || size == 0 { dossier = try checkpoint(of: tree) }
        guard let dossier else { throw LedgerError(.notFound, "\(tree.words) has no events") }
        return (dossier, try ledgerNote(covering: last))
    }

    /// A checkpoint of the ledger that holds an event: the newest one kept that somebody has
    /// cosigned, else the last one signed, else a new one.
    package func ledgerNote(covering position: Position) throws -> SignedNote {
        for kept in keptCheckpoints(of: .ledger).reversed() where kept > position {
            guard let note = try keptCheckpoint(of: .ledger, size: kept) else { continue }
            if note.signatures.contains(where: { !$0.name.utf8.elementsEqual(origin.utf8) }) {
                return note
            }
        }
        if let newest = try lastCheckpoint(), newest.checkpoint.size > position {
            return newest.note
        }
        return try checkpoint(of: .ledger)
    }
}
