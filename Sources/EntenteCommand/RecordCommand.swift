import ArgumentParser

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

    @Argument(
        help: "The type, for example party.registered; `entente types` lists them.",
        completion: .custom { words, _, _ in Completion.types(words) }
    )
    var type: String

    @Argument(
        help: ArgumentHelp("Fields of the payload.", valueName: "field=value"),
        completion: .custom { words, _, prefix in Completion.fields(words, prefix) }
    )
    var fields: [String] = []

    @OptionGroup(title: "Envelope") var envelope: EnvelopeOptions

    var isJSON: Bool { form.isJSON }

    func run() throws {
        let recording = Recording(
            directory: location.directory,
            by: recorder.recorder,
            isJSON: isJSON,
            type: type,
            fields: fields,
            envelope: envelope.members
        )
        try recording.run()
    }
}
