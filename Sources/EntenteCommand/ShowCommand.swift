import ArgumentParser
import CanonicalJSON
import Collaboration
import Entente
import EventJournal
import Events
import Reports

/// Shows one event.
struct ShowCommand: ParsableCommand, MachineReadable {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one event: its members, its leaf hash, what is erased or withheld.",
        discussion: """
            --raw prints the stored bytes and nothing else: the leaf that is hashed.

              entente show 1
              entente show 1 --format json
              entente show 1 --raw | sha256sum
            """
    )

    @OptionGroup var location: LedgerLocation

    @Argument(help: ArgumentHelp("A position or an event's id.", valueName: "position|id"))
    var event: String

    @Flag(help: "The bytes as stored, without a line feed.")
    var raw = false

    @OptionGroup var form: TwoForms

    var isJSON: Bool { form.isJSON }

    func run() throws {
        let stored = try find(in: try location.openToRead())
        if raw {
            let output = Output()
            try output.write(stored.bytes)
            return try output.flush()
        }
        let hidden = stored.hidden.sorted { $0.key < $1.key }
        guard isJSON else { return try Output.print(text(stored, hidden)) }
        var json: JSONObject = ["event": stored.opened, "leafHash": .string(stored.leafHash)]
        if !hidden.isEmpty {
            json["hidden"] = .object(
                JSONObject(hidden.map { ($0.key, .string($0.value.rawValue)) })
            )
        }
        try Output.print(.object(json))
    }

    private func find(in ledger: Ledger) throws -> StoredEvent {
        if let position = Position(event), let found = try ledger.event(at: position) {
            return found
        }
        if let found = try ledger.event(id: event) { return found }
        throw LedgerError(
            .notFound,
            "no event has the position or id '\(event)'; the ledger has \(try ledger.head().size) "
                + "events, from position 0"
        )
    }

    private func text(
        _ stored: StoredEvent,
        _ hidden: [(key: String, value: Fact.Hidden)]
    ) -> String {
        var lines = stored.opened.prettyPrinted().split(separator: "\n").map {
            String($0).withControlsEscaped
        }
        lines.append("leaf hash \(stored.leafHash)")
        lines += hidden.map { "\($0.value.rawValue): \($0.key)".withControlsEscaped }
        return lines.joined(separator: "\n")
    }
}
