import CanonicalJSON
import EDTF
import Events
import Transparency

extension DossierVerifier {
    /// Checkpoints from earlier: signed, and of the same trees.
    mutating func checkEarlier(
        _ dossier: Dossier,
        _ hashes: [Hash],
        _ own: Checkpoint,
        _ whole: Checkpoint
    ) {
        var last: (origin: String, size: UInt64) = ("", 0)
        for (number, earlier) in dossier.earlier.enumerated() {
            let place = "line \(number + 1) of times.jsonl"
            do {
                let stated = try Checkpoint(parsing: earlier.note.text)
                let key = (origin: stated.origin, size: stated.size)
                if number > 0, key <= last {
                    report("\(place) is not in its order, or stands there twice")
                }
                last = key
                guard let verified = try policy.verify(earlier.note) else { continue }
                let checkpoint = verified.checkpoint
                let isOfLedger = checkpoint.origin.utf8.elementsEqual(whole.origin.utf8)
                if isOfLedger, let path = earlier.consistency {
                    try ConsistencyProof(
                        earlierSize: checkpoint.size,
                        laterSize: whole.size,
                        path: path
                    ).verify(earlierRoot: checkpoint.root, laterRoot: whole.root)
                } else if checkpoint.origin.utf8.elementsEqual(own.origin.utf8),
                    earlier.consistency == nil
                {
                    guard Self.root(of: hashes, size: checkpoint.size) == checkpoint.root else {
                        report("\(place): its \(checkpoint.size) events are not the first here")
                        continue
                    }
                } else {
                    report("\(place) is neither of the ledger nor of the dossier")
                    continue
                }
                testify(verified, earlier.timestamp, isOfLedger: isOfLedger)
            } catch {
                report("\(place): \(error)")
            }
        }
    }

    /// Checkpoints that the reader kept: the dossier must continue them.
    mutating func checkKnown(
        _ dossier: Dossier,
        _ hashes: [Hash],
        _ own: Checkpoint,
        _ whole: Checkpoint
    ) {
        for note in demands.known {
            do {
                guard let verified = try policy.verify(note) else {
                    report("a checkpoint that you know is signed by no key of your policy")
                    continue
                }
                let known = verified.checkpoint
                if known.origin.utf8.elementsEqual(own.origin.utf8) {
                    check(known, continuedBy: own, Self.root(of: hashes, size: known.size))
                } else if known.origin.utf8.elementsEqual(whole.origin.utf8) {
                    check(known, continuedBy: whole, ledgerRoot(of: known, dossier, whole))
                } else {
                    report("the checkpoint of '\(known.origin)' that you know is of another tree")
                }
            } catch {
                report("a checkpoint that you know: \(error)")
            }
        }
    }

    private mutating func check(
        _ known: Checkpoint,
        continuedBy newer: Checkpoint,
        _ root: Hash?
    ) {
        if known.size > newer.size {
            report(
                "you know \(known.size) events of \(known.origin), this checkpoint has only "
                    + "\(newer.size): an older state is shown"
            )
        } else if root == nil {
            report(
                "the checkpoint of \(known.size) events that you know cannot be compared offline; "
                    + "ask for `entente prove --consistency \(known.size)`"
            )
        } else if root != known.root {
            report(
                "the \(known.size) events of \(known.origin) that you know are not the first "
                    + "here: its owner has shown two histories, and both are signed"
            )
        }
    }

    /// The root at the size of a known checkpoint of the ledger, where the dossier tells it.
    private func ledgerRoot(
        of known: Checkpoint,
        _ dossier: Dossier,
        _ whole: Checkpoint
    ) -> Hash? {
        if known.size == whole.size { return whole.root }
        return dossier.earlier.lazy.compactMap { try? Checkpoint(parsing: $0.note.text) }
            .first { $0.size == known.size && $0.origin.utf8.elementsEqual(whole.origin.utf8) }?
            .root
    }

    private static func root(of hashes: [Hash], size: UInt64) -> Hash? {
        guard size <= UInt64(hashes.count) else { return nil }
        return TreeEdge(of: hashes[..<Int(size)]).root
    }

    /// Between which external times each event came into the log.
    mutating func bound(_ dossier: Dossier) {
        for (index, event) in dossier.events.enumerated() {
            var by: DossierVerdict.Word?
            var notBefore: DossierVerdict.Word?
            for testimony in testimonies {
                let place = testimony.isOfLedger ? event.position : UInt64(index)
                if place < testimony.size {
                    for word in testimony.cosigned + [testimony.stamped].compactMap(\.self)
                    where word.seconds < by?.seconds ?? .max {
                        by = word
                    }
                } else {
                    for word in testimony.cosigned where word.seconds > notBefore?.seconds ?? 0 {
                        notBefore = word
                    }
                }
            }
            checkRecorded(event, by)
            verdict.bounds.append(
                DossierVerdict.Bounds(position: event.position, by: by, notBefore: notBefore)
            )
        }
    }

    /// An event that says it was recorded after somebody saw it has a wrong time.
    private mutating func checkRecorded(_ event: Dossier.Event, _ by: DossierVerdict.Word?) {
        guard let by, let leaf = try? JSONReader().read(event.leaf),
            let text = leaf["recorded"]?.string, let recorded = Instant(rfc3339: text),
            by.seconds < UInt64(Int64.max / 2_000_000),
            recorded.microseconds
                > Int64(by.seconds) * 1_000_000 + Limits.clockLagInMicroseconds
        else { return }
        report(
            "event \(event.position) says it was recorded at \(text), after \(by.who) saw it at "
                + by.time
        )
    }
}
