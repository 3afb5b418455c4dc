import CanonicalJSON
import EDTF
import Events
package import Transparency

/// Verifies a dossier's folder with keys from outside, and nothing else.
///
/// The checks and their order are those of `Documentation/ledger-format.md`, section 12.
package struct DossierVerifier {
    /// What a reader asks beyond the policy.
    package struct Demands: Sendable {
        /// Checkpoints the reader kept earlier, of the ledger or of this dossier.
        package var known: [SignedNote]

        /// The dossier must be complete as of this time or later, POSIX seconds.
        package var notBefore: UInt64?

        /// Reads an RFC 3161 time-stamp over a text: who says when, POSIX seconds.
        package var timestamp: (@Sendable (_ token: [UInt8], _ text: [UInt8]) throws -> Time)?

        /// A time that a time-stamping authority states.
        package struct Time: Sendable {
            /// The authority.
            package let authority: String

            /// POSIX seconds.
            package let seconds: UInt64

            /// States a time.
            package init(authority: String, seconds: UInt64) {
                self.authority = authority
                self.seconds = seconds
            }
        }

        /// Demands.
        package init(
            known: [SignedNote] = [],
            notBefore: UInt64? = nil,
            timestamp: (@Sendable (_ token: [UInt8], _ text: [UInt8]) throws -> Time)? = nil
        ) {
            self.known = known
            self.notBefore = notBefore
            self.timestamp = timestamp
        }
    }

    let policy: TrustPolicy
    let demands: Demands
    var verdict = DossierVerdict()

    /// Who says what of which tree, gathered on the way.
    var testimonies: [Testimony] = []

    /// A checkpoint that was verified, with the external times on it.
    struct Testimony {
        let isOfLedger: Bool
        let size: UInt64
        let cosigned: [DossierVerdict.Word]
        let stamped: DossierVerdict.Word?
    }

    private init(_ policy: TrustPolicy, _ demands: Demands) {
        self.policy = policy
        self.demands = demands
    }

    /// Verifies a folder.
    package static func verify(
        _ folder: String,
        policy: TrustPolicy,
        demands: Demands = Demands()
    ) throws -> DossierVerdict {
        var verifier = DossierVerifier(policy, demands)
        var reader = DossierReader(folder)
        do {
            let (dossier, manifest) = try reader.read()
            verifier.check(dossier, manifest, reader.digests)
        } catch let error as DossierReader.Unreadable {
            verifier.report(error.message)
        }
        return verifier.verdict
    }

    mutating func report(_ finding: String) { verdict.findings.append(finding) }

    private mutating func check(
        _ dossier: Dossier,
        _ manifest: JSONValue,
        _ digests: [String: String]
    ) {
        verdict.agreement = dossier.agreement
        guard let own = checkNote(dossier.dossierNote, DossierFiles.dossierNote),
            let whole = checkNote(dossier.ledgerNote, DossierFiles.ledgerNote)
        else { return }
        checkNames(dossier, manifest, own.checkpoint, whole.checkpoint)
        verdict.expected = own.checkpoint.size
        let hashes = checkEvents(dossier, own.checkpoint)
        checkProofs(dossier, whole.checkpoint)
        checkContents(dossier, digests)
        testify(own, dossier.dossierTimestamp, isOfLedger: false)
        testify(whole, dossier.ledgerTimestamp, isOfLedger: true)
        checkEarlier(dossier, hashes, own.checkpoint, whole.checkpoint)
        checkQuorum(own)
        checkKnown(dossier, hashes, own.checkpoint, whole.checkpoint)
        bound(dossier)
        checkCounts(dossier, manifest)
    }

    /// The counts of the manifest: those of what is there, and no others.
    private mutating func checkCounts(_ dossier: Dossier, _ manifest: JSONValue) {
        let erased = dossier.hidden.count { $0.erasure != nil }
        let counted = [
            "events": dossier.events.count, "related": dossier.related.count,
            "disclosed": dossier.disclosures.count, "erased": erased,
            "withheld": dossier.hidden.count - erased,
            "documents": dossier.citations.count { $0.isIncluded },
        ]
        let counts = manifest["counts"]?.object ?? JSONObject()
        if Set(counts.keys) != Set(counted.keys) {
            report("'counts' of the manifest lacks something, or has more than it must")
        }
        for (name, count) in counted.sorted(by: { $0.key < $1.key })
        where counts[name].flatMap(\.integer) != Int64(count) {
            report("the manifest counts \(name) wrongly; there are \(count)")
        }
    }

    /// A note that a log of the policy has signed.
    private mutating func checkNote(_ note: SignedNote, _ name: String) -> VerifiedCheckpoint? {
        do {
            if let verified = try policy.verify(note), verified.log != nil { return verified }
            let origin = (try? Checkpoint(parsing: note.text))?.origin ?? "?"
            report(
                "\(name): no key of your policy in the name of '\(origin)' has signed it; ask its "
                    + "owner for the verifier key, over another way"
            )
        } catch {
            report("\(name): \(error)")
        }
        return nil
    }

    /// Names, sizes and roots: those of the manifest, and those of the notes.
    private mutating func checkNames(
        _ dossier: Dossier,
        _ manifest: JSONValue,
        _ own: Checkpoint,
        _ whole: Checkpoint
    ) {
        let name = DossierOrigin.of(agreement: String(dossier.agreement.id), in: whole.origin)
        if !own.origin.utf8.elementsEqual(name.utf8) {
            report("dossier-checkpoint is of '\(own.origin)', not of '\(name)'")
        }
        if !dossier.origin.utf8.elementsEqual(whole.origin.utf8) {
            report("checkpoint is of '\(whole.origin)', the manifest says '\(dossier.origin)'")
        }
        let stated: [(String, JSONValue?, Checkpoint)] = [
            ("dossier-checkpoint", manifest, own), ("checkpoint", manifest["ledger"], whole),
        ]
        for (file, values, checkpoint) in stated {
            let size = values?["size"]?.integer
            let root = values?["root"]?.string
            if size != Int64(checkpoint.size) || root != checkpoint.root.hex {
                report(
                    "\(file) has size \(checkpoint.size) and root \(checkpoint.root.hex); the "
                        + "manifest says \(size.map(String.init) ?? "none") and \(root ?? "none")"
                )
            }
        }
    }

    /// The quorum on the dossier's own checkpoint: who says that these events are all.
    private mutating func checkQuorum(_ own: VerifiedCheckpoint) {
        verdict.according = own.cosignatures.map {
            DossierVerdict.Word(who: $0.witness.name, seconds: $0.seconds)
        }
        verdict.hasQuorum = policy.isSatisfied(by: own.cosignatures.map(\.witness))
        verdict.completeAsOf = policy.time(of: own.cosignatures)
        if !verdict.hasQuorum {
            report(
                "dossier-checkpoint has \(own.cosignatures.count) cosignatures of your policy's "
                    + "witnesses, which do not make its quorum; ask for a dossier that they "
                    + "have cosigned"
            )
        }
        if let notBefore = demands.notBefore, (verdict.completeAsOf ?? 0) < notBefore {
            let time = verdict.completeAsOf.map(DossierVerdict.Word.text) ?? "no time at all"
            report(
                "the dossier is complete as of \(time), not as of "
                    + "\(DossierVerdict.Word.text(ofSeconds: notBefore)) or later; ask for a newer one"
            )
        }
    }

    /// Notes what others say of a tree by its checkpoint.
    mutating func testify(
        _ verified: VerifiedCheckpoint,
        _ timestamp: [UInt8]?,
        isOfLedger: Bool
    ) {
        var stamped: DossierVerdict.Word?
        if let timestamp {
            if let read = demands.timestamp {
                do {
                    let time = try read(timestamp, Array(verified.checkpoint.text.utf8))
                    stamped = DossierVerdict.Word(who: time.authority, seconds: time.seconds)
                } catch {
                    report(
                        "the time-stamp on the checkpoint of \(verified.checkpoint.size) events: "
                            + "\(error)"
                    )
                }
            } else {
                verdict.notes.append(
                    "the time-stamp on the checkpoint of \(verified.checkpoint.size) events of "
                        + "\(verified.checkpoint.origin) was not checked: no --tsa was given"
                )
            }
        }
        testimonies.append(
            Testimony(
                isOfLedger: isOfLedger,
                size: verified.checkpoint.size,
                cosigned: verified.cosignatures.map {
                    DossierVerdict.Word(who: $0.witness.name, seconds: $0.seconds)
                },
                stamped: stamped
            )
        )
    }
}
