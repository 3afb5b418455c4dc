import ArgumentParser
import CanonicalJSON
import Entente
import Reports

/// Checks the whole ledger.
struct AuditCommand: ParsableCommand, MachineReadable {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Replay and check the whole ledger; exit 1 when something is found.",
        discussion: """
            One finding a line, and a summary as the last line. It reads what it can of a damaged \
            ledger and does not stop at the first finding.

              entente audit
              entente audit --json
            """
    )

    @OptionGroup var location: LedgerLocation
    @OptionGroup var form: TwoForms

    var isJSON: Bool { form.isJSON }

    func run() throws {
        let output = Output()
        let ledger = try open(output)
        let progress = Progress("audit")
        let summary = try ledger.audit(
            progress: { progress.update($0, of: $1) },
            finding: { finding in
                // A finding must not wait for the next one in a buffer; and this cannot throw.
                try? isJSON ? output.json(finding.json) : output.line(text(finding))
                try? output.flush()
            }
        )
        progress.finish()
        if isJSON {
            try output.finish(with: summary.json)
        } else {
            output.line(text(summary))
            try output.flush()
        }
        if summary.findings > 0 { throw ExitCode(ExitCodes.findings) }
    }

    /// A ledger too damaged to be opened is a finding, and the only one there can be.
    private func open(_ output: Output) throws -> Ledger {
        do {
            return try Ledger.openForAudit(location.directory)
        } catch let error as LedgerError where error.isUnreadable {
            if isJSON {
                try output.json([
                    "check": "environment", "severity": "error",
                    "message": .string(error.description),
                ])
                try output.finish(with: ["summary": ["events": 0, "findings": 1]])
            } else {
                output.line("error environment: \(error)".withControlsEscaped)
                try output.flush()
            }
            throw ExitCode(ExitCodes.findings)
        }
    }

    private func text(_ finding: Finding) -> String {
        var place: [String] = []
        if let position = finding.position { place.append("event \(position)") }
        if let tag = finding.tag { place.append(tag) }
        let location = place.isEmpty ? "" : " " + place.joined(separator: ", ")
        return
            "\(finding.severity.rawValue) \(finding.check.rawValue)\(location): \(finding.message)"
            .withControlsEscaped
    }

    private func text(_ summary: AuditSummary) -> String {
        let events = Words.count(summary.events, "event")
        let findings = Words.count(summary.findings, "finding")
        let checkpoint = summary.checkpoint.map { ", checkpoint of \($0) events" } ?? ""
        return "\(events), \(findings), root \(summary.root)\(checkpoint)"
    }
}
