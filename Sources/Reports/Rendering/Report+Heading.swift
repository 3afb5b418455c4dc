import CanonicalJSON

extension Report {
    /// What stands in a cell without a value.
    static let missing = "–"

    /// How many hexadecimal digits of the root are enough to compare by eye.
    private static let shownRootDigits = 12

    /// One kind of mark: its sign, how often it stands, and where.
    struct MarkList {
        let sign: String
        let count: String
        let entries: [String]
    }

    /// The lines under the title: dates, snapshot, origin, parameters, marks; not yet escaped.
    var heading: [String] {
        let dates = datesText(basis)
        let ends = [("from", Phrase.basisFrom), ("to", .basisTo)].map { name, phrase in
            basis[name].map { datesText($0) }
                .map { [messages.text(phrase, ["basis": $0.joined(separator: " · ")])] } ?? []
        }
        let source = [
            basis["origin"]?.displayText.map { messages.text(.origin, ["origin": $0]) },
            basis["parameters"]?.displayText
                .map { messages.text(.parameters, ["parameters": $0]) },
            basis["version"]?.displayText.map { messages.text(.version, ["version": $0]) },
        ]
        return ([dates] + ends + [source.compactMap(\.self), markLists.map(\.count)])
            .filter { !$0.isEmpty }
            .map { $0.joined(separator: " · ") }
    }

    private func datesText(_ basis: JSONValue) -> [String] {
        [
            basis["asOf"]?.displayText.map { messages.text(.asOf, date: $0) },
            basis["knownAt"].flatMap(snapshotText),
        ]
        .compactMap(\.self)
    }

    /// One total as it is shown.
    struct Total {
        /// What it is called.
        let name: String

        /// What it is; of a total that is a list of statements, one line for each.
        let lines: [String]

        /// Whether it is a list of statements.
        let isList: Bool
    }

    /// The totals, as they are shown.
    var shownTotals: [Total] {
        let cell = CellText(in: messages, texts: .wordsAndDates)
        return totals.members.map { member in
            let name = messages.total(member.key)
            if case .array(let values) = member.value, values.contains(where: { $0.object != nil })
            {
                return Total(name: name, lines: values.map(cell.statement), isList: true)
            }
            let text = cell.text(member.value) ?? Self.missing
            return Total(name: name, lines: [text], isList: false)
        }
    }

    /// Gaps, then disputes.
    var markLists: [MarkList] {
        [markList("△", gaps, .gaps), markList("‡", disputes, .disputes)]
    }

    private func markList(_ sign: String, _ marks: [JSONValue], _ phrase: Phrase) -> MarkList {
        MarkList(
            sign: sign,
            count: "\(sign) \(messages.text(phrase, count: marks.count))",
            entries: marks.map { gapText($0) ?? $0.displayText ?? Self.missing }
        )
    }

    /// A gap as a sentence: which event asks for what, and that nothing shows it.
    private func gapText(_ mark: JSONValue) -> String? {
        guard let words = mark["words"]?.string, let type = mark["type"]?.string,
            let position = mark["position"]?.displayText
        else { return nil }
        let rule = mark["rule"]?.string
        return messages.text(
            mark["against"] == nil ? .gap : .contradiction,
            [
                "entity": mark["entity"]?.string, "position": position,
                "type": messages.word(type), "words": messages.rule(rule ?? "", words),
                "against": mark["against"]?.displayText, "rule": rule,
            ]
        )
    }

    private func snapshotText(_ knownAt: JSONValue) -> String? {
        guard case .object(let snapshot) = knownAt else {
            return knownAt.displayText.map { messages.text(.knownAt, ["parts": $0]) }
        }
        let parts = [
            snapshot["size"].flatMap { CellText(in: messages).text($0) }
                .map { messages.text(.size, ["size": $0]) },
            snapshot["root"]?.displayText
                .map { messages.text(.root, ["root": String($0.prefix(Self.shownRootDigits))]) },
            snapshot["recorded"]?.displayText
                .map { messages.text(.recorded, ["time": messages.date($0)]) },
        ]
        .compactMap(\.self)
        return parts.isEmpty
            ? nil : messages.text(.knownAt, ["parts": parts.joined(separator: ", ")])
    }
}
