/// Reads the arguments of `record` when they are in their plain form, which takes microseconds.
///
/// The library that reads arguments looks at every command and option by reflection, which takes
/// longer than it takes to store the event. So it is left aside where there is nothing to explain.
/// Everything else is its part: help, errors, `--`, values that begin with `-`, an option given
/// twice. Whatever is not known here gives `nil`.
struct PlainRecording {
    private var ledger: String?
    private var by: String?
    private var format: String?
    private var isJSON = false
    private var words: [String] = []
    private var envelope = EnvelopeMembers()

    /// - Parameter arguments: those of the program, from the name of the verb on.
    init?(_ arguments: [String]) {
        guard arguments.first == "record" else { return nil }
        var rest = arguments.dropFirst()
        while let word = rest.popFirst() {
            guard word.utf8.first == UInt8(ascii: "-") else {
                words.append(word)
                continue
            }
            if word == "--json", !isJSON {
                isJSON = true
                continue
            }
            guard let (name, value) = Self.option(word, &rest), set(name, to: value) else {
                return nil
            }
        }
        guard !words.isEmpty, envelope.misnamedSource == nil else { return nil }
    }

    /// What is to be recorded.
    var recording: Recording {
        Recording(
            directory: LedgerLocation.directory(ledger),
            by: RecorderOption.recorder(by),
            isJSON: isJSON || format == TwoForms.Form.json.rawValue,
            type: words[0],
            fields: Array(words.dropFirst()),
            envelope: envelope
        )
    }

    /// An option with its value, which stands behind `=` or is the next word.
    private static func option(
        _ word: String,
        _ rest: inout ArraySlice<String>
    ) -> (name: Substring, value: String)? {
        guard word.hasPrefix("--") else { return nil }
        let text = word.dropFirst(2)
        if let end = text.firstIndex(of: "=") {
            let value = String(text[text.index(after: end)...])
            return value.isEmpty ? nil : (text[..<end], value)
        }
        guard let value = rest.popFirst(), value.utf8.first != UInt8(ascii: "-"), !value.isEmpty
        else { return nil }
        return (text, value)
    }

    /// Sets an option; false for one that is not known, or that has a value already.
    private mutating func set(_ name: Substring, to value: String) -> Bool {
        switch name {
        case "ledger": Self.fill(&ledger, value)
        case "by": Self.fill(&by, value)
        case "format": TwoForms.Form(rawValue: value) != nil && Self.fill(&format, value)
        case "id": Self.fill(&envelope.id, value)
        case "occurred": Self.fill(&envelope.occurred, value)
        case "basis": Self.fill(&envelope.basis, value)
        case "verbatim": Self.fill(&envelope.verbatim, value)
        case "causation": Self.fill(&envelope.causation, value)
        case "correlation": Self.fill(&envelope.correlation, value)
        case "added": Self.add(value, to: &envelope.added)
        case "attested-from": Self.add(value, to: &envelope.attestedFrom)
        case "source": Self.add(value, to: &envelope.source)
        default: false
        }
    }

    private static func fill(_ place: inout String?, _ value: String) -> Bool {
        guard place == nil else { return false }
        place = value
        return true
    }

    private static func add(_ value: String, to list: inout [String]) -> Bool {
        list.append(value)
        return true
    }
}
