import CanonicalJSON
import Entente
import Events
import Reports
import Transparency

/// What a verification says, for people and for scripts.
struct VerdictText {
    /// For people.
    let text: String

    /// For scripts.
    let json: JSONValue

    /// What is said of a dossier.
    init(_ verdict: DossierVerdict) {
        var lines = verdict.agreement.map { [$0.text] } ?? []
        if verdict.expected > 0 {
            lines.append(
                "present: \(verdict.present) of \(Words.count(verdict.expected, "event"))"
            )
        }
        // Of what is wrong somewhere nothing more is said, lest it be believed.
        if verdict.isSound {
            lines.append(Self.completeness(verdict))
            lines += verdict.bounds.map(Self.bounds)
        }
        if verdict.withheld > 0 || verdict.erased > 0 {
            lines.append("personal values: \(verdict.withheld) withheld, \(verdict.erased) erased")
        }
        if verdict.documentsCited > 0 {
            lines.append(
                "documents: \(verdict.documentsIncluded) of \(verdict.documentsCited) cited are "
                    + "enclosed"
            )
        }
        lines += verdict.notes.map { "note: \($0)" }
        text = Self.ended(lines, verdict.findings)
        json = verdict.json
    }

    /// What is said of one file.
    init(_ statement: EvidenceVerifier.Statement) {
        var lines: [String] = []
        var object: JSONObject = [
            "ok": .bool(statement.findings.isEmpty), "kind": .string(statement.kind),
            "findings": .array(statement.findings.map(JSONValue.string)),
        ]
        if let verified = statement.checkpoint {
            let checkpoint = verified.checkpoint
            lines.append(
                "\(checkpoint.origin), \(Words.count(checkpoint.size, "event")), root "
                    + checkpoint.root.hex
            )
            lines.append("signed by \(verified.log?.verifierKey ?? "nobody")")
            let words = verified.cosignatures.map {
                DossierVerdict.Word(who: $0.witness.name, seconds: $0.seconds)
            }
            lines += words.map { "cosigned by \($0.who) at \($0.time)" }
            if let stamped = statement.stamped {
                lines.append("there by \(stamped.time) (\(stamped.who))")
                object["by"] = ["time": .string(stamped.time), "who": .string(stamped.who)]
            }
            object["origin"] = .string(checkpoint.origin)
            object["size"] = .integer(checkpoint.size)
            object["root"] = .string(checkpoint.root.hex)
            object["cosignatures"] = .array(
                words.map { ["name": .string($0.who), "time": .string($0.time)] }
            )
            object["quorum"] = .bool(statement.hasQuorum)
        }
        if let event = statement.event {
            lines.append("holds this event at position \(event.position):")
            lines.append(String(decoding: event.leaf, as: UTF8.self))
            object["position"] = .integer(event.position)
            object["leafHash"] = .string(SHA256Hashing.leaf(event.leaf).hex)
        }
        if let earlier = statement.earlierSize {
            lines.append("continues what it was at \(Words.count(earlier, "event"))")
            object["continues"] = .integer(earlier)
        }
        text = Self.ended(lines, statement.findings)
        json = .object(object)
    }

    private static func completeness(_ verdict: DossierVerdict) -> String {
        let witnesses = verdict.according.map { "\($0.who) (\($0.time))" }
        if let time = verdict.completeAsOf, verdict.hasQuorum {
            return "complete as of \(DossierVerdict.Word.text(ofSeconds: time)) according to "
                + witnesses.joined(separator: ", ")
        }
        if !witnesses.isEmpty, verdict.hasQuorum {
            return "complete according to the ledger alone, as your policy asks; cosigned by "
                + witnesses.joined(separator: ", ")
        }
        if !witnesses.isEmpty {
            return "cosigned by \(witnesses.joined(separator: ", ")), which is no quorum"
        }
        return "complete according to the ledger alone; no witness of your policy has cosigned"
    }

    private static func bounds(_ bounds: DossierVerdict.Bounds) -> String {
        let by =
            bounds.by.map { "there by \($0.time) (\($0.who))" }
            ?? "no time from outside"
        let after = bounds.notBefore.map { ", not yet at \($0.time) (\($0.who))" } ?? ""
        return "  event \(bounds.position): \(by)\(after)"
    }

    private static func ended(_ lines: [String], _ findings: [String]) -> String {
        let verdict =
            findings.isEmpty
            ? ["verified"] : findings.map { "finding: \($0)" } + ["NOT verified"]
        return (lines + verdict).map(\.withControlsEscaped).joined(separator: "\n")
    }
}
