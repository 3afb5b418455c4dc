import ArgumentParser

/// The members of an event that stand around its payload.
struct EnvelopeOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The event's id; a UUIDv7 when left out.", valueName: "id"))
    var id: String?

    @Option(
        help: ArgumentHelp(
            "When it happened (EDTF); today's UTC day when left out.",
            valueName: "date"
        )
    )
    var occurred: String?

    @Option(
        help: ArgumentHelp(
            "How the time is known: stated, inferred or unknown.",
            valueName: "basis"
        )
    )
    var basis: String?

    @Option(help: ArgumentHelp("The source's own words for the time.", valueName: "words"))
    var verbatim: String?

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("A tag beside those of the payload; repeat.", valueName: "tag")
    )
    var added: [String] = []

    @Option(help: ArgumentHelp("The id of the event that led to this one.", valueName: "id"))
    var causation: String?

    @Option(help: ArgumentHelp("The id of the case it belongs to.", valueName: "id"))
    var correlation: String?

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "A source reports it: KEY=VALUE as for --source, or just the title; repeat.",
            valueName: "source"
        )
    )
    var attestedFrom: [String] = []

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "Where the fact comes from: title, publisher, url, locator, quote, language, "
                + "published or document; repeat.",
            valueName: "key=value"
        )
    )
    var source: [String] = []

    /// What was given.
    var members: EnvelopeMembers {
        EnvelopeMembers(
            id: id,
            occurred: occurred,
            basis: basis,
            verbatim: verbatim,
            added: added,
            causation: causation,
            correlation: correlation,
            attestedFrom: attestedFrom,
            source: source
        )
    }

    func validate() throws {
        guard let text = members.misnamedSource else { return }
        throw ValidationError(
            "--source '\(text)' names no part of a source; write KEY=VALUE with one of "
                + EnvelopeMembers.sourceWords
        )
    }
}
