import CanonicalJSON
import EDTF
import Entente
import Events

/// One event to record by hand, as the command line describes it.
struct Recording {
    let directory: String
    let by: String?
    let isJSON: Bool
    let type: String
    let fields: [String]
    let envelope: EnvelopeMembers

    /// Builds the event, has it stored, and shows the receipt.
    func run() throws {
        var opened: Ledger?
        let type = try TypeSource.type(named: type) {
            let ledger = try Ledger.open(directory)
            opened = ledger
            return ledger
        }
        var fields = RecordFields(for: type)
        for text in self.fields { try fields.set(try FieldAssignment(text)) }
        let drawn = drawPerson(for: type, &fields)
        try fields.requireAll()

        let event = envelope.event(type, data: fields.data)
        let ledger = try opened ?? Ledger.open(directory)
        guard let receipt = try OwnLine(event: event, by: by).append(to: ledger) else { return }
        try show(receipt, type, drawn)
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
        if envelope.occurredToday {
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
