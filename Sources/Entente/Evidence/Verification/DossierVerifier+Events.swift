import CanonicalJSON
import Collaboration
import Events
import Transparency

extension DossierVerifier {
    /// The agreement's leaves, in order, each committing to those before it; all of them.
    ///
    /// - Returns: their hashes.
    mutating func checkEvents(_ dossier: Dossier, _ own: Checkpoint) -> [Hash] {
        var edge = TreeEdge()
        var hashes: [Hash] = []
        var ids: Set<String> = []
        var last: Position?
        var recorded = ""
        for event in dossier.events {
            let hash = SHA256Hashing.leaf(event.leaf)
            let leaf = try? JSONDocument(reading: event.leaf)
            let objection = leaf.map { leaf in
                Self.objection(to: Leaf(position: event.position, document: leaf), dossier, edge)
            }
            if leaf?.isCanonical != true {
                report("event \(event.position) is not canonical JSON")
            } else if let words = objection ?? nil {
                report("event \(event.position): \(words)")
            } else if let last, event.position <= last {
                report("event \(event.position) stands behind event \(last)")
            } else if let leaf, !ids.insert(Leaf(position: 0, document: leaf).id).inserted {
                report("event \(event.position) has the id of an earlier one")
            } else if let time = Self.recorded(leaf), time <= recorded {
                report("event \(event.position) was not recorded after the one before it")
            } else {
                verdict.present += 1
            }
            last = event.position
            recorded = Self.recorded(leaf) ?? recorded
            hashes.append(hash)
            edge.append(hash)
        }
        let count = UInt64(hashes.count)
        if count != own.size {
            let missing = count < own.size ? "\(own.size - count) missing" : "more than all"
            report(
                "events.jsonl holds \(count) events, dossier-checkpoint says \(own.size): "
                    + missing
            )
        } else if edge.root != own.root {
            report(
                "the \(count) events give the root \(edge.root.hex), dossier-checkpoint says "
                    + own.root.hex
            )
        }
        return hashes
    }

    /// When a leaf says it was recorded; times of one form are ordered as texts are.
    private static func recorded(_ leaf: JSONDocument?) -> String? {
        leaf.flatMap { $0.value(0)["recorded"]?.string }
    }

    /// What a leaf of the dossier must be, in its place.
    private static func objection(
        to leaf: Leaf,
        _ dossier: Dossier,
        _ before: TreeEdge
    ) -> String? {
        let event = leaf.event
        guard event["origin"]?.string == dossier.origin else { return "it is of another ledger" }
        guard event["position"]?.integer == Int64(leaf.position) else {
            return "its position is another"
        }
        guard leaf.tags.contains(dossier.agreement) else {
            return "it is not about \(dossier.agreement.text)"
        }
        let head = event["dossiers"]?[dossier.agreement.text]
        guard head?["size"]?.integer == Int64(before.size) else {
            return "it was event \(head?["size"]?.integer ?? -1) of the agreement when it was "
                + "recorded, and stands here as event \(before.size)"
        }
        guard head?["root"]?.string == before.root.hex else {
            return "the events before it are not those it was recorded after"
        }
        return nil
    }

    /// Each leaf's place in the ledger, and no proof of anything else.
    mutating func checkProofs(_ dossier: Dossier, _ whole: Checkpoint) {
        var unused = dossier.proofs
        for event in dossier.events + dossier.related {
            guard let path = unused.removeValue(forKey: event.position) else {
                report("event \(event.position) has no proof of its place in the ledger")
                continue
            }
            do throws(ProofError) {
                try InclusionProof(index: event.position, size: whole.size, path: path)
                    .verify(leaf: SHA256Hashing.leaf(event.leaf), root: whole.root)
            } catch {
                report("event \(event.position) is not in the ledger's checkpoint: \(error)")
            }
        }
        if let stray = unused.keys.min() {
            report("proofs.jsonl has a proof for \(stray), which is not in the dossier")
        }
        for event in dossier.related {
            let document = try? JSONDocument(reading: event.leaf)
            guard let document, document.isCanonical else {
                report("event \(event.position) is not canonical JSON")
                continue
            }
            let leaf = Leaf(position: event.position, document: document)
            if leaf.event["origin"]?.string != dossier.origin {
                report("event \(event.position): it is of another ledger")
            }
            if leaf.tags.contains(dossier.agreement) {
                report("event \(event.position) is about the agreement and stands in related.jsonl")
            }
        }
    }
}
