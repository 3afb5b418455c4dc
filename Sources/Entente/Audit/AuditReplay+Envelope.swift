import CanonicalJSON
import Collaboration
import EDTF
import Events
import Transparency

extension AuditReplay {
    /// What the ledger itself sets: place, name, time, and the version of the schema.
    mutating func envelope(of opened: Opened) -> CompiledType? {
        let event = opened.event
        if event["position"]?.integer != Int64(position) {
            let said = event["position"]?.integer.map(String.init) ?? "nothing"
            findings.append(
                Finding(.envelope, "the leaf says position \(said)", at: position)
            )
        }
        if event["origin"]?.string != ledger.origin {
            findings.append(
                Finding(.envelope, "the leaf belongs to another ledger", at: position)
            )
        }
        checkTimes(of: opened)
        guard let name = opened.leaf.type,
            let version = event["version"]?.integer.map(Int.init),
            let type = types.type(name, version: version)
        else {
            noteUnknownType(of: opened)
            return nil
        }
        if name == Registration.type, let reason = types.take(event) {
            findings.append(Finding(.schema, reason, at: position))
        }
        return type
    }

    private mutating func noteUnknownType(of opened: Opened) {
        let name = opened.leaf.type
        guard let name, name.isUsers else {
            findings.append(
                Finding(
                    .catalogue,
                    "this program has no schema of \(name?.text ?? "the type") in the leaf's "
                        + "version; upgrade it",
                    at: position,
                    severity: .warning
                )
            )
            return
        }
        let inForce = types.versionInForce(of: name)
        findings.append(
            Finding(
                .catalogue,
                inForce.map { "version \($0) of \(name) was in force, and the leaf names another" }
                    ?? "no schema of \(name) was registered before it",
                at: position,
                severity: rules.isIncomplete ? .warning : .error
            )
        )
    }

    private mutating func checkTimes(of opened: Opened) {
        let event = opened.event
        let recorded = opened.recorded
        if let recorded, lastRecorded.map({ $0 < recorded }) ?? true {
            lastRecorded = recorded
        } else {
            findings.append(
                Finding(.envelope, "the recorded time does not increase", at: position)
            )
        }
        guard let recorded else { return }
        let moment = Instant(microseconds: recorded)
        let isCorrection = opened.leaf.type == "event.corrected"
        let corrected = isCorrection ? event["data"]?["occurred"] : nil
        for text in [event["occurred"], corrected].compactMap({ $0?.string }) {
            guard let earliest = try? ImpreciseDate(parsing: text).earliest,
                moment.isDefinitelyPast(earliest)
            else { continue }
            findings.append(
                Finding(.envelope, "it is dated \(text), after its recording", at: position)
            )
        }
    }

    /// The head of each agreement's own tree, just before the event.
    ///
    /// - `first`: the first of its agreements to look at; those before it are compared already.
    mutating func dossierHeads(of opened: Opened, hash: Hash, from first: Int = 0) {
        let agreements = opened.leaf.tags.filter { $0.isOfKind("agreement") }
        let heads = opened.event["dossiers"]?.object ?? JSONObject()
        for tag in agreements.dropFirst(first) {
            var edge = dossiers[tag] ?? TreeEdge()
            let head = heads[tag.text]
            if head?["size"]?.integer != Int64(edge.size) || head?["root"]?.string != edge.root.hex
            {
                findings.append(
                    Finding(
                        .dossiers,
                        "the dossier head in the leaf is not that of the \(edge.size) events before",
                        at: position,
                        tag: tag.text
                    )
                )
            }
            edge.append(hash)
            dossiers[tag] = edge
        }
        for name in heads.keys where !agreements.contains(where: { $0.text == name }) {
            findings.append(
                Finding(.dossiers, "a dossier head without its tag", at: position, tag: name)
            )
        }
    }
}

extension AuditReplay.Opened {
    /// When the leaf was recorded, microseconds since 1970.
    var recorded: Int64? {
        event["recorded"]?.string.flatMap { Instant(rfc3339: $0) }?.microseconds
    }
}
