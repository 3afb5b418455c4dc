import CanonicalJSON
import EDTF
import EventJournal
import Events
import LMDB
import Transparency

/// The canonical bytes of an event, and the values that were taken out of it.
struct MadeLeaf {
    let bytes: [UInt8]
    let sealed: [Sealing.Sealed]
}

extension AppendSession {
    /// Makes the leaf of an admitted event, personal values sealed.
    mutating func leaf(
        of event: WriterEvent,
        _ payload: CheckedPayload,
        _ plan: AdmissionPlan,
        _ id: String,
        _ recorded: Instant,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> MadeLeaf {
        let dossiers = try dossierHeads(of: plan.tags, in: snapshot)
        let made: MadeLeaf
        if let template = payload.template {
            let bytes = template.leaf(
                id: id,
                dossiers: dossiers,
                position: appender.size,
                recorded: recorded
            )
            made = MadeLeaf(bytes: bytes, sealed: [])
        } else {
            let version = payload.version
            made = try sealedLeaf(of: event, version, plan, id, recorded, dossiers, snapshot)
        }
        guard made.bytes.count <= Limits.leafByteCount else {
            throw Refusal(
                .tooLarge,
                "the event would take \(made.bytes.count) bytes, over the limit of "
                    + "\(Limits.leafByteCount); attach the long part as a document",
                line: event.line,
                id: event.id
            )
        }
        return made
    }

    private mutating func sealedLeaf(
        of event: WriterEvent,
        _ version: Int,
        _ plan: AdmissionPlan,
        _ id: String,
        _ recorded: Instant,
        _ dossiers: [DossierHead],
        _ snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> MadeLeaf {
        let persons = Set(plan.personal.flatMap(\.persons)).sorted()
        for person in persons { try requireNotErased(person, event, in: snapshot) }
        try requireKeys(of: persons, in: snapshot)
        let plain = JSONValue.object(event.members)
        let (sealedEvent, sealed) = try sealing.seal(plan.personal, of: plain, id: id)
        let leaf = LeafBuilder(origin: ledger.origin).event(
            sealedEvent.object ?? JSONObject(),
            .init(
                id: id,
                version: version,
                tags: plan.tags,
                personal: sealed,
                position: appender.size,
                recorded: recorded,
                dossiers: dossiers
            )
        )
        return MadeLeaf(bytes: leaf.canonicalBytes(), sealed: sealed)
    }

    private mutating func dossierHeads(
        of tags: [Tag],
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> [DossierHead] {
        var heads: [DossierHead] = []
        // By index: an element that is taken out is counted, and it was made on another core.
        for index in tags.indices where tags[index].isOfKind("agreement") {
            let tag = tags[index]
            let edge = try appender.dossier(of: tag, in: snapshot)
            heads.append(DossierHead(agreement: tag, size: edge.size, root: edge.root))
        }
        return heads
    }
}
