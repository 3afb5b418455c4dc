import ArgumentParser
import CanonicalJSON
import Collaboration
import EDTF
import Entente
import EventJournal
import Events

/// Corrects an event by a merge patch.
struct CorrectCommand: ParsableCommand, MachineReadable {
    static let configuration = CommandConfiguration(
        commandName: "correct",
        abstract: "Correct an event that was recorded wrongly.",
        discussion: """
            The patch is a JSON Merge Patch (RFC 7396) of the event as it counts now: of its \
            occurred, basis, verbatim, source and data. null removes a member, a list is replaced \
            whole. The correction holds each changed member whole and names the event's leaf \
            hash. The event stays as it was recorded; `--known-at` shows what was known before.

            What the parties changed is no correction but an event of its own, such as \
            agreement.amended.

              entente log --type agreement.drafted
              echo '{"occurred": "2020-03-27", "data": {"kind": "loi"}}' > patch.json
              entente correct 3 patch.json --reason 'Misread in the press release.'
            """
    )

    @OptionGroup var location: LedgerLocation
    @OptionGroup var recorder: RecorderOption
    @OptionGroup var form: TwoForms

    @Argument(help: ArgumentHelp("The event's position or id.", valueName: "position|id"))
    var event: String

    @Argument(help: "The file with the merge patch; - is standard input.")
    var patch: String

    @Option(help: "What was wrong and how it is known; it must not name a person.")
    var reason: String

    @Option(help: ArgumentHelp("The language of the reason (BCP 47).", valueName: "tag"))
    var reasonLang = "en"

    var isJSON: Bool { form.isJSON }

    func run() throws {
        let patch = try JSONInput.read(from: patch)
        let ledger = try location.open()
        let head = try ledger.head()
        let target = try EventLookup.event(event, in: ledger).leaf.id
        let data = try ledger.correction(
            of: target,
            patch: patch,
            reason: [["text": .string(reason), "lang": .string(reasonLang)]]
        )
        let correction: JSONValue = [
            "type": "event.corrected", "occurred": .string(Clock.now.dayText), "data": data,
        ]
        // What others say about the event meanwhile could be undone unseen.
        let query = Tag("event:" + target).flatMap { Query.Item(tags: [$0]) }
            .flatMap { Query(items: [$0]) }
        let condition = query.map {
            AppendCondition(failIfEventsMatch: $0, after: head.size - 1)
        }
        let line = OwnLine(event: correction, by: recorder.recorder, condition: condition)
        guard let receipt = try line.append(to: ledger) else { return }
        guard !isJSON else { return try Output().finish(with: receipt.json) }
        try Output.print(
            "corrected \(target) at position \(receipt.position), leaf hash \(receipt.leafHash)"
        )
    }
}
