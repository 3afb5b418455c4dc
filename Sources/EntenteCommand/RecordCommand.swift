import ArgumentParser
import CanonicalJSON
import EDTF
import Entente
import Events

/// Records one event by hand.
struct RecordCommand: ParsableCommand, MachineReadable {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Record one event by hand.",
        discussion: """
            Each field is NAME=TEXT, NAME:=JSON or NAME@FILE (the file's text); dots go inside, as \
            in due.kind=by. Repeat a field for a list. In a list of objects, a member that stands \
            again starts the next object. `entente explain TYPE` shows the fields.

              entente record commitment.planned commitment=commitment:contest \\
                kind=contest title.text='Joint contest' title.lang=en \\
                title.text='Společná soutěž' title.lang=cs \\
                due.kind=by due.edtf='[..2021-12-31]' \\
                --occurred 2020-05-10 --attested-from 'Press release of 12 May 2020'

            A new person gets an id that says nothing of the name; the id is printed.

              entente record person.registered names.text='Jana Dvořáková' names.lang=cs
            """
    )

    @OptionGroup var location: LedgerLocation
    @OptionGroup var recorder: RecorderOption
    @OptionGroup var form: TwoForms

    @Argument(help: "The type, for example party.registered; `entente types` lists them.")
    var type: String

    @Argument(help: ArgumentHelp("Fields of the payload.", valueName: "field=value"))
    var fields: [String] = []

    @OptionGroup(title: "Envelope") var envelope: EnvelopeOptions

    var isJSON: Bool { form.isJSON }

    func run() throws {
        let type = try TypeLookup.type(named: type)
        var fields = RecordFields(for: type)
        for text in self.fields { try fields.set(try FieldAssignment(text)) }
        let drawn = drawPerson(for: type, &fields)
        try fields.requireAll()

        let event = envelope.event(type, data: fields.data)
        let ledger = try location.open()
        let line = InputLine(number: 1, bytes: event.canonicalBytes())
        let request = AppendRequest(lines: [line], by: recorder.recorder)
        do {
            let outcome = try ledger.append(request, at: Clock.now)
            guard let receipt = outcome.receipts.first else { return }
            try show(receipt, type, drawn)
        } catch var refusal as Refusal {
            // There is no input that could have lines.
            refusal.line = nil
            throw refusal
        }
    }

    private func drawPerson(for type: CompiledType, _ fields: inout RecordFields) -> String? {
        guard type.type == "person.registered", fields.data["person"] == nil else { return nil }
        let person = Entropy.system.personTag()
        fields.set("person", to: .string(person))
        return person
    }

    private func show(_ receipt: Receipt, _ type: CompiledType, _ drawn: String?) throws {
        guard !isJSON else {
            var json = receipt.json.object ?? JSONObject()
            if let drawn { json["person"] = .string(drawn) }
            return try Output().finish(with: .object(json))
        }
        if envelope.occurred == nil, envelope.basis != "unknown" {
            Words.say("occurred \(Clock.now.dayText), today in UTC; --occurred gives another day")
        }
        let verb = receipt.replayed ? "known already:" : "recorded"
        try Output.print(
            "\(verb) \(type.type) at position \(receipt.position), id \(receipt.id), "
                + "leaf hash \(receipt.leafHash)"
        )
        if let drawn { try Output.print(drawn) }
    }
}
