import CanonicalJSON
import Collaboration
import EventJournal
import Events
import LMDB
import Transparency

/// Gathers a dossier in one snapshot.
struct DossierGathering {
    private let ledger: Ledger
    private let agreement: Tag
    private let request: DossierRequest
    private let opening: Opening
    private var disclosures: [Dossier.Disclosure] = []
    private var hidden: [Dossier.Hidden] = []
    private var cited: Set<String> = []
    private var parties: Set<Tag> = []

    init(_ ledger: Ledger, _ agreement: Tag, _ request: DossierRequest, _ opening: Opening) {
        self.ledger = ledger
        self.agreement = agreement
        self.request = request
        self.opening = opening
    }

    mutating func dossier(
        under notes: (dossier: SignedNote, ledger: SignedNote),
        in snapshot: borrowing ReadTransaction
    ) throws -> Dossier {
        let own = try Checkpoint(parsing: notes.dossier.text)
        let whole = try Checkpoint(parsing: notes.ledger.text)
        let events = try self.events(size: own.size, in: snapshot)
        let related = try related(to: events, below: whole.size, in: snapshot)
        let positions = (events + related).map(\.position)
        let proofs = try ledger.inclusionProofs(of: positions, inSize: whole.size)
        return Dossier(
            agreement: agreement,
            origin: ledger.origin,
            key: try ledger.verifierKey(ofSize: whole.size, in: snapshot),
            events: events,
            related: related,
            proofs: Dictionary(zip(positions, proofs.map(\.path))) { first, _ in first },
            ledgerNote: notes.ledger,
            dossierNote: notes.dossier,
            ledgerTimestamp: try ledger.keptTimestamp(of: .ledger, size: whole.size),
            dossierTimestamp: try ledger.keptTimestamp(of: .dossier(agreement), size: own.size),
            earlier: try earlier(events, own, whole),
            disclosures: disclosures,
            hidden: hidden,
            citations: try citations()
        )
    }

    private mutating func events(
        size: UInt64,
        in snapshot: borrowing ReadTransaction
    ) throws -> [Dossier.Event] {
        let loader = HistoryLoader(ledger)
        let positions = try ledger.journal.positions(
            tagged: agreement,
            limit: Int(size),
            in: snapshot
        )
        var events: [Dossier.Event] = []
        for position in positions {
            guard let leaf = try loader.leaf(at: position, in: snapshot) else {
                throw LedgerError(.damaged, "the leaf at \(position) is missing")
            }
            try look(into: leaf, in: snapshot)
            events.append(Dossier.Event(position: position, leaf: leaf.document.bytes))
        }
        return events
    }

    /// Notes what a leaf cites, whom it names and what it holds back.
    private mutating func look(
        into leaf: Leaf,
        in snapshot: borrowing ReadTransaction
    ) throws {
        let event = leaf.event
        cited.formUnion(CitedDocuments.digests(in: event))
        parties.formUnion(leaf.tags.filter { $0.isOfKind("party") })
        for place in event["personal"]?.object?.members ?? [] {
            let digest = place.value.string ?? ""
            let found = try opening.opened(place.key, digest: digest, of: leaf, in: snapshot)
            let persons = found.persons
            if let opened = found.opened, persons.allSatisfy(request.persons.holds) {
                disclosures.append(
                    Dossier.Disclosure(
                        position: leaf.position,
                        pointer: place.key,
                        salt: opened.salt,
                        value: opened.value
                    )
                )
            } else {
                hidden.append(
                    Dossier.Hidden(
                        position: leaf.position,
                        pointer: place.key,
                        erasure: found.opened == nil
                            ? try erasure(ofAny: persons, after: leaf.position, in: snapshot) : nil
                    )
                )
            }
        }
    }

    /// The event by which one of some persons was erased after another event.
    private func erasure(
        ofAny persons: [Tag],
        after position: Position,
        in snapshot: borrowing ReadTransaction
    ) throws -> Position? {
        for person in persons {
            if let erasure = try ledger.journal.erasure(of: person, in: snapshot),
                erasure > position
            {
                return erasure
            }
        }
        return nil
    }

    /// The events that say who the parties are, who was erased, and which key signs.
    private func related(
        to events: [Dossier.Event],
        below size: UInt64,
        in snapshot: borrowing ReadTransaction
    ) throws -> [Dossier.Event] {
        var positions = Set(hidden.compactMap(\.erasure))
        for party in parties {
            guard
                let item = Query.Item(types: ["party.registered"], tags: [party]),
                let first = try ledger.journal.firstMatch(of: item, from: 0, in: snapshot)
            else { continue }
            positions.insert(first)
        }
        positions.formUnion(
            try ledger.journal.positions(ofType: Ledger.keyRotated, in: snapshot)
        )
        positions.subtract(events.map(\.position))
        let loader = HistoryLoader(ledger)
        return try positions.filter { $0 < size }.sorted().compactMap { position in
            try loader.leaf(at: position, in: snapshot).map {
                Dossier.Event(position: position, leaf: $0.document.bytes)
            }
        }
    }

    private func citations() throws -> [Dossier.Citation] {
        let documents = ledger.documents
        if case .some(let wanted) = request.documents {
            for digest in wanted.sorted() where !cited.contains(digest) {
                throw LedgerError(
                    .notFound,
                    "no event of \(agreement.text) cites the document \(digest)"
                )
            }
            for digest in wanted.sorted() where try !documents.holds(digest) {
                throw LedgerError(
                    .notFound,
                    "the document \(digest) is not stored here; `entente attach FILE` stores it"
                )
            }
        }
        return try cited.sorted().map { digest in
            let isWanted = request.documents.holds(digest)
            return Dossier.Citation(
                digest: digest,
                isIncluded: try isWanted && documents.holds(digest)
            )
        }
    }

    /// The checkpoints from earlier that tell something of when: for each event the last one it
    /// was not yet in, and the first one it was in.
    private func earlier(
        _ events: [Dossier.Event],
        _ own: Checkpoint,
        _ whole: Checkpoint
    ) throws -> [Dossier.Earlier] {
        let agreementTree = SignedTree.dossier(agreement)
        let wholeSizes = try telling(.ledger, events.map(\.position), below: whole.size)
        let ownSizes = try telling(
            agreementTree,
            events.indices.map { UInt64($0) },
            below: own.size
        )
        var earlier: [Dossier.Earlier] = []
        for size in wholeSizes {
            guard let note = try ledger.keptCheckpoint(of: .ledger, size: size) else { continue }
            earlier.append(
                Dossier.Earlier(
                    note: note,
                    consistency: try ledger.consistencyProof(
                        of: .ledger,
                        from: size,
                        to: whole.size
                    ).path,
                    timestamp: try ledger.keptTimestamp(of: .ledger, size: size)
                )
            )
        }
        for size in ownSizes {
            guard let note = try ledger.keptCheckpoint(of: agreementTree, size: size) else {
                continue
            }
            earlier.append(
                Dossier.Earlier(
                    note: note,
                    consistency: nil,
                    timestamp: try ledger.keptTimestamp(of: agreementTree, size: size)
                )
            )
        }
        return earlier
    }

    /// The sizes of kept checkpoints with somebody else's word that stand next to some places.
    private func telling(
        _ tree: SignedTree,
        _ places: [UInt64],
        below limit: UInt64
    ) throws -> [UInt64] {
        let sizes = try ledger.keptCheckpoints(of: tree).filter { size in
            guard size < limit else { return false }
            if try ledger.keptTimestamp(of: tree, size: size) != nil { return true }
            let note = try ledger.keptCheckpoint(of: tree, size: size)
            let own = ledger.origin(of: tree)
            return note?.signatures.contains { !$0.name.utf8.elementsEqual(own.utf8) } ?? false
        }
        var telling: Set<UInt64> = []
        for place in places {
            let next = sizes.partitioningIndex { $0 > place }
            if next > 0 { telling.insert(sizes[next - 1]) }
            if next < sizes.count { telling.insert(sizes[next]) }
        }
        return telling.sorted()
    }
}
