import ArgumentParser
import CanonicalJSON
import Entente
import Events
import Reports

/// Shows how an entity changed, event by event.
struct HistoryCommand: ParsableCommand, MachineReadable {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Show one entity after each of its events, with what changed.",
        discussion: """
            In the order things happened, not in the order they were recorded. JSON is one event a \
            line.

              entente history agreement:morava-hsinchu
              entente history party:hsinchu --format json
            """
    )

    @OptionGroup var location: LedgerLocation

    @Argument(help: "The entity, for example agreement:morava-hsinchu.", transform: Parsing.tag)
    var tag: Tag

    @OptionGroup var basis: BasisOptions
    @OptionGroup var language: LanguageOption
    @OptionGroup var form: TwoForms

    var isJSON: Bool { form.isJSON }

    func run() throws {
        let rows = try location.openToRead().history(
            of: tag,
            asOf: basis.validDate,
            knownAt: basis.knowledge.knownAt
        )
        let output = Output()
        for row in rows {
            if isJSON {
                try output.json(row)
            } else {
                try output.write(Array((text(row) + "\n").utf8))
            }
        }
        try output.flush()
    }

    private func text(_ row: JSONValue) -> String {
        let occurred = row["occurred"]?.string ?? ""
        var lines = [
            [
                row["position"]?.displayText ?? "?", occurred.isEmpty ? "undated" : occurred,
                row["type"]?.string ?? "?", row["state"]?.string.map { "→ \($0)" } ?? "",
            ].filter { !$0.isEmpty }.joined(separator: "  ")
        ]
        for member in row["changed"]?.object?.members ?? [] where member.key != "state" {
            let words =
                LocalizedNames(member.value).name(preferring: language.list)
                ?? member.value.displayText ?? "–"
            lines.append("     \(member.key): \(words)")
        }
        return lines.map(\.withControlsEscaped).joined(separator: "\n")
    }
}
