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
        abstract:
            "Show one event: its members, its leaf hash, later events about it, what is hidden.",
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
        let ledger = try location.openToRead()
        let stored = try EventLookup.event(event, in: ledger)
        if raw {
            let output = Output()
            try output.write(stored.bytes)
            return try output.flush()
        }
        let hidden = stored.hidden.sorted { $0.key < $1.key }
        let about = try laterEvents(about: stored, in: ledger)
        guard isJSON else { return try Output.print(text(stored, about, hidden)) }
        var json: JSONObject = [
            "event": stored.opened, "leafHash": .string(stored.leafHash),
            "about": .array(
                about.map { ["position": .integer($0.position), "type": .string($0.type)] }
            ),
        ]
        if !hidden.isEmpty {
            json["hidden"] = .object(
                JSONObject(hidden.map { ($0.key, .string($0.value.rawValue)) })
            )
        }
        try Output.print(.object(json))
    }

    /// What was recorded about the event afterwards, the oldest first.
    private func laterEvents(
        about stored: StoredEvent,
        in ledger: Ledger
    ) throws -> [(position: Position, type: String)] {
        guard let id = stored.leaf.event["id"]?.string, let tag = Tag("event:" + id) else {
            return []
        }
        let query = LogQuery(tags: [tag], oldestFirst: true, after: stored.leaf.position)
        var found: [(position: Position, type: String)] = []
        _ = try ledger.log(query) { event in
            found.append((event.leaf.position, event.leaf.event["type"]?.string ?? "?"))
        }
        return found
    }

    /// `corrected by event 14`; an event of another noun that bears the tag only names it.
    private static func words(_ later: (position: Position, type: String)) -> String {
        let prefix = "event."
        guard later.type.hasPrefix(prefix) else {
            return "named by event \(later.position), \(later.type)"
        }
        return "\(later.type.dropFirst(prefix.count)) by event \(later.position)"
    }

    private func text(
        _ stored: StoredEvent,
        _ about: [(position: Position, type: String)],
        _ hidden: [(key: String, value: Fact.Hidden)]
    ) -> String {
        var lines = stored.opened.prettyPrinted().split(separator: "\n").map {
            String($0).withControlsEscaped
        }
        lines.append("leaf hash \(stored.leafHash)")
        lines += about.map(Self.words)
        lines += hidden.map { "\($0.value.rawValue): \($0.key)".withControlsEscaped }
        return lines.joined(separator: "\n")
    }
}
